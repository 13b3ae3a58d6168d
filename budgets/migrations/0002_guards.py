from django.db import migrations

from budgets import guards


def create(apps, editor):
    vendor = editor.connection.vendor
    for guard in guards.guards_of(vendor):
        for sql in guards.create(guard, vendor):
            editor.execute(sql)
    for record in guards.RECORDS:
        for sql in guards.create_record(record, vendor):
            editor.execute(sql)


def drop(apps, editor):
    vendor = editor.connection.vendor
    for record in guards.RECORDS:
        editor.execute(guards.drop_record(record, vendor))
    for guard in guards.guards_of(vendor):
        editor.execute(guards.drop(guard, vendor))


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]

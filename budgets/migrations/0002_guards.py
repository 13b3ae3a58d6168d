from django.db import migrations

from budgets.guards import GUARDS, RECORDS
from departments import triggers


def create(apps, editor):
    triggers.install(GUARDS, RECORDS, editor)


def drop(apps, editor):
    triggers.remove(GUARDS, RECORDS, editor)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]

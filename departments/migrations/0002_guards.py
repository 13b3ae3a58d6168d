from django.db import migrations

from departments import triggers
from departments.guards import GUARDS


def create(apps, editor):
    triggers.install(GUARDS, [], editor)


def drop(apps, editor):
    triggers.remove(GUARDS, [], editor)


class Migration(migrations.Migration):
    dependencies = [("departments", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]

"""The table of the database cache: sign-in limits count there where no Redis is set."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", "web_cache", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS web_cache")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0002_reader_account")]
    operations = [migrations.RunPython(make, drop)]

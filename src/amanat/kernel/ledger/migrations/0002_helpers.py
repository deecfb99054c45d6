from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]
    operations = [RunFile(__file__, "0002_helpers.sql")]

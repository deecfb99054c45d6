from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_write")]
    operations = [RunFile(__file__, "0007_statement.sql")]

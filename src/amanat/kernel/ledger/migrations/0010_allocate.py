from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0009_streams")]
    operations = [RunFile(__file__, "0010_allocate.sql")]

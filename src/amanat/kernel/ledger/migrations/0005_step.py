from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_hold")]
    operations = [RunFile(__file__, "0005_step.sql")]

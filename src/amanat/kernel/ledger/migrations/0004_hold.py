from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_post")]
    operations = [RunFile(__file__, "0004_hold.sql")]

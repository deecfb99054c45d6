from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_step")]
    operations = [RunFile(__file__, "0006_write.sql")]

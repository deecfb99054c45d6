from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_proof")]
    operations = [RunFile(__file__, "0009_streams.sql")]

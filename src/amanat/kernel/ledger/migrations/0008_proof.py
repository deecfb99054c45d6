from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_statement")]
    operations = [RunFile(__file__, "0008_proof.sql")]

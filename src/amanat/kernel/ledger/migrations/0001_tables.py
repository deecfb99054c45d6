from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("clock", "0002_now")]
    operations = [RunFile(__file__, "0001_tables.sql")]

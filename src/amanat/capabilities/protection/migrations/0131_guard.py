from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("protection", "0130_initial"), ("log", "0002_guard")]
    operations = [RunFile(__file__, "0131_guard.sql")]

from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("permits", "0001_constraints"), ("log", "0002_guard")]
    operations = [RunFile(__file__, "0002_guard.sql")]

from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("deals", "0010_damage"), ("log", "0002_guard")]
    operations = [RunFile(__file__, "0011_guard.sql")]

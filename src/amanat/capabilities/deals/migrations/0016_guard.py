from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("deals", "0015_checks"), ("log", "0002_guard")]
    operations = [RunFile(__file__, "0016_guard.sql")]

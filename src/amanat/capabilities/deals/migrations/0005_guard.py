from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("deals", "0004_quarrel"), ("log", "0002_guard")]
    operations = [RunFile(__file__, "0005_guard.sql")]

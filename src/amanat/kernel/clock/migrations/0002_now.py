from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [("clock", "0001_initial")]
    operations = [RunFile(__file__, "0002_now.sql")]

from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [
        ("presale", "0001_initial"),
    ]
    operations = [RunFile(__file__, "0002_intake.sql")]

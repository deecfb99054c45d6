from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_seals"),
        ("ranks", "0003_parameters"),
        ("ceilings", "0003_parameters"),
    ]
    operations = [RunFile(__file__, "0004_standing.sql")]

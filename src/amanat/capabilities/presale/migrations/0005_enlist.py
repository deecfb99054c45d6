from django.db import migrations

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [
        ("presale", "0004_campaigns"),
        ("log", "0002_guard"),
        ("ledger", "0010_allocate"),
        ("clock", "0003_pauses"),
    ]
    operations = [RunFile(__file__, "0005_enlist.sql")]

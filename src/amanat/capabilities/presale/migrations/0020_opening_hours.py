from django.db import migrations, models

from amanat.kernel.sqlfile import RunFile


class Migration(migrations.Migration):
    dependencies = [
        ("presale", "0006_parameters"),
        ("ledger", "0010_allocate"),
    ]
    operations = [
        migrations.AddField("opening", "permit_id", models.BigIntegerField(null=True)),
        migrations.AddField(
            "opening", "campaign_id", models.BigIntegerField(null=True, unique=True)
        ),
        migrations.AddField("opening", "stopped_at", models.DateTimeField(null=True)),
        migrations.AddField("opening", "ended_at", models.DateTimeField(null=True)),
        RunFile(__file__, "0020_opening_hours.sql"),
    ]

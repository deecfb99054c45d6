from django.db import migrations, models
from django.db.models import F


def draws_of_before_are_told(apps, schema_editor):
    """Nobody gets a letter about a draw of long ago."""
    campaigns = apps.get_model("presale", "Campaign").objects.filter(drawn_at__isnull=False)
    campaigns.update(told_at=F("drawn_at"))


class Migration(migrations.Migration):
    dependencies = [("presale", "0020_opening_hours")]
    operations = [
        migrations.AddField("campaign", "told_ticket", models.TextField(blank=True, default="")),
        migrations.AddField("campaign", "told_at", models.DateTimeField(null=True)),
        migrations.RunPython(draws_of_before_are_told, migrations.RunPython.noop),
    ]

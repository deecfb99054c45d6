"""Seed the lines of the early warnings: this platform's own choice, and no law."""

from datetime import date

from django.db import migrations

LINES = {
    "full_share": 8_000,
    "pace_days": 30,
    "pace_times": 3,
    "pace_least_share": 1_000,
    "late_share": 500,
    "score_days": 30,
    "score_fall": 1_000,
    "complaint_days": 7,
    "complaint_base_days": 84,
    "complaint_times": 3,
    "complaint_least": 5,
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    Parameter.objects.create(
        name="market.warnings", value=LINES, valid_from=date(2026, 1, 1),
        source="Amanat's own lines; no law sets them", status="unconfirmed",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("market", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Seed the windows of checks and the rules of pauses. Values are this platform's own choices."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own terms of service"
HOLIDAYS = [
    {"month": 1, "day": 1, "days": 4, "fa": "تعطیلات نوروز", "en": "Nowruz holidays"},
]
VALUES = {
    "deal.second_officer_hours": (24, OURS, "confirmed"),
    "deal.hold_look_hours": (72, OURS, "confirmed"),
    "pause.gap_minutes": (10, OURS, "confirmed"),
    "pause.gateway_payments": (5, OURS, "confirmed"),
    "pause.holidays": (HOLIDAYS, OURS, "confirmed"),
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, (value, source, status) in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("deals", "0016_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

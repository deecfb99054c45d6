"""Seed the dated windows of claims and returns: this platform's own choices, editable as data."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own terms of service"
VALUES = {
    "deal.claim_hours": 24,
    "deal.claim_reminder_hours": 24,
    "deal.claim_proof_hours": 72,
    "deal.claim_decision_days": 3,  # Seventy-two working hours.
    "deal.claim_appeal_hours": 48,
    "deal.return_ship_hours": 96,
    "deal.return_carrier_hours": 240,
    "deal.return_check_hours": 48,
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="confirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("deals", "0011_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Seed the dated windows of a quarrel. Values are this platform's own choices, editable as data."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own terms of service"
VALUES = {
    "deal.cancel_answer_hours": 48,
    "deal.offer_hours": 48,
    "deal.evidence_hours": 72,
    "deal.evidence_extension_hours": 48,
    "deal.review_days": 3,  # Seventy-two working hours.
    "deal.appeal_hours": 48,
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="confirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("deals", "0005_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

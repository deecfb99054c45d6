"""Seed the limits above which something is a sign. This platform's own choices, dated."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own rules of risk"
VALUES = {
    "risk.deals_per_day": 10,
    "risk.new_person_units": 1_000_000_000,
    "risk.new_person_days": 30,
    "risk.cards_per_person": 4,
    "risk.people_per_card": 3,
    "risk.people_per_sheba": 1,
    "risk.code_attempts": 10,
    "risk.ring": 5,
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="confirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("risk", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

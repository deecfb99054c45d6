"""Seed when deals are looked after. Values are this platform's own choices, editable as data."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
GUIDE = "The watch desk's rules in the domain guide, 2.12"
VALUES = {
    "watch.first_ship_hours": 24,
    "watch.second_ship_hours": 72,
    "watch.payout_hours": 8,
    "watch.evidence_hours": 24,
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=GUIDE, status="confirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("watch", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

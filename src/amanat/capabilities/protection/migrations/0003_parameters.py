"""The one row of the fund, and its dated figures: defaults that the owner has not confirmed yet."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
DEFAULT = "Default of this project; the owner confirms it before going live"
VALUES = {
    "protection.feed_basis_points": 1_000,  # A tenth of each fee.
    "protection.cap_claim_units": 500_000_000,
    "protection.cap_uninsured_units": 50_000_000,
    "protection.cap_person_year_units": 1_000_000_000,
}


def seed(apps, schema_editor):
    apps.get_model("protection", "Fund").objects.create(id=1)
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=DEFAULT, status="unconfirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("protection", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

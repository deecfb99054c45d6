"""Seed the dated windows of a deal. Values are this platform's own choices, editable as data."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own terms of service"
VALUES = {
    "deal.draft_hours": (168, OURS, "confirmed"),
    "deal.answer_hours": (72, OURS, "confirmed"),
    "deal.pay_hours": (24, OURS, "confirmed"),
    "deal.part_pay_hours": (72, OURS, "confirmed"),
    "deal.call_off_hours": (48, OURS, "confirmed"),
    "deal.carrier_hours": (240, OURS, "confirmed"),
    "deal.extension_hours": (48, OURS, "confirmed"),
    "deal.negotiation_hours": (72, OURS, "confirmed"),
    "fee.basis_points": (100, OURS, "confirmed"),
    "payment.cap_units": (500_000_000, "Press piece on the service, 50 million toman", "reported"),
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, (value, source, status) in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("deals", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Seed the dated windows of what lies in the vault. Values are this platform's own choices."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own terms of service"
VALUES = {
    "virtual.reveal_hours": 72,  # Until when a buyer looks; then it goes back unseen.
    "virtual.open_hours": 72,  # Until when the holder of a domain opens its transfer.
    "virtual.recovery_hours": 72,  # How long an account's money waits after approval.
}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="confirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("deals", "0007_virtual"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

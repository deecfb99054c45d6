"""Seed what this platform itself decides about contracts."""

from datetime import date

from django.db import migrations

OURS = "The guide's clock for an assignment; no law sets it"
VALUES = (("contract.assign_working_days", 5, date(2026, 1, 1), OURS, "unconfirmed"),)


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, since, source, status in VALUES:
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("contracts", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

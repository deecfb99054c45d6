"""Seed when unclear answers of the banks stop payouts. This platform's own choice, dated."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own rule of the halt switch"
VALUES = {"halt.unclear_payments": 20}


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="confirmed"
        )


class Migration(migrations.Migration):
    dependencies = [("reconciliation", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

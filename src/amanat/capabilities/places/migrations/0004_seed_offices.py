"""Seed one approximate post office for each capital, and the dated limits of postal insurance."""

from datetime import date

from django.db import migrations

from amanat.capabilities.places.actions import load_offices

SINCE = date(2026, 3, 21)
NEWS = "https://khanevadehbimeh.ir/news/1223 (undated press item)"
VALUES = {
    "post.basic_cover_units": (10_000_000, NEWS),  # Covered by the compulsory premium.
    "post.declared_cap_units": (200_000_000, NEWS),  # The most that may be declared.
}


def fill(apps, schema_editor):
    load_offices(apps)
    Parameter = apps.get_model("law", "Parameter")
    for name, (value, source) in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=source, status="reported"
        )


class Migration(migrations.Migration):
    dependencies = [("places", "0003_offices"), ("law", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""Seed when somebody answers the phone: the press text names only the end of the day."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
ROWS = (
    ("phone.opens", "08:00", "Not in the source text: this platform's own guess", "unconfirmed"),
    ("phone.closes", "18:00", "Press piece on the service: working days until 18:00", "reported"),
)


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, source, status in ROWS:
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_two_way"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""What the cap of one payment is held against. The owner of the service confirms the choice."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)


def seed(apps, schema_editor):
    apps.get_model("law", "Parameter").objects.create(
        name="payment.cap_basis", value="price", valid_from=SINCE,
        source="Amanat's own reading: the text caps the deal; \"total\" caps price and fee",
        status="unconfirmed",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("deals", "0013_reminder"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

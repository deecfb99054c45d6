"""Seed the days of deliveries. Unless a source is named they are this platform's own choices."""

from datetime import date

from django.db import migrations

SINCE = date(2020, 3, 20)
OURS = "Amanat's own choice; no law sets it"
LADDER = "https://www.100400.ir/1400/06/12/"
VALUES = (
    ("delivery.call_days", 7, SINCE, OURS, "unconfirmed"),
    ("delivery.pay_days", 10, SINCE, OURS, "unconfirmed"),
    ("delivery.accept_days", 3, SINCE, OURS, "unconfirmed"),
    ("delivery.answer_hours", 96, SINCE, LADDER, "reported"),
    ("delivery.answer_hours", 72, date(2021, 9, 3), LADDER, "reported"),
    ("delivery.default_days", 90, SINCE, OURS, "unconfirmed"),
    ("delivery.default_percent", 20, SINCE, OURS, "unconfirmed"),
)


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, since, source, status in VALUES:
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

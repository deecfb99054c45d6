from datetime import date

from django.db import migrations

SINCE = date(2025, 5, 4)  # 14 Ordibehesht 1404
BEGINNING = date(2021, 3, 21)  # 1 Farvardin 1400
PAYA = "https://khl.arakasnaf.ir/ShowContent/75660"
CIRCULAR = "Central Bank circular 04/35504, https://mokhatab24.ir/fa/news/61229"
HOUSE = "Amanat's own rule"
TEXT = "Requirement R7 of the escrow service text"

#  name, value, valid from, source, confirmed
ROWS = (
    ("paya_working_cycles", ["03:45", "09:45", "12:45", "18:45"], BEGINNING, PAYA, False),
    ("paya_holiday_cycles", ["12:45"], BEGINNING, PAYA, False),
    ("paya_cutoff_minutes", 15, BEGINNING, HOUSE, False),
    ("paya_credit_lag_minutes", 60, BEGINNING, HOUSE, False),
    ("paya_ceiling_units", 1_000_000_000, BEGINNING, PAYA, False),
    ("paya_ceiling_units", 2_000_000_000, SINCE, CIRCULAR, False),
    ("payout_cool_off_minutes", 60, BEGINNING, TEXT, True),
    ("payout_promise_minutes", 720, BEGINNING, TEXT, True),
    ("two_person_limit_units", 1_000_000_000, BEGINNING, HOUSE, True),
    ("gateway_ceiling_units:mellat", 2_000_000_000, BEGINNING, HOUSE, False),
)


def load(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, valid_from, source, is_confirmed in ROWS:
        Parameter.objects.create(
            name=name,
            value=value,
            valid_from=valid_from,
            source=source,
            status="confirmed" if is_confirmed else "reported",
        )


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

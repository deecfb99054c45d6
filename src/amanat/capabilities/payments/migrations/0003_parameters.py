from django.db import migrations

SINCE = "2025-05-04T00:00:00+03:30"  # 14 Ordibehesht 1404
BEGINNING = "2021-03-21T00:00:00+03:30"  # 1 Farvardin 1400
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
    Parameter = apps.get_model("payments", "Parameter")
    for name, value, valid_from, source, is_confirmed in ROWS:
        later = [row[2] for row in ROWS if row[0] == name and row[2] > valid_from]
        Parameter.objects.create(
            name=name,
            value=value,
            valid_from=valid_from,
            valid_to=min(later, default=None),
            source=source,
            is_confirmed=is_confirmed,
        )


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_guard")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

from datetime import date

from django.db import migrations

from amanat.kernel.sqlfile import RunFile

BEGINNING = date(2021, 3, 21)  # 1 Farvardin 1400
PRESS = "Reported by integrators (code -41); no contract was seen"
PAGES = "https://www.zarinpal.com/docs/paymentGateway/; no contract was seen"
HOUSE = "Amanat's own rule; no document of ZarinPal was seen"

#  name, value, valid from, source, how sure we are
ROWS = (
    ("gateway_ceiling_units:zarinpal", 1_000_000_000, BEGINNING, PRESS, "unconfirmed"),
    ("confirm_minutes:zarinpal", 18, BEGINNING, HOUSE, "unconfirmed"),
    ("reversal_minutes:zarinpal", 30, BEGINNING, PAGES, "unconfirmed"),
)


def load(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, valid_from, source, status in ROWS:
        Parameter.objects.create(
            name=name, value=value, valid_from=valid_from, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("payments", "0007_halt")]
    operations = [
        RunFile(__file__, "0008_zarinpal.sql"),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]

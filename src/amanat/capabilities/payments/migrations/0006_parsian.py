from datetime import date

from django.db import migrations, models

from amanat.kernel.sqlfile import RunFile

BEGINNING = date(2021, 3, 21)  # 1 Farvardin 1400
HOUSE = "Amanat's own rule; no document of the bank was seen"

#  name, value, valid from, source, how sure we are
ROWS = (
    ("gateway_ceiling_units:parsian", 2_000_000_000, BEGINNING, HOUSE, "unconfirmed"),
    ("confirm_minutes:parsian", 10, BEGINNING, HOUSE, "unconfirmed"),
    ("reversal_minutes:parsian", 20, BEGINNING, HOUSE, "unconfirmed"),
)


def load(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, valid_from, source, status in ROWS:
        Parameter.objects.create(
            name=name, value=value, valid_from=valid_from, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("payments", "0005_block")]
    operations = [
        RunFile(__file__, "0006_parsian.sql"),
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.AddIndex("call", models.Index(fields=["answered_at"], name="calls_by_answer")),
    ]

from datetime import date

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from amanat.kernel.sqlfile import RunFile

BEGINNING = date(2021, 3, 21)  # 1 Farvardin 1400
AZAR_1401 = date(2022, 11, 22)
NOWRUZ_1404 = date(2025, 3, 21)
HOUSE = "Amanat's own rule"
PAYA = "https://khl.arakasnaf.ir/ShowContent/75660"
SATNA = "https://yjc.ir/fa/news/8921601"
POL = "https://mali3.com/how-much-is-the-fee-for-the-pol-system; the present cap is not known"
CARDS = "https://www.zendegi.online/news/5146018"
PERSON = "https://www.zarinpal.com/blog/"

#  name, value, valid from, source, how sure we are
ROWS = (
    ("payout_rails", ["paya", "pol", "satna"], BEGINNING, HOUSE, "unconfirmed"),
    ("satna_hours", ["08:00", "14:30"], BEGINNING, SATNA, "reported"),
    ("satna_cutoff_minutes", 15, BEGINNING, HOUSE, "unconfirmed"),
    ("satna_credit_lag_minutes", 120, BEGINNING, HOUSE, "unconfirmed"),
    ("satna_floor_units", 500_000_000, BEGINNING, PAYA, "reported"),
    ("satna_floor_units", 1_000_000_000, NOWRUZ_1404, SATNA, "reported"),
    ("satna_ceiling_units", 1_000_000_000_000_000, BEGINNING, HOUSE, "unconfirmed"),
    ("pol_ceiling_units", 150_000_000, BEGINNING, POL, "unconfirmed"),
    ("pol_credit_lag_minutes", 10, BEGINNING, HOUSE, "unconfirmed"),
    ("card_day_units", 500_000_000, BEGINNING, CARDS, "reported"),
    ("card_day_units", 1_000_000_000, AZAR_1401, CARDS, "reported"),
    ("person_day_units", 2_000_000_000, NOWRUZ_1404, PERSON, "reported"),
)
NOT_SENT = (
    "queued",
    "needs_account",
    "held",
    "awaiting_approval",
    "awaiting_second",
    "turned_down",
)


def load(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, valid_from, source, status in ROWS:
        Parameter.objects.create(
            name=name, value=value, valid_from=valid_from, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_parameters"), ("people", "0003_api_key")]
    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RemoveConstraint("payout", "sent_payout_names_file_and_account"),
        migrations.AddConstraint(
            "payout",
            models.CheckConstraint(
                condition=Q(state__in=NOT_SENT)
                | (Q(batch__isnull=False) & Q(sheba__regex=r"^IR[0-9]{24}$")),
                name="sent_payout_names_file_and_account",
            ),
        ),
        migrations.AddField("payout", "returned_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "payout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="payments.payout",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("payout", "person"), name="one_signature_of_a_person"
                    ),
                    models.CheckConstraint(
                        condition=Q(sha256__regex="^[0-9a-f]{64}$"),
                        name="signature_names_its_content",
                    ),
                ],
            },
        ),
        RunFile(__file__, "0004_rails.sql"),
    ]

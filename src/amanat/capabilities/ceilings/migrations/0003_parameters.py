"""Seed the rules of ceilings: this platform's own formula, and what was reported of gold and coins."""

from datetime import date

from django.db import migrations

ENGINE = {
    "currency": "IRR",
    "c_rank": {
        "0": 0,
        "1": 500_000_000,
        "2": 5_000_000_000,
        "3": 50_000_000_000,
        "4": 500_000_000_000,
        "5": 5_000_000_000_000,
    },
    "turnover_share": "0.20",
    "young_age_months": 12,
    "young_turnover_cap": 0,
    "caps_by_class": {
        "general": ["rank", "turnover"],
        "vehicle": ["rank", "turnover", "capacity"],
        "property": ["rank", "capacity"],
        "coin_gold": ["rank", "asset"],
        "travel_event": ["rank", "turnover"],
    },
    "f_sector": {
        "general": "1.00",
        "vehicle": "1.00",
        "property": "1.00",
        "coin_gold": "1.00",
        "travel_event": "0.80",
    },
    "f_conduct": [
        {"min_score": 90, "factor": "1.10"},
        {"min_score": 75, "factor": "1.00"},
        {"min_score": 60, "factor": "0.75"},
        {"min_score": 40, "factor": "0.50"},
        {"min_score": 0, "factor": "0.00"},
    ],
    "asset_factor": "1.00",
    "collateral_haircut": {
        "cash_deposit": "1.00",
        "bank_guarantee": "1.00",
        "insurance": "0.90",
        "bond": "0.80",
        "real_estate": "0.70",
    },
    "alert_lines": {
        "l1_of_ceiling": "0.50",
        "l1_escrow_share": "0.40",
        "l2_of_ceiling": "0.80",
        "l2_escrow_share": "1.00",
    },
    "rounding": "floor_to_rial",
    "reservation_minutes": 15,
    "freeze_confirm_hours": 48,
}
GOLD = {
    "decree_no": 134107,
    "ceiling": "vault_balance",
    "vault_factor": "1.00",
    "fineness_per_mille": {"gold": 750, "silver": 925},
    "crypto": "forbidden",
    "union_licence": "required",
}
COIN = {"min_age": 18, "full": 3, "half": 5, "quarter": 7, "counted": "across_all_rounds"}
OURS = "Amanat's own formula; no law sets it"
VALUES = (
    ("ceiling.engine", ENGINE, date(2026, 1, 1), OURS, "unconfirmed"),
    ("gold.online", GOLD, date(2025, 10, 19), "https://irancodify.com", "reported"),
    ("coin.presale", COIN, date(2025, 3, 21), "https://www.ilna.ir/fa/news/1681933", "reported"),
    ("ceiling.burst_complaints", 20, date(2026, 1, 1), OURS, "unconfirmed"),
    ("ceiling.burst_hours", 24, date(2026, 1, 1), OURS, "unconfirmed"),
)


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, since, source, status in VALUES:
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("ceilings", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

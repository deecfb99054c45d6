"""Seed who may enlist for a vehicle, and the house's own times of a campaign; dated, with sources."""

from datetime import date

from django.db import migrations

FIRST = {
    "scope": "one maker",
    "min_age": 18,
    "per_national_id": 1,
    "active_plate": "forbidden",
    "active_plate_exception": {"plates": 1, "vehicle_age_years_over": 5},
}
SECOND = {
    "min_age": 18,
    "per_national_id": 1,
    "legal_persons": "forbidden",
    "lookback_months_by_maker": {"ikco": 24, "saipa": 48},
    "active_plate": "forbidden",
    "active_plate_exception": {"vehicle_age_years_over": 5},
    "sim_owner_must_be_buyer": True,
    "account_owner_must_be_buyer": True,
}
CANDIDATES = {"driving_licence_required": True, "lookback_months_default": 48}
CAMPAIGN = {
    "notice_before_open_hours": 72,
    "intake_min_days": 3,
    "draw_delay_hours_after_close": 24,
    "payment_hours_after_win": 72,
    "waiting_list_factor": "0.50",
    "assignment_allowed_max": 1,
    "draw_secret_holders": 5,
    "draw_secret_threshold": 3,
    "waiting_list_days": 60,
}
OURS = "Amanat's own rule; no law sets it"
VALUES = (
    ("vehicle.buyer", FIRST, date(2025, 3, 10), "https://z4car.com", "reported"),
    ("vehicle.buyer", SECOND, date(2025, 4, 7), "https://tarfandbaaz.org/news/368wr9/", "reported"),
    ("vehicle.buyer.open", CANDIDATES, date(2025, 4, 7), "said, but not found in a decree",
     "unconfirmed"),
    ("presale.campaign", CAMPAIGN, date(2026, 1, 1), OURS, "unconfirmed"),
)  # fmt: skip


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, since, source, status in VALUES:
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("presale", "0005_enlist"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Seed the dated law of pre-sale. Values and sources are those of the guide's parameter file.

An empty value says that on these days no set is known: then nothing is computed.
"""

from datetime import date

from django.db import migrations

SINCE = date(2026, 1, 1)
OURS = "Amanat's own default; no law sets it"
UNKNOWN = "unconfirmed"
METHODS = {
    "immediate": {"max_delivery_days": 30, "price_fixed_at": "contract"},
    "firm": {"max_delivery_months": 9, "price_fixed_at": "contract"},
    "ordinary": {"max_delivery_months": 12, "price_fixed_at": "delivery"},
    "partnership": {"max_delivery_months": 36, "price_fixed_at": "delivery"},
    "custom": {
        "max_delivery_months_domestic": 3,
        "max_delivery_months_imported": 4,
        "price_fixed_at": "contract",
    },
}
OTHER_METHODS = {
    "goods": {name: METHODS[name] for name in ("immediate", "firm", "ordinary")},
    "property": {
        "firm": {"max_delivery_months": 36, "price_fixed_at": "contract"},
        "partnership": {"max_delivery_months": 48, "price_fixed_at": "delivery"},
    },
    "service": {
        "immediate": METHODS["immediate"],
        "firm": {"max_delivery_months": 12, "price_fixed_at": "contract"},
    },
}


def deposit(tenor):
    return {"type": "deposit_plus_monthly", "deposit_tenor": tenor, "add_monthly": "0.01"}


DELAY = {
    "base": "amount_paid_by_buyer",
    "immediate": {"type": "flat_monthly", "rate": "0.025"},
    "firm": deposit("contract_term"),
    "ordinary": deposit("1y"),
    "partnership": deposit("3y"),
    "custom": {"type": "flat_monthly", "rate": "0.03"},
}
CLOCKS = {
    "draft_days": 60,
    "check_working_days": 5,
    "late_check_working_days": 5,
    "decision_working_days": 10,
    "correct_working_days": 10,
    "review_working_days": 5,
    "change_working_days": 10,
}
VEHICLE_PERMIT = {
    "permit_required_before_any_presale": True,
    "issuer": "ministry_vehicle_committee",
    "amount_basis": "ability_to_supply_parts_and_vehicles",
    "without_permit": "judicial_referral",
    "late_delivery": "failure_of_commitment",
}
CONVENTION = {
    "month_days": 30,
    "year_days": 365,
    "year_months": 12,
    "first_delay_day": "day_after_contract_delivery_date",
    "last_delay_day": "delivery_day",
    "compounding": False,
    "rounding": "half_up_to_rial_once_at_end",
    "rule_set_bound_at": "contract_date",
    "deposit_rate_bound_at": "each_day",
}
CAMPAIGN = {
    "permit_review_working_days": 10,
    "notice_before_open_hours": 72,
    "intake_min_days": 3,
    "draw_delay_hours_after_close": 24,
    "payment_hours_after_win": 72,
    "waiting_list_factor": "0.50",
    "assignment_allowed_max": 1,
    "delivery_call_days": 7,
    "pay_compensation_days": 10,
    "draw_secret_holders": 5,
    "draw_secret_threshold": 3,
}
BUILDING = {
    "form": "notarial_deed_only",
    "contract_fields": [
        "parties", "plot", "specifications", "price_and_instalments", "delivery_date",
        "damages_guarantees_insurance", "arbiters",
    ],
    "penalty_is_floor": True,
    "engineer_report_on_request_months": 1,
    "buyer_may_take_deed_if_remaining_below": "0.10",
    "refund_at": "day_price",
    "insurance_required": True,
}  # fmt: skip
BUILDING_MONEY = {
    "undelivered_unit": "fair_rent_of_undelivered_part",
    "commons_daily_share_of_day_price": "0.005",
    "last_instalment_with_deed_min_share": "0.10",
    "area_tolerance_share": "0.05",
    "area_difference_priced_at": "contract_rate",
}
WITHDRAWAL = {
    "profit_from_months_after_contract": 1,
    "before_that_profit": "0",
    "pay_back_within_days": 20,
    "pay_back": ["principal", "withdrawal_profit"],
    "annual_rate": "from_campaign",
}
VALUES = (
    ("permit.clocks", CLOCKS, SINCE, OURS, UNKNOWN),
    ("permit.two_members_from_units", 10_000_000_000_000, SINCE, OURS, UNKNOWN),
    ("permit.methods", OTHER_METHODS, SINCE, OURS, UNKNOWN),
    ("permit.delay", DELAY, SINCE, OURS, UNKNOWN),
    ("vehicle.permit", VEHICLE_PERMIT, date(2025, 8, 17),
     "https://www.iribnews.ir/fa/news/5544052", "reported"),
    ("vehicle.methods", METHODS, date(2016, 5, 3),
     "https://www.ettelaat.com/archives/208522", "reported"),
    ("vehicle.delay", {"base": "amount_paid_by_buyer",
                       "all_methods": {"type": "flat_monthly", "rate": "0.01"}},
     date(2014, 3, 21), "https://car.ir/news/256", "reported"),
    ("vehicle.delay", DELAY, date(2016, 5, 3),
     "https://lets.urenstaat.com/fa/news/465883", "reported"),
    ("vehicle.delay.convention", CONVENTION, SINCE, OURS, UNKNOWN),
    ("bank.deposit_rate", {"contract_term": "0.18", "1y": "0.18", "3y": "0.20"}, SINCE,
     "Example figures; the operator enters the published rates", UNKNOWN),
    ("vehicle.withdrawal", WITHDRAWAL, date(2016, 5, 3),
     "http://www.pressreader.com/iran/sanat-newspaper/20161218/281797103643699", "reported"),
    ("vehicle.campaign_rates", {"participation_annual": "0.18", "withdrawal_annual": "0.16"},
     date(2012, 3, 20), "http://irankhodrozibaee.ir", "reported"),
    ("vehicle.campaign_rates", {}, date(2016, 5, 3), "No set is known for these days", UNKNOWN),
    ("vehicle.campaign_rates", {"participation_annual": "0.26", "withdrawal_annual": "0.20"},
     date(2026, 8, 29), "https://t.me/farsna/459153", "reported"),
    ("vehicle.price_share", {"issuer": "competition_council",
                             "rule": "paid_fraction_of_signup_price_is_immune",
                             "applies_to": "price_rise", "no_set_price": "presale_forbidden"},
     date(2021, 8, 28), "https://www.tabnak.ir/fa/news/1072626", "reported"),
    ("vehicle.price_share.fall", {"on_price_fall": "same_formula",
                                  "rounding": "half_up_to_rial"}, SINCE, OURS, UNKNOWN),
    ("vehicle.prepayment", {"max_prepayment_share": "0.50"}, SINCE,
     "said, but not found in a decree", UNKNOWN),
    ("vehicle.queue", {"intake": "demand_list", "order": "lottery_gives_priority",
                       "capacity": "production_programme", "waiting_list": True},
     SINCE, "https://www.yjc.ir/fa/news/8378834", "reported"),
    ("vehicle.campaign", CAMPAIGN, SINCE, OURS, UNKNOWN),
    ("building.presale", BUILDING, date(2011, 1, 2),
     "https://iranlawclinic.com/doc/198a3516236", "confirmed"),
    ("building.presale.money", BUILDING_MONEY, date(2011, 1, 2),
     "http://nasserzangbari.com", "reported"),
    ("building.presale.money.open", {"public_services_daily_share_of_day_price": "0.001",
                                     "late_deed_daily_share_of_contract_price": "0.001"},
     SINCE, UNKNOWN, UNKNOWN),
)  # fmt: skip


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value, since, source, status in VALUES:
        Parameter.objects.create(
            name=name, value=value, valid_from=since, source=source, status=status
        )


class Migration(migrations.Migration):
    dependencies = [("permits", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""When a campaign may be, whom it asks what, and in which order its groups have seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from amanat.capabilities.presale.rules.buyers import Buyer, Conditions
from amanat.words.text import Text

MOST_SEATS = 1_000_000
MOST_WAITING = 1_000_000
LONGEST_WINDOW = timedelta(days=90)
LONGEST_AHEAD = timedelta(days=365)
PARTIES = {
    "maker": Text("سازنده", "The maker"),
    "centre": Text("مرکز توسعهٔ تجارت الکترونیکی", "The e-commerce centre"),
    "audit": Text("دیوان محاسبات", "The Audit Court"),
    "consumers": Text("سازمان حمایت مصرف‌کنندگان", "The consumer body"),
    "university": Text("یک دانشگاه", "A university"),
}
MAKERS = {
    "ikco": Text("ایران‌خودرو", "Iran Khodro"),
    "saipa": Text("سایپا", "Saipa"),
    "other": Text("سازنده‌ای دیگر", "Another maker"),
}
#  Who belongs to a group, in the order in which groups come; each belongs to the first that fits.
OLD_CAR, FIRST_CAR, EVERYBODY = "old_car", "first_car", "everybody"
GROUP_RULES = {
    OLD_CAR: Text("دارندگان خودروی فرسوده (بیش از ۲۰ سال)", "Owners of a car over 20 years old"),
    FIRST_CAR: Text("کسانی که خودرو ندارند", "People without a car"),
    EVERYBODY: Text("همهٔ واجدان شرایط", "Everybody who is eligible"),
}
OLD_YEARS = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """The dated times of a campaign."""

    notice: timedelta
    least_window: timedelta
    draw_delay: timedelta
    pay_hours: int
    waiting_share: Fraction
    assignments: int
    holders: int
    threshold: int
    waiting_list: timedelta


def terms_of(values: Mapping[str, Any]) -> Terms:
    return Terms(
        notice=timedelta(hours=values["notice_before_open_hours"]),
        least_window=timedelta(days=values["intake_min_days"]),
        draw_delay=timedelta(hours=values["draw_delay_hours_after_close"]),
        pay_hours=values["payment_hours_after_win"],
        waiting_share=Fraction(values["waiting_list_factor"]),
        assignments=values["assignment_allowed_max"],
        holders=values["draw_secret_holders"],
        threshold=values["draw_secret_threshold"],
        waiting_list=timedelta(days=values["waiting_list_days"]),
    )


def waiting_places(seats: int, terms: Terms) -> int:
    """How long the waiting list is: a share of the seats, rounded down."""
    share = seats * terms.waiting_share
    return share.numerator // share.denominator


def conditions_of(values: Mapping[str, Any], *, with_licence: bool = False) -> Conditions:
    """The conditions a dated set of buyers names; what it does not name is not asked."""
    exception = values.get("active_plate_exception", {})
    by_maker = values.get("lookback_months_by_maker")
    return Conditions(
        least_age=values.get("min_age"),
        lookback_months=dict(by_maker) if by_maker else None,
        lookback_months_otherwise=values.get("lookback_months_default"),
        plate_forbidden=values.get("active_plate") == "forbidden",
        plate_age_years_over=exception.get("vehicle_age_years_over"),
        own_sim=bool(values.get("sim_owner_must_be_buyer")),
        own_account=bool(values.get("account_owner_must_be_buyer")),
        natural_only=values.get("legal_persons") == "forbidden",
        licence_needed=with_licence,
    )


def group_of(buyer: Buyer, groups: Sequence[str]) -> int:
    """The number (from 1) of the first group whose rule this buyer meets; 0: none."""
    for number, rule in enumerate(groups, start=1):
        if _meets(buyer, rule):
            return number
    return 0


def _meets(buyer: Buyer, rule: str) -> bool:
    if rule == FIRST_CAR:
        return buyer.plates == 0
    if rule == OLD_CAR:
        age = buyer.plate_vehicle_age_years
        return buyer.plates > 0 and age is not None and age > OLD_YEARS
    return rule == EVERYBODY


def full_years(born: date, today: date) -> int:
    """Age in completed years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def full_months(since: date, today: date) -> int:
    """Completed months from one day to another, never below zero."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(0, months - (today.day < since.day))


def later(moment: datetime, by: timedelta) -> datetime:
    """Put off by how long a campaign stood still."""
    return moment + by

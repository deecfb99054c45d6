"""Who may enlist for a vehicle: every condition that fails is said, in words, not only the first.

Conditions are those of a dated set; what the set does not say is not asked. What it says and is
not law yet is shown as such by the page, from the status of the set.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Conditions:
    """Numbers of a dated set; None or False: not asked."""

    least_age: int | None = None
    lookback_months: Mapping[str, int] | None = None  # By maker.
    lookback_months_otherwise: int | None = None
    plate_forbidden: bool = False
    plate_age_years_over: int | None = None  # An older vehicle does not count.
    own_sim: bool = False
    own_account: bool = False
    natural_only: bool = False
    licence_needed: bool = False


@dataclass(frozen=True, slots=True)
class Buyer:
    """What inquiries and the buyer's file say on the day of enlisting."""

    age: int
    maker: str
    is_natural: bool = True
    plates: int = 0
    plate_vehicle_age_years: int | None = None  # Of the youngest plated vehicle.
    last_purchase_months_ago: int | None = None
    last_purchase_maker: str | None = None
    sim_is_own: bool = True
    account_is_own: bool = True
    has_licence: bool = True
    enlisted_before: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, as a stable word for machines and a sentence for people."""

    code: str
    says: Text


def reasons_against(buyer: Buyer, asked: Conditions) -> tuple[Reason, ...]:
    """Every failed condition, in the order of the law; empty: eligible."""
    return tuple(_reasons(buyer, asked))


def _reasons(buyer: Buyer, asked: Conditions) -> Iterator[Reason]:
    if asked.natural_only and not buyer.is_natural:
        yield LEGAL_PERSON
    if asked.least_age is not None and buyer.is_natural and buyer.age < asked.least_age:
        yield _filled("age", AGE, least=asked.least_age)
    if asked.plate_forbidden and _plate_counts(buyer, asked.plate_age_years_over):
        yield Reason("active_plate", _plate_says(asked.plate_age_years_over))
    wait = _lookback(buyer, asked)
    ago = buyer.last_purchase_months_ago
    if wait is not None and ago is not None and ago < wait:
        yield _filled("bought_recently", BOUGHT, wait=wait, ago=ago)
    if asked.own_sim and not buyer.sim_is_own:
        yield SIM
    if asked.own_account and not buyer.account_is_own:
        yield ACCOUNT
    if asked.licence_needed and not buyer.has_licence:
        yield LICENCE
    if buyer.enlisted_before:
        yield ENLISTED


def _plate_counts(buyer: Buyer, over: int | None) -> bool:
    """An active plate forbids, except when its vehicle is older than the set says."""
    if not buyer.plates:
        return False
    age = buyer.plate_vehicle_age_years
    return over is None or age is None or age <= over


def _plate_says(over: int | None) -> Text:
    return PLATE if over is None else PLATE_YOUNG.fill(over=over)


def _lookback(buyer: Buyer, asked: Conditions) -> int | None:
    """For how many months a purchase from the same maker forbids the next."""
    by_maker = asked.lookback_months or {}
    if buyer.last_purchase_maker != buyer.maker and buyer.last_purchase_maker is not None:
        return None
    return by_maker.get(buyer.maker, asked.lookback_months_otherwise)


def _filled(code: str, says: Text, **facts: int) -> Reason:
    return Reason(code, says.fill(**facts))


AGE = Text("خریدار باید دست‌کم {least} سال داشته باشد.", "A buyer is at least {least} years old.")
PLATE = Text("پلاک فعال به نام شماست.", "You have an active number plate.")
PLATE_YOUNG = Text(
    "پلاک فعال خودرویی به نام شماست که بیش از {over} سال عمر ندارد.",
    "You have an active number plate on a vehicle that is not older than {over} years.",
)
BOUGHT = Text(
    "{ago} ماه پیش از همین خودروساز خریده‌اید؛ فاصلهٔ لازم {wait} ماه است.",
    "You bought from this maker {ago} months ago; {wait} months must pass.",
)
LEGAL_PERSON = Reason(
    "legal_person",
    Text("تنها اشخاص حقیقی می‌توانند ثبت‌نام کنند.", "Only natural persons may enlist."),
)
SIM = Reason(
    "sim_owner",
    Text("سیم‌کارت به نام خود شما نیست.", "The SIM card is not registered in your own name."),
)
ACCOUNT = Reason(
    "account_owner",
    Text("حساب بانکی به نام خود شما نیست.", "The bank account is not in your own name."),
)
LICENCE = Reason(
    "licence",
    Text("گواهینامهٔ رانندگی معتبر ندارید.", "You hold no valid driving licence."),
)
ENLISTED = Reason(
    "enlisted_before",
    Text(
        "با این کد ملی پیش‌تر در همین نوبت ثبت‌نام شده است.",
        "Somebody with this national id has already enlisted in this opening.",
    ),
)

"""The parts of an application. Each may be saved half-filled; all must be whole to be sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from amanat.capabilities.permits.refusals import (
    DaysUnsound,
    MethodUnfit,
    ProgrammeUnsound,
    QuantityUnsound,
    RateUnsound,
    SharesUnsound,
    WordsNeeded,
)
from amanat.capabilities.permits.rules import terms
from amanat.capabilities.permits.rules.terms import Instalment
from amanat.words.persian import ascii_digits, normalise
from amanat.words.refusal import Invalid, refuse_unless
from amanat.words.text import Text

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Goods:
    """What is sold, and by which method."""

    kind: str
    method: str
    title: str = ""
    model: str = ""
    trim: str = ""
    colours: tuple[str, ...] = ()
    description: str = ""
    is_imported: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """How many, for how much, paid when, and what a buyer earns who waits or leaves."""

    quantity: int | None = None
    price_units: int | None = None
    instalments: tuple[Instalment, ...] = ()
    participation_basis_points: int = 0
    withdrawal_basis_points: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the work and its share of the cost: money is released as stages are certified."""

    title: str
    basis_points: int


@dataclass(frozen=True, slots=True)
class Production:
    """When it is sold and delivered, who says it can be made, week by week, at which cost.

    `certifier_id` is the national or legal id of who certified the capacity; empty keeps the old.
    """

    sale_from: date | None = None
    sale_until: date | None = None
    first_delivery: date | None = None
    last_delivery: date | None = None
    certified_capacity: int | None = None
    certifier: str = ""
    certifier_id: str = ""
    certificate_number: str = ""
    certificate_file_id: int | None = None
    weeks: tuple[tuple[date, int], ...] = ()
    cost_units: int | None = None
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What stands behind the promise when the maker fails."""

    guarantee_kind: str = ""
    guarantee_issuer: str = ""
    guarantee_number: str = ""
    guarantee_units: int | None = None
    guarantee_until: date | None = None


Part = Goods | Price | Production | Guarantee
TASKS: Mapping[str, Text] = {
    "goods": Text("کالا و روش فروش", "Goods and method"),
    "price": Text("قیمت و قسط‌ها", "Price and stages"),
    "production": Text("ظرفیت و برنامهٔ تولید", "Capacity and programme"),
    "guarantee": Text("تضمین", "Guarantee"),
    "sign": Text("مرور و امضا", "Review and sign"),
}
PARTS: Mapping[type[Part], str] = {
    Goods: "goods", Price: "price", Production: "production", Guarantee: "guarantee",
}  # fmt: skip
TASK_FIELDS: Mapping[str, tuple[str, ...]] = {
    name: tuple(one.name for one in fields(kind)) for kind, name in PARTS.items()
}


def sound(part: Part) -> Part:
    """The part with its texts as we keep them; the first unsound field is refused by its name."""
    match part:
        case Goods():
            return _goods(part)
        case Price():
            return _price(part)
        case Production():
            return _production(part)
        case Guarantee():
            return _guarantee(part)


def line(text: str, param: str, most: int = terms.LONGEST_TITLE) -> str:
    """One line as we keep it, empty or not."""
    plain = " ".join(normalise(text).split())
    refuse_unless(len(plain) <= most, WordsNeeded, param, least=0, most=most)
    return plain


def check_day(value: date | None, param: str) -> None:
    """A day that we can reckon with, or none."""
    fine = value is None or terms.EARLIEST <= value <= terms.LATEST
    refuse_unless(fine, DaysUnsound, param)


def _goods(part: Goods) -> Goods:
    refuse_unless(part.kind in terms.KINDS, Invalid, "kind")
    fine = part.method in terms.METHODS[part.kind]
    refuse_unless(fine, MethodUnfit, "method")
    refuse_unless(len(part.colours) <= terms.MOST_COLOURS, Invalid, "colours")
    words = normalise(part.description).strip()
    fine = len(words) <= terms.LONGEST_WORDS
    refuse_unless(fine, WordsNeeded, "description", least=0, most=terms.LONGEST_WORDS)
    return Goods(
        part.kind, part.method, line(part.title, "title"), line(part.model, "model"),
        line(part.trim, "trim"), tuple(filter(None, (line(c, "colours") for c in part.colours))),
        words, part.is_imported, line(part.place, "place", terms.LONGEST_TITLE * 2),
    )  # fmt: skip


def _whole(value: int | None, param: str, most: int, least: int = 1) -> None:
    fine = value is None or least <= value <= most
    refuse_unless(fine, QuantityUnsound, param, least=least, most=most)


def _price(part: Price) -> Price:
    _whole(part.quantity, "quantity", terms.MOST_QUANTITY)
    _whole(part.price_units, "price_units", terms.MOST_UNIT_PRICE)
    if part.instalments:
        check_instalments(part.instalments)
    for param in ("participation_basis_points", "withdrawal_basis_points"):
        fine = 0 <= getattr(part, param) <= terms.MOST_ANNUAL_BASIS_POINTS
        refuse_unless(fine, RateUnsound, param, most=terms.MOST_ANNUAL_BASIS_POINTS // 100)
    return part


def check_instalments(parts: Sequence[Instalment]) -> None:
    """All of the price, in rising months, the first part with the contract."""
    months = [one["months"] for one in parts]
    fine = (
        0 < len(parts) <= terms.MOST_INSTALMENTS
        and months[0] == 0
        and months == sorted(set(months))
        and months[-1] <= terms.MOST_INSTALMENT_MONTHS
        and all(one["basis_points"] > 0 for one in parts)
        and sum(one["basis_points"] for one in parts) == terms.WHOLE_SHARE
    )
    refuse_unless(fine, SharesUnsound, "instalments")


def _production(part: Production) -> Production:
    _whole(part.certified_capacity, "certified_capacity", terms.MOST_QUANTITY)
    _whole(part.cost_units, "cost_units", terms.MOST_UNIT_PRICE)
    for param in ("sale_from", "sale_until", "first_delivery", "last_delivery"):
        check_day(getattr(part, param), param)
    check_weeks(part.weeks)
    if part.stages:
        whole = sum(one.basis_points for one in part.stages) == terms.WHOLE_SHARE
        fine = whole and len(part.stages) <= terms.MOST_STAGES
        fine = fine and all(one.basis_points > 0 and one.title for one in part.stages)
        refuse_unless(fine, SharesUnsound, "stages")
    return Production(
        part.sale_from, part.sale_until, part.first_delivery, part.last_delivery,
        part.certified_capacity, line(part.certifier, "certifier"),
        ascii_digits(part.certifier_id).strip(),
        ascii_digits(line(part.certificate_number, "certificate_number", terms.LONGEST_NUMBER)),
        part.certificate_file_id, part.weeks, part.cost_units,
        tuple(Stage(line(one.title, "stages"), one.basis_points) for one in part.stages),
    )  # fmt: skip


def check_weeks(weeks: Sequence[tuple[date, int]]) -> None:
    """Weeks begin on Saturdays, each once, in order, and make at least one unit."""
    days = [day for day, _ in weeks]
    fine = (
        len(weeks) <= terms.MOST_WEEKS
        and days == sorted(set(days))
        and all(day.weekday() == SATURDAY for day in days)
        and all(terms.EARLIEST <= day <= terms.LATEST for day in days)
        and all(1 <= units <= terms.MOST_QUANTITY for _, units in weeks)
    )
    refuse_unless(fine, ProgrammeUnsound, "weeks", most=terms.MOST_WEEKS)


def _guarantee(part: Guarantee) -> Guarantee:
    fine = not part.guarantee_kind or part.guarantee_kind in terms.GUARANTEES
    refuse_unless(fine, Invalid, "guarantee_kind")
    check_day(part.guarantee_until, "guarantee_until")
    _whole(part.guarantee_units, "guarantee_units", terms.MOST_UNIT_PRICE)
    number = line(part.guarantee_number, "guarantee_number", terms.LONGEST_NUMBER)
    return Guarantee(
        part.guarantee_kind, line(part.guarantee_issuer, "guarantee_issuer"),
        ascii_digits(number), part.guarantee_units, part.guarantee_until,
    )  # fmt: skip

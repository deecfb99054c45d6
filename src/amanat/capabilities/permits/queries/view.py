"""What the public page of a permit says of the law that governs its contracts."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.queries import law as presale_law
from amanat.capabilities.permits.queries.reading import PermitTerms, terms_of
from amanat.capabilities.permits.refusals import NoSetForDate
from amanat.capabilities.permits.rules.methods import Method
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day
from amanat.words.persian import persian_digits, persian_number
from amanat.words.text import Text

OVER = frozenset({"expired", "revoked", "ended"})
TENORS = {
    "contract_term": Text("سپرده‌ای به مدت قرارداد", "a deposit of the contract’s term"),
    "1y": Text("سپردهٔ یک‌ساله", "a one-year deposit"),
    "3y": Text("سپردهٔ سه‌ساله", "a three-year deposit"),
}
FIXED = {
    "contract": Text("قیمت روز قرارداد؛ بعد عوض نمی‌شود",
                     "That of the contract; it does not change later"),
    "delivery": Text("قیمت روز تحویل؛ سهمی که پرداخته‌اید از گرانی مصون است",
                     "That of delivery; the share you have paid is immune from rises"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LawLine:
    """A rule in words, with its source and whether it is settled."""

    label: Text
    says: Text
    source: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Delays:
    """How often the authority itself was late with applications, ever."""

    asked: int
    late: int
    refused_late: int


def delays() -> Delays:
    """Counted in public: silence refuses, and it is the authority's."""
    rows = Permit.objects.filter(requested_at__isnull=False)
    late = rows.filter(was_late=True)
    refused = late.filter(state="refused", decided_by=None)
    return Delays(rows.count(), late.count(), refused.count())


def terms_now(one: Permit) -> PermitTerms:
    """The newest version."""
    return terms_of(one.versions.select_related("permit").latest("number"))


def law_lines(one: Permit, at: datetime) -> list[LawLine]:
    """Price, delay and leaving, for a contract of today; what no set answers is left out."""
    found = []
    for line in (_price, _delay, _leaving):
        try:
            found.append(line(one, at))
        except NoSetForDate:
            continue
    return found


def _price(one: Permit, at: datetime) -> LawLine:
    day = tehran_day(at)
    said = presale_law.row(presale_law.WAYS.get(one.kind, presale_law.OTHER_WAYS), day)
    fixed = presale_law.price_fixed_at(one.kind, one.method, day)
    return LawLine(Text("قیمت نهایی", "Final price"), FIXED[fixed], said.source, _sure(said))


def _delay(one: Permit, at: datetime) -> LawLine:
    day = tehran_day(at)
    said = presale_law.row(presale_law.DELAY.get(one.kind, presale_law.OTHER_DELAY), day)
    late = presale_law.late_set(day, one.kind).by_method[Method(one.method)]
    month = _percent(late.monthly * 10_000)
    words = Text(
        f"ماهی {persian_number(month)} درصد پولی که داده‌اید، برای هر روز دیرکرد",
        f"{month} percent a month of what you paid, for each late day",
    )
    if late.tenor is not None:
        deposit = TENORS[late.tenor]
        words = Text(
            f"سود ماهانهٔ {deposit.fa} و {persian_number(month)} درصد در ماه، برای هر روز دیرکرد",
            f"the monthly rate of {deposit.en} and {month} percent a month, for each late day",
        )
    return LawLine(
        Text("اگر دیر تحویل شود", "If delivery is late"), words, said.source, _sure(said)
    )


def _leaving(one: Permit, at: datetime) -> LawLine:
    day = tehran_day(at)
    said = presale_law.row(presale_law.WITHDRAWAL, day)
    found = presale_law.withdrawal_terms(one, day)
    annual = _percent(found.annual * 10_000)
    words = Text(
        f"همهٔ پول حداکثر {persian_digits(str(found.repay_days))} روزه؛ پس از ماه نخست با سود سالانهٔ "
        f"{persian_number(annual)} درصد",
        f"all of your money within {found.repay_days} days; after the first month with {annual} "
        "percent a year",
    )
    return LawLine(Text("اگر انصراف دهید", "If you leave"), words, said.source, _sure(said))


def _percent(basis_points: Fraction) -> str:
    whole, rest = divmod(int(basis_points), 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def _sure(said: law.Parameter) -> bool:
    return said.status == law.Status.CONFIRMED

"""From what was noted to what a day's score is made of. Pure.

The score of a day counts what happened before that day and was written down before that day began
in Tehran. Whatever is noted later, about any day, cannot change it: as known then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from amanat.capabilities.ranks.rules.kinds import FINDINGS, SALES, STRUCK


@dataclass(frozen=True, slots=True)
class Line:
    """One note as the rules see it. `noted_on` is the Tehran day on which it was written down."""

    id: int
    kind: str
    day: date
    noted_on: date
    subject: str = ""
    units: int = 0
    other_units: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """So many sales of one kind and day, written down on one day; negative for struck ones."""

    kind: str
    day: date
    noted_on: date
    count: int


@dataclass(frozen=True, slots=True)
class Complaint:
    filed: date
    answered: date | None = None
    unanswered: date | None = None  # When its time to answer was found to be over.
    is_upheld: bool | None = None


@dataclass(frozen=True, slots=True)
class Order:
    unpaid: date
    paid: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    severity: str
    found: date
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Audited figures of a period that ended on `day`."""

    day: date
    revenue_units: int
    assets_units: int


@dataclass(frozen=True, slots=True)
class Declared:
    """Sales as the holder told them, beside what the gateways counted."""

    day: date
    units: int
    counted_units: int


@dataclass(frozen=True, slots=True)
class Guarantee:
    units: int
    until: date


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a score is made of, in a fixed order: the same notes give the same bytes."""

    began: date | None = None
    on_time: int = 0
    late: int = 0
    undelivered: int = 0
    complaints: tuple[Complaint, ...] = ()
    orders: tuple[Order, ...] = ()
    findings: tuple[Finding, ...] = ()
    last_clean_inspection: date | None = None
    statement: Statement | None = None
    declared: Declared | None = None
    guarantees: tuple[Guarantee, ...] = ()
    trained_until: date | None = None

    @property
    def sales(self) -> int:
        return self.on_time + self.late + self.undelivered

    def as_json(self) -> dict[str, Any]:
        """Plain values, with days as ISO 8601 writes them."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__slots__"):  # One of the small shapes above.
        return {name: _plain(getattr(value, name)) for name in value.__slots__}
    return value


@dataclass(slots=True)
class _Book:
    """Known lines by kind, in the order of their days."""

    by_kind: dict[str, list[Line]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Line]:
        return self.by_kind.get(kind, [])

    def last(self, kind: str) -> Line | None:
        return self.of(kind)[-1] if self.of(kind) else None

    def days(self, kind: str) -> dict[str, date]:
        """The first day of this kind for each subject."""
        found: dict[str, date] = {}
        for line in self.of(kind):
            found.setdefault(line.subject, line.day)
        return found


def inputs_on(
    day: date, lines: Sequence[Line], tallies: Iterable[Tally], counted_days: int
) -> Inputs:
    """What was known before `day` began, of what happened before it."""
    book = _known(day, lines)
    sold = _sold(day, tallies, counted_days)
    statement, declared = book.last("statement"), book.last("sales_declared")
    clean, began = book.last("inspection_clean"), book.of("began")
    return Inputs(
        began=began[0].day if began else None,
        on_time=sold["sale_on_time"],
        late=sold["sale_late"],
        undelivered=sold["sale_undelivered"],
        complaints=_complaints(book),
        orders=_orders(book),
        findings=_findings(book),
        last_clean_inspection=clean.day if clean else None,
        statement=Statement(statement.day, statement.units, statement.other_units)
        if statement else None,
        declared=Declared(declared.day, declared.units, declared.other_units)
        if declared else None,
        guarantees=tuple(Guarantee(one.units, one.until) for one in book.of("guarantee")
                         if one.until is not None and one.until >= day),
        trained_until=max((one.until for one in book.of("training") if one.until), default=None),
    )  # fmt: skip


def is_known(one: Line | Tally, day: date) -> bool:
    """Whether it had happened, and somebody had written it down, before `day` began."""
    return one.day < day and one.noted_on < day


def _known(day: date, lines: Sequence[Line]) -> _Book:
    known = [one for one in lines if is_known(one, day)]
    struck = {one.subject for one in known if one.kind == STRUCK}
    book = _Book()
    for line in sorted(known, key=lambda one: (one.day, one.id)):
        if f"note:{line.id}" not in struck:
            book.by_kind.setdefault(line.kind, []).append(line)
    return book


def _sold(day: date, tallies: Iterable[Tally], counted_days: int) -> dict[str, int]:
    since = day - timedelta(days=counted_days)
    sold = dict.fromkeys(SALES, 0)
    for one in tallies:
        if since <= one.day and is_known(one, day):
            sold[one.kind] += one.count
    return sold


def _complaints(book: _Book) -> tuple[Complaint, ...]:
    answered, unanswered = book.days("complaint_answered"), book.days("complaint_unanswered")
    decided = [*book.of("complaint_upheld"), *book.of("complaint_dismissed")]
    upheld = {  # A later word, after an appeal, stands in place of an earlier one.
        one.subject: one.kind == "complaint_upheld"
        for one in sorted(decided, key=lambda one: (one.day, one.id))
    }
    return tuple(
        Complaint(
            one.day, answered.get(one.subject), unanswered.get(one.subject), upheld.get(one.subject)
        )
        for one in book.of("complaint_filed")
    )


def _orders(book: _Book) -> tuple[Order, ...]:
    paid = book.days("order_paid")
    return tuple(Order(one.day, paid.get(one.subject)) for one in book.of("order_unpaid"))


def _findings(book: _Book) -> tuple[Finding, ...]:
    closed = book.days("finding_closed")
    found = [
        (one.day, one.id, Finding(severity, one.day, closed.get(one.subject)))
        for kind, severity in FINDINGS.items()
        for one in book.of(kind)
    ]
    return tuple(finding for _, _, finding in sorted(found, key=lambda one: one[:2]))

"""A person's statement: what they paid in, what went back to them, what was paid out to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from amanat.capabilities.payments.models import Payment, Payout, Refund
from amanat.words.refusal import Invalid, refuse_unless

PAGE_LINES = 25
MOST_LINES = 5_000  # Of a file; a longer history is read a page at a time.
#  Each kind with the sign that it has for its owner's purse.
PAID_IN, PAID_BACK, PAID_OUT, CAME_BACK = "1_paid_in", "2_paid_back", "3_paid_out", "4_came_back"


@dataclass(frozen=True, slots=True)
class Line:
    """One movement that is final. `reference` is what the bank knows it by."""

    kind: str
    at: datetime
    units: int
    subject: str
    reference: str
    id: int

    @property
    def is_payout(self) -> bool:
        """Whether `id` is a payout's, which has a page of its own."""
        return self.kind in (PAID_OUT, CAME_BACK)

    @property
    def cursor(self) -> str:
        """Where the next page goes on."""
        return f"{self.at.isoformat()}|{self.kind}|{self.id}"


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    next_before: str


def statement(person_id: int, *, before: str = "", lines: int = PAGE_LINES) -> Page:
    """Newest first, older than the line whose cursor is `before`."""
    found = sorted(_found(person_id, before, lines + 1), key=_place, reverse=True)[: lines + 1]
    page = found[:lines]
    return Page(page, page[-1].cursor if len(found) > lines else "")


def _place(line: Line) -> tuple[datetime, str, int]:
    return line.at, line.kind, line.id


def _found(person_id: int, before: str, most: int) -> Iterator[Line]:
    """The newest of each kind: together they hold the newest of all."""
    mine = {"person_id": person_id, "refund__isnull": True}
    sources: tuple[tuple[str, QuerySet[Any], str, str, str], ...] = (
        (PAID_IN, Payment.objects.filter(payer_id=person_id, state="paid"),
         "paid_at", "subject", "pk"),
        (PAID_BACK, Refund.objects.filter(payment__payer_id=person_id, state="confirmed"),
         "done_at", "payment__subject", "reference"),
        (PAID_OUT, Payout.objects.filter(**mine, settled_at__isnull=False),
         "settled_at", "subject", "end_to_end_id"),
        (CAME_BACK, Payout.objects.filter(**mine, settled_at__isnull=False,
                                          returned_at__isnull=False),
         "returned_at", "subject", "end_to_end_id"),
    )  # fmt: skip
    for kind, rows, at, subject, reference in sources:
        older = rows.annotate(at=F(at)).filter(_older(kind, before)).order_by("-at", "-pk")
        for moment, units, about, known_as, pk in older.values_list(
            "at", "units", subject, reference, "pk"
        )[:most]:
            yield Line(kind, moment, units, about, str(known_as), pk)


def _older(kind: str, before: str) -> Q:
    """Lines of one kind that come after this place in the order, newest first."""
    if not before:
        return Q()
    moment, at_kind, pk = _read(before)
    older = Q(at__lt=moment)
    if kind < at_kind:
        return older | Q(at=moment)
    return older | Q(at=moment, pk__lt=pk) if kind == at_kind else older


def _read(cursor: str) -> tuple[datetime, str, int]:
    """A cursor we gave out; Invalid for anything else."""
    parts = cursor.split("|")
    kinds = (PAID_IN, PAID_BACK, PAID_OUT, CAME_BACK)
    fine = len(parts) == 3 and parts[1] in kinds and parts[2].isascii() and parts[2].isdigit()
    refuse_unless(fine and len(parts[2]) < 19, Invalid, "before")
    try:
        moment = datetime.fromisoformat(parts[0])
    except ValueError:
        raise Invalid("before") from None
    refuse_unless(moment.utcoffset() is not None, Invalid, "before")
    return moment, parts[1], int(parts[2])

"""Notes: what happened to a business, on which day. The rooms where it happened send it down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from amanat.capabilities.ranks import queries, rules
from amanat.capabilities.ranks.actions.cases import open_sales_case
from amanat.capabilities.ranks.events import BusinessNoted, RankBegun
from amanat.capabilities.ranks.models import Note, Rank
from amanat.capabilities.ranks.refusals import (
    NoteBeforeCause,
    NoteIncomplete,
    NoteInFuture,
    NoteKnown,
    NoteNegative,
    NoteUnknown,
    NoteWithoutCause,
    PaperFieldNeeded,
)
from amanat.capabilities.ranks.rules import factors, kinds
from amanat.capabilities.ranks.rules.inputs import Declared
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.money import UNITS_LIMIT
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, refuse_unless


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody wants noted, before it is checked."""

    kind: str
    day: date
    subject: str
    units: int = 0
    other_units: int = 0
    until: date | None = None
    source: str = ""


@atomic
def note(
    act: Act,
    *,
    business_id: int,
    kind: str,
    day: date,
    subject: str,
    units: int = 0,
    other_units: int = 0,
    until: date | None = None,
    source: str = "",
    shared: Sequence[str] = (),
) -> Note:
    """Write down what happened on a Tehran day; it counts from the next day's score on.

    `subject` is what it is about ("deal:17", "complaint:5", a number on a paper): noted once for
    each kind, and what answers it has the same. `shared` names what buyer and seller of a sale have
    in common ("card", "device", "address", "person"): such a sale is kept, opens a case, and never
    counts. Amounts are rial: of a sale its price, of a statement revenue and assets, of declared
    sales what was told and what the gateways counted. Only the house notes; officers hand in papers.
    """
    refuse_unless(act.role is Role.HOUSE, NotYours)
    told = Told(kind, day, subject, units, other_units, until, source)
    rank = _rank(act, business_id)
    check(act, business_id, told)
    if shared and kind in kinds.SALES:
        kind = kinds.SELF_MADE
    made = _written(act, business_id, told, kind)
    record(act, BusinessNoted(business_id, made.pk, kind, day.isoformat()), subject=rank)
    if kind == kinds.SELF_MADE:
        open_sales_case(act, business_id=business_id, kind="self_made", subject=made.subject)
    if kind == "sales_declared" and _is_off(act, told):
        open_sales_case(act, business_id=business_id, kind="declared_off", subject=made.subject)
    return made


def _written(act: Act, business_id: int, told: Told, kind: str) -> Note:
    note = Note(
        business_id=business_id, kind=kind, day=told.day, subject=told.subject.strip(),
        units=told.units, other_units=told.other_units, until=told.until,
        source=normalise(told.source, "source"), noted_on=tehran_day(act.at), noted_at=act.at,
        noted_by_id=act.by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:
        raise NoteKnown("subject") from None
    return note


def check(act: Act, business_id: int, told: Told) -> None:
    """Refuse what cannot be: unknown, negative, ahead of today, half told, or without its cause."""
    refuse_unless(told.kind in kinds.KINDS, NoteUnknown, "kind")
    refuse_unless(told.day <= tehran_day(act.at), NoteInFuture, "day")
    for name, units in (("units", told.units), ("other_units", told.other_units)):
        refuse_unless(units >= 0, NoteNegative, name)
        refuse_unless(units <= UNITS_LIMIT, NoteIncomplete, name)
    is_named = 0 < len(told.subject.strip()) <= rules.LONGEST_SUBJECT
    refuse_unless(is_named, NoteIncomplete, "subject")
    has_units = told.kind in kinds.WITH_UNITS or told.kind in (*kinds.SALES, kinds.SELF_MADE)
    refuse_unless(has_units or not told.units, NoteIncomplete, "units")
    has_other = told.kind in kinds.WITH_OTHER_UNITS
    refuse_unless(has_other or not told.other_units, NoteIncomplete, "other_units")
    has_until = told.kind in kinds.WITH_UNTIL
    refuse_unless(has_until == (told.until is not None), NoteIncomplete, "until")
    is_late_enough = told.until is None or told.until >= told.day
    refuse_unless(is_late_enough, NoteBeforeCause, "until")
    source = normalise(told.source, "source")
    is_sourced = bool(source) or told.kind not in kinds.WITH_SOURCE
    refuse_unless(is_sourced and len(source) <= rules.LONGEST_SOURCE, PaperFieldNeeded, "source")
    _check_cause(business_id, told)


def _check_cause(business_id: int, told: Told) -> None:
    subject = told.subject.strip()
    known = Note.objects.filter(business_id=business_id, subject=subject)
    refuse_unless(not known.filter(kind=told.kind).exists(), NoteKnown, "subject")
    causes = kinds.AFTER.get(told.kind)
    if causes is None:
        return
    cause = known.filter(kind__in=causes).order_by("day").first()
    if cause is None:
        raise NoteWithoutCause("subject")
    refuse_unless(told.day >= cause.day, NoteBeforeCause, "day")


def _is_off(act: Act, told: Told) -> bool:
    declared = Declared(told.day, told.units, told.other_units)
    return factors.is_off(declared, queries.law_on(tehran_day(act.at)).law)


def _rank(act: Act, business_id: int) -> Rank:
    """The rank of the business, locked: notes of one business are written one after another."""
    locked = Rank.objects.select_for_update().filter(business_id=business_id)
    found = locked.first()
    if found is not None:
        return found
    rank = Rank(business_id=business_id, begun_on=tehran_day(act.at))
    try:
        with transaction.atomic():
            move(act, rank, "begin_rank", RankBegun(business_id))
    except IntegrityError:
        return locked.get()
    return rank

"""Signs are raised by the house and decided by officers; numbers are listed by one, then two."""

from datetime import datetime, timedelta

from amanat.capabilities.people import queries as people
from amanat.capabilities.risk import queries, rules
from amanat.capabilities.risk.events import (
    Listed,
    ListedForGood,
    SignBlocked,
    SignCleared,
    SignHeld,
    SignRaised,
    Unlisted,
)
from amanat.capabilities.risk.models import Entry, Sign
from amanat.capabilities.risk.refusals import (
    ListedBefore,
    NoDealHere,
    OwnSign,
    ReasonTooShort,
    SecondPersonNeeded,
    TooLongAlone,
    TooManyAppeals,
)
from amanat.capabilities.risk.rules import (
    ALONE_AT_MOST,
    APPEAL_SPAN,
    KINDS,
    LEAST_WORDS,
    LONGEST_WORDS,
    MOST_APPEALS,
    RULES,
    score,
)
from amanat.kernel.law import parameters as law
from amanat.kernel.log.facts import id_in
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, NotFound, NotYours, refuse, refuse_unless

DEAL = "deal:"


@atomic
def measure(
    act: Act,
    *,
    rule: str,
    person_id: int,
    value: int,
    subject: str = "",
    about: tuple[int, ...] = (),
) -> Sign | None:
    """Raise a sign when `value` is above the limit in force; it decides nothing by itself."""
    assert rule in RULES, rule
    limit = law.whole(f"risk.{rule}", act.at)
    if value <= limit:
        return None
    return raise_sign(
        act, rule=rule, person_id=person_id, value=value, limit=limit, subject=subject, about=about
    )


@atomic
def raise_sign(
    act: Act,
    *,
    rule: str,
    person_id: int,
    value: int,
    limit: int,
    subject: str = "",
    about: tuple[int, ...] = (),
    words: str = "",
) -> Sign:
    """Put a sign on the desk; a sign of the same rule that is still open grows instead."""
    same = Sign.objects.select_for_update().filter(
        rule=rule, person_id=person_id, subject=subject, state="open"
    )
    sign = same.first() or Sign(rule=rule, person_id=person_id, subject=subject, at=act.at)
    sign.value, sign.limit, sign.score = value, limit, score(rule, value, limit)
    sign.people = sorted({person_id, *about, *sign.people})
    sign.words = words or sign.words
    move(act.wearing(Role.HOUSE), sign, "raise_sign", SignRaised(rule, sign.score))
    return sign


@atomic
def clear_sign(act: Act, *, sign_id: int, words: str) -> Sign:
    """An officer looked, and nothing is wrong."""
    sign = _decide(act, sign_id, words)
    move(act, sign, "clear_sign", SignCleared(sign.rule))
    return sign


@atomic
def hold_deal(act: Act, *, sign_id: int, words: str) -> Sign:
    """An officer wants the deal's money kept; the proposal follows, and a second one confirms."""
    sign = _decide(act, sign_id, words)
    refuse_unless(sign.subject.startswith(DEAL), NoDealHere)
    event = SignHeld(sign.rule, id_in(sign.subject), act.person, sign.reason)
    move(act, sign, "hold_deal", event)
    return sign


@atomic
def block(act: Act, *, sign_id: int, words: str) -> Sign:
    """An officer lists the person's phone and Shebas for three days; a second one may do more."""
    sign = _decide(act, sign_id, words)
    marks = people.marks_of(sign.person_id)
    numbers = [("phone", marks.phone), *(("sheba", sheba) for sheba in marks.shebas)]
    for kind, number in numbers:
        if not queries.is_number_listed(kind, number, act.at):
            _put(act, kind, number, sign.reason, act.at + ALONE_AT_MOST)
    move(act, sign, "block", SignBlocked(sign.rule, sign.person_id))
    return sign


def _decide(act: Act, sign_id: int, words: str) -> Sign:
    """The sign, locked, for an officer it is not about, with the reason written down."""
    _officer(act)
    sign = Sign.objects.lock(sign_id)
    refuse_unless(act.by not in sign.people, OwnSign)
    sign.reason, sign.decided_by_id, sign.decided_at = _words(words), act.person, act.at
    return sign


@atomic
def place(act: Act, *, kind: str, value: str, words: str, hours: int) -> Entry:
    """List a number for some hours: what one officer may do alone."""
    _officer(act)
    refuse_unless(kind in KINDS, Invalid, "kind")
    length = timedelta(hours=hours)
    most = int(ALONE_AT_MOST.total_seconds() // 3600)
    refuse_unless(timedelta() < length <= ALONE_AT_MOST, TooLongAlone, "hours", most=most)
    number = _number(kind, value)
    refuse_unless(not queries.is_number_listed(kind, number, act.at), ListedBefore, "value")
    return _put(act, kind, number, _words(words), act.at + length)


@atomic
def make_permanent(act: Act, *, entry_id: int) -> Entry:
    """A second officer takes the end away."""
    entry = _entry(act, entry_id)
    refuse_unless(act.by != entry.placed_by_id, SecondPersonNeeded)
    entry.until, entry.confirmed_by_id = None, act.person
    entry.save(update_fields=["until", "confirmed_by"])
    record(act, ListedForGood(entry.kind), subject=entry)
    return entry


@atomic
def lift(act: Act, *, entry_id: int) -> Entry:
    """Take a number off the list; what has no end is lifted by somebody who did not list it."""
    entry = _entry(act, entry_id)
    refuse_unless(entry.until is not None or act.by != entry.placed_by_id, SecondPersonNeeded)
    entry.lifted_by_id, entry.lifted_at = act.person, act.at
    entry.save(update_fields=["lifted_by", "lifted_at"])
    record(act, Unlisted(entry.kind), subject=entry)
    return entry


@atomic
def appeal(act: Act, *, words: str) -> Sign:
    """Whoever a step is closed to asks for another look; it comes to the officers' desk."""
    mine = Sign.objects.filter(rule="appeal", person_id=act.person, at__gt=act.at - APPEAL_SPAN)
    refuse_unless(mine.count() < MOST_APPEALS, TooManyAppeals, most=MOST_APPEALS)
    return raise_sign(
        act, rule="appeal", person_id=act.person, value=1, limit=0, words=_words(words),
        subject=f"appeal:{mine.count() + 1}:{act.at:%Y%m%d}",
    )  # fmt: skip


def _put(act: Act, kind: str, number: str, words: str, until: datetime) -> Entry:
    entry = Entry.objects.create(
        kind=kind, index=_index(kind, number), shown=_shown(kind, number), words=words,
        placed_by_id=act.person, placed_at=act.at, until=until,
    )  # fmt: skip
    record(act, Listed(kind, until.isoformat()), subject=entry)
    return entry


def _index(kind: str, number: str) -> str:
    """A national id has the blind index that people know it by; others one of their own."""
    return (
        people.national_id_mark(number) if kind == "national_id" else queries.index_of(kind, number)
    )


def _number(kind: str, typed: str) -> str:
    """The number as it is compared, or a refusal beside the field."""
    if kind == "phone":
        return identity.mobile(typed, "value")
    if kind == "national_id":
        return identity.national_id(typed, "value")
    if kind == "sheba":
        return identity.sheba(typed, "value")
    return rules.card_mark(typed) or refuse(Invalid, "value")


def _shown(kind: str, number: str) -> str:
    """Enough to recognise it, too little to use."""
    if kind == "phone":
        return identity.masked_mobile(number)
    return identity.masked_sheba(number) if kind == "sheba" else f"…{number[-4:]}"


def _entry(act: Act, entry_id: int) -> Entry:
    _officer(act)
    entry = Entry.objects.select_for_update().filter(pk=entry_id, lifted_at=None).first()
    if entry is None or (entry.until is not None and entry.until <= act.at):
        raise NotFound
    return entry


def _officer(act: Act) -> None:
    wears = act.by is not None and Role.OFFICER in people.hats(act.by)
    refuse_unless(wears and act.role is Role.OFFICER, NotYours)


def _words(words: str) -> str:
    words = normalise(words)
    fine = LEAST_WORDS <= len(words) <= LONGEST_WORDS
    refuse_unless(fine, ReasonTooShort, "words", least=LEAST_WORDS)
    return words

"""What every verb of a seal does: lock, check the hat, move, and write the history."""

from collections.abc import Iterable
from datetime import date, datetime

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.events import CheckDropped, CheckOpened, DecisionCalledOff
from amanat.capabilities.seals.models import Check, Decision, Seal, SealPeriod
from amanat.capabilities.seals.refusals import ClassUncovered, SealWordsNeeded
from amanat.capabilities.seals.states import LIVE, SEAL
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.log.moves import move
from amanat.words import powers
from amanat.words.act import Act, Role
from amanat.words.event import Event
from amanat.words.persian import normalise
from amanat.words.refusal import NotFound, refuse_unless
from amanat.words.text import Text

OPEN_CHECK = ("waiting", "late")
OPEN_DECISION = ("proposed", "announced")


def held(act: Act, seal_id: int) -> Seal:
    """The seal, locked, for somebody who may act for its business in matters of the seal."""
    seal = Seal.objects.lock(seal_id)
    businesses.check_mandate(act, seal.business_id, powers.SEAL)
    return seal


def judged(act: Act, seal_id: int, *roles: Role) -> Seal:
    """The seal, locked, for somebody on the desk with the hat and no tie to the business."""
    queries.check_staff(act.by)
    seal = Seal.objects.lock(seal_id)
    queries.check_hat(act.by, act.role, *roles)
    businesses.check_untied(act, seal.business_id)
    return seal


def step(act: Act, seal: Seal, verb: str, event: Event, *, due_at: datetime | None = None) -> None:
    """One row of the machine, and the history that answers what the seal was worth."""
    row = SEAL.row(verb, seal.state, act.role)
    if row.new == "granted" and due_at is None:
        assert seal.period_until is not None, "A granted seal has its period."
        due_at = rules.end_of(seal.period_until)
    move(act, seal, verb, event, due_at=due_at)
    keep_history(act, seal)


def keep_history(act: Act, seal: Seal) -> None:
    """Close the open row of the history and begin the next, where something has changed."""
    is_live = seal.state in LIVE and seal.ends_on is not None
    ends_at, why = None, ""
    if is_live:
        assert seal.ends_on is not None and seal.period_until is not None
        ends_at = rules.end_of(seal.ends_on)
        why = "licence_ended" if seal.ends_on < seal.period_until else "validity_over"
    old = SealPeriod.objects.select_for_update().filter(seal=seal, until_at=None).first()
    now = (seal.state, seal.level, seal.reason, ends_at, why)
    if old is not None:
        if now == (old.state, old.level, old.reason, old.ends_at, old.end_reason):
            return
        old.until_at = max(act.at, old.from_at)
        old.save(update_fields=["until_at"])
    SealPeriod(
        seal=seal, state=seal.state, level=seal.level, reason=seal.reason,
        from_at=old.until_at if old and old.until_at else act.at,
        ends_at=ends_at, end_reason=why,
    ).save()  # fmt: skip


def begin_period(act: Act, seal: Seal, first: date) -> None:
    """A period of the dated length from `first` on, no longer than the licences behind it."""
    seal.period_from = seal.period_from or first
    seal.period_until = rules.valid_until(first, queries.validity_months(tehran_day(act.at)))
    set_end(act, seal)


def set_end(act: Act, seal: Seal) -> None:
    """The seal's end: its own period's, or the first end of a licence it stands on."""
    assert seal.period_until is not None, "A seal's end needs its period."
    day = tehran_day(act.at)
    licences = None
    if rules.needs_licence(queries.levels_on(day), seal.level):
        licences = queries.licences_until(seal, day)
        if licences is None:
            raise ClassUncovered("classes", **named("classes", queries.class_labels(seal)))
    seal.ends_on = rules.last_day(seal.period_until, licences)


def open_checks(act: Act, seal: Seal, kinds: Iterable[str], purpose: str) -> list[Check]:
    """One open check of each of these kinds; one that is open already serves."""
    house = act.wearing(Role.HOUSE)
    due_at = act.at + queries.days("check_days", act.at)
    opened = []
    for kind in kinds:
        check = seal.checks.filter(kind=kind, state__in=OPEN_CHECK).first()
        if check is None:
            check = Check(seal=seal, kind=kind, purpose=purpose, opened_at=act.at)
            move(house, check, "open_check", CheckOpened(seal.pk, kind, purpose), due_at=due_at)
        opened.append(check)
    return opened


def drop_checks(act: Act, seal: Seal) -> None:
    """What nobody needs to look at any more."""
    house = act.wearing(Role.HOUSE)
    for check in seal.checks.select_for_update().filter(state__in=OPEN_CHECK):
        move(house, check, "drop_check", CheckDropped(seal.pk, check.kind))


def call_off(act: Act, seal: Seal) -> None:
    """The open decision about a seal does not fit any more."""
    house = act.wearing(Role.HOUSE)
    waiting = Decision.objects.select_for_update().filter(seal=seal)
    for decision in waiting.filter(state__in=OPEN_DECISION):
        event = DecisionCalledOff(seal.pk, decision.kind)
        move(house, decision, "call_off_decision", event)


def named(fact: str, labels: Iterable[Text]) -> dict[str, str]:
    """A list of labels as facts of a refusal, in both languages."""
    every = list(labels)
    persian, english = "، ".join(one.fa for one in every), ", ".join(one.en for one in every)
    return {f"{fact}_fa": persian, f"{fact}_en": english}


def named_kinds(kinds: Iterable[str]) -> dict[str, str]:
    return named("kinds", (rules.KINDS[kind] for kind in kinds))


def words_of(words: str, param: str = "words") -> str:
    """A reason as it is kept, or a refusal beside its field."""
    words = normalise(words, param)
    least, most = rules.LEAST_WORDS, rules.LONGEST_WORDS
    refuse_unless(least <= len(words) <= most, SealWordsNeeded, param, least=least, most=most)
    return words


def are_same_person(one: int, other: int) -> bool:
    """Whether two accounts are one person: the same account, or the same national id."""
    if one == other:
        return True
    mark = people.marks_of(one).national_id_index
    return bool(mark) and mark == people.marks_of(other).national_id_index


def of_seal(model: type[Check] | type[Decision], pk: int) -> int:
    """The id of the seal that a check or a decision belongs to, or NotFound."""
    found = model._default_manager.filter(pk=pk).values_list("seal_id", flat=True).first()
    if found is None:
        raise NotFound
    return int(found)

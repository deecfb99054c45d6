"""A change by hand: one officer proposes it with a reason and its time, a supervisor approves it."""

from datetime import datetime, timedelta

from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions.freezes import order_freeze, unfreeze
from amanat.capabilities.ceilings.actions.pools import gathered
from amanat.capabilities.ceilings.actions.reckoning import open_ceiling, reckon
from amanat.capabilities.ceilings.actions.staff import one_of, twice, untied
from amanat.capabilities.ceilings.events import (
    CeilingChangeApplied,
    CeilingChangeApproved,
    CeilingChangeLapsed,
    CeilingChangeProposed,
    CeilingChangeTurnedDown,
)
from amanat.capabilities.ceilings.models import Ceiling, Change
from amanat.capabilities.ceilings.refusals import (
    AboveFormula,
    ChangeWaiting,
    EffectTooFar,
    NothingToChange,
    ReasonForChangeNeeded,
    SamePersonTwice,
)
from amanat.capabilities.ceilings.rules.terms import (
    CHANGES,
    DECIDE_WORKING_DAYS,
    EFFECT_WITHIN_DAYS,
    LEAST_WORDS,
    LONGEST_WORDS,
)
from amanat.capabilities.ceilings.states import IN_FORCE, STOPPED
from amanat.kernel.clock import calendar
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, refuse_unless

BY_HAND = "change"
WITHIN = timedelta(days=EFFECT_WITHIN_DAYS)


@atomic
def propose_change(
    act: Act,
    *,
    business_id: int,
    kind: str,
    words: str,
    units: int | None = None,
    effective_at: datetime | None = None,
) -> Change:
    """Propose to hold a ceiling lower, to lift that again, to freeze or to unfreeze.

    `effective_at` is when it takes effect once approved: at once when None. AboveFormula for a
    figure above what the formula gives now.
    """
    one_of(act, Role.OFFICER)
    refuse_unless(kind in CHANGES, Invalid, "kind")
    untied(act, business_id)
    known = queries.standing(business_id, act.at)
    ceiling = Ceiling.objects.lock(open_ceiling(act, business_id=business_id).pk)
    waiting = ceiling.changes.filter(state__in=["proposed", "approved"]).exists()
    refuse_unless(not waiting, ChangeWaiting)
    _check(ceiling, kind, units, known)
    at = effective_at or act.at
    soon = act.at <= at <= act.at + WITHIN
    refuse_unless(soon, EffectTooFar, "effective_at", most=EFFECT_WITHIN_DAYS)
    change = Change(
        ceiling=ceiling, kind=kind, units=units if kind == "set" else None, words=_words(words),
        effective_at=at, proposed_by_id=act.person, proposed_at=act.at,
    )  # fmt: skip
    until = calendar.after_working_days(act.at, DECIDE_WORKING_DAYS)
    event = CeilingChangeProposed(business_id, kind, at.isoformat())
    move(act, change, "propose_change", event, due_at=until)
    return change


def _check(ceiling: Ceiling, kind: str, units: int | None, known: queries.Standing) -> None:
    """Whether this kind of change makes sense of the ceiling as it is."""
    if kind == "set":
        most = queries.reckon(known).units
        refuse_unless(units is not None and units >= 0, Invalid, "units")
        refuse_unless((units or 0) <= most, AboveFormula, "units", most=most)
        refuse_unless(units != ceiling.hand_units, NothingToChange, "units")
    elif kind == "lift":
        refuse_unless(ceiling.hand_units is not None, NothingToChange, "kind")
    elif kind == "freeze":
        refuse_unless(ceiling.state == IN_FORCE, NothingToChange, "kind")
    else:
        refuse_unless(ceiling.state in STOPPED, NothingToChange, "kind")


@atomic
def approve_change(act: Act, *, ceiling_change_id: int) -> Change:
    """A second person approves; it takes effect at its time, at once when that has come."""
    one_of(act, Role.SUPERVISOR)
    change = _locked(ceiling_change_id)
    untied(act, change.ceiling.business_id)
    refuse_unless(not twice(act, change.proposed_by_id), SamePersonTwice)
    change.approved_by_id, change.approved_at = act.person, act.at
    at = max(act.at, change.effective_at)
    event = CeilingChangeApproved(change.ceiling.business_id, change.kind, at.isoformat())
    entry = move(act, change, "approve_change", event, due_at=at)
    if at > act.at:
        return change
    clock = Act(None, Role.CLOCK, act.at, cause=entry.pk, depth=act.depth + 1)
    return apply_change(clock, ceiling_change_id=change.pk)


@atomic
def turn_down_change(act: Act, *, ceiling_change_id: int) -> Change:
    """It is not made; whoever proposed it may take it back too."""
    one_of(act, Role.OFFICER, Role.SUPERVISOR)
    change = _locked(ceiling_change_id)
    untied(act, change.ceiling.business_id)
    event = CeilingChangeTurnedDown(change.ceiling.business_id, change.kind)
    move(act, change, "turn_down_change", event)
    return change


@atomic
def lapse_change(act: Act, *, ceiling_change_id: int) -> Change:
    """Nobody decided in time: the ceiling stays as it is."""
    change = _locked(ceiling_change_id)
    event = CeilingChangeLapsed(change.ceiling.business_id, change.kind)
    move(act, change, "lapse_change", event)
    return change


@atomic
def apply_change(act: Act, *, ceiling_change_id: int) -> Change:
    """Its time has come."""
    change = _locked(ceiling_change_id)
    ceiling = change.ceiling
    event = CeilingChangeApplied(ceiling.business_id, change.kind)
    move(act, change, "apply_change", event)
    if change.kind == "freeze" and ceiling.state == IN_FORCE:
        order_freeze(act, ceiling=ceiling)
    elif change.kind == "unfreeze" and ceiling.state in STOPPED:
        unfreeze(act, ceiling_id=ceiling.pk)
    elif change.kind in {"set", "lift"}:
        _set_by_hand(act, change)
    return change


def _set_by_hand(act: Act, change: Change) -> None:
    """The hand's figure, or none any more; the formula still holds where it gives less."""
    known = queries.standing(change.ceiling.business_id, act.at)
    ceiling = gathered(act, change.ceiling)
    ceiling.hand_units = change.units
    reckon(act, ceiling, known, cause=BY_HAND, change=change)


def _locked(ceiling_change_id: int) -> Change:
    """The change, locked after its ceiling."""
    ceiling = Ceiling.objects.lock(queries.change(ceiling_change_id).ceiling_id)
    change = Change.objects.lock(ceiling_change_id)
    change.ceiling = ceiling
    return change


def _words(words: str) -> str:
    words = normalise(words)
    fine = LEAST_WORDS <= len(words) <= LONGEST_WORDS
    refuse_unless(fine, ReasonForChangeNeeded, "words", least=LEAST_WORDS, most=LONGEST_WORDS)
    return words

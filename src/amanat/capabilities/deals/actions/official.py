"""Keeping a deal's money for a check: proposed by one officer, set by another, lifted by two.

The state of the deal does not change. Its clock stands still, and the stairs below are told to
let nothing of its money leave: no decision, no payout or refund that is queued already.
"""

from amanat.capabilities.deals.actions.bench import only_officers
from amanat.capabilities.deals.events import (
    LiftProposed,
    LiftTurnedDown,
    MoneyFreed,
    MoneyKept,
    OfficialHoldConfirmed,
    OfficialHoldLifted,
    OfficialHoldLookedAt,
    OfficialHoldMoved,
    OfficialHoldProposed,
    OfficialHoldTurnedDown,
)
from amanat.capabilities.deals.models import Deal, OfficialHold
from amanat.capabilities.deals.refusals import (
    ConflictOfInterest,
    KeptAlready,
    ReasonDoesNotFit,
    SecondOfficerNeeded,
    TextTooLong,
    WordsNeeded,
)
from amanat.capabilities.deals.rules import (
    HOLD_KINDS,
    KEPT,
    LEAST_HOLD_WORDS,
    LONGEST_HOLD_WORDS,
    OPEN_HOLDS,
)
from amanat.capabilities.deals.rules.official import does_fit
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import actions as escrow
from amanat.kernel.clock import pauses
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move, record, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, WrongState, refuse_unless


@atomic
def propose_hold(
    act: Act, *, deal_id: int, kind: str, reason: str, words: str, proposer_id: int | None = None
) -> OfficialHold:
    """One officer wants the money kept; nothing stops before a second one agrees.

    The house proposes for the officer who decided so on the desk of risks.
    """
    deal = Deal.objects.lock(deal_id)
    if act.role is not Role.HOUSE:
        only_officers(act)
        proposer_id = act.person
    assert proposer_id is not None, "Somebody answers for a check."
    refuse_unless(deal.role_of(proposer_id) is None, ConflictOfInterest)
    refuse_unless(deal.state not in DEAL.ends() | {"draft"}, WrongState)
    refuse_unless(kind in HOLD_KINDS, Invalid, "kind")
    refuse_unless(does_fit(kind, reason), ReasonDoesNotFit, "reason")
    words = _words(words)
    refuse_unless(not deal.official_holds.filter(state__in=OPEN_HOLDS).exists(), KeptAlready)
    hold = OfficialHold(
        deal=deal, kind=kind, reason=reason, words=words, proposer_id=proposer_id, at=act.at
    )
    due_at = act.at + law.hours("deal.second_officer_hours", act.at)
    move(act, hold, "propose_hold", _said(OfficialHoldProposed, hold), due_at=due_at)
    return hold


@atomic
def confirm_hold(act: Act, *, official_hold_id: int) -> OfficialHold:
    """A second officer agrees: from now on the money stays and the deal's clock stands still."""
    deal, hold = _lock(act, official_hold_id)
    refuse_unless(act.by != hold.proposer_id, SecondOfficerNeeded)
    hold.confirmer_id, hold.since = act.person, act.at
    due_at = act.at + law.hours("deal.hold_look_hours", act.at)
    stop = pauses.begin(
        kind="check", begins_at=act.at, ends_at=None, reason_fa=KEPT.fa, reason_en=KEPT.en,
        by=act.by, clock_id=deal.pk,
    )  # fmt: skip
    hold.pause_id = stop.pk
    move(act, hold, "confirm_hold", _said(OfficialHoldConfirmed, hold), due_at=due_at)
    record(act, MoneyKept(hold.pk), subject=deal)
    escrow.keep(act, subject=deal.subject, key=subject_of(hold))
    return hold


@atomic
def turn_down_hold(act: Act, *, official_hold_id: int) -> OfficialHold:
    """Nobody second agrees, or not in time: nothing was stopped, and nothing is."""
    _, hold = _lock(act, official_hold_id)
    move(act, hold, "turn_down_hold", _said(OfficialHoldTurnedDown, hold))
    return hold


@atomic
def come_up(act: Act, *, official_hold_id: int) -> OfficialHold:
    """The day of the next look: it stands on the desk again; time alone never frees money."""
    _, hold = _lock(act, official_hold_id)
    due_at = act.at + law.hours("deal.hold_look_hours", act.at)
    move(act, hold, "come_up", _said(OfficialHoldLookedAt, hold), due_at=due_at)
    return hold


@atomic
def propose_lift(act: Act, *, official_hold_id: int, words: str) -> OfficialHold:
    """One officer finds that the check is over; a second one must agree."""
    _, hold = _lock(act, official_hold_id)
    hold.lift_words, hold.lift_proposer_id = _words(words), act.person
    due_at = act.at + law.hours("deal.second_officer_hours", act.at)
    move(act, hold, "propose_lift", _said(LiftProposed, hold), due_at=due_at)
    return hold


@atomic
def turn_down_lift(act: Act, *, official_hold_id: int) -> OfficialHold:
    """The check goes on."""
    _, hold = _lock(act, official_hold_id)
    hold.lift_words, hold.lift_proposer = "", None
    due_at = act.at + law.hours("deal.hold_look_hours", act.at)
    move(act, hold, "turn_down_lift", _said(LiftTurnedDown, hold), due_at=due_at)
    return hold


@atomic
def confirm_lift(act: Act, *, official_hold_id: int) -> OfficialHold:
    """A second officer agrees: the deal goes on with the time it had left."""
    deal, hold = _lock(act, official_hold_id)
    refuse_unless(act.by != hold.lift_proposer_id, SecondOfficerNeeded)
    hold.lift_confirmer_id, hold.lifted_at = act.person, act.at
    move(act, hold, "confirm_lift", _said(OfficialHoldLifted, hold))
    record(act, MoneyFreed(hold.pk), subject=deal)
    stop = pauses.lock(hold.pause_id or 0)
    assert stop is not None, "What was confirmed stands still."
    pauses.end(stop, act.at, act.by)
    escrow.let_go(act, subject=deal.subject, key=subject_of(hold))
    return hold


def _lock(act: Act, official_hold_id: int) -> tuple[Deal, OfficialHold]:
    """The deal first, as everywhere. An officer who is no side of it; or the clock."""
    found = OfficialHold.objects.filter(pk=official_hold_id).values_list("deal_id", flat=True)
    deal = Deal.objects.lock(found.first() or 0)
    if act.role is not Role.CLOCK:
        only_officers(act)
        refuse_unless(deal.role_of(act.by) is None, ConflictOfInterest)
    return deal, OfficialHold.objects.lock(official_hold_id)


def _said(event: type[OfficialHoldMoved], hold: OfficialHold) -> OfficialHoldMoved:
    return event(hold.deal_id, hold.kind, hold.reason)


def _words(words: str) -> str:
    words = normalise(words)
    least, most = LEAST_HOLD_WORDS, LONGEST_HOLD_WORDS
    refuse_unless(len(words) >= least, WordsNeeded, "words", least=least)
    refuse_unless(len(words) <= most, TextTooLong, "words", most=most)
    return words

"""Stops: what they stand still at once, through the doors of the rooms below, and how they end.

Approving is one commit: it would be a lie if the desk said «stopped» while one campaign sold on.
"""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.market import queries
from amanat.capabilities.market.actions.reach import set_going, stand_still
from amanat.capabilities.market.events import (
    TradeStopKept,
    TradeStopLapsed,
    TradeStopLiftAsked,
    TradeStopLifted,
    TradeStopped,
    TradeStopProposed,
    TradeStopTurnedDown,
)
from amanat.capabilities.market.models import TradeStop
from amanat.capabilities.market.refusals import (
    OwnBusinessWatched,
    StopReasonNeeded,
    StopSamePerson,
    StopWaiting,
)
from amanat.capabilities.market.rules.terms import (
    DECIDE_WORKING_DAYS,
    KINDS,
    LEAST_WORDS,
    LONGEST_WORDS,
)
from amanat.capabilities.people import queries as people
from amanat.kernel.clock import calendar
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, NotYours, refuse_unless


@atomic
def propose_stop(act: Act, *, business_id: int, kind: str, words: str) -> TradeStop:
    """Propose that new sales of a business stand still; nothing stops before a second person.

    StopWaiting while another stop of it is alive.
    """
    _wears(act, Role.OFFICER)
    refuse_unless(kind in KINDS, Invalid, "kind")
    one = businesses.business(business_id)
    _untied(act, one.pk)
    refuse_unless(not queries.live_stops([one.pk]), StopWaiting)
    stop = TradeStop(
        business_id=one.pk, kind=kind, words=_words(words), proposed_by_id=act.person,
        proposed_at=act.at,
    )  # fmt: skip
    until = calendar.after_working_days(act.at, DECIDE_WORKING_DAYS)
    move(act, stop, "propose_stop", TradeStopProposed(one.pk, kind), due_at=until)
    return stop


@atomic
def approve_stop(act: Act, *, trade_stop_id: int) -> TradeStop:
    """The second person lets it happen: everything it covers stands still in this commit."""
    stop = _decided_by_another(act, trade_stop_id, Role.SUPERVISOR)
    stop.approved_by_id, stop.approved_at = act.person, act.at
    move(act, stop, "approve_stop", TradeStopped(stop.business_id, stop.kind))
    stand_still(act, stop)
    return stop


@atomic
def turn_down_stop(act: Act, *, trade_stop_id: int) -> TradeStop:
    """It does not happen; whoever proposed it may take it back too."""
    stop = _locked(act, trade_stop_id, Role.OFFICER, Role.SUPERVISOR)
    stop.ended_at = act.at
    move(act, stop, "turn_down_stop", TradeStopTurnedDown(stop.business_id))
    return stop


@atomic
def lapse_stop(act: Act, *, trade_stop_id: int) -> TradeStop:
    """Nobody decided in time: nothing was stopped."""
    stop = TradeStop.objects.lock(trade_stop_id)
    stop.ended_at = act.at
    move(act, stop, "lapse_stop", TradeStopLapsed(stop.business_id))
    return stop


@atomic
def ask_to_lift_stop(act: Act, *, trade_stop_id: int, words: str) -> TradeStop:
    """The cause is gone, in one officer's eyes; until a second one sees it too it stays."""
    stop = _locked(act, trade_stop_id, Role.OFFICER)
    stop.lift_words, stop.lift_asked_by_id = _words(words), act.person
    move(act, stop, "ask_to_lift_stop", TradeStopLiftAsked(stop.business_id))
    return stop


@atomic
def lift_stop(act: Act, *, trade_stop_id: int) -> TradeStop:
    """A second person lifts it: what this stop stopped goes on, and nothing else."""
    stop = _locked(act, trade_stop_id, Role.SUPERVISOR)
    refuse_unless(not _same_person(act, stop.lift_asked_by_id), StopSamePerson)
    stop.lifted_by_id, stop.ended_at = act.person, act.at
    move(act, stop, "lift_stop", TradeStopLifted(stop.business_id, stop.kind))
    set_going(act, stop)
    return stop


@atomic
def keep_stop(act: Act, *, trade_stop_id: int) -> TradeStop:
    """The cause is still there."""
    stop = _locked(act, trade_stop_id, Role.OFFICER, Role.SUPERVISOR)
    stop.lift_words, stop.lift_asked_by_id = "", None
    move(act, stop, "keep_stop", TradeStopKept(stop.business_id))
    return stop


def _decided_by_another(act: Act, trade_stop_id: int, role: Role) -> TradeStop:
    stop = _locked(act, trade_stop_id, role)
    refuse_unless(not _same_person(act, stop.proposed_by_id), StopSamePerson)
    return stop


def _locked(act: Act, trade_stop_id: int, *roles: Role) -> TradeStop:
    """The stop, locked, for an officer without a tie to its business."""
    _wears(act, *roles)
    stop = TradeStop.objects.lock(trade_stop_id)
    _untied(act, stop.business_id)
    return stop


def _wears(act: Act, *roles: Role) -> None:
    wears = act.by is not None and act.role in people.hats(act.by)
    refuse_unless(wears and act.role in roles, NotYours)


def _untied(act: Act, business_id: int) -> None:
    refuse_unless(not businesses.is_in_conflict(act.person, business_id), OwnBusinessWatched)


def _same_person(act: Act, first_id: int | None) -> bool:
    """Whether who acts now did the first step too, under whatever account."""
    if first_id is None:
        return False
    mine, first = (people.marks_of(pk).national_id_index for pk in (act.person, first_id))
    return act.by == first_id or bool(mine and mine == first)


def _words(words: str) -> str:
    words = normalise(words, "words")
    fine = LEAST_WORDS <= len(words) <= LONGEST_WORDS
    refuse_unless(fine, StopReasonNeeded, "words", least=LEAST_WORDS, most=LONGEST_WORDS)
    return words

"""One person proposes, another decides. Both are untied to the business, and not the same."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions import effects
from amanat.capabilities.seals.actions.base import are_same_person, judged, of_seal, words_of
from amanat.capabilities.seals.actions.look import freshen
from amanat.capabilities.seals.events import (
    DecisionAnnounced,
    DecisionCalledOff,
    DecisionCarriedOut,
    DecisionConfirmed,
    DecisionProposed,
    DecisionTakenBack,
    DecisionTurnedDown,
)
from amanat.capabilities.seals.models import Decision, Seal
from amanat.capabilities.seals.refusals import (
    DecisionOpen,
    DecisionUnfit,
    NoDecisionOpen,
    TwoPerson,
    UnknownLevel,
)
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, refuse_unless

SECOND = (Role.SUPERVISOR, Role.COMMITTEE)
BY_OFFICERS = ("grant", "refuse", "convert_up", "suspend", "lift", "revoke")
WITH_NOTICE = "suspend"


@atomic
def propose_decision(
    act: Act,
    *,
    seal_id: int,
    kind: str,
    words: str,
    level: int | None = None,
    notice_hours: int = 0,
) -> Decision:
    """An officer proposes; `words` are public. With `notice_hours` it takes effect so much later.

    Refuses DecisionUnfit, DecisionOpen, and what would be refused at the confirmation too.
    """
    seal = judged(act, seal_id, Role.OFFICER)
    refuse_unless(kind in BY_OFFICERS, Invalid, "kind")
    refuse_unless(seal.state in rules.FITS[kind], DecisionUnfit, "kind")
    notice = queries.clock("suspension_notice_hours", act.at) if kind == WITH_NOTICE else 0
    refuse_unless(notice_hours in {0, notice}, Invalid, "notice_hours")
    decision = Decision(
        seal=seal, kind=kind, level=_level(seal, kind, level), words=words_of(words),
        notice_hours=notice_hours, proposed_by_id=act.person, proposed_at=act.at,
        parameters=queries.parameter_ids(act.at),
    )  # fmt: skip
    if kind in {"grant", "convert_up"}:
        freshen(act, seal, decision.level)
    effects.check(act, seal, decision)
    try:
        with transaction.atomic():
            event = DecisionProposed(seal.pk, kind, decision.level)
            move(act, decision, "propose_decision", event)
    except IntegrityError:
        raise DecisionOpen("kind") from None
    return decision


def _level(seal: Seal, kind: str, level: int | None) -> int:
    """The level a decision is about: granted at most what was asked for."""
    if kind == "grant" and level is not None:
        refuse_unless(0 <= level <= seal.asked_level, UnknownLevel, "level", most=seal.asked_level)
        return level
    return seal.asked_level if kind in {"grant", "convert_up"} else seal.level


@atomic
def confirm_decision(act: Act, *, seal_decision_id: int) -> Decision:
    """The second person agrees: it is carried out, or announced where notice is given."""
    seal = judged(act, of_seal(Decision, seal_decision_id), *SECOND)
    decision = _waiting(act, seal_decision_id)
    if decision.notice_hours:
        _announce(act, seal, decision)
    else:
        _confirm(act, seal, decision)
    return decision


@atomic
def announce_decision(act: Act, *, seal_decision_id: int) -> Decision:
    """The second person agrees to a decision that takes effect after its notice."""
    seal = judged(act, of_seal(Decision, seal_decision_id), *SECOND)
    decision = _waiting(act, seal_decision_id)
    refuse_unless(decision.notice_hours > 0, DecisionUnfit)
    _announce(act, seal, decision)
    return decision


def _waiting(act: Act, decision_id: int) -> Decision:
    """The proposal, locked, for somebody who neither made it nor any check it stands on."""
    decision = Decision.objects.lock(decision_id)
    by_hand = decision.seal.checks.filter(checked_by__isnull=False)
    makers = {decision.proposed_by_id, *by_hand.values_list("checked_by_id", flat=True)} - {None}
    is_second = not any(are_same_person(act.person, maker) for maker in makers if maker)
    refuse_unless(is_second, TwoPerson)
    return decision


def _announce(act: Act, seal: Seal, decision: Decision) -> None:
    refuse_unless(seal.state in rules.FITS[decision.kind], DecisionUnfit)
    decision.confirmed_by_id, decision.confirmed_at = act.person, act.at
    due_at = act.at + timedelta(hours=decision.notice_hours)
    event = DecisionAnnounced(seal.pk, seal.business_id, decision.kind, due_at.isoformat())
    move(act, decision, "announce_decision", event, due_at=due_at)


def _confirm(act: Act, seal: Seal, decision: Decision) -> None:
    refuse_unless(seal.state in rules.FITS[decision.kind], DecisionUnfit)
    if decision.kind in {"grant", "convert_up"}:
        freshen(act, seal, decision.level)
    effects.check(act, seal, decision)
    decision.confirmed_by_id, decision.confirmed_at = act.person, act.at
    decision.parameters = queries.parameter_ids(act.at)
    move(act, decision, "confirm_decision", DecisionConfirmed(seal.pk, decision.kind))
    effects.carry_out(act, seal, decision)


@atomic
def turn_down_decision(act: Act, *, seal_decision_id: int) -> Decision:
    """The second person does not agree: nothing changes."""
    judged(act, of_seal(Decision, seal_decision_id), *SECOND)
    decision = _waiting(act, seal_decision_id)
    event = DecisionTurnedDown(decision.seal_id, decision.kind)
    move(act, decision, "turn_down_decision", event)
    return decision


@atomic
def take_back_decision(act: Act, *, seal_decision_id: int) -> Decision:
    """Whoever proposed it thinks again; so may any officer of the desk."""
    judged(act, of_seal(Decision, seal_decision_id), Role.OFFICER)
    decision = Decision.objects.lock(seal_decision_id)
    event = DecisionTakenBack(decision.seal_id, decision.kind)
    move(act, decision, "take_back_decision", event)
    return decision


@atomic
def call_off_decision(act: Act, *, seal_decision_id: int) -> Decision:
    """What was announced does not happen: its cause is gone before its hour."""
    judged(act, of_seal(Decision, seal_decision_id), Role.SUPERVISOR)
    decision = Decision.objects.lock(seal_decision_id)
    event = DecisionCalledOff(decision.seal_id, decision.kind)
    move(act, decision, "call_off_decision", event)
    return decision


@atomic
def carry_out_decision(act: Act, *, seal_decision_id: int) -> Decision:
    """Its notice is over: it takes effect."""
    seal = Seal.objects.lock(of_seal(Decision, seal_decision_id))
    decision = Decision.objects.lock(seal_decision_id)
    move(act, decision, "carry_out_decision", DecisionCarriedOut(seal.pk, decision.kind))
    effects.carry_out(act.wearing(Role.HOUSE), seal, decision)
    return decision


def _confirmed_kind(act: Act, seal_id: int, kind: str) -> Seal:
    """The second person confirms the open proposal of this kind."""
    queries.check_staff(act.by)
    decision = queries.open_decision(seal_id)
    if decision is None or decision.kind != kind or decision.state != "proposed":
        raise NoDecisionOpen
    confirm_decision(act, seal_decision_id=decision.pk)
    return queries.seal(seal_id)


@atomic
def grant_seal(act: Act, *, seal_id: int) -> Seal:
    """The second person grants what an officer proposed to grant."""
    return _confirmed_kind(act, seal_id, "grant")


@atomic
def refuse_seal(act: Act, *, seal_id: int) -> Seal:
    """The second person refuses what an officer proposed to refuse."""
    return _confirmed_kind(act, seal_id, "refuse")


@atomic
def convert_up(act: Act, *, seal_id: int) -> Seal:
    """The second person raises the seal by one level."""
    return _confirmed_kind(act, seal_id, "convert_up")


@atomic
def suspend_seal(act: Act, *, seal_id: int) -> Seal:
    """The second person suspends, at once or with the notice that was proposed."""
    return _confirmed_kind(act, seal_id, "suspend")


@atomic
def lift_suspension(act: Act, *, seal_id: int) -> Seal:
    """The second person lifts the suspension, once its cause is gone."""
    return _confirmed_kind(act, seal_id, "lift")


@atomic
def revoke_seal(act: Act, *, seal_id: int) -> Seal:
    """The committee revokes what an officer proposed to revoke; so does the ninetieth day."""
    if act.role is not Role.CLOCK:
        return _confirmed_kind(act, seal_id, "revoke")
    seal = Seal.objects.lock(seal_id)
    effects.revoke(act, seal, "suspended_too_long")
    return seal

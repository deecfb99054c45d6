"""Decisions the platform itself begins: announced with notice, or put before two people."""

from datetime import timedelta

from amanat.capabilities.seals import queries
from amanat.capabilities.seals.events import DecisionAnnounced, DecisionProposed
from amanat.capabilities.seals.models import Decision, Seal
from amanat.kernel.log.moves import move
from amanat.words.act import Act, Role


def announce(
    act: Act, seal: Seal, kind: str, reason: str, words: str, *, level: int = 0
) -> Decision:
    """It takes effect after the notice; the holder is told, and may mend it before."""
    decision = _new(act, seal, kind, reason, words, level)
    decision.notice_hours = queries.clock("suspension_notice_hours", act.at)
    due_at = act.at + timedelta(hours=decision.notice_hours)
    event = DecisionAnnounced(seal.pk, seal.business_id, kind, due_at.isoformat())
    move(act.wearing(Role.HOUSE), decision, "announce_decision", event, due_at=due_at)
    return decision


def propose_by_house(act: Act, seal: Seal, kind: str, reason: str, words: str) -> Decision:
    """The platform proposes; a person decides."""
    decision = _new(act, seal, kind, reason, words, seal.level)
    event = DecisionProposed(seal.pk, kind, decision.level)
    move(act.wearing(Role.HOUSE), decision, "propose_decision", event)
    return decision


def _new(act: Act, seal: Seal, kind: str, reason: str, words: str, level: int) -> Decision:
    return Decision(
        seal=seal, kind=kind, level=level, reason=reason, words=words, proposed_at=act.at,
        parameters=queries.parameter_ids(act.at),
    )  # fmt: skip

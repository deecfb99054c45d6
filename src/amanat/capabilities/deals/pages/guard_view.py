"""What the platform's own hand does to a deal, as its page shows it: pauses, a check, a meeting."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal, FeeAsk, OfficialHold
from amanat.capabilities.deals.rules import MOST_HAND_TRIES, Delivery, Terms
from amanat.kernel.clock import pauses
from amanat.words.act import Role
from amanat.words.text import Text

CHECK = "check"


@dataclass(frozen=True, slots=True)
class Stop:
    """One time in which this deal's deadlines stood still; `length` once it is over."""

    reason: Text
    begins_at: datetime
    length: timedelta | None


@dataclass(frozen=True, slots=True)
class HandCode:
    """What the buyer shows on the spot; the code is not shown once it is locked."""

    digits: str
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Guard:
    stops: list[Stop]
    standing: list[pauses.Span]  # Standing still that is not in the deadlines yet.
    check: OfficialHold | None
    hand_code: HandCode | None
    fee_ask: FeeAsk | None

    @property
    def is_standing(self) -> bool:
        return any(stop.length is None for stop in self.stops)


def guard_of(deal: Deal, role: Role, terms: Terms, at: datetime) -> Guard:
    """Asks for each thing only in the states in which there can be one."""
    found = [stop for stop in _over(deal, at) if _touches(stop, deal, at)]
    runs = [stop for stop in found if stop.ends_at is None or stop.ends_at > at]
    unclosed = [stop for stop in found if stop.closed_at is None]
    return Guard(
        stops=[_stop(stop, at) for stop in found],
        standing=_standing(deal, unclosed, at),
        check=queries.keeping(deal) if any(stop.kind == CHECK for stop in runs) else None,
        hand_code=_hand_code(deal, role, terms),
        fee_ask=queries.fee_ask(deal) if deal.state == "agreed" else None,
    )


def _over(deal: Deal, at: datetime) -> list[pauses.Pause]:
    return pauses.over(deal.created_at, deal.ended_at or at, deal.pk)


def _touches(stop: pauses.Pause, deal: Deal, at: datetime) -> bool:
    """A pause for some states only is this deal's while it is in one of them."""
    if not stop.states:
        return True
    is_over = stop.ends_at is not None and stop.ends_at <= at
    return not is_over and f"deal.{deal.state}" in stop.states


def _stop(stop: pauses.Pause, at: datetime) -> Stop:
    is_over = stop.ends_at is not None and stop.ends_at <= at
    length = stop.ends_at - stop.begins_at if is_over and stop.ends_at else None
    return Stop(Text(stop.reason_fa, stop.reason_en), stop.begins_at, length)


def _standing(deal: Deal, unclosed: list[pauses.Pause], at: datetime) -> list[pauses.Span]:
    if not unclosed:
        return []
    return pauses.spans(unclosed, pauses.counted([deal.subject]).get(deal.subject), at)


def _hand_code(deal: Deal, role: Role, terms: Terms) -> HandCode | None:
    if terms.delivery != Delivery.HAND or (deal.state, role) != ("funded", Role.BUYER):
        return None
    meeting = queries.meeting_of(deal)
    return HandCode(queries.hand_code(deal, meeting), meeting.tries >= MOST_HAND_TRIES)

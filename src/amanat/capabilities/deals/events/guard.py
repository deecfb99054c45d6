"""Facts of the platform's own hand on a deal: its clock stopped, its money kept for a check."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class ClockStopped(Event):
    """A pause began: no deadline of this deal runs."""

    pause_id: int


@dataclass(frozen=True, slots=True)
class ClockStarted(Event):
    """The pause ended: every deadline of this deal is later by as long as it stood still."""

    pause_id: int
    seconds: int


@dataclass(frozen=True, slots=True)
class MoneyKept(Event):
    """Two officers keep the money: no payout, no refund, no deadline until it is lifted."""

    official_hold_id: int


@dataclass(frozen=True, slots=True)
class MoneyFreed(Event):
    """Two officers lifted the check: the deal goes on with the time it had left."""

    official_hold_id: int


@dataclass(frozen=True, slots=True)
class OfficialHoldMoved(Event):
    """What every step of a check has to say; the subclass says which step it was."""

    deal_id: int
    kind: str
    reason: str


class OfficialHoldProposed(OfficialHoldMoved):
    """One officer wants the money kept; nothing is stopped before a second one agrees."""


class OfficialHoldConfirmed(OfficialHoldMoved): ...


class OfficialHoldTurnedDown(OfficialHoldMoved): ...


class OfficialHoldLookedAt(OfficialHoldMoved):
    """The day of the next look came; the money stays."""


class LiftProposed(OfficialHoldMoved): ...


class LiftTurnedDown(OfficialHoldMoved): ...


class OfficialHoldLifted(OfficialHoldMoved): ...

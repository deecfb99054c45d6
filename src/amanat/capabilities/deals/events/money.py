"""Facts of the money: in, out, shared."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class DealPartFunded(Event):
    units: int
    missing_units: int


@dataclass(frozen=True, slots=True)
class DealFunded(Event):
    units: int


@dataclass(frozen=True, slots=True)
class DealGivenUp(Event):
    by: str


@dataclass(frozen=True, slots=True)
class PayoutStarted(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealCompleted(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealRefunded(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealSettled(Event):
    """By "agreement" or by "ruling", the money has gone to its owners, to the rial."""

    how: str
    paid_units: int
    fee_units: int
    returned_units: int


@dataclass(frozen=True, slots=True)
class DealSplitClosed(Event):
    """What each side was given has arrived."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class HoldPromised(Event):
    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class HoldFilled(Event):
    """One of several payments arrived; more are due."""

    subject: str
    units: int
    missing_units: int


@dataclass(frozen=True, slots=True)
class HoldFunded(Event):
    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class HoldDropped(Event):
    subject: str
    paid_units: int


@dataclass(frozen=True, slots=True)
class HoldReleased(Event):
    subject: str
    paid_units: int
    fee_units: int


@dataclass(frozen=True, slots=True)
class HoldRefunded(Event):
    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class HoldSplit(Event):
    """Part to the payee, the fee on that part, the rest to the payer: they add up to the hold."""

    subject: str
    paid_units: int
    fee_units: int
    returned_units: int


@dataclass(frozen=True, slots=True)
class HoldFrozen(Event):
    subject: str


@dataclass(frozen=True, slots=True)
class HoldThawed(Event):
    subject: str

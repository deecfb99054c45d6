"""What happened to the protection fund."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class FundFed(Event):
    """A part of one fee went into the fund."""

    hold_id: int
    fee_units: int
    units: int


@dataclass(frozen=True, slots=True)
class LossMadeGood(Event):
    """The fund owes this person the loss; the payout follows."""

    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class RecourseOpened(Event):
    """The claim against the carrier is ours now."""

    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class RecourseRecovered(Event):
    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class RecourseWrittenOff(Event):
    subject: str
    reason: str

"""Facts of digital currency, and of its switch."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class CoinsSent(Event):
    network: str
    txid: str


@dataclass(frozen=True, slots=True)
class SwitchProposed(Event):
    what: str


@dataclass(frozen=True, slots=True)
class SwitchConfirmed(Event):
    what: str


@dataclass(frozen=True, slots=True)
class SwitchDropped(Event):
    what: str


@dataclass(frozen=True, slots=True)
class SwitchedOff(Event):
    what: str

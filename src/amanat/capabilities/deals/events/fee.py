"""Facts of a change of the fee payer, and of a hand-over in person."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class FeePayerAsked(Event):
    by: str
    fee_payer: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FeePayerChanged(Event):
    """Both sides signed the same terms with another fee payer; the payments are planned anew."""

    version: int
    sha256: str
    fee_payer: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("sha256",)


@dataclass(frozen=True, slots=True)
class FeePayerRefused(Event):
    by: str


@dataclass(frozen=True, slots=True)
class HandCodeMistyped(Event):
    tries: int


@dataclass(frozen=True, slots=True)
class HandCodeRenewed(Event):
    round: int


@dataclass(frozen=True, slots=True)
class GoodsHandedOver(Event):
    """The seller typed the buyer's code on the spot: the goods are in the buyer's hands."""

"""Facts of packing, damage, loss and returns."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class GoodsPacked(Event):
    weight_grams: int
    pictures: int


@dataclass(frozen=True, slots=True)
class DamageClaimed(Event):
    """`is_complete` says whether box, label and item are all in the pictures."""

    is_complete: bool


@dataclass(frozen=True, slots=True)
class LossClaimed(Event):
    pass


@dataclass(frozen=True, slots=True)
class InspectionResumed(Event):
    """The claim is closed without an outcome: the rest of the inspection runs."""


@dataclass(frozen=True, slots=True)
class ClaimBegun(Event):
    """Pictures are missing: one reminder, then the claim is closed."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimOpened(Event):
    deal_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class ClaimCompleted(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimDropped(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimAnswered(Event):
    """`sha256` is of the words, so that they cannot change later unseen."""

    deal_id: int
    by: str
    sha256: str
    files: int


@dataclass(frozen=True, slots=True)
class ClaimHeard(Event):
    """The time for proof is over: an officer decides."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimTaken(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimPassedOn(Event):
    """No decision came in time: another officer. No money moves."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimDecided(Event):
    """`row` of the table, or 0 where two officers decided otherwise."""

    deal_id: int
    row: int
    outcome: str
    price_units: int
    fund_units: int


@dataclass(frozen=True, slots=True)
class ClaimFoundIntact(Event):
    """The goods arrived whole, the officer finds; the buyer may appeal."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimEnforced(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimAppealed(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class FundFoundShort(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class OutcomeProposed(Event):
    deal_id: int
    price_units: int
    fund_units: int


@dataclass(frozen=True, slots=True)
class OutcomeRefused(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class ClaimClosed(Event):
    """The two settled it, or one gave in."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class ReturnSettled(Event):
    """`how` it came to this: "agreement", "ruling", "appeal" or "claim"."""

    how: str
    freight_by: str


@dataclass(frozen=True, slots=True)
class ReturnSent(Event):
    carrier: str
    code: str


@dataclass(frozen=True, slots=True)
class ReturnProven(Event):
    """The buyer shows that the carrier delivered it: the seller's time runs."""


@dataclass(frozen=True, slots=True)
class ReturnTaken(Event):
    by: str


@dataclass(frozen=True, slots=True)
class ReturnContested(Event):
    pass


@dataclass(frozen=True, slots=True)
class ReturnNotSent(Event):
    pass


@dataclass(frozen=True, slots=True)
class ReturnLost(Event):
    pass

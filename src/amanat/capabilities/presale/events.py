"""Facts of pre-sale. Nothing is recorded for one ticket: the root of all of them is."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class CampaignAnnounced(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "permit_id", "opens_at", "seats")
    kind: str
    permit_id: int
    opens_at: str
    closes_at: str
    seats: int
    price_units: int


@dataclass(frozen=True, slots=True)
class CampaignPriced(Event):
    """Who enlists from now on has this price; who enlisted before keeps the earlier one."""

    n: int
    price_units: int


@dataclass(frozen=True, slots=True)
class HolderAppointed(Event):
    party: str
    person_id: int


@dataclass(frozen=True, slots=True)
class SecretLocked(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("campaign_id", "party", "lock")
    campaign_id: int
    party: str
    lock: str


@dataclass(frozen=True, slots=True)
class SecretOpened(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("campaign_id", "party", "secret", "by_others")
    campaign_id: int
    party: str
    secret: str
    by_others: bool


@dataclass(frozen=True, slots=True)
class PartsGiven(Event):
    """A holder gave the parts of the secrets that others had not opened."""

    party: str
    count: int


@dataclass(frozen=True, slots=True)
class CampaignOpened(Event):
    """With the head of the log, which nobody could choose."""

    PUBLIC: ClassVar[tuple[str, ...]] = ("campaign_id", "head", "head_n")
    campaign_id: int
    head: str
    head_n: int


@dataclass(frozen=True, slots=True)
class CampaignStepAsked(Event):
    step: str


@dataclass(frozen=True, slots=True)
class CampaignPaused(Event):
    campaign_id: int
    for_permit: bool


@dataclass(frozen=True, slots=True)
class CampaignResumed(Event):
    campaign_id: int
    closes_at: str


@dataclass(frozen=True, slots=True)
class CampaignClosed(Event):
    campaign_id: int


@dataclass(frozen=True, slots=True)
class TicketsFixed(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("campaign_id", "root", "tickets")
    campaign_id: int
    root: str
    tickets: int


@dataclass(frozen=True, slots=True)
class CampaignDrawn(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("campaign_id", "seed", "root", "winners_root", "drawn")
    campaign_id: int
    seed: str
    root: str
    winners_root: str
    drawn: int


@dataclass(frozen=True, slots=True)
class CampaignCancelled(Event):
    campaign_id: int


@dataclass(frozen=True, slots=True)
class CampaignEnded(Event):
    campaign_id: int


@dataclass(frozen=True, slots=True)
class OfferMade(Event):
    campaign_id: int
    buyer_id: int
    units: int
    price_units: int
    pay_by: str


@dataclass(frozen=True, slots=True)
class OfferSigned(Event):
    contract: str


@dataclass(frozen=True, slots=True)
class OfferReopened(Event):
    """Its contract was turned back, with its money: the buyer may sign again."""

    contract: str


@dataclass(frozen=True, slots=True)
class OfferExtended(Event):
    pay_by: str


@dataclass(frozen=True, slots=True)
class OfferTaken(Event):
    campaign_id: int
    buyer_id: int


@dataclass(frozen=True, slots=True)
class OfferLapsed(Event):
    campaign_id: int
    buyer_id: int


@dataclass(frozen=True, slots=True)
class OfferDeclined(Event):
    campaign_id: int
    buyer_id: int

"""The shapes of campaigns, tickets and offers. Units are whole rial in strings."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from amanat.capabilities.presale import queries
from amanat.capabilities.presale.actions.campaigns import LONGEST_REASON, STEPS
from amanat.capabilities.presale.actions.enlist import MOST_PLATES, MOST_YEARS
from amanat.capabilities.presale.models import Campaign, PresaleOffer
from amanat.capabilities.presale.rules.outlook import STATUS
from amanat.capabilities.presale.rules.window import GROUP_RULES, MAKERS, MOST_SEATS, PARTIES
from amanat.capabilities.presale.states import CAMPAIGN, KINDS, OFFER
from amanat.face.machines import Given, Rial
from amanat.face.one_of import OneOf, states_of

CampaignState = Annotated[str, OneOf("CampaignState", states_of(CAMPAIGN))]
OfferState = Annotated[str, OneOf("OfferState", states_of(OFFER))]
CampaignKind = Annotated[str, OneOf("CampaignKind", KINDS)]
GroupRule = Annotated[str, OneOf("CampaignGroup", GROUP_RULES)]
Party = Annotated[str, OneOf("DrawParty", PARTIES)]
CarMaker = Annotated[str, OneOf("CarMaker", MAKERS)]
Step = Annotated[str, OneOf("CampaignStep", STEPS)]
TicketStatus = Annotated[str, OneOf("TicketStatus", STATUS)]
Code = Annotated[str, Field(max_length=40)]
Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["0" * 64])]
Moment = Annotated[datetime, Field(examples=["2026-12-01T08:00:00+03:30"])]
Seats = Annotated[int, Field(ge=0, le=MOST_SEATS)]


class CampaignGroup(Schema):
    rule: GroupRule
    seats: int


class CampaignOut(Schema):
    """`head`, `root` and `seed` are empty until they are fixed; see /draws for the files."""

    id: str
    permit: str
    kind: CampaignKind
    state: CampaignState
    opens_at: datetime
    closes_at: datetime
    draw_at: datetime | None
    groups: list[CampaignGroup]
    waiting: int
    pay_hours: int
    price_units: Rial
    conditions: dict[str, Any]
    conditions_source: dict[str, str]
    reason: str
    head: str
    root: str
    tickets: int | None
    seed: str
    winners_root: str


class CampaignList(Schema):
    campaigns: list[CampaignOut]


class FindingOut(Schema):
    code: str
    fa: str
    en: str
    is_met: bool


class EligibilityOut(Schema):
    """Every condition with its answer, not only the first that failed."""

    is_eligible: bool
    has_file: bool
    is_identified: bool
    group: int
    findings: list[FindingOut]


class BuyerFileIn(Given):
    born_on: date
    has_licence: bool
    plates: Annotated[int, Field(ge=0, le=MOST_PLATES)] = 0
    youngest_vehicle_years: Annotated[int | None, Field(ge=0, le=MOST_YEARS)] = None
    last_purchase_on: date | None = None
    last_purchase_maker: CarMaker | None = None


class BuyerFileOut(Schema):
    born_on: date
    has_licence: bool
    plates: int
    declared_at: datetime


class TicketIn(Given):
    choice: Annotated[int, Field(ge=0, le=99)] = 0


class TicketOut(Schema):
    """`pseudonym` is its name in the published file; `ahead` counts who waits before it."""

    code: str
    campaign_id: str
    pseudonym: str
    group: int
    price_units: Rial
    at: datetime
    status: TicketStatus
    place: int | None
    ahead: int | None
    expected: datetime | None


class TicketList(Schema):
    tickets: list[TicketOut]


class AnnounceIn(Given):
    kind: CampaignKind
    opens_at: Moment
    closes_at: Moment
    seats: Seats
    first_car: Seats = 0
    old_car: Seats = 0
    maker: CarMaker = "other"


class StepIn(Given):
    step: Step
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


class HolderIn(Given):
    party: Party
    phone: Annotated[str, Field(max_length=20)]


class HolderOut(Schema):
    party: Party
    locked_at: datetime | None
    opened_at: datetime | None


class LockIn(Given):
    """Without a secret the house throws dice."""

    secret: Hex | None = None


class LockOut(Schema):
    """The secret in hex, told once: keep it until the list is fixed."""

    secret: str


class OpenIn(Given):
    secret: Hex


class PartsOut(Schema):
    given: int


class CampaignOffer(Schema):
    id: str
    campaign_id: str
    state: OfferState
    units: int
    price_units: Rial
    pay_by: datetime | None


class CampaignOffers(Schema):
    offers: list[CampaignOffer]


def campaign_out(one: Campaign, permit_code: str) -> CampaignOut:
    return CampaignOut(
        id=str(one.pk), permit=permit_code, kind=one.kind, state=one.state,
        opens_at=one.opens_at, closes_at=one.closes_at, draw_at=one.draw_at,
        groups=[CampaignGroup(**group) for group in one.seats], waiting=one.waiting,
        pay_hours=one.pay_hours, price_units=str(queries.price(one.pk, one.price_n)),
        conditions=one.conditions, conditions_source=one.conditions_source, reason=one.reason,
        head=_hex(one.head), root=_hex(one.root), tickets=one.tickets, seed=_hex(one.seed),
        winners_root=_hex(one.winners_root),
    )  # fmt: skip


def ticket_out(ticket: queries.Ticket, one: Campaign, at: datetime) -> TicketOut:
    look = queries.outlook(ticket, one, at)
    return TicketOut(
        code=ticket.code, campaign_id=str(one.pk), pseudonym=ticket.pseudonym,
        group=ticket.group, price_units=str(queries.price(one.pk, ticket.price_n)),
        at=ticket.at, status=look.status, place=look.place, ahead=look.ahead,
        expected=look.expected,
    )  # fmt: skip


def offer_out(one: PresaleOffer) -> CampaignOffer:
    return CampaignOffer(
        id=str(one.pk), campaign_id=str(one.campaign_id), state=one.state, units=one.units,
        price_units=str(one.price_units), pay_by=one.due_at,
    )  # fmt: skip


def _hex(kept: bytes | memoryview | None) -> str:
    return bytes(kept).hex() if kept is not None else ""

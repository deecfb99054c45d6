"""What goes in and out of the routes of a deal."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StrictInt

from amanat.capabilities.deals.rules import (
    COSTS,
    KINDS,
    LONGEST_ADDRESS,
    LONGEST_CHECK,
    LONGEST_DESCRIPTION,
    LONGEST_DOMAIN,
    LONGEST_MESSAGE,
    LONGEST_NAME,
    LONGEST_STAGE_TITLE,
    LONGEST_TEST,
    LONGEST_TITLE,
    MOST_CHECKS,
    MOST_FILES,
    MOST_STAGES,
    NETWORKS,
    POINTS,
    PROBLEM_KINDS,
    PROBLEM_WANTS,
    RECOVERY_HOURS,
    REVISION_DAYS,
    REVISIONS,
    STAGE_DAYS,
    WORK,
    Delivery,
)
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.face.machines import Given, Id, Rial
from amanat.face.one_of import OneOf, states_of, verbs_of
from amanat.words.act import Role

DealState = Annotated[str, OneOf("DealState", states_of(DEAL))]
DealVerb = Annotated[str, OneOf("DealVerb", verbs_of(DEAL, Role.BUYER, Role.SELLER))]
ProblemKind = Annotated[str, OneOf("ProblemKind", PROBLEM_KINDS)]
ProblemWish = Annotated[str, OneOf("ProblemWish", PROBLEM_WANTS)]
Kind = Annotated[str, OneOf("Kind", KINDS)]
Point = Annotated[str, OneOf("Point", POINTS)]
CoinNetwork = Annotated[str, OneOf("CoinNetwork", NETWORKS)]
Cost = Annotated[str, OneOf("Cost", COSTS)]
Line = Annotated[str, Field(max_length=LONGEST_CHECK)]
Hours = Annotated[StrictInt, Field(ge=1, le=10_000)]


class Side(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"


class Turn(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    OFFICER = "officer"


RecoveryHours = Annotated[StrictInt, Field(ge=RECOVERY_HOURS[0], le=RECOVERY_HOURS[-1])]


class MoreIn(Given):
    """What only one kind promises: `provider` of a code; `game`, `points` and `recovery_hours` of
    an account, how long its money waits after approval (as the law says when left out);
    `domain` and who pays its two costs."""

    provider: Annotated[str, Field(max_length=LONGEST_NAME)] | None = None
    game: Annotated[str, Field(max_length=LONGEST_NAME)] | None = None
    points: Annotated[list[Point], Field(max_length=len(POINTS))] | None = None
    recovery_hours: RecoveryHours | None = None
    domain: Annotated[str, Field(max_length=LONGEST_DOMAIN)] | None = None
    transfer_cost: Cost | None = None
    renewal_cost: Cost | None = None
    network: CoinNetwork | None = None
    amount: Annotated[str, Field(max_length=32)] | None = None
    address: Annotated[str, Field(max_length=LONGEST_ADDRESS)] | None = None


class StageIn(Given):
    """One stage of a project, in its place."""

    title: Annotated[str, Field(max_length=LONGEST_STAGE_TITLE)]
    price_units: Rial
    days: Annotated[StrictInt, Field(ge=STAGE_DAYS[0], le=STAGE_DAYS[-1])]
    test: Annotated[str, Field(max_length=LONGEST_TEST)]


class WorkIn(Given):
    """What only freelance work promises. The price of the deal is the sum of its stages."""

    stages: Annotated[list[StageIn], Field(min_length=1, max_length=MOST_STAGES)]
    revisions: Annotated[StrictInt, Field(ge=REVISIONS[0], le=REVISIONS[-1])]
    revision_days: Annotated[StrictInt, Field(ge=REVISION_DAYS[0], le=REVISION_DAYS[-1])]

    def given(self) -> dict[str, Any]:
        """The promise as the terms keep it: amounts are whole rials again."""
        more = self.model_dump()
        for stage in more["stages"]:
            stage["price_units"] = int(stage["price_units"])
        return more


class TermsIn(Given):
    """What may be written into a draft or a counter-offer; leave out what does not change."""

    title: Annotated[str, Field(max_length=LONGEST_TITLE)] | None = None
    description: Annotated[str, Field(max_length=LONGEST_DESCRIPTION)] | None = None
    price_units: Rial | None = None
    fee_payer: holds.FeePayer | None = None
    delivery: Delivery | None = None
    ship_hours: Hours | None = None
    inspection_hours: Hours | None = None
    checks: Annotated[list[Line], Field(max_length=MOST_CHECKS)] | None = None
    more: MoreIn | None = None
    work: WorkIn | None = None

    def given(self) -> dict[str, Any]:
        """The fields as the verbs take them."""
        fields = self.model_dump(exclude_none=True, exclude={"role", "work"}, mode="json")
        if self.work is not None:
            fields |= {"kind": WORK, "more": self.work.given()}
        if "price_units" in fields:
            fields["price_units"] = int(fields["price_units"])
        return fields


class CounterIn(TermsIn):
    """A price of ten times the one on the table, or a tenth, is repeated in `meant_price_units`."""

    meant_price_units: Rial | None = None

    def given(self) -> dict[str, Any]:
        fields = super().given()
        if "meant_price_units" in fields:
            fields["meant_price_units"] = int(fields["meant_price_units"])
        return fields


class DraftIn(TermsIn):
    kind: Kind | None = None
    other_phone: str | None = None


class BeginIn(DraftIn):
    role: Side


class JoinIn(Given):
    """`token` is the last part of the address in the invitation."""

    token: str


class AcceptIn(Given):
    """`sha256` is of the version that was read: nobody accepts what they have not seen."""

    sha256: str


class ShipIn(Given):
    carrier: Delivery
    code: str
    file_id: Id | None = None


class ReportIn(Given):
    kind: ProblemKind
    words: str
    wants: ProblemWish
    file_ids: Annotated[list[Id], Field(max_length=MOST_FILES)] = []


class ApproveIn(Given):
    """`code` came to the buyer by SMS: ask for it at …/approve/code."""

    code: str


class MessageIn(Given):
    words: Annotated[str, Field(max_length=LONGEST_MESSAGE)]


class PositionOut(Schema):
    """Where every rial is. The five parts add up to `total_units`."""

    total_units: Rial
    with_payer_units: Rial
    held_units: Rial
    with_payee_units: Rial
    fee_units: Rial
    returned_units: Rial


class StageTermsOut(Schema):
    title: str
    price_units: Rial
    days: int
    test: str


class WorkOut(Schema):
    """The stages that were agreed, or are on the table."""

    stages: list[StageTermsOut]
    revisions: int
    revision_days: int


class StageOut(Schema):
    """A stage of an agreed project: a small deal with a code, a state and money of its own."""

    code: str
    place: int
    title: str
    state: DealState
    turn: Turn | None
    due_at: datetime | None
    price_units: Rial
    position: PositionOut


class TermsOut(Schema):
    """The version on the table, or the one that was agreed."""

    version: int
    sha256: str
    title: str
    description: str
    price_units: Rial
    fee_payer: holds.FeePayer
    fee_basis_points: int
    delivery: Delivery
    ship_hours: int
    inspection_hours: int
    checks: list[str]
    kind: Kind
    more: dict[str, Any]
    work: WorkOut | None


class PromiseSealOut(Schema):
    """What both sides may know of what is sealed. `commitment` is SHA-256 of `salt:content`."""

    state: str
    commitment: str
    sealed_at: datetime
    revealed_at: datetime | None


class ProgressOut(Schema):
    """How many stages of a project are settled, of how many."""

    settled: int
    count: int


class DealLine(Schema):
    """A deal in a list."""

    code: str
    state: DealState
    role: Side
    turn: Turn | None
    due_at: datetime | None
    title: str | None
    price_units: Rial | None
    progress: ProgressOut | None


class DealsOut(Schema):
    deals: list[DealLine]
    next_before: str | None


class DealOut(Schema):
    """A deal as one of its sides sees it. At `due_at`, unless somebody acts, `at_zero` happens.

    A project of work has `stages`, and its position is the sum of theirs; a stage names its
    `project`.
    """

    code: str
    state: DealState
    role: Side
    turn: Turn | None
    due_at: datetime | None
    at_zero: str | None
    at_zero_fa: str | None
    verbs: list[DealVerb]
    terms: TermsOut | None
    position: PositionOut
    seal: PromiseSealOut | None
    invitation_url: str | None
    stages: list[StageOut] = []
    project: str | None = None
    place: int | None = None


class PlannedOut(Schema):
    """One payment of the plan. `day` is the Tehran day it fits; cards are numbered on each day."""

    number: int
    units: Rial
    is_paid: bool
    is_today: bool
    day: date | None
    card: int
    fits_a_card: bool


class PlanOut(Schema):
    """How the price is paid inside the caps in force; `caps_confirmed` says how sure they are."""

    parts: list[PlannedOut]
    days: int
    days_with_one_card: int
    is_in_time: bool
    card_day_units: Rial
    person_day_units: Rial
    caps_confirmed: bool


class EventOut(Schema):
    """One fact of a deal: what happened, by which side or office, and its details."""

    id: str
    name: str
    at: datetime
    role: str
    facts: dict[str, Any]


class HistoryOut(Schema):
    events: list[EventOut]


class MessageOut(Schema):
    id: str
    role: Side
    words: str
    at: datetime


class MessagesOut(Schema):
    messages: list[MessageOut]
    next_before: str | None


class CodeOut(Schema):
    """The code is on its way by SMS."""

    expires_at: datetime


class WayToBank(Schema):
    """Send the payer to `redirect_url`; how it went is told under `attempt`."""

    attempt: str
    amount_units: Rial
    redirect_url: str | None

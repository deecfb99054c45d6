"""What goes in and out of the routes of a quarrel."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from amanat.capabilities.deals.api.shapes import Side
from amanat.capabilities.deals.rules import LONGEST_MESSAGE, MOST_FILES, STATEMENT_CHARACTERS
from amanat.capabilities.deals.states import CASE, OFFER
from amanat.face.machines import Given, Id, Rial
from amanat.face.one_of import OneOf, states_of

OfferState = Annotated[str, OneOf("OfferState", states_of(OFFER))]
CaseState = Annotated[str, OneOf("CaseState", states_of(CASE))]
Words = Annotated[str, Field(max_length=LONGEST_MESSAGE)]
Statement = Annotated[str, Field(max_length=STATEMENT_CHARACTERS[-1])]


class AskCancelIn(Given):
    words: Words = ""


class OfferIn(Given):
    """`code` is the buyer's, from …/approve/code, when money may go to the seller by this.

    With `return_freight_by` the goods go back first; then `price_units` is "0".
    """

    price_units: Rial
    words: Words = ""
    code: str | None = None
    return_freight_by: Side | None = None


class YesIn(Given):
    code: str | None = None


class StatementIn(Given):
    words: Statement
    file_ids: Annotated[list[Id], Field(max_length=MOST_FILES)] = []


class AppealIn(Given):
    words: Statement


class ShareOut(Schema):
    """Who gets what; together all that the buyer paid."""

    paid_units: Rial
    fee_units: Rial
    returned_units: Rial


class OfferOut(Schema):
    id: str
    state: OfferState
    by: Side
    price_units: Rial
    return_freight_by: Side | None
    words: str
    at: datetime
    due_at: datetime | None
    share: ShareOut


class OffersOut(Schema):
    offers: list[OfferOut]


class CaseStatementOut(Schema):
    role: Side
    words: str
    at: datetime


class RulingOut(Schema):
    number: int
    clause: str
    reasons: str
    return_freight_by: Side | None
    at: datetime
    share: ShareOut


class CaseOut(Schema):
    """Until `due_at` evidence is taken in, or the ruling may be appealed, as the state says."""

    state: CaseState
    due_at: datetime | None
    statements: list[CaseStatementOut]
    rulings: list[RulingOut]

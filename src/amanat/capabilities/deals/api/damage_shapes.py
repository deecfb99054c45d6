"""What goes in and out of the routes of packing, claims and returns."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StrictBool, StrictInt

from amanat.capabilities.deals.api.shapes import Side
from amanat.capabilities.deals.rules import (
    LEAST_WEIGHT_GRAMS,
    LONGEST_MESSAGE,
    MOST_FILES,
    MOST_WEIGHT_GRAMS,
    Delivery,
)
from amanat.capabilities.deals.states import CLAIM
from amanat.face.machines import Given, Id, Rial
from amanat.face.one_of import OneOf, states_of, verbs_of
from amanat.words.act import Role

ClaimState = Annotated[str, OneOf("ClaimState", states_of(CLAIM))]
ClaimVerb = Annotated[str, OneOf("ClaimVerb", verbs_of(CLAIM, Role.BUYER, Role.SELLER))]
Words = Annotated[str, Field(max_length=LONGEST_MESSAGE)]
Files = Annotated[list[Id], Field(max_length=MOST_FILES)]


class PackIn(Given):
    """`has_word` says that the deal's packing word stands on the parcel, in the picture."""

    weight_grams: Annotated[StrictInt, Field(ge=LEAST_WEIGHT_GRAMS, le=MOST_WEIGHT_GRAMS)]
    has_word: StrictBool
    file_ids: Files


class ProofsIn(Given):
    """The three pictures; what is missing may follow within a day."""

    box_id: Id | None = None
    label_id: Id | None = None
    item_id: Id | None = None


class ClaimIn(ProofsIn):
    words: Words
    minutes_id: Id | None = None


class AnswerIn(Given):
    words: Words
    file_ids: Files = []


class SendBackIn(Given):
    carrier: Delivery
    code: str
    file_id: Id | None = None


class ProveIn(Given):
    file_id: Id


class ClaimOut(Schema):
    """A claim of damage or loss. `row` is of the table that decided it; 0 where two officers did.

    `fund_units` is what the protection fund pays to the seller, beside the money held.
    """

    kind: str
    state: ClaimState
    due_at: datetime | None
    verbs: list[ClaimVerb]
    row: int | None
    outcome: str | None
    price_units: Rial
    fund_units: Rial
    return_freight_by: Side | None
    reasons: str

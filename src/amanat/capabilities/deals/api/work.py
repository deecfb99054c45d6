"""Work for machines: handing it in, asking for changes, and what was handed in."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine, on
from amanat.capabilities.deals.api.shapes import DealOut
from amanat.capabilities.deals.rules import LONGEST_MESSAGE, MOST_FILES
from amanat.face.machines import Given, Id, Refusals

Words = Annotated[str, Field(max_length=LONGEST_MESSAGE)]
DONE = {200: DealOut, **Refusals}


class HandInIn(Given):
    """Words, files, or both. Links are not kept."""

    words: Words = ""
    file_ids: Annotated[list[Id], Field(max_length=MOST_FILES)] = []


class ReviseIn(Given):
    words: Words


class HandedFileOut(Schema):
    id: str
    name: str
    sha256: str


class HandoverOut(Schema):
    """`sha256` is over the words and the hashes of the files in their order."""

    number: int
    words: str
    sha256: str
    at: datetime
    files: list[HandedFileOut]


class RevisionOut(Schema):
    number: int
    words: str
    at: datetime
    until: datetime


class HandoversOut(Schema):
    handovers: list[HandoverOut]
    revisions: list[RevisionOut]


@router.post("/{code}/hand_in", response=DONE, summary="Hand in the work of a stage")
def hand_in(request: HttpRequest, code: str, body: HandInIn) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.hand_in(
            act, deal_id=deal.pk, words=body.words, file_ids=tuple(body.file_ids)
        ),
    )


@router.post("/{code}/revise", response=DONE, summary="Ask for changes before approving")
def revise(request: HttpRequest, code: str, body: ReviseIn) -> HttpResponse:
    return on(request, code, lambda act, deal: deals.revise(act, deal_id=deal.pk, words=body.words))


@router.get(
    "/{code}/handovers", response={200: HandoversOut, **Refusals}, summary="What was handed in"
)
def handovers(request: HttpRequest, code: str) -> HandoversOut:
    """Oldest first."""
    deal, _ = mine(request, code)
    return HandoversOut(
        handovers=[
            HandoverOut(
                number=one.number, words=one.words, sha256=one.sha256, at=one.at,
                files=[
                    HandedFileOut(
                        id=str(link.file_id), name=link.file.name, sha256=link.file.sha256
                    )
                    for link in one.files.all()
                ],
            )
            for one in queries.handovers(deal)
        ],
        revisions=[
            RevisionOut(number=one.number, words=one.words, at=one.at, until=one.until)
            for one in deal.revisions.all()
        ],
    )  # fmt: skip

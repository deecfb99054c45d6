"""Help for machines: open a conversation, read it, write in it; day and night."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.people import queries as people
from amanat.capabilities.support import actions as support
from amanat.capabilities.support import queries
from amanat.capabilities.support.models import Conversation, Line
from amanat.capabilities.support.states import CONVERSATION
from amanat.face.machines import (
    Given,
    Limit,
    Refusals,
    act_of,
    caller,
    change,
    page_of,
)
from amanat.face.one_of import OneOf, states_of
from amanat.kernel.clock import time as clock

router = Router(tags=["support"])
ConversationState = Annotated[str, OneOf("ConversationState", states_of(CONVERSATION))]


class Speaker(StrEnum):
    CUSTOMER = Line.CUSTOMER
    SUPPORT = Line.SUPPORT


class AskIn(Given):
    """`deal`: the code of a deal of yours, when it is about one. The other side never sees it."""

    words: str
    deal: str | None = None


class SayIn(Given):
    words: str


class LineOut(Schema):
    id: str
    by: Speaker
    words: str
    at: datetime


class ConversationLine(Schema):
    code: str
    state: ConversationState
    deal: str | None
    opened_at: datetime


class ConversationOut(ConversationLine):
    """`place` is yours in the queue; the two times are measured over the last 30 days, in whole
    seconds, and empty while there were too few answers to measure."""

    place: int | None
    half_answered_seconds: int | None
    most_answered_seconds: int | None
    lines: list[LineOut]


class Conversations(Schema):
    conversations: list[ConversationLine]
    next_before: str | None


def _line(line: Line) -> LineOut:
    return LineOut(id=str(line.pk), by=Speaker(line.by), words=line.words, at=line.at)


def _short(one: Conversation) -> ConversationLine:
    return ConversationLine(
        code=one.code,
        state=one.state,
        deal=one.deal.code if one.deal else None,
        opened_at=one.opened_at,
    )


def _shown(one: Conversation) -> ConversationOut:
    expected = queries.expected(clock.now())
    return ConversationOut(
        **_short(one).dict(),
        place=queries.place_in_queue(one),
        half_answered_seconds=int(expected.half.total_seconds()) if expected.half else None,
        most_answered_seconds=int(expected.most.total_seconds()) if expected.most else None,
        lines=[_line(line) for line in queries.lines(one)],
    )


@router.get("", response={200: Conversations, **Refusals}, summary="My conversations")
def listed(request: HttpRequest, limit: Limit, before: str = "") -> Conversations:
    """Newest first; `before` is the code in `next_before` of the last page."""
    me = caller(request)
    cursor = queries.conversation_for(me, before).pk if before else None
    page, more = page_of(queries.mine(me).select_related("deal"), cursor, limit)
    return Conversations(
        conversations=[_short(one) for one in page], next_before=page[-1].code if more else None
    )


@router.post("", response={201: ConversationOut, **Refusals}, summary="Ask for help")
def open_conversation(request: HttpRequest, body: AskIn) -> HttpResponse:
    def do() -> ConversationOut:
        me = caller(request)
        deal_id = deals.deal_for(me, body.deal).pk if body.deal is not None else None
        opened = support.open_conversation(
            act_of(request), phone=people.phone_of(me), words=body.words, by=support.MACHINE,
            deal_id=deal_id,
        )  # fmt: skip
        return _shown(opened)

    return change(request, ConversationOut, do, status=201)


@router.get("/{code}", response={200: ConversationOut, **Refusals}, summary="One of them")
def one(request: HttpRequest, code: str) -> ConversationOut:
    return _shown(queries.conversation_for(caller(request), code))


@router.post("/{code}/messages", response={201: LineOut, **Refusals}, summary="Say something more")
def write(request: HttpRequest, code: str, body: SayIn) -> HttpResponse:
    def do() -> LineOut:
        found = queries.conversation_for(caller(request), code)
        return _line(support.write(act_of(request), conversation_id=found.pk, words=body.words))

    return change(request, LineOut, do, status=201)


@router.post("/{code}/ask_call", response={200: ConversationOut, **Refusals}, summary="Call me")
def ask_call(request: HttpRequest, code: str) -> HttpResponse:
    """Outside phone hours the call is made when they begin."""

    def do() -> ConversationOut:
        found = queries.conversation_for(caller(request), code)
        support.ask_call(act_of(request), conversation_id=found.pk)
        return _shown(queries.conversation_for(caller(request), code))

    return change(request, ConversationOut, do)

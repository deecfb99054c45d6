"""The desk of risks for machines: signs, the list, the limits in force, and another look."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, StrictInt

from amanat.capabilities.risk import actions as risk
from amanat.capabilities.risk import queries
from amanat.capabilities.risk.models import Entry, Sign
from amanat.capabilities.risk.rules import ALONE_AT_MOST, KINDS, LONGEST_VALUE, LONGEST_WORDS, RULES
from amanat.capabilities.risk.states import SIGN
from amanat.face.machines import Given, InPath, Refusals, act_of, caller, change
from amanat.face.one_of import OneOf, states_of
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

router = Router(tags=["risk"])
SignState = Annotated[str, OneOf("SignState", states_of(SIGN))]
Rule = Annotated[str, OneOf("Rule", RULES)]
ListKind = Annotated[str, OneOf("ListKind", KINDS)]
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
MOST_HOURS = int(ALONE_AT_MOST.total_seconds() // 3600)


class WordsIn(Given):
    """Why; at least ten characters. Colleagues read it."""

    words: Words


class ListIn(Given):
    """Of a card, its first six and last four digits are enough."""

    kind: ListKind
    value: Annotated[str, Field(max_length=LONGEST_VALUE)]
    hours: Annotated[StrictInt, Field(ge=1, le=MOST_HOURS)]
    words: Words


class SignOut(Schema):
    """`value` is what was measured, `limit` what may be; `subject` like "deal:17", or empty."""

    id: str
    rule: Rule
    state: SignState
    person_id: str
    subject: str
    value: int
    limit: int
    score: int
    words: str
    at: datetime
    decided_at: datetime | None
    reason: str


class EntryOut(Schema):
    """`shown` is enough to recognise it; `until` is empty for what has no end."""

    id: str
    kind: ListKind
    shown: str
    words: str
    placed_at: datetime
    until: datetime | None


class LimitOut(Schema):
    """More than `limit` raises a sign; `weight` is what each time over it adds to its score."""

    rule: Rule
    limit: int
    weight: int


class Signs(Schema):
    signs: list[SignOut]


class Entries(Schema):
    entries: list[EntryOut]


class Limits(Schema):
    limits: list[LimitOut]


class AppealOut(Schema):
    at: datetime


def _officer(request: HttpRequest) -> Act:
    """An act of an officer; whoever is none finds nothing here."""
    queries.check_officer(caller(request))
    return act_of(request, Role.OFFICER)


def _sign(one: Sign) -> SignOut:
    return SignOut(
        id=str(one.pk), rule=one.rule, state=one.state,
        person_id=str(one.person_id), subject=one.subject, value=one.value, limit=one.limit,
        score=one.score, words=one.words, at=one.at, decided_at=one.decided_at, reason=one.reason,
    )  # fmt: skip


def _entry(one: Entry) -> EntryOut:
    return EntryOut(
        id=str(one.pk), kind=one.kind, shown=one.shown, words=one.words,
        placed_at=one.placed_at, until=one.until,
    )  # fmt: skip


@router.get("/signs", response={200: Signs, **Refusals}, summary="What awaits a look")
def signs(request: HttpRequest) -> Signs:
    """The oldest first, as on the desk."""
    _officer(request)
    return Signs(signs=[_sign(one) for one in queries.open_signs()])


@router.get("/signs/{sign_id}", response={200: SignOut, **Refusals}, summary="One sign")
def sign(request: HttpRequest, sign_id: InPath) -> SignOut:
    _officer(request)
    return _sign(queries.sign(sign_id))


@router.post(
    "/signs/{sign_id}/clear_sign", response={200: SignOut, **Refusals}, summary="Nothing is wrong"
)
def clear_sign(request: HttpRequest, sign_id: InPath, body: WordsIn) -> HttpResponse:
    def do() -> SignOut:
        return _sign(risk.clear_sign(_officer(request), sign_id=sign_id, words=body.words))

    return change(request, SignOut, do)


@router.post(
    "/signs/{sign_id}/hold_deal", response={200: SignOut, **Refusals}, summary="Keep the money"
)
def hold_deal(request: HttpRequest, sign_id: InPath, body: WordsIn) -> HttpResponse:
    """The caller is the first of the two officers it takes."""

    def do() -> SignOut:
        return _sign(risk.hold_deal(_officer(request), sign_id=sign_id, words=body.words))

    return change(request, SignOut, do)


@router.post(
    "/signs/{sign_id}/block", response={200: SignOut, **Refusals}, summary="List this person"
)
def block(request: HttpRequest, sign_id: InPath, body: WordsIn) -> HttpResponse:
    def do() -> SignOut:
        return _sign(risk.block(_officer(request), sign_id=sign_id, words=body.words))

    return change(request, SignOut, do)


@router.get("/list", response={200: Entries, **Refusals}, summary="What is listed now")
def listed(request: HttpRequest) -> Entries:
    _officer(request)
    return Entries(entries=[_entry(one) for one in queries.entries(clock.now())])


@router.post("/list", response={201: EntryOut, **Refusals}, summary="List a number")
def place(request: HttpRequest, body: ListIn) -> HttpResponse:
    def do() -> EntryOut:
        made = risk.place(
            _officer(request), kind=body.kind, value=body.value, words=body.words,
            hours=body.hours,
        )  # fmt: skip
        return _entry(made)

    return change(request, EntryOut, do, status=201)


@router.post(
    "/list/{entry_id}/make_permanent",
    response={200: EntryOut, **Refusals},
    summary="Without an end; by a second officer",
)
def make_permanent(request: HttpRequest, entry_id: InPath) -> HttpResponse:
    def do() -> EntryOut:
        return _entry(risk.make_permanent(_officer(request), entry_id=entry_id))

    return change(request, EntryOut, do)


@router.post("/list/{entry_id}/lift", response={200: EntryOut, **Refusals}, summary="Off the list")
def lift(request: HttpRequest, entry_id: InPath) -> HttpResponse:
    def do() -> EntryOut:
        return _entry(risk.lift(_officer(request), entry_id=entry_id))

    return change(request, EntryOut, do)


@router.get("/limits", response={200: Limits, **Refusals}, summary="The limits in force")
def limits(request: HttpRequest) -> Limits:
    _officer(request)
    found = queries.limits(clock.now())
    return Limits(
        limits=[LimitOut(rule=one.rule, limit=one.limit, weight=one.weight) for one in found]
    )


@router.post("/appeals", response={201: AppealOut, **Refusals}, summary="Ask for another look")
def appeal(request: HttpRequest, body: WordsIn) -> HttpResponse:
    """For whoever a step is closed to; an officer reads it."""

    def do() -> AppealOut:
        return AppealOut(at=risk.appeal(act_of(request), words=body.words).at)

    return change(request, AppealOut, do, status=201)

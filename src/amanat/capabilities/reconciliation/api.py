"""The finance desk for programs of finance people; for everybody else nothing is here."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from amanat.capabilities.payments import actions as switch
from amanat.capabilities.payments import queries as money
from amanat.capabilities.reconciliation import actions, queries
from amanat.capabilities.reconciliation.models import Item
from amanat.capabilities.reconciliation.rules.keys import LONGEST_WORDS
from amanat.capabilities.reconciliation.states import ITEM
from amanat.face.machines import (
    Before,
    Given,
    InPath,
    Limit,
    Refusals,
    act_of,
    change,
    page_of,
)
from amanat.face.one_of import OneOf, states_of
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound

router = Router(tags=["finance"])
BooksItemState = Annotated[str, OneOf("BooksItemState", states_of(ITEM))]
LONGEST_FILE = 200_000
Signed = Annotated[str, Field(pattern=r"^-?[0-9]{1,17}$", examples=["-1116000000"])]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["0" * 64])]
Words = Annotated[str, Field(max_length=LONGEST_WORDS, examples=["the bank took it back"])]


class BooksPosition(Schema):
    """Owed + own = at gateways + at the bank by our book; `difference_units` is the bank's view
    less ours, after what is in flight. `bank_units` is null before the first statement."""

    owed_units: Signed
    own_units: Signed
    gateway_units: Signed
    book_bank_units: Signed
    bank_units: Signed | None
    flight_units: Signed
    difference_units: Signed
    is_halted: bool


class BooksItem(Schema):
    """Something that does not agree: by how much the outside says more than our book."""

    id: str
    key: str
    state: BooksItemState
    units: Signed
    found_at: datetime
    words: str
    sha256: str
    may_match: list[str]


class BooksItems(Schema):
    items: list[BooksItem]
    next_before: str | None


class BankStatement(Schema):
    id: str
    day: date
    is_whole: bool
    lines_read: int
    lines_new: int


class HaltNow(Schema):
    is_halted: bool
    grounds: list[str]
    since: datetime | None


class DayToClose(Schema):
    """What a person would sign for the oldest day that is not closed; nulls when there is none."""

    day: date | None
    sha256: str | None
    difference_units: Signed | None
    open_items: int


class BankFile(Given):
    text: Annotated[str, Field(max_length=LONGEST_FILE, examples=["reference;booked_at"])]


class WhyGiven(Given):
    words: Words


class LineBelongs(WhyGiven):
    subject: Annotated[str, Field(max_length=60, examples=["payout:1"])]


class CorrectionEntry(WhyGiven):
    debit: Annotated[str, Field(max_length=60, examples=["fees:IRR"])]
    credit: Annotated[str, Field(max_length=60, examples=["bank:main"])]


class SignedHash(Given):
    sha256: Hash


class SignedDay(SignedHash):
    day: date


def _act(request: HttpRequest) -> Act:
    act = act_of(request, Role.FINANCE)
    queries.check_finance(act.by)
    return act


def _item(one: Item) -> BooksItem:
    is_standing = one.state in ("open", "explained")
    return BooksItem(
        id=str(one.pk),
        key=one.key,
        state=one.state,
        units=str(one.units),
        found_at=one.found_at,
        words=one.words,
        sha256=one.sha256,
        may_match=[each.subject for each in queries.candidates(one.line)] if is_standing else [],
    )


@router.get("/position", response={200: BooksPosition, **Refusals}, summary="Does it add up?")
def position(request: HttpRequest) -> BooksPosition:
    _act(request)
    now = queries.position()
    return BooksPosition(
        owed_units=str(now.owed_units),
        own_units=str(now.own_units),
        gateway_units=str(now.gateway_units),
        book_bank_units=str(now.book_bank_units),
        bank_units=None if now.bank_units is None else str(now.bank_units),
        flight_units=str(now.flight_units),
        difference_units=str(now.difference_units),
        is_halted=money.is_halted(),
    )


@router.get("/items", response={200: BooksItems, **Refusals}, summary="What does not agree")
def items(request: HttpRequest, before: Before, limit: Limit) -> BooksItems:
    _act(request)
    page, more = page_of(queries.items(), before, limit)
    return BooksItems(items=[_item(one) for one in page], next_before=more)


@router.post(
    "/statements", response={200: BankStatement, **Refusals}, summary="Read a statement in"
)
def read_statement(request: HttpRequest, file: BankFile) -> HttpResponse:
    """camt.053 or the bank's table of one day, as text; the same again is the one we have."""

    def do() -> BankStatement:
        made = actions.read_statement(_act(request), file=file.text.encode())
        return BankStatement(
            id=str(made.pk), day=made.day, is_whole=made.is_whole,
            lines_read=made.lines_read, lines_new=made.lines_new,
        )  # fmt: skip

    return change(request, BankStatement, do)


@router.post("/items/{item_id}/take", response={200: BooksItem, **Refusals}, summary="Take charge")
def take(request: HttpRequest, item_id: InPath) -> HttpResponse:
    return change(request, BooksItem, lambda: _item(actions.take(_act(request), item_id=item_id)))


@router.post("/items/{item_id}/explain", response={200: BooksItem, **Refusals}, summary="Explain")
def explain(request: HttpRequest, item_id: InPath, given: WhyGiven) -> HttpResponse:
    """A reason; whoever gives it owns the difference until it is gone."""

    def do() -> BooksItem:
        return _item(actions.explain(_act(request), item_id=item_id, words=given.words))

    return change(request, BooksItem, do)


@router.post(
    "/items/{item_id}/match", response={200: BooksItem, **Refusals}, summary="Match by hand"
)
def match_item(request: HttpRequest, item_id: InPath, given: LineBelongs) -> HttpResponse:
    """To one of `may_match`, with a reason."""

    def do() -> BooksItem:
        return _item(actions.match_item(_act(request), item_id=item_id, **given.model_dump()))

    return change(request, BooksItem, do)


@router.post(
    "/items/{item_id}/propose_correction",
    response={200: BooksItem, **Refusals},
    summary="Propose a correction",
)
def propose_correction(
    request: HttpRequest, item_id: InPath, given: CorrectionEntry
) -> HttpResponse:
    """An entry between two accounts of the house; somebody else signs its `sha256`."""

    def do() -> BooksItem:
        act = _act(request)
        return _item(actions.propose_correction(act, item_id=item_id, **given.model_dump()))

    return change(request, BooksItem, do)


@router.post(
    "/items/{item_id}/write_correction",
    response={200: BooksItem, **Refusals},
    summary="SignedHash a correction",
)
def write_correction(request: HttpRequest, item_id: InPath, given: SignedHash) -> HttpResponse:
    def do() -> BooksItem:
        return _item(actions.write_correction(_act(request), item_id=item_id, sha256=given.sha256))

    return change(request, BooksItem, do)


@router.post(
    "/items/{item_id}/turn_down_correction",
    response={200: BooksItem, **Refusals},
    summary="Turn a correction down",
)
def turn_down_correction(request: HttpRequest, item_id: InPath) -> HttpResponse:
    def do() -> BooksItem:
        return _item(actions.turn_down_correction(_act(request), item_id=item_id))

    return change(request, BooksItem, do)


@router.get("/halt", response={200: HaltNow, **Refusals}, summary="May money leave?")
def halt_now(request: HttpRequest) -> HaltNow:
    _act(request)
    return _halt()


@router.post("/halt", response={200: HaltNow, **Refusals}, summary="Halt all payouts")
def halt(request: HttpRequest, given: WhyGiven) -> HttpResponse:
    def do() -> HaltNow:
        switch.halt(_act(request), words=given.words)
        return _halt()

    return change(request, HaltNow, do)


@router.post("/halt/ask", response={200: HaltNow, **Refusals}, summary="Ask to restart")
def ask_to_restart(request: HttpRequest, given: WhyGiven) -> HttpResponse:
    def do() -> HaltNow:
        switch.ask_to_restart(_act(request), halt_id=_halt_id(), words=given.words)
        return _halt()

    return change(request, HaltNow, do)


@router.post("/halt/restart", response={200: HaltNow, **Refusals}, summary="Restart payouts")
def restart(request: HttpRequest) -> HttpResponse:
    """Only somebody else than the one who asked."""

    def do() -> HaltNow:
        switch.restart(_act(request), halt_id=_halt_id())
        return _halt()

    return change(request, HaltNow, do)


@router.post("/halt/keep", response={200: HaltNow, **Refusals}, summary="Stay halted")
def keep_halted(request: HttpRequest) -> HttpResponse:
    def do() -> HaltNow:
        switch.keep_halted(_act(request), halt_id=_halt_id())
        return _halt()

    return change(request, HaltNow, do)


def _halt_id() -> int:
    found = money.open_halt()
    if found is None:
        raise NotFound
    return found.pk


def _halt() -> HaltNow:
    found = money.open_halt()
    if found is None:
        return HaltNow(is_halted=False, grounds=[], since=None)
    return HaltNow(is_halted=True, grounds=found.grounds, since=found.since)


@router.get("/close", response={200: DayToClose, **Refusals}, summary="What would be signed")
def closing(request: HttpRequest) -> DayToClose:
    _act(request)
    return _closing()


@router.post("/close", response={200: DayToClose, **Refusals}, summary="SignedDay a day")
def close_day(request: HttpRequest, given: SignedDay) -> HttpResponse:
    """SignedHash exactly what was read; answers what is next to close."""

    def do() -> DayToClose:
        actions.close_day(_act(request), day=given.day, sha256=given.sha256)
        return _closing()

    return change(request, DayToClose, do)


def _closing() -> DayToClose:
    day = queries.day_to_close()
    if day is None:
        return DayToClose(day=None, sha256=None, difference_units=None, open_items=0)
    content = queries.closing_content(day)
    return DayToClose(
        day=day,
        sha256=actions.sha256_of(content),
        difference_units=str(content["difference_units"]),
        open_items=len(content["open"]),
    )

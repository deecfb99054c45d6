"""The market for machines: figures for everybody, a seller's curve, and stops by two people."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.market import actions, queries
from amanat.capabilities.market.models import TradeStop
from amanat.capabilities.market.rules.figures import Standing
from amanat.capabilities.market.rules.terms import KINDS, LONGEST_WORDS, PERIODS
from amanat.capabilities.market.rules.warnings import KINDS as WARNINGS
from amanat.capabilities.market.states import STOP
from amanat.face.machines import Given, InPath, Refusals, Rial, act_of, caller, change
from amanat.face.one_of import OneOf, states_of
from amanat.words.act import Act, Role

router = Router(tags=["market"])
Code = Annotated[str, Field(max_length=40)]
StopKind = Annotated[str, OneOf("TradeStopKind", KINDS)]
StopState = Annotated[str, OneOf("TradeStopState", states_of(STOP))]
WarningKind = Annotated[str, OneOf("MarketWarningKind", WARNINGS)]
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]


class MarketDayOut(Schema):
    """Running totals at the end of a Tehran day; open is sold less delivered and given back."""

    day: date
    sold_units: Rial
    delivered_units: Rial
    returned_units: Rial
    open_units: Rial
    ceiling_units: Rial


class MarketSellerOut(Schema):
    business: str
    days: list[MarketDayOut]
    warnings: list[WarningKind]
    is_stopped: bool


class MarketSellers(Schema):
    sellers: list[MarketSellerOut]


class PublicDayOut(Schema):
    """Figures of fewer than five payments are null."""

    day: date
    sold_units: Rial | None
    delivered_units: Rial | None
    open_units: Rial | None
    ceiling_units: Rial | None
    payments: int | None


class PublicMarketOut(Schema):
    days: list[PublicDayOut]


class TradeStopIn(Given):
    kind: StopKind
    words: Words


class TradeStopLiftIn(Given):
    words: Words


class TradeStopOut(Schema):
    id: str
    business: str
    kind: StopKind
    state: StopState
    words: str
    due_at: datetime | None


def _staff(request: HttpRequest, *wanted: Role) -> Act:
    """An act under the first of these hats that is worn; NotFound for who has no business here."""
    worn = queries.check_officer(caller(request))
    return act_of(request, next((hat for hat in wanted if hat in worn), wanted[0]))


def _day(one: Standing) -> MarketDayOut:
    return MarketDayOut(
        day=one.day, sold_units=str(one.sold_units), delivered_units=str(one.delivered_units),
        returned_units=str(one.returned_units), open_units=str(one.open_units),
        ceiling_units=str(one.ceiling_units),
    )  # fmt: skip


def _stop(one: TradeStop) -> TradeStopOut:
    return TradeStopOut(
        id=str(one.pk), business=businesses.business(one.business_id).code, kind=one.kind,
        state=one.state, words=one.words, due_at=one.due_at,
    )  # fmt: skip


@router.get("/presales/figures", response={200: PublicMarketOut, **Refusals}, auth=None,
            summary="The whole pre-sale market, day by day")  # fmt: skip
def figures(request: HttpRequest) -> PublicMarketOut:
    found = queries.public_figures(PERIODS[-1])
    return PublicMarketOut(
        days=[
            PublicDayOut(
                day=day,
                payments=one.payments,
                **{
                    name: None if (units := getattr(one, name)) is None else str(units)
                    for name in ("sold_units", "delivered_units", "open_units", "ceiling_units")
                },
            )
            for day, one in found.days
        ]
    )


@router.get("/market/sellers", response={200: MarketSellers, **Refusals},
            summary="Every seller: figures kept last, and warnings")  # fmt: skip
def sellers(request: HttpRequest) -> MarketSellers:
    _staff(request, Role.OFFICER)
    return MarketSellers(
        sellers=[
            MarketSellerOut(
                business=one.business.code, days=[_day(one.day.standing)],
                warnings=one.day.warnings, is_stopped=one.is_stopped,
            )
            for one in queries.sellers()
        ]
    )  # fmt: skip


@router.get("/market/sellers/{code}", response={200: MarketSellerOut, **Refusals},
            summary="Sold, delivered and ceiling of one seller, day by day")  # fmt: skip
def seller(request: HttpRequest, code: Code) -> MarketSellerOut:
    """The last year, up to this moment."""
    act = _staff(request, Role.OFFICER)
    one = businesses.by_code(code)
    seen = queries.whole(one.pk, act.at, PERIODS[-1])
    return MarketSellerOut(
        business=one.code, days=[_day(day) for day in seen.days],
        warnings=[alarm.kind for alarm in seen.alarms], is_stopped=queries.is_stopped(one.pk),
    )  # fmt: skip


@router.post("/market/sellers/{code}/propose_stop", response={201: TradeStopOut, **Refusals},
             summary="Propose that a seller’s new sales stand still")  # fmt: skip
def propose_stop(request: HttpRequest, code: Code, body: TradeStopIn) -> HttpResponse:
    """Nothing stops before a second person approves."""

    def do() -> TradeStopOut:
        act = _staff(request, Role.OFFICER)
        one = businesses.by_code(code)
        return _stop(actions.propose_stop(act, business_id=one.pk, **body.dict()))

    return change(request, TradeStopOut, do, status=201)


@router.post("/market/stops/{stop_id}/approve_stop", response={200: TradeStopOut, **Refusals},
             summary="Approve a stop as the second person: it happens at once")  # fmt: skip
def approve_stop(request: HttpRequest, stop_id: InPath) -> HttpResponse:
    def do() -> TradeStopOut:
        act = _staff(request, Role.SUPERVISOR)
        return _stop(actions.approve_stop(act, trade_stop_id=stop_id))

    return change(request, TradeStopOut, do)


@router.post("/market/stops/{stop_id}/turn_down_stop", response={200: TradeStopOut, **Refusals},
             summary="Turn a proposed stop down")  # fmt: skip
def turn_down_stop(request: HttpRequest, stop_id: InPath) -> HttpResponse:
    def do() -> TradeStopOut:
        act = _staff(request, Role.OFFICER, Role.SUPERVISOR)
        return _stop(actions.turn_down_stop(act, trade_stop_id=stop_id))

    return change(request, TradeStopOut, do)


@router.post("/market/stops/{stop_id}/ask_to_lift_stop", response={200: TradeStopOut, **Refusals},
             summary="Propose to lift a stop")  # fmt: skip
def ask_to_lift_stop(request: HttpRequest, stop_id: InPath, body: TradeStopLiftIn) -> HttpResponse:
    def do() -> TradeStopOut:
        act = _staff(request, Role.OFFICER)
        return _stop(actions.ask_to_lift_stop(act, trade_stop_id=stop_id, words=body.words))

    return change(request, TradeStopOut, do)


@router.post("/market/stops/{stop_id}/lift_stop", response={200: TradeStopOut, **Refusals},
             summary="Lift a stop as the second person")  # fmt: skip
def lift_stop(request: HttpRequest, stop_id: InPath) -> HttpResponse:
    def do() -> TradeStopOut:
        act = _staff(request, Role.SUPERVISOR)
        return _stop(actions.lift_stop(act, trade_stop_id=stop_id))

    return change(request, TradeStopOut, do)


@router.post("/market/stops/{stop_id}/keep_stop", response={200: TradeStopOut, **Refusals},
             summary="The cause is still there: the stop stays")  # fmt: skip
def keep_stop(request: HttpRequest, stop_id: InPath) -> HttpResponse:
    def do() -> TradeStopOut:
        act = _staff(request, Role.OFFICER, Role.SUPERVISOR)
        return _stop(actions.keep_stop(act, trade_stop_id=stop_id))

    return change(request, TradeStopOut, do)

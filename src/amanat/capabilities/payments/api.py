"""Money on its way, for machines: how an attempt stands, what was paid out, what came back."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Attempt, Payout, Refund
from amanat.capabilities.payments.rules.cycles import RAILS
from amanat.capabilities.payments.states import AT_BANK, ATTEMPT, PAYOUT, REFUND
from amanat.capabilities.people import queries as people
from amanat.face.machines import (
    Before,
    InPath,
    Limit,
    Refusals,
    Rial,
    act_of,
    caller,
    change,
    page_of,
)
from amanat.face.one_of import OneOf, states_of
from amanat.words import powers
from amanat.words.act import Role

router = Router(tags=["payments"])
AttemptState = Annotated[str, OneOf("AttemptState", states_of(ATTEMPT))]
PayoutState = Annotated[str, OneOf("PayoutState", states_of(PAYOUT))]
RefundState = Annotated[str, OneOf("RefundState", states_of(REFUND))]
RailName = Annotated[str, OneOf("RailName", RAILS)]
Cursor = Annotated[str, Query("", max_length=100, description="`next_before` of the last page")]


class Movement(StrEnum):
    PAID_IN = "paid_in"
    PAID_BACK = "paid_back"
    PAID_OUT = "paid_out"
    CAME_BACK = "came_back"


class AttemptOut(Schema):
    """One try to pay. Send the payer to `redirect_url` while there is one."""

    public_id: str
    state: AttemptState
    amount_units: Rial
    redirect_url: str | None
    result_url: str
    started_at: datetime
    settled_at: datetime | None


class PayoutOut(Schema):
    """Money on its way to my own account. `promised_at` is the latest honest arrival."""

    id: str
    state: PayoutState
    units: Rial
    sheba: str
    asked_at: datetime
    promised_at: datetime
    settled_at: datetime | None


class PayoutMore(PayoutOut):
    """One payout in full: by which rail, between which moments it arrives, or why it waits."""

    reference: str
    rail: RailName
    arrives_from: datetime | None
    arrives_until: datetime | None
    waits_for: str | None
    whose_turn: str | None
    replaced_by: str | None


class StatementLine(Schema):
    """One final movement. `units` is what was paid in, refunded, paid out or sent back."""

    kind: Movement
    at: datetime
    units: Rial
    reference: str


class StatementOut(Schema):
    lines: list[StatementLine]
    next_before: str | None


class Payouts(Schema):
    payouts: list[PayoutOut]
    next_before: str | None


class RefundOut(Schema):
    """Money that I paid, on its way back to me.

    `payout_id` is the transfer to my own account when no gateway gives it back: GET
    /payouts/{payout_id} says whether it waits for an account of mine.
    """

    id: str
    state: RefundState
    units: Rial
    attempt: str
    payout_id: str | None
    asked_at: datetime
    done_at: datetime | None


class Refunds(Schema):
    refunds: list[RefundOut]
    next_before: str | None


def shown(attempt: Attempt) -> AttemptOut:
    way = f"{settings.SITE_URL}/pay/{attempt.public_id}"
    return AttemptOut(
        public_id=attempt.public_id,
        state=attempt.state,
        amount_units=str(attempt.amount_units),
        redirect_url=f"{way}/bank" if attempt.state in AT_BANK else None,
        result_url=way,
        started_at=attempt.started_at,
        settled_at=attempt.settled_at,
    )


@router.get(
    "/attempts/{public_id}", response={200: AttemptOut, **Refusals}, summary="One try of mine"
)
def attempt(request: HttpRequest, public_id: str) -> AttemptOut:
    return shown(queries.attempt_for(caller(request), public_id))


@router.get("/payouts", response={200: Payouts, **Refusals}, summary="My payouts, newest first")
def payouts(request: HttpRequest, before: Before, limit: Limit) -> Payouts:
    page, more = page_of(queries.payouts_of(caller(request)), before, limit)
    return Payouts(payouts=[_payout(one) for one in page], next_before=more)


@router.get(
    "/payouts/{payout_id}", response={200: PayoutMore, **Refusals}, summary="One payout of mine"
)
def payout(request: HttpRequest, payout_id: InPath) -> PayoutMore:
    return _in_full(queries.payout_for(caller(request), payout_id), act_of(request).at)


@router.post(
    "/payouts/{payout_id}/pay_again",
    response={201: PayoutMore, **Refusals},
    summary="Send a returned payout again",
)
def pay_again(request: HttpRequest, payout_id: InPath) -> HttpResponse:
    """To another account of mine, named before; the same call again gives the same payout."""

    def do() -> PayoutMore:
        act = act_of(request)
        mine = queries.payout_for(act.by, payout_id)
        made = actions.pay_again(act, payout_id=mine.pk)
        return _in_full(queries.payout_for(act.by, made.pk), act.at)

    return change(request, PayoutMore, do, status=201)


def _company(request: HttpRequest, code: str) -> int:
    """For whoever has a mandate for its money; NotFound for strangers."""
    act = act_of(request, Role.HOLDER)
    return businesses.check_mandate(act, businesses.by_code(code).pk, powers.MONEY).pk


@router.get(
    "/companies/{code}/payouts",
    response={200: Payouts, **Refusals},
    summary="A company’s payouts, newest first",
)
def company_payouts(request: HttpRequest, code: str, before: Before, limit: Limit) -> Payouts:
    page, more = page_of(queries.payouts_of_business(_company(request, code)), before, limit)
    return Payouts(payouts=[_payout(one) for one in page], next_before=more)


@router.get(
    "/companies/{code}/payouts/{payout_id}",
    response={200: PayoutMore, **Refusals},
    summary="One payout of a company",
)
def company_payout(request: HttpRequest, code: str, payout_id: InPath) -> PayoutMore:
    one = queries.payout_of_business(_company(request, code), payout_id)
    return _in_full(one, act_of(request).at)


@router.post(
    "/companies/{code}/payouts/{payout_id}/pay_again",
    response={201: PayoutMore, **Refusals},
    summary="Send a company’s returned payout again",
)
def company_pay_again(request: HttpRequest, code: str, payout_id: InPath) -> HttpResponse:
    """To another account of the company; the same call again gives the same payout."""

    def do() -> PayoutMore:
        act = act_of(request, Role.HOLDER)
        firm = _company(request, code)
        made = actions.pay_again(act, payout_id=queries.payout_of_business(firm, payout_id).pk)
        return _in_full(queries.payout_of_business(firm, made.pk), act.at)

    return change(request, PayoutMore, do, status=201)


def _in_full(one: Payout, at: datetime) -> PayoutMore:
    eta, wait = queries.eta_of(one, at), queries.why_waiting(one)
    again = getattr(one, "replaced_by", None)
    return PayoutMore(
        **_payout(one).model_dump(),
        reference=one.end_to_end_id,
        rail=one.rail,
        arrives_from=eta.cycle_at if eta else None,
        arrives_until=eta.arrives_at if eta else None,
        waits_for=wait.reason.en if wait else None,
        whose_turn=wait.owner.en if wait else None,
        replaced_by=str(again.pk) if again else None,
    )


@router.get("/statement", response={200: StatementOut, **Refusals}, summary="My statement")
def statement(request: HttpRequest, before: Cursor) -> StatementOut:
    """What I paid in, what was refunded, paid out, and sent back by a bank; newest first."""
    page = queries.statement(caller(request), before=before)
    lines = [
        StatementLine(
            kind=Movement(line.kind[2:]),
            at=line.at,
            units=str(line.units),
            reference=line.reference,
        )
        for line in page.lines
    ]
    return StatementOut(lines=lines, next_before=page.next_before or None)


def _payout(one: Payout) -> PayoutOut:
    return PayoutOut(
        id=str(one.pk),
        state=one.state,
        units=str(one.units),
        sheba=people.masked_sheba(one.sheba) if one.sheba else "",
        asked_at=one.asked_at,
        promised_at=one.promised_at,
        settled_at=one.settled_at,
    )


@router.get("/refunds", response={200: Refunds, **Refusals}, summary="My refunds, newest first")
def refunds(request: HttpRequest, before: Before, limit: Limit) -> Refunds:
    page, more = page_of(queries.refunds_to(caller(request)), before, limit)
    return Refunds(refunds=[_refund(one) for one in page], next_before=more)


def _refund(one: Refund) -> RefundOut:
    return RefundOut(
        id=str(one.pk),
        state=one.state,
        units=str(one.units),
        attempt=one.attempt.public_id,
        payout_id=max((str(each.pk) for each in one.payouts.all()), key=int, default=None),
        asked_at=one.asked_at,
        done_at=one.done_at,
    )

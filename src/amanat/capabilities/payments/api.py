"""Money on its way, for machines: how an attempt stands, what was paid out, what came back."""

from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema

from amanat.capabilities.payments import queries
from amanat.capabilities.payments.models import Attempt, Payout, Refund
from amanat.capabilities.payments.states import AT_BANK, ATTEMPT, PAYOUT, REFUND
from amanat.capabilities.people import queries as people
from amanat.face.machines import Before, Limit, Refusals, Rial, caller, page_of, states_of

router = Router(tags=["payments"])
AttemptState = StrEnum("AttemptState", states_of(ATTEMPT))  # type: ignore[misc]  # members come from the machine
PayoutState = StrEnum("PayoutState", states_of(PAYOUT))  # type: ignore[misc]  # members come from the machine
RefundState = StrEnum("RefundState", states_of(REFUND))  # type: ignore[misc]  # members come from the machine


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


class Payouts(Schema):
    payouts: list[PayoutOut]
    next_before: str | None


class RefundOut(Schema):
    """Money that I paid, on its way back to me."""

    id: str
    state: RefundState
    units: Rial
    attempt: str
    asked_at: datetime
    done_at: datetime | None


class Refunds(Schema):
    refunds: list[RefundOut]
    next_before: str | None


def shown(attempt: Attempt) -> AttemptOut:
    way = f"{settings.SITE_URL}/pay/{attempt.public_id}"
    return AttemptOut(
        public_id=attempt.public_id,
        state=AttemptState(attempt.state),
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


def _payout(one: Payout) -> PayoutOut:
    return PayoutOut(
        id=str(one.pk),
        state=PayoutState(one.state),
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
        state=RefundState(one.state),
        units=str(one.units),
        attempt=one.attempt.public_id,
        asked_at=one.asked_at,
        done_at=one.done_at,
    )

"""Money in, by the payer at the bank; money out, by the buyer's code."""

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine, shown
from amanat.capabilities.deals.api.shapes import (
    ApproveIn,
    CodeOut,
    DealOut,
    PlannedOut,
    PlanOut,
    WayToBank,
)
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import CodeNotSealed, SellerAccountNeeded
from amanat.capabilities.deals.rules import APPROVE
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.face.machines import Refusals, act_of, caller, change, change_in_steps
from amanat.words.act import Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotYours, WrongState, refuse_unless

Through = Annotated[
    str, Query("", max_length=20, description="mellat or parsian; empty: the first that answers")
]

AT_BANK = "redirected"


@router.get("/{code}/plan", response={200: PlanOut, **Refusals}, summary="The plan of payments")
def plan(request: HttpRequest, code: str) -> PlanOut:
    """Agreed: what is paid and when the rest fits. Before that, what the terms would make of it."""
    deal, role = mine(request, code)
    at = act_of(request, role).at
    if not deal.version:
        raise WrongState
    found = queries.plan_of(deal, at)
    if not found.parts:
        found = queries.plan_ahead(queries.bill(queries.terms(deal)), at)
    return PlanOut(
        parts=[_planned(one) for one in found.parts],
        days=found.days,
        days_with_one_card=found.days_with_one_card,
        is_in_time=found.is_in_time,
        card_day_units=str(found.caps.card_day_units),
        person_day_units=str(found.caps.person_day_units),
        caps_confirmed=found.caps.is_confirmed,
    )


def _planned(one: queries.PlannedPart) -> PlannedOut:
    return PlannedOut(
        number=one.number,
        units=str(one.units),
        is_paid=one.is_paid,
        is_today=one.is_today,
        day=tehran_day(one.day) if one.day else None,
        card=one.card,
        fits_a_card=one.fits_a_card,
    )


@router.post("/{code}/pay", response={201: WayToBank, **Refusals}, summary="Go to the bank")
def pay(request: HttpRequest, code: str, gateway: Through) -> HttpResponse:
    """Opens the next payment of an agreed deal at the bank, or takes up the one that is open."""

    def first() -> WayToBank:
        deal, role = mine(request, code)
        act = act_of(request, role)
        refuse_unless(role is Role.BUYER, NotYours)
        part = holds.next_unpaid(deal.subject)
        refuse_unless(not deal.awaits_seal, CodeNotSealed)
        if part is None:
            raise WrongState
        payee = persons.payable_account(deal.seller_id or 0, act.at)
        refuse_unless(payee is not None, SellerAccountNeeded)
        attempt = payments.go_to_bank(
            act,
            payment_id=part.payment_id,
            gateway=gateway,
            next_path=f"/deals/{deal.code}",
        )
        way = f"{settings.SITE_URL}/pay/{attempt.public_id}/bank"
        return WayToBank(
            attempt=attempt.public_id,
            amount_units=str(attempt.amount_units),
            redirect_url=way if attempt.state == AT_BANK else None,
        )

    return change_in_steps(request, WayToBank, first, lambda way: way, status=201)


@router.post(
    "/{code}/approve/code", response={201: CodeOut, **Refusals}, summary="Send me the code"
)
def send_code(request: HttpRequest, code: str) -> HttpResponse:
    """Sends the buyer the one-time code that releases this deal's money."""

    def do() -> CodeOut:
        deal, role = mine(request, code)
        DEAL.row("approve", deal.state, role)
        phone = persons.phone_of(caller(request))
        act = act_of(request, role)
        sent = people.send_code(act, phone=phone, purpose=APPROVE, subject=deal.code)
        return CodeOut(expires_at=sent.expires_at)

    return change(request, CodeOut, do, status=201)


@router.post(
    "/{code}/approve", response={200: DealOut, **Refusals}, summary=DEAL.verbs["approve"].en
)
def approve(request: HttpRequest, code: str, body: ApproveIn) -> HttpResponse:
    """The money goes to the seller, for good. A wrong code stays counted."""

    def first() -> tuple[Deal, Role]:
        deal, role = mine(request, code)
        DEAL.row("approve", deal.state, role)
        phone = persons.phone_of(caller(request))
        people.confirm_code(
            act_of(request, role), phone=phone, purpose=APPROVE, code=body.code, subject=deal.code
        )
        return deal, role

    def then(confirmed: tuple[Deal, Role]) -> DealOut:
        deal, role = confirmed
        return shown(deals.approve(act_of(request, role), deal_id=deal.pk), role)

    return change_in_steps(request, DealOut, first, then)

"""Paying into escrow: what is paid, to whom, what protects it; then the bank."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.face.web import signed_in
from amanat.words.act import Role
from amanat.words.refusal import NotYours, refuse_unless


@signed_in
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """One payment, or the next of several, before leaving for the bank."""
    deal, act, role = side(request, code)
    refuse_unless(role is Role.BUYER, NotYours)
    if deal.state not in {"agreed", "part_funded"}:
        return redirect("deals:deal", code=code)
    part = holds.next_unpaid(deal.subject)
    assert part is not None or deal.awaits_seal, "An agreed deal has something to pay."
    handover = queries.handover(deal)
    terms = queries.terms(deal)
    shown = {
        "deal": deal,
        "terms": terms,
        "bill": queries.bill(terms),
        "part": part,
        "plan": queries.plan_of(deal, act.at),
        "attempt": payments.live_attempt(part.payment_id) if part else None,
        "gateways": payments.choices(act.at, part.payment_id if part else None),
        "seal": handover.seal if handover else None,
        "is_seller_payable": people.payable_account(deal.seller_id or 0, act.at) is not None,
        "seller": people.names([deal.seller_id or 0]).get(deal.seller_id or 0, ""),
    }
    return render(request, "deals/pay.html", shown)

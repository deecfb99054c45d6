"""One payout as its owner follows it: where it is, when it arrives, why it waits, and a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.people import queries as people
from amanat.face.forms import Form
from amanat.face.web import act_of, answer, sent, signed_in


@never_cache
@signed_in
def payout(request: HttpRequest, pk: int) -> HttpResponse:
    """Read by its owner; with the button that sends a returned payout out once more."""
    act = act_of(request)
    found = queries.payout_for(act.by, pk)
    form = Form(sent(request))
    waiting = people.waiting_account(act.person, act.at)
    account = waiting or people.payable_account(act.person, act.at)
    again = getattr(found, "replaced_by", None)
    may_go_again = found.state == "returned" and found.refund_id is None and again is None
    other = account if account is not None and account.sheba != found.sheba else None
    shown = {
        "form": form,
        "payout": found,
        "again": again,
        "state": found.MACHINE.states[found.state],
        "eta": queries.eta_of(found, act.at),
        "wait": queries.why_waiting(found),
        "sheba": people.masked_sheba(found.sheba) if found.sheba else "",
        "is_late": found.settled_at is None and found.promised_at <= act.at,
        "may_go_again": may_go_again,
        "other": people.masked_sheba(other.sheba) if other is not None else "",
        "other_from": waiting.active_from if waiting is not None else None,
    }
    return answer(
        request,
        form,
        lambda _: actions.pay_again(act, payout_id=pk),
        then=lambda made: reverse("payments:payout", args=[made.pk]),
        otherwise=lambda: render(request, "payments/payout.html", shown),
    )

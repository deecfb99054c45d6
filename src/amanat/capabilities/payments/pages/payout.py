"""One payout as its owner follows it: where it is, when it arrives, why it waits, and a way on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.queries import payees
from amanat.capabilities.people import queries as people
from amanat.face.context import other_language
from amanat.face.forms import Form
from amanat.face.say import language
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Act
from amanat.words.text import Text

MY_MONEY = Text("پول من", "My money")


@never_cache
@signed_in
def payout(request: HttpRequest, pk: int) -> HttpResponse:
    """Read by its owner; with the button that sends a returned payout out once more."""
    act = act_of(request)
    ways = {
        "back": reverse("deals:money_list"),
        "back_to": MY_MONEY,
        "name_account": f"{reverse('people:iban')}?next={request.path}",
    }
    return page(request, act, queries.payout_for(act.by, pk), ways)


def page(request: HttpRequest, act: Act, found: Payout, ways: dict[str, Any]) -> HttpResponse:
    """The page of a payout that this person may see; `ways` are the links around it."""
    form = Form(sent(request))
    shown = _shown(act, found) | ways | {"form": form}
    return answer(
        request,
        form,
        lambda _: actions.pay_again(act, payout_id=found.pk),
        then=lambda made: request.path.replace(f"/{found.pk}", f"/{made.pk}"),
        otherwise=lambda: render(request, "payments/payout.html", shown),
    )


def _shown(act: Act, found: Payout) -> dict[str, Any]:
    payee = payees.payee_of(found)
    waiting = payees.waiting_account_of(payee, act.at)
    account = waiting or payees.account_of(payee, act.at)
    again = getattr(found, "replaced_by", None)
    may_go_again = found.state == "returned" and again is None
    other = account if account is not None and account.sheba != found.sheba else None
    return {
        "payout": found,
        "again": again,
        "state": found.MACHINE.states[found.state],
        "eta": queries.eta_of(found, act.at),
        "wait": queries.why_waiting(found),
        "sheba": people.masked_sheba(found.sheba) if found.sheba else "",
        "is_late": queries.is_late(found, act.at),
        "tone": queries.tone_of(found, act.at),
        "paid_for": _paid_for(found),
        "may_go_again": may_go_again,
        "other": people.masked_sheba(other.sheba) if other is not None else "",
        "other_from": waiting.active_from if waiting is not None else None,
    }


def _paid_for(found: Payout) -> str:
    """The page of what a refund's payer had paid for, in the reader's language."""
    if found.refund is None:
        return ""
    path = found.refund.payment.next_path
    return other_language(path) if language() == "en" else path

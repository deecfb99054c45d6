"""Money kept for a check: proposed by one officer, confirmed by another; the same to lift it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries as deal_queries
from amanat.capabilities.desk import queries
from amanat.capabilities.desk.pages.forms import HoldForm, LiftForm
from amanat.capabilities.people import queries as people
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Role

MOST_SHOWN = 100


@never_cache
@signed_in
def holds(request: HttpRequest) -> HttpResponse:
    """Every open check, and the form that proposes one."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    form = HoldForm(sent(request), initial={"deal": request.GET.get("deal", "")[:20]})

    def propose(data: dict[str, Any]) -> Any:
        deal = deal_queries.by_code(data.pop("deal"))
        return deals.propose_hold(act, deal_id=deal.pk, **data)

    def show() -> HttpResponse:
        found = deal_queries.open_official_holds(MOST_SHOWN)
        shown = {"holds": [(one, _labels(one)) for one in found], "form": form}
        return render(request, "desk/holds.html", shown)

    return answer(request, form, propose, then=reverse("desk:holds"), otherwise=show)


@never_cache
@signed_in
def hold(request: HttpRequest, hold_id: int) -> HttpResponse:
    """One check: why, who proposed it, and what is open to this officer."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    found = deal_queries.official_hold(hold_id)
    form = LiftForm(sent(request))
    ids = [found.proposer_id, found.confirmer_id, found.lift_proposer_id]
    names = people.names(pk for pk in ids if pk)
    shown = {
        "hold": found,
        "labels": _labels(found),
        "form": form,
        "proposer": names.get(found.proposer_id, ""),
        "confirmer": names.get(found.confirmer_id or 0, ""),
        "lifter": names.get(found.lift_proposer_id or 0, ""),
        "is_own": found.deal.role_of(act.by) is not None,
        "is_first": act.by == found.proposer_id,
        "is_lifter": act.by == found.lift_proposer_id,
    }
    return answer(
        request,
        form,
        lambda data: deals.propose_lift(act, official_hold_id=found.pk, words=data["words"]),
        then=reverse("desk:hold", args=[hold_id]),
        otherwise=lambda: render(request, "desk/hold.html", shown),
    )


def page_of(verb: str) -> Callable[..., HttpResponse]:
    """Where a second officer's yes or no is sent; its button stands on the check's page."""
    do = getattr(deals, verb)

    def page(request: HttpRequest, hold_id: int) -> HttpResponse:
        do(act_of(request, Role.OFFICER), official_hold_id=hold_id)
        return SeeOther(reverse("desk:holds"))

    page.__name__ = verb
    return require_POST(signed_in(page))


def _labels(found: Any) -> dict[str, Any]:
    return {
        "kind": deal_queries.HOLD_KINDS[found.kind],
        "reason": deal_queries.HOLD_REASONS[found.reason],
        "state": deal_queries.OFFICIAL_HOLD.states[found.state],
    }

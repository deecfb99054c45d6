"""The bench: what is parked, what waits for a decision, what rings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.desk import actions as desk
from amanat.capabilities.desk import queries
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.words.act import Role


@never_cache
@signed_in
def bench(request: HttpRequest) -> HttpResponse:
    """Everything that needs an officer, most urgent kind first."""
    act = act_of(request, Role.OFFICER)
    shown = {"bench": queries.bench(act.by, act.at), "at": act.at}
    return render(request, "desk/bench.html", shown)


@require_POST
@signed_in
def run_again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """The cause is mended: let the parked reaction run once more."""
    desk.run_again(act_of(request, Role.OFFICER), delivery_id=delivery_id)
    return SeeOther(reverse("desk:desk"))

"""Finance: payouts that wait for a second person, refunds and payments that wait for any."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.people import queries as people
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.words.act import Role
from amanat.words.refusal import NotFound, refuse_unless

MOST_ROWS = 100


@require_GET
@never_cache
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for finance now. Others are told that nothing is here."""
    act = act_of(request, Role.FINANCE)
    refuse_unless(act.by is not None and Role.FINANCE in people.hats(act.by), NotFound)
    payouts = list(queries.awaiting_approval()[:MOST_ROWS])
    names = people.names(payout.person_id for payout in payouts)
    return render(request, "payments/finance.html", {
        "payouts": [(payout, names.get(payout.person_id, "")) for payout in payouts],
        "refunds": list(queries.stuck_refunds()[:MOST_ROWS]),
        "attempts": list(queries.unclear_attempts(act.at)[:MOST_ROWS]),
        "proof": queries.conservation(),
    })  # fmt: skip


def button(verb: Callable[..., object], name: str) -> Callable[..., HttpResponse]:
    """A button of the desk: one verb on one thing, then the desk again."""

    @require_POST
    @signed_in
    def press(request: HttpRequest, pk: int) -> HttpResponse:
        verb(act_of(request, Role.FINANCE), **{name: pk})
        return SeeOther(reverse("payments:finance"))

    return press


approve = button(actions.approve, "payout_id")
turn_down = button(actions.turn_down, "payout_id")
queue_again = button(actions.queue_again, "payout_id")
refund_by_paya = button(actions.refund_by_paya, "refund_id")
settle_anyway = button(actions.settle_anyway, "attempt_id")

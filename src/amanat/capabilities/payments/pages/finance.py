"""Finance: payouts that wait for two signatures, refunds and payments that wait for any."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.queries import payees
from amanat.capabilities.people import queries as people
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.words.act import Act, Role
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
    names = payees.names_of(payouts)
    return render(request, "payments/finance.html", {
        "payouts": [_to_sign(payout, act, names) for payout in payouts],
        "refunds": list(queries.stuck_refunds()[:MOST_ROWS]),
        "attempts": list(queries.unclear_attempts(act.at)[:MOST_ROWS]),
        "proof": queries.conservation(),
    })  # fmt: skip


def _to_sign(payout: Payout, act: Act, names: dict[int, str]) -> dict[str, object]:
    """A large payout as somebody of finance reads it before signing."""
    signed = {signature.person_id for signature in payout.signatures.all()}
    return {
        "payout": payout,
        "name": names[payout.pk],
        "sha256": queries.content_sha256(payout),
        "verb": "payments:countersign" if signed else "payments:approve",
        "is_first": not signed,
        "is_mine": act.by in (payout.proposer_id, *signed)
        or payees.is_tied(act.by, payees.payee_of(payout)),
    }


def button(verb: Callable[..., object], name: str) -> Callable[..., HttpResponse]:
    """A button of the desk: one verb on one thing, then the desk again."""

    @require_POST
    @signed_in
    def press(request: HttpRequest, pk: int) -> HttpResponse:
        verb(act_of(request, Role.FINANCE), **{name: pk})
        return SeeOther(reverse("payments:finance"))

    return press


def signing(verb: Callable[..., object]) -> Callable[..., HttpResponse]:
    """A button that signs exactly what the reader saw: its hash comes back with the press."""

    @require_POST
    @signed_in
    def press(request: HttpRequest, pk: int) -> HttpResponse:
        sha256 = request.POST.get("sha256", "")
        verb(act_of(request, Role.FINANCE), payout_id=pk, sha256=sha256)
        return SeeOther(reverse("payments:finance"))

    return press


approve = signing(actions.approve)
countersign = signing(actions.countersign)
turn_down = button(actions.turn_down, "payout_id")
queue_again = button(actions.queue_again, "payout_id")
refund_by_paya = button(actions.refund_by_paya, "refund_id")
settle_anyway = button(actions.settle_anyway, "attempt_id")

"""My money: what is coming, what is on its way, and what has moved for good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.deals import queries
from amanat.capabilities.payments import queries as payments
from amanat.face.tables import table
from amanat.face.web import act_of, signed_in
from amanat.words.moments import TEHRAN
from amanat.words.text import Text

MOST_PAYOUTS = 20
KINDS = {
    "1_paid_in": Text("پرداخت شما", "You paid"),
    "2_paid_back": Text("بازگشت پول به شما", "Refunded to you"),
    "3_paid_out": Text("واریز به حساب شما", "Paid out to you"),
    "4_came_back": Text("برگشت واریز از بانک", "Payout sent back by the bank"),
}


@require_GET
@never_cache
@signed_in
def money(request: HttpRequest) -> HttpResponse:
    """One page for a person's money, with the same number of queries whatever its length."""
    act = act_of(request)
    before = request.GET.get("before", "")
    page = payments.statement(act.person, before=before)
    leaving = queries.on_the_way(payments.on_the_way_to(act.person)[:MOST_PAYOUTS], act.at)
    codes = queries.codes_of(line.subject for line in page.lines)
    return render(request, "deals/purse.html", {
        "coming": [] if before else queries.coming_to(act.person),
        "leaving": [] if before else leaving,
        "rows": [(line, KINDS[line.kind], codes.get(line.subject, "")) for line in page.lines],
        "more": page.next_before,
        "is_first": not before,
    })  # fmt: skip


@require_GET
@never_cache
@signed_in
def as_csv(request: HttpRequest) -> HttpResponse:
    """The statement to take away: moments of Tehran, whole rial, newest first."""
    act = act_of(request)
    page = payments.statement(act.person, lines=payments.MOST_LINES)
    codes = queries.codes_of(line.subject for line in page.lines)
    rows = [
        (line.at.astimezone(TEHRAN).isoformat(timespec="seconds"), line.kind[2:], line.units,
         codes.get(line.subject, ""), line.reference)
        for line in page.lines
    ]  # fmt: skip
    heading = ("at", "kind", "rial", "deal", "reference")
    return table("statement", heading, rows)

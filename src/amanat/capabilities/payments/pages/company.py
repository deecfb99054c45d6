"""A company's money: what we owe it, where it is paid, and each of its payouts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.payments import queries
from amanat.capabilities.payments.pages.payout import page
from amanat.capabilities.payments.queries import payees
from amanat.capabilities.people import queries as people
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.kernel.ledger import book
from amanat.words import powers
from amanat.words.act import Act, Role
from amanat.words.text import Text

MOST_ROWS = 100
TONES = {"settled": "released", "returned": "dispute", "turned_down": "dispute"}
MONEY = Text("پول شرکت", "The company’s money")


def _ours(act: Act, code: str) -> businesses.Business:
    """For whoever has a mandate for its money; NotFound for strangers."""
    return businesses.check_mandate(act, businesses.by_code(code).pk, powers.MONEY)


@require_GET
@never_cache
@signed_in
def money(request: HttpRequest, code: str) -> HttpResponse:
    """What is owed, what goes out now and what has arrived. A natural person's money is their own."""
    act = act_of(request, Role.HOLDER)
    one = _ours(act, code)
    payee = payees.payee_of_seller(one.pk)
    if payee.business_id is None:
        return SeeOther(reverse("deals:money_list"))
    waiting = payees.waiting_account_of(payee, act.at)
    account = waiting or payees.account_of(payee, act.at)
    rows = queries.payouts_of_business(one.pk)[:MOST_ROWS]
    return render(request, "payments/company.html", {
        "business": one,
        "owed_units": book.balance(payees.owed_account_id(payee)).units,
        "arrived_units": queries.arrived_units(one.pk),
        "sheba": people.masked_sheba(account.sheba) if account else "",
        "owner_name": account.owner_name if account else "",
        "counts_from": waiting.active_from if waiting else None,
        "rows": [(row, row.MACHINE.states[row.state], TONES.get(row.state, "due")) for row in rows],
    })  # fmt: skip


@never_cache
@signed_in
def payout(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One of its payouts; what a bank sent back goes out once more from here."""
    act = act_of(request, Role.HOLDER)
    one = _ours(act, code)
    ways = {
        "back": reverse("payments:company", args=[one.code]),
        "back_to": MONEY,
        "name_account": reverse("businesses:accounts", args=[one.code]),
    }
    return page(request, act, queries.payout_of_business(one.pk, pk), ways)

"""The book: every account with its balance, and the statement of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.payments import queries as money
from amanat.capabilities.reconciliation import queries
from amanat.face.tables import table
from amanat.face.web import signed_in
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import NoSuchAccount
from amanat.words.moments import TEHRAN
from amanat.words.refusal import NotFound

OF_PEOPLE = ("payable:", "refundable:")
MOST_PEOPLE = 50
LONGEST_NUMBER = 18


@require_GET
@never_cache
@signed_in
def ledger(request: HttpRequest) -> HttpResponse:
    """Accounts of the house by name, people's together, the largest of them one by one."""
    queries.check_finance(request.user.pk)
    found = money.balances()
    theirs = {code: units for code, units in found.items() if code.startswith(OF_PEOPLE)}
    largest = sorted(theirs.items(), key=lambda row: (-row[1], row[0]))[:MOST_PEOPLE]
    return render(request, "reconciliation/ledger.html", {
        "house": [row for row in found.items() if row[0] not in theirs],
        "people": [row for row in largest if row[1]],
        "people_units": sum(theirs.values()),
        "people_count": sum(1 for units in theirs.values() if units),
        "proof": money.conservation(),
    })  # fmt: skip


@require_GET
@never_cache
@signed_in
def account(request: HttpRequest, code: str) -> HttpResponse:
    """One account's posted movements, newest first."""
    queries.check_finance(request.user.pk)
    page = book.statement(_account(code), before=_number(request.GET.get("before", "")))
    return render(request, "reconciliation/account.html", {
        "code": code,
        "balance": book.balance(_account(code)),
        "lines": page.lines,
        "until": page.complete_until,
        "more": page.lines[-1].n if page.lines and page.lines[-1].n > 1 else None,
    })  # fmt: skip


@require_GET
@never_cache
@signed_in
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every account and its balance, whole rial, to take away."""
    queries.check_finance(request.user.pk)
    return table("accounts", ("account", "rial"), sorted(money.balances().items()))


@require_GET
@never_cache
@signed_in
def account_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The newest movements of one account."""
    queries.check_finance(request.user.pk)
    rows = [
        (line.at.astimezone(TEHRAN).isoformat(timespec="seconds"), line.kind, line.units,
         line.balance_units)
        for line in book.statement(_account(code)).lines
    ]  # fmt: skip
    return table("account", ("at", "kind", "rial", "balance"), rows)


def _account(code: str) -> int:
    try:
        return book.account(code)
    except NoSuchAccount:
        raise NotFound from None


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if is_number else None

"""Accounts of ours that reconciliation needs."""

from amanat.capabilities.payments import queries as payments
from amanat.kernel.ledger import book

BANK = "bank:main"
OPENING = "opening_balance"
FEES, SUSPENSE, FUND = "fees:IRR", "suspense", "protection_fund"


def opening_account_id() -> int:
    """What our bank account held before we began to compare; the owner's own money."""
    return book.open_account(OPENING, normal="credit", limit_units=None)


def of_the_house() -> list[str]:
    """The accounts between which finance may correct: never a person's money."""
    outside = [f"psp_{kind}:{name}" for name in payments.gateway_names()
               for kind in ("receivable", "unsettled")]  # fmt: skip
    return [BANK, *outside, SUSPENSE, FEES, FUND, OPENING]

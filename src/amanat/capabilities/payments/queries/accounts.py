"""The accounts by name, opened on first use with their right sides and limits.

Only what stands outside (gateways, banks) may go without limit; nothing else falls below zero.
"""

from collections.abc import Iterable

from django.conf import settings

from amanat.capabilities.payments.rules import money
from amanat.kernel.ledger import book


def _outside(code: str) -> int:
    return book.open_account(code, normal="debit", limit_units=None)


def _ours(code: str) -> int:
    return book.open_account(code, normal="credit", limit_units=0)


def unsettled_account_id(gateway: str) -> int:
    return _outside(money.unsettled(gateway))


def receivable_account_id(gateway: str) -> int:
    return _outside(money.receivable(gateway))


def bank_account_id() -> int:
    return _outside(money.BANK)


def control_account_id() -> int:
    """All money that waits on a condition; each rial of it belongs to one open hold."""
    return _ours(money.CONTROL)


def fee_account_id() -> int:
    """What we have earned; the ledger opens it with the first account of rial."""
    control_account_id()
    return book.account(money.FEE)


def suspense_account_id() -> int:
    """Money that arrived and that nobody waited for."""
    return _ours(money.SUSPENSE)


def fund_account_id() -> int:
    """What is set aside from fees to make losses good; the ledger refuses to let it fall below zero."""
    return _ours(money.FUND)


def payable_account_id(person_id: int) -> int:
    """What we owe a seller."""
    return _ours(money.payable(person_id))


def payable_business_account_id(code: str) -> int:
    """What we owe a company."""
    return _ours(money.payable_business(code))


def refundable_account_id(person_id: int) -> int:
    """What we owe back to a payer."""
    return _ours(money.refundable(person_id))


def refundable_account_ids(person_ids: Iterable[int]) -> dict[int, int]:
    """The same for many payers: those that are open already are found in one read."""
    names = {person_id: money.refundable(person_id) for person_id in person_ids}
    known = book.accounts(names.values())
    return {person_id: known.get(code) or _ours(code) for person_id, code in names.items()}


def in_transit_account_id() -> int:
    return _ours(money.IN_TRANSIT)


def refunding_account_id() -> int:
    return _ours(money.REFUNDING)


def returned_account_id() -> int:
    return _ours(money.RETURNED)


def open_house_accounts() -> None:
    """Open what belongs to nobody else, once, so that no two first deals race to do it."""
    for open_one in (bank_account_id, fee_account_id, suspense_account_id, in_transit_account_id,
                     refunding_account_id, returned_account_id, fund_account_id):  # fmt: skip
        open_one()
    for gateway in settings.GATEWAYS:
        unsettled_account_id(gateway)
        receivable_account_id(gateway)

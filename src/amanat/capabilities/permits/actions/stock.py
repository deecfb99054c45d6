"""The ledger's side of a permit: how many units may still be sold is an account that may not go
below zero."""

from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.refusals import PermitQuantity
from amanat.kernel.ledger import book
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless

ASSET = "PERMIT"
SOURCE = "permits"  # What all permits are credited from; it has no limit of its own.


def open_accounts(one: Permit) -> None:
    """The accounts of one permit: what is free to sell, and what is sold."""
    book.open_account(SOURCE, asset=ASSET, limit_units=None)
    one.stock_account_id = book.open_account(f"permit:{one.code}", asset=ASSET)
    one.sold_account_id = book.open_account(f"permit-sold:{one.code}", asset=ASSET)


def credit(act: Act, one: Permit, units: int, *, key: str) -> None:
    """So many more may be sold; or fewer, when `units` is negative and so many are still free."""
    assert one.stock_account_id is not None, "The accounts are open."
    if units > 0:
        item = book.Transfer(book.account(SOURCE), one.stock_account_id, units)
    else:
        left = book.balance(one.stock_account_id).free_units or 0
        refuse_unless(-units <= left, PermitQuantity, "quantity", left=left)
        item = book.Transfer(one.stock_account_id, book.account(SOURCE), -units)
    book.write(act, item, key=key)

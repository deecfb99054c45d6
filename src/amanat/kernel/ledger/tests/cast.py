"""The people of the ledger's tests: every test opens accounts of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from time import sleep
from uuid import uuid4

from amanat.kernel.clock import time
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role

_numbers = count()


def act() -> Act:
    return Act(None, Role.HOUSE, time.now())


def key(text: str = "key") -> str:
    return f"{text}:{uuid4()}"


@dataclass(frozen=True)
class Cast:
    """A bank outside, money under control, a buyer, a seller, and the house's fees."""

    asset: str
    bank: int
    control: int
    buyer: int
    seller: int
    fees: int


def new_cast(asset: str = "") -> Cast:
    asset = asset or f"T{next(_numbers)}{uuid4().hex[:6]}"
    return Cast(
        asset,
        bank=book.open_account(f"bank:{asset}", asset=asset, normal="debit", limit_units=None),
        control=book.open_account(f"control:{asset}", asset=asset),
        buyer=book.open_account(f"buyer:{asset}", asset=asset),
        seller=book.open_account(f"seller:{asset}", asset=asset),
        fees=book.account(f"fees:{asset}"),
    )


def pay_in(cast: Cast, units: int) -> int:
    """The buyer's verified payment, held for the seller: what escrow does."""
    hold_id = book.next_id()
    book.write(
        act(),
        book.Transfer(cast.bank, cast.control, units, "payment"),
        book.Hold(hold_id, cast.control, cast.seller, cast.buyer, 7, units),
        key=key("payment"),
    )
    return hold_id


def catch_up() -> None:
    """Sequence until everything committed so far is in. Any open transaction on the server, also
    of another test, may hold the horizon back for a moment."""
    start = datetime.now(UTC)
    for _ in range(3000):
        book.sequence()
        until = book.statement(0).complete_until
        if until is not None and until >= start:
            return
        sleep(0.01)
    raise AssertionError("The horizon did not move for 30 seconds.")


def units(account_id: int) -> int:
    return book.balance(account_id).units

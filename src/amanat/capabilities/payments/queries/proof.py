"""The daily proof: every rial of every account, sum zero, and what we owe is covered."""

from dataclasses import dataclass

from amanat.capabilities.payments.rules import money
from amanat.kernel.ledger import book


@dataclass(frozen=True, slots=True)
class Proof:
    """`sum_units` is zero unless the book is broken; `is_covered` when claims cover debts."""

    sum_units: int
    outside_units: int
    owed_units: int
    fee_units: int
    is_covered: bool

    @property
    def holds(self) -> bool:
        return self.sum_units == 0 and self.is_covered


def balances() -> dict[str, int]:
    """Each money account and its balance on its normal side, by code."""
    return {account.code: account.units for account in book.accounts(asset="IRR")}


def owed_to(person_id: int) -> int:
    """What we owe one person now: sales not yet paid out and refunds not yet sent."""
    codes = (money.payable(person_id), money.refundable(person_id))
    found = balances()
    return sum(found.get(code, 0) for code in codes)


def conservation() -> Proof:
    """The proof of guide escrow.md 2.9 over the whole ledger of rial."""
    found = balances()
    outside = sum(units for code, units in found.items() if money.is_outside(code))
    inside = sum(units for code, units in found.items() if not money.is_outside(code))
    fees = found.get(money.FEE, 0)
    return Proof(outside - inside, outside, inside - fees, fees, money.covered(found))

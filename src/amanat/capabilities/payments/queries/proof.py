"""The daily proof: every rial of every account, sum zero, and what we owe is covered."""

from dataclasses import dataclass

from amanat.capabilities.payments.rules import money
from amanat.kernel.ledger import book


@dataclass(frozen=True, slots=True)
class Proof:
    """`sum_units` is zero unless the book is broken; claims on the outside cover what we owe.

    The protection fund is owed as well: it stands among what must be covered, and by itself. Our
    own money that lay at the bank before is owed to nobody.
    """

    sum_units: int
    outside_units: int
    owed_units: int
    fee_units: int
    fund_units: int

    @property
    def is_covered(self) -> bool:
        return self.outside_units >= self.owed_units

    @property
    def holds(self) -> bool:
        return self.sum_units == 0 and self.is_covered and self.fund_units >= 0


def balances() -> dict[str, int]:
    """Each account of rial and its units on its normal side, by name."""
    return {code: units for code, (units, _) in book.balances().items()}


def owed_to(person_id: int) -> int:
    """What we owe one person now: sales not yet paid out, and refunds not yet sent."""
    codes = (money.payable(person_id), money.refundable(person_id))
    found = balances()
    return sum(found.get(code, 0) for code in codes)


def conservation() -> Proof:
    """The proof of guide escrow.md 2.9 over the whole ledger of rial."""
    found = book.balances()
    debit = sum(units for units, is_debit in found.values() if is_debit)
    credit = sum(units for units, is_debit in found.values() if not is_debit)
    fees = found[money.FEE][0] if money.FEE in found else 0
    fund = found[money.FUND][0] if money.FUND in found else 0
    ours = found[money.OPENING][0] if money.OPENING in found else 0
    return Proof(debit - credit, debit, credit - fees - ours, fees, fund)

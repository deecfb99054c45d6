"""The names of the accounts, and the daily proof over their balances: guide escrow.md 2.9."""

from collections.abc import Mapping

CONTROL, FEE = "escrow_control", "fee_income"
SUSPENSE, IN_TRANSIT, REFUNDING = "suspense", "payout_in_transit", "refund_in_transit"
RETURNED, BANK = "returned_payout", "bank:main"


def unsettled(gateway: str) -> str:
    return f"psp_unsettled:{gateway}"


def receivable(gateway: str) -> str:
    return f"psp_receivable:{gateway}"


def payable(person_id: int) -> str:
    return f"payable:{person_id}"


def refundable(person_id: int) -> str:
    return f"refundable:{person_id}"


def is_outside(code: str) -> bool:
    """Banks and gateways: what they owe us stands on the debit side and has no limit."""
    return code.startswith(("psp_", "bank:"))


def covered(balances: Mapping[str, int]) -> bool:
    """What we hold or are owed is at least what we owe; fees earned are what may be over."""
    owned = sum(units for code, units in balances.items() if is_outside(code))
    owed = sum(units for code, units in balances.items() if not is_outside(code) and code != FEE)
    return owned >= owed

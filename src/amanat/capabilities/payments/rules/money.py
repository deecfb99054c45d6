"""The names of the accounts: guide escrow.md 2.9."""

CONTROL, FEE = "escrow_control", "fees:IRR"
SUSPENSE, IN_TRANSIT, REFUNDING = "suspense", "payout_in_transit", "refund_in_transit"
RETURNED, BANK = "returned_payout", "bank:main"
FUND = "protection_fund"
OPENING = "opening_balance"  # Our own money at the bank, from before we compared.


def unsettled(gateway: str) -> str:
    return f"psp_unsettled:{gateway}"


def receivable(gateway: str) -> str:
    return f"psp_receivable:{gateway}"


def payable(person_id: int) -> str:
    return f"payable:{person_id}"


def payable_business(code: str) -> str:
    """A company's money stands under its own name, never in somebody's personal account."""
    return f"payable:business:{code}"


def refundable(person_id: int) -> str:
    return f"refundable:{person_id}"

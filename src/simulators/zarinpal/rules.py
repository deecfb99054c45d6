"""What ZarinPal answers to each call in each state; our choice where its pages are silent."""

from __future__ import annotations

from simulators.cardpage import AUTO_REVERSAL_MS

IN_BANK, PAID, FAILED = "IN_BANK", "PAID", "FAILED"
VERIFIED, REVERSED, RETURNED = "VERIFIED", "REVERSED", "RETURNED"
#  What an inquiry calls each state: it does not say who gave the money back.
STATUS = {
    IN_BANK: "IN_BANK",
    PAID: "PAID",
    FAILED: "FAILED",
    VERIFIED: "VERIFIED",
    REVERSED: "REVERSED",
    RETURNED: "REVERSED",
}

OK, ALREADY = "100", "101"
VALIDATION, NO_MERCHANT = "-9", "-10"
AMOUNT_DIFFERS, NOT_PAID = "-50", "-51"
NOT_YOURS, INVALID, NOT_FOUND = "-53", "-54", "-55"
NOT_REVERSIBLE, NO_IP, WINDOW_OVER = "-61", "-62", "-63"
OVER_CEILING = "-41"
MESSAGES = {
    OK: "Paid",
    ALREADY: "Verified",
    VALIDATION: "The input params invalid, validation error.",
    NO_MERCHANT: "Terminal is not valid, please check merchant_id or ip address.",
    OVER_CEILING: "Maximum amount is 100,000,000 tomans.",
    AMOUNT_DIFFERS: "Session is not valid, amounts values is not the same.",
    NOT_PAID: "Session is not valid, session is not active paid try.",
    NOT_YOURS: "Session is not this merchant_id session.",
    INVALID: "Invalid authority.",
    NOT_FOUND: "Manual payment request not found.",
    NOT_REVERSIBLE: "Session is not in success status or it has been reversed.",
    NO_IP: "Terminal ip limit most be active.",
    WINDOW_OVER: "Maximum time for reverse this session is expired.",
}

PAID_STATUS, UNPAID_STATUS = "OK", "NOK"
AUTHORITY_LENGTH = 36
AMOUNT_FLOOR_UNITS = 10_000
AMOUNT_CEILING_UNITS = 1_000_000_000
DESCRIPTION_LIMIT = 500
REVERSAL_WINDOW_MS = 30 * 60 * 1000
REFUND_FLOOR_UNITS = 20_000
UNVERIFIED_LIMIT = 100
TOMAN = 10  # rial in a toman: the unit of a request that names no currency.


def verify_code(state: str, *, is_same_amount: bool) -> str:
    """Give the code of a verification."""
    if state not in (PAID, VERIFIED):
        return NOT_PAID
    if not is_same_amount:
        return AMOUNT_DIFFERS
    return ALREADY if state == VERIFIED else OK


def reversal_code(state: str, *, since_sale_ms: int) -> str:
    """Give the code of a reversal."""
    if state not in (PAID, VERIFIED):
        return NOT_REVERSIBLE
    return WINDOW_OVER if since_sale_ms > REVERSAL_WINDOW_MS else OK


def is_overdue(state: str, *, since_sale_ms: int) -> bool:
    """Say whether the money goes back because nobody verified in time."""
    return state == PAID and since_sale_ms > AUTO_REVERSAL_MS

"""What the bank answers to each call in each state, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from simulators.cardpage import AUTO_REVERSAL_MS

CREATED, OPENED, FAILED = "CREATED", "OPENED", "FAILED"
SALE_OK, VERIFIED, SETTLED = "SALE_OK", "VERIFIED", "SETTLED"
REVERSED, AUTO_REVERSED = "REVERSED", "AUTO_REVERSED"

OK = "0"
CANCELLED = "17"
OVER_SALE = "19"
NO_MERCHANT = "21"
WRONG_CREDENTIALS = "24"
WRONG_AMOUNT = "25"
WRONG_FORMAT = "32"
WRONG_DATE = "35"
DUPLICATE_ORDER = "41"
NO_SALE = "42"
ALREADY_VERIFIED = "43"
NOT_VERIFIED = "44"
ALREADY_SETTLED = "45"
NOT_SETTLED = "46"
WAS_REVERSED = "48"
INVALID_TRANSACTION = "55"
OUTSIDE_DOMAIN = "62"
PAGE_TIME_ENDED = "415"
WRONG_PAYER_ID = "417"
OTHER_PERSON = "995"  # The card does not belong to the payer's national id.

REVERSAL_WINDOW_MS = 3 * 60 * 60 * 1000
AMOUNT_FLOOR_UNITS = 1_000
AMOUNT_CEILING_UNITS = 2_000_000_000
ADDITIONAL_DATA_LIMIT = 1000

_REVERSED_ANSWERS = {
    "verify": WAS_REVERSED,
    "settle": WAS_REVERSED,
    "inquiry": WAS_REVERSED,
    "reversal": WAS_REVERSED,
    "refund": WAS_REVERSED,
}
ANSWERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        SALE_OK: {
            "verify": OK,
            "settle": NOT_VERIFIED,
            "inquiry": NOT_VERIFIED,
            "reversal": NOT_VERIFIED,
            "refund": NOT_SETTLED,
        },
        VERIFIED: {
            "verify": ALREADY_VERIFIED,
            "settle": OK,
            "inquiry": OK,
            "reversal": OK,
            "refund": NOT_SETTLED,
        },
        SETTLED: {
            "verify": ALREADY_VERIFIED,
            "settle": ALREADY_SETTLED,
            "inquiry": OK,
            "reversal": ALREADY_SETTLED,
            "refund": OK,
        },
        REVERSED: _REVERSED_ANSWERS,
        AUTO_REVERSED: _REVERSED_ANSWERS,
    }
)
NEXT_STATE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (SALE_OK, "verify"): VERIFIED,
        (VERIFIED, "settle"): SETTLED,
        (VERIFIED, "reversal"): REVERSED,
    }
)


def code_for(state: str, call: str, *, since_verify_ms: int = 0) -> str:
    """Give the result code of a follow-up call; a sale that never happened is not found."""
    code = ANSWERS.get(state, {}).get(call, NO_SALE)
    too_late = since_verify_ms > REVERSAL_WINDOW_MS
    if (state, call) == (VERIFIED, "reversal") and too_late:
        return INVALID_TRANSACTION
    return code


def refund_code(*, amount_units: int, refunded_units: int, sale_units: int) -> str:
    """Give the result code of a refund of a settled sale."""
    if amount_units <= 0:
        return WRONG_AMOUNT
    return OVER_SALE if refunded_units + amount_units > sale_units else OK


def is_overdue(state: str, *, since_sale_ms: int) -> bool:
    """Say whether the bank gives the money back because nobody verified in time."""
    return state == SALE_OK and since_sale_ms > AUTO_REVERSAL_MS

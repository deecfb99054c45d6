"""What Parsian answers to each call in each state. Its documents were not seen: our choice where
public clients are silent."""

from __future__ import annotations

from simulators.cardpage import AUTO_REVERSAL_MS, PAGE_WINDOW_MS

TOKEN, PAID, FAILED = "TOKEN", "PAID", "FAILED"
CONFIRMED, REVERSED, RETURNED = "CONFIRMED", "REVERSED", "RETURNED"

OK = "0"
CANCELLED = "-138"
WRONG_PIN, NO_FUNDS = "55", "51"
NOT_AUTHENTICATED = "-101"
DUPLICATE_ORDER = "-112"
EMPTY_PARAMETER = "-113"
WRONG_URL = "-127"
TOKEN_EXPIRED, TOKEN_INVALID = "-130", "-131"
BELOW_MINIMUM, OVER_LIMIT = "-132", "-111"
NOT_CONFIRMABLE = "-1531"
ALREADY_CONFIRMED = "-1533"
CONFIRM_FAILED = "-1540"
WINDOW_OVER, NOT_REVERSIBLE, ALREADY_REVERSED = "-1549", "-1550", "-1551"

AMOUNT_FLOOR_UNITS = 1_000
AMOUNT_CEILING_UNITS = 2_000_000_000
REVERSAL_WINDOW_MS = 20 * 60 * 1000
ADDITIONAL_DATA_LIMIT = 500


def confirm_code(state: str, *, is_same_sale: bool, since_start_ms: int) -> str:
    """Give the status of a confirmation."""
    if state == CONFIRMED:
        return ALREADY_CONFIRMED
    if state == TOKEN and since_start_ms > PAGE_WINDOW_MS:
        return TOKEN_EXPIRED
    if state != PAID:
        return NOT_CONFIRMABLE
    return OK if is_same_sale else CONFIRM_FAILED


def reversal_code(state: str, *, since_confirm_ms: int) -> str:
    """Give the status of a reversal."""
    if state == REVERSED:
        return ALREADY_REVERSED
    if state != CONFIRMED:
        return NOT_REVERSIBLE
    return WINDOW_OVER if since_confirm_ms > REVERSAL_WINDOW_MS else OK


def is_overdue(state: str, *, since_sale_ms: int) -> bool:
    """Say whether the money goes back because nobody confirmed in time."""
    return state == PAID and since_sale_ms > AUTO_REVERSAL_MS

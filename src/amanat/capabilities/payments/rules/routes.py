"""By which roads money goes back, in order: guide escrow.md 2.4."""

from datetime import datetime, timedelta

from amanat.words.moments import tehran_day

REVERSAL, GATEWAY, PAYA, MANUAL = "reversal", "gateway", "paya", "manual"
REVERSAL_WINDOW = timedelta(hours=3)
REFUND_STEP = timedelta(minutes=2)
REFUND_TRIES = 30


def may_reverse(verified_at: datetime, at: datetime) -> bool:
    """Two notes of the bank disagree, so the earlier ends it: three hours, or the Tehran day."""
    same_day = tehran_day(verified_at) == tehran_day(at)
    return same_day and at - verified_at < REVERSAL_WINDOW


def refund_routes(
    *, is_settled: bool, verified_at: datetime, at: datetime, is_whole: bool
) -> list[str]:
    """The routes to try, first to last. A reversal returns a sale whole or not at all."""
    if not is_settled and is_whole and may_reverse(verified_at, at):
        return [REVERSAL, PAYA]
    return [GATEWAY, PAYA] if is_settled else [PAYA]

"""When the bank is asked again, and when asking turns into giving back. All in platform time."""

from datetime import datetime, timedelta

CREATED_WAIT = timedelta(seconds=30)
TOKEN_LIFE = timedelta(minutes=15)
AT_BANK_LIFE = timedelta(minutes=15)
LOOK_BEFORE_EXPIRY = timedelta(seconds=30)  # How long the gateway has for its answer, each time,
MOST_LOOKS = 4  # before an attempt expires all the same.
VERIFY_STEPS_SECONDS = (5, 10, 30, 45)  # Asked at 0, 5, 15, 45 and 90 seconds,
VERIFY_STEP = timedelta(minutes=2)  # then every two minutes,
VERIFY_STOP = timedelta(minutes=18)  # and no longer than this; Mellat's own limit is 20.
BANK_TAKES_BACK = timedelta(minutes=20)
INQUIRY_STEP = timedelta(minutes=1)
INQUIRY_STEP_LATER = timedelta(minutes=5)
INQUIRY_OFTEN = timedelta(hours=1)
GIVE_BACK_AFTER = timedelta(minutes=40)
SETTLE_STEP = timedelta(minutes=2)
ALARM_AFTER = timedelta(minutes=10)
STAFF_AFTER = timedelta(hours=1)
REVERSAL_STEP = timedelta(minutes=2)
REVERSAL_OFTEN = timedelta(hours=3)
REVERSAL_STEP_LATER = timedelta(minutes=15)
CHECK_IT_WENT_BACK = BANK_TAKES_BACK + timedelta(minutes=2)
SURELY_BACK = timedelta(minutes=30)
SETTLE_ANYWAY_WAIT = timedelta(minutes=1)


def verify_again(tries: int, at: datetime) -> datetime:
    """When to ask again after `tries` questions."""
    if tries <= len(VERIFY_STEPS_SECONDS):
        return at + timedelta(seconds=VERIFY_STEPS_SECONDS[tries - 1])
    return at + VERIFY_STEP


def settle_again(tries: int, at: datetime) -> datetime:
    """Settling is repeated without end; only the pace slows down."""
    return min(verify_again(tries, at), at + SETTLE_STEP)


def inquire_again(since: datetime, at: datetime) -> datetime:
    """Every minute for an hour, then every five."""
    return at + (INQUIRY_STEP if at - since < INQUIRY_OFTEN else INQUIRY_STEP_LATER)


def reverse_again(since: datetime, at: datetime) -> datetime:
    """Every two minutes while the bank may reverse, then four times an hour."""
    return at + (REVERSAL_STEP if at - since < REVERSAL_OFTEN else REVERSAL_STEP_LATER)


def may_verify(returned_at: datetime, at: datetime, stop: timedelta = VERIFY_STOP) -> bool:
    """Whether the bank would still take a verify: a question just before its limit is a risk."""
    return at - returned_at < stop


def window_is_over(returned_at: datetime, at: datetime) -> bool:
    """Whether a sale that nobody verified has gone back to the card by the bank's own rule."""
    return at - returned_at >= SURELY_BACK

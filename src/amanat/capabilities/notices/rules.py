"""How long a text may be, and when we ask again."""

import math
from datetime import timedelta

MOST_PARTS = 2
MOST_CHARACTERS = 900  # The provider's own limit for one message.
SECRET_LIFE = timedelta(minutes=5)  # A one-time code is not sent when nobody may use it.
PERSIAN_SINGLE, PERSIAN_PART = 70, 67
LATIN_SINGLE, LATIN_PART = 160, 153

#  Waits before the next try of a notice that was not accepted.
RETRY_WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 20, 60, 300, 900, 3600))
MOST_SENDS = len(RETRY_WAITS) + 1
#  A claim older than this was left by a worker that died: its outcome is unknown, so we ask.
CLAIM_LIFE = timedelta(minutes=2)
#  When delivery is asked after acceptance; the provider remembers for 48 hours.
DELIVERY_ASKS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=6),
)
BATCH_NOTICES = 100
MOST_SHOWN = 50

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def parts_of(body: str) -> int:
    """How many parts the network cuts this text into (UTF-16 units for anything not GSM-7)."""
    if set(body) <= _GSM:
        single, part, length = LATIN_SINGLE, LATIN_PART, len(body)
    else:
        single, part, length = PERSIAN_SINGLE, PERSIAN_PART, len(body.encode("utf-16-le")) // 2
    return 1 if length <= single else math.ceil(length / part)


def too_long(body: str) -> bool:
    """Whether the text takes more parts than we send. Every template's test asks this."""
    return parts_of(body) > MOST_PARTS

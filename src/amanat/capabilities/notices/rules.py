"""How long a text may be, when we ask again, and how an SMS that came in is read."""

import math
import re
import unicodedata
from datetime import timedelta

from amanat.words.persian import ZWNJ, ascii_digits, normalise

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
MISSES_IN_A_ROW = 2  # So many missed in a row: this phone is called instead.
MISSES_SINCE = timedelta(days=7)
REPEAT_WAIT = timedelta(minutes=10)  # Between two repeats of one SMS.
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


LONGEST_INCOMING = 1_000
LONGEST_PROVIDER_ID = 64
MOST_OFFICES = 3
MOST_SEARCHES = 5  # Answered to one number within an hour: an SMS costs money.
SEARCHES_SINCE = timedelta(hours=1)
YES, NO = "1", "2"
CHOICES = {"1": YES, "بله": YES, "yes": YES, "2": NO, "نه": NO, "خیر": NO, "no": NO}
_OFFICES = re.compile(r"^(?:ادار\S*\s+)?(?:پست(?:خانه)?|post)\s+(?P<city>\S.*)$", re.IGNORECASE)
_UNSEEN = frozenset({"Cf", "Cs", "Cn", "Co"})


def readable(text: str) -> str:
    """What was written, without what cannot be seen, on one line, bounded."""
    kept = (sign for sign in text if sign == ZWNJ or unicodedata.category(sign) not in _UNSEEN)
    spaced = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in kept)
    return normalise(spaced)[:LONGEST_INCOMING]


def choice_in(words: str) -> str:
    """ "1" or "2", in any digits or in a word; empty when the text says something else."""
    return CHOICES.get(ascii_digits(words).strip(" .!،").lower(), "")


def city_asked(words: str) -> str:
    """The city in «پست شیراز»; empty when no post office is asked for."""
    found = _OFFICES.match(words)
    return found["city"] if found else ""

"""The words of the seal, however they are written: other ye and kaf, half-spaces, look-alikes."""

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "\u064a": "ی", "\u0649": "ی", "\u06d0": "ی", "ئ": "ی", "\u0643": "ک", "\u06aa": "ک",
        "أ": "ا", "إ": "ا", "آ": "ا",
        "ة": "ه", "ۀ": "ه", "ؤ": "و", "ـ": "",
        "е": "e", "а": "a", "о": "o", "т": "t", "м": "m", "ѕ": "s", "і": "i", "ո": "n", "ɑ": "a",
    }
)  # fmt: skip
UNSEEN = frozenset({"Cf", "Mn", "Me"})
WORD = re.compile(r"[^\W_]+")

MARKS = (
    "نماداعتماد", "اینماد", "مهراعتماد", "نشاناعتماد", "مهرامانت",
    "enamad", "trustseal", "sealoftrust", "amanatseal",
)  # fmt: skip
#  Somebody says to hold it: one of these words stands near the name.
_CLAIMS = """
    دارای دارنده با دریافت اخذ مجوز تایید رسمی کد شماره ما دارد داریم گرفته معتبر فعال عضو
    certified verified holder hold holds approved our registered with official have has
"""
_DENIALS = """
    فاقد بدون ندارد ندارند نداریم نیست نکرده نگرفته ابطال جعلی تعلیق چیست چگونه چطور چرا سایتهای
    without no not fake forged lost revoked suspended how what why sites
"""
CLAIMS, DENIALS = frozenset(_CLAIMS.split()), frozenset(_DENIALS.split())
WORDS_BEFORE, WORDS_AFTER, MOST_JOINED = 3, 4, 3
MOST_FOUND = 50
MOST_WORDS = 40_000


def plain(text: str) -> str:
    """The text in one writing: one ye, one kaf, nothing unseen, small Latin letters."""
    small = unicodedata.normalize("NFKC", text).lower().translate(LETTERS)
    apart = unicodedata.normalize("NFD", small)
    return "".join(sign for sign in apart if unicodedata.category(sign) not in UNSEEN)


def mentions(text: str) -> int:
    """How often the seal is named, with whatever between its letters; at most fifty times."""
    squeezed = "".join(WORD.findall(plain(text)))
    return min(MOST_FOUND, sum(squeezed.count(mark) for mark in MARKS))


def claims(text: str) -> list[str]:
    """Places where somebody says to hold the seal; a denial or a question near it is none."""
    words, found = WORD.findall(plain(text))[:MOST_WORDS], []
    for place in range(len(words)):
        size = _named(words, place)
        if not size:
            continue
        near = words[max(0, place - WORDS_BEFORE) : place]
        near += words[place + size : place + size + WORDS_AFTER]
        if CLAIMS & set(near) and not DENIALS & set(near):
            found.append(" ".join(words[max(0, place - WORDS_BEFORE) : place + size + WORDS_AFTER]))
        if len(found) == MOST_FOUND:
            break
    return found


def _named(words: list[str], place: int) -> int:
    """How many words from `place` on name the seal: none, or one to three."""
    joined = ""
    for size in range(1, MOST_JOINED + 1):
        joined = "".join(words[place : place + size])
        if joined.startswith(MARKS):
            return size
        if not any(mark.startswith(joined) for mark in MARKS):
            return 0
    return 0

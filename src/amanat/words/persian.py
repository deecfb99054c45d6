"""Persian text as the house keeps it: one ye, one kaf, sane joins, nothing invisible that lies.

Everything typed by a person passes `normalise` once, at the door, before it is stored or sought.
"""

import re
import unicodedata

from amanat.words.money import UNITS_LIMIT
from amanat.words.refusal import Invalid

ZWNJ = "\u200c"

_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u00a0": " ", "\u200d": "", "\ufeff": ""})
_TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
_TO_PERSIAN = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹" * 2)
#  Marks that turn the reading order of what follows; a name may not reverse the line it is in.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HARMLESS_MARKS = re.compile("[\u200e\u200f\u061c\u00ad\u200b\u2060]")
_UNSEEN = frozenset({"Cc", "Cs", "Cn", "Co"})
_LOOSE_JOIN = re.compile(rf"(?<![^\W\d_]){ZWNJ}+|{ZWNJ}+(?![^\W\d_])")


class UnseenCharacters(Invalid):
    """This text holds hidden control characters. Please type it again."""

    fa = "این متن نویسه‌های پنهان دارد. لطفاً دوباره آن را بنویسید."


def normalise(text: str, param: str = "") -> str:
    """The text with Persian ye and kaf, single spaces, and half-spaces only between letters.

    Line breaks stay. Refused: control characters, and marks that reverse the reading order.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.translate(_LETTERS)
    lies = any(unicodedata.category(sign) in _UNSEEN and sign not in "\n\t" for sign in text)
    if lies or _TURNS.search(text):
        raise UnseenCharacters(param)
    text = _HARMLESS_MARKS.sub("", text)
    text = _LOOSE_JOIN.sub("", re.sub(f"{ZWNJ}{{2,}}", ZWNJ, text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def ascii_digits(text: str) -> str:
    """The same text with 0-9 for Persian and Arabic digits: for codes, never for prose."""
    return text.translate(_TO_ASCII)


def persian_digits(text: object) -> str:
    """The same text with Persian digits, for the eye only."""
    return str(text).translate(_TO_PERSIAN)


def persian_number(value: object) -> str:
    """The same with the Persian decimal sign where the value is one number: ۲٫۵ for 2.5."""
    text = str(value)
    return persian_digits(text.replace(".", "٫") if _FRACTION.fullmatch(text) else text)


_FRACTION = re.compile(r"-?[0-9]+\.[0-9]+")
_ONES = (
    "", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده",
    "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = (
    "", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد",
)  # fmt: skip
_SCALES = ("", "هزار", "میلیون", "میلیارد", "هزار میلیارد", "میلیون میلیارد")
_AND = " و "


def in_words(number: int) -> str:
    """A whole number in Persian words: 111600000 is «صد و یازده میلیون و ششصد هزار»."""
    assert abs(number) <= UNITS_LIMIT, "Larger than any amount in the house."
    if number == 0:
        return "صفر"
    parts: list[str] = []
    rest, scale = abs(number), 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            parts.insert(0, f"{_below_a_thousand(group)} {_SCALES[scale]}".strip())
        scale += 1
    words = _AND.join(parts)
    return f"منفی {words}" if number < 0 else words


def _below_a_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10) if rest >= len(_ONES) else (0, rest)
    return _AND.join(word for word in (_HUNDREDS[hundreds], _TENS[tens], _ONES[ones]) if word)

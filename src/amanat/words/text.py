"""Every sentence a person may read exists in Persian and in English, side by side."""

from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["fa", "en"]
_PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
LONG = 10_000  # From here on a number is read in groups of three digits.


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages. Named places like `{hours}` are filled by `fill`."""

    fa: str
    en: str

    def __post_init__(self) -> None:
        assert self.fa and self.en, "A sentence needs both languages."

    def into(self, language: str) -> str:
        """The sentence in `language` ("fa" or "en"; anything else reads English)."""
        return self.fa if language == "fa" else self.en

    def fill(self, **facts: Any) -> "Text":
        """Whole numbers in the digits, other sentences in the words of each language."""
        fa, en = ({name: _in(fact, one) for name, fact in facts.items()} for one in ("fa", "en"))
        return Text(self.fa.format(**fa), self.en.format(**en))


def _in(fact: Any, language: str) -> Any:
    if isinstance(fact, Text):
        return fact.into(language)
    if not isinstance(fact, int):
        return fact
    digits = f"{fact:,}" if abs(fact) >= LONG else str(fact)
    return digits.translate(_PERSIAN) if language == "fa" else digits

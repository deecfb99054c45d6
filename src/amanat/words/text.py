"""Every sentence a person may read exists in Persian and in English, side by side."""

from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["fa", "en"]


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
        return Text(self.fa.format(**facts), self.en.format(**facts))

"""What a tale proves, line by line; nothing counts that was not looked up at its end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from amanat.words.money import RIALS_PER_TOMAN

Say = Callable[[str], None]


@dataclass(frozen=True)
class Proof:
    """How many of its lines hold, and how many do not."""

    passed: int
    failed: int

    def __add__(self, other: "Proof") -> "Proof":
        return Proof(self.passed + other.passed, self.failed + other.failed)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def shown(say: Say, checks: Mapping[str, bool]) -> Proof:
    for what, holds in checks.items():
        say(f"   {'ok  ' if holds else 'FAIL'} {what}")
    passed = sum(checks.values())
    return Proof(passed, len(checks) - passed)


def toman(units: int) -> str:
    """As figures are read aloud. A rial that toman do not show stands behind the point."""
    whole, rest = divmod(units, RIALS_PER_TOMAN)
    return f"{whole:,}.{rest}" if rest else f"{whole:,}"

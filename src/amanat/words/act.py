"""Who does it, in which role, when, and because of what. Every verb takes an Act first."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """Hats a person may wear, and the two hands of the platform itself: clock and house."""

    PERSON = "person"
    BUYER = "buyer"
    SELLER = "seller"
    OFFICER = "officer"
    FINANCE = "finance"
    SUPPORT = "support"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"  # The second person where an officer alone may not decide.
    COMMITTEE = "committee"  # Decides what was not decided in time, and what is hardest.
    PANEL = "panel"  # Hears appeals.
    HOLDER = "holder"  # Who acts for a business.
    BANK = "bank"
    CLOCK = "clock"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Act:
    """`by` is a person's id, or None when the platform acts. `key` makes a repeat harmless."""

    by: int | None
    role: Role
    at: datetime
    cause: int | None = None
    depth: int = 0
    key: str = ""

    def __post_init__(self) -> None:
        assert self.at.utcoffset() is not None, "An Act needs an aware time."

    @property
    def person(self) -> int:
        """The id of the person who acts; for verbs only a person may use."""
        assert self.by is not None, "The platform has no person's rights."
        return self.by

    def wearing(self, role: Role) -> "Act":
        """The same act under another hat; the verb still checks that the hat is theirs."""
        return replace(self, role=role)

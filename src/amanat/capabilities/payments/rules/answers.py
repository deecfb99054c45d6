"""What a gateway's answer means for us: ten classes, whatever the code was."""

from enum import StrEnum


class Kind(StrEnum):
    """The classes of guide escrow.md 3.0; a code that is in no table is UNKNOWN."""

    OK = "ok"
    ALREADY = "already"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    CONFIG = "config"
    UNKNOWN = "unknown"
    DUPLICATE = "duplicate"
    STATE = "state"
    REVERSED = "reversed"
    MISMATCH = "mismatch"


#  Classes that leave it open whether money moved.
OPEN = frozenset({Kind.UNKNOWN, Kind.CONFIG})

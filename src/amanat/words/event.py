"""An event is a fact in the past tense: flat, frozen, small."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """Fields named in `PUBLIC` stand in clear in the public log; all others as a commitment."""

    PUBLIC: ClassVar[tuple[str, ...]] = ()

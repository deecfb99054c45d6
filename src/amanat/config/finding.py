"""One line of what the doctor says."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Finding:
    """One line of the answer. `do` says what to do, and is empty when all is well."""

    level: Level
    name: str
    says: str
    do: str = ""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class OfficesImported(Event):
    sha256: str
    kept: int
    refused: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("sha256", "kept", "refused")

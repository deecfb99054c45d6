"""What waits for somebody, from every room, as lines of one inbox.

A room says what its states ask of a person now, and nobody ticks a line off: it goes with the state.
The rooms are placed in `config.parts`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from amanat.words.act import Act, Role
from amanat.words.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line: what to do, with what, with whom, how much, until when, or else.

    `what` begins with its verb; `is_mine` is false for what others have to do.
    """

    what: Text
    url: str
    state: Text
    tone: str
    title: str = ""
    with_whom: str = ""
    units: int | None = None
    due_at: datetime | None = None
    at_zero: Text | None = None
    progress: Text | None = None
    is_mine: bool = True

    def is_late(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at <= at


class Business(Protocol):
    """What an inbox needs of a business."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose inbox it is: who looks and when, the hats they wear, and the businesses they act for."""

    act: Act
    hats: frozenset[Role]
    businesses: Mapping[int, Business]


@dataclass(frozen=True, slots=True)
class Inbox:
    """The lines of one person: late ones, theirs, and what others have to do; each by deadline."""

    late: list[Task]
    open: list[Task]
    waiting: list[Task]


Source = Callable[[Reader], Iterable[Task]]
_SOURCES: dict[str, Source] = {}


def add(name: str, source: Source) -> None:
    """Ask `source` for its lines at every look; the same name again replaces it."""
    _SOURCES[name] = source


def inbox(reader: Reader) -> Inbox:
    """Everything that waits, from all rooms."""
    at = reader.act.at
    found = [task for source in _SOURCES.values() for task in source(reader)]
    found.sort(key=lambda one: (one.due_at is None, one.due_at))
    mine = [one for one in found if one.is_mine]
    return Inbox(
        late=[one for one in mine if one.is_late(at)],
        open=[one for one in mine if not one.is_late(at)],
        waiting=[one for one in found if not one.is_mine],
    )

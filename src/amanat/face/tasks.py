"""What waits for somebody, from every room, as lines of one inbox.

A room says what its states ask of a person now, and nobody ticks a line off: it goes with the state.
The rooms are placed in `config.parts`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from django.urls import reverse

from amanat.kernel.log.moves import Thing
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

    @property
    def desks(self) -> list[str]:
        """The desks these hats look after, where people are called and answered."""
        return [desk for hat, desk in DESK_OF.items() if hat in self.hats]


@dataclass(frozen=True, slots=True)
class Inbox:
    """The lines of one person: late ones, theirs, and what others have to do; each by deadline."""

    late: list[Task]
    open: list[Task]
    waiting: list[Task]


Source = Callable[[Reader], Iterable[Task]]
T = TypeVar("T", bound=Thing)
ON_DESK = Text("روی میز", "On the desk")
#  Who talks with people: each hat looks after one desk.
DESK_OF = {Role.SUPPORT: "support", Role.FINANCE: "finance", Role.OFFICER: "officers"}
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


def pile(
    reader: Reader,
    find: Callable[[], Iterable[T]],
    whose: Mapping[str, Role],
    what: Text,
    page: str,
    first: Callable[[T], Collection[int | None]] = lambda _: (),
) -> Iterator[Task]:
    """What waits on a desk for the reader, as one line: how many `{n}`, and the earliest deadline.

    `whose` says under which hat each state is left, `first` who took the first of two steps and may
    not take the second. Nothing is read for a reader who wears none of these hats.
    """
    if not reader.hats & set(whose.values()):
        return
    mine = [one for one in find() if whose.get(one.state) in reader.hats]
    rows = [one for one in mine if reader.act.person not in first(one)]
    if rows:
        yield Task(
            what=what.fill(n=len(rows)),
            url=reverse(page),
            state=ON_DESK,
            tone="due",
            due_at=min((one.due_at for one in rows if one.due_at), default=None),
        )

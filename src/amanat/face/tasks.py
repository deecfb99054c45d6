"""What waits for somebody, from every room, as lines of one inbox.

A room says what its states ask of a person now, and nobody ticks a line off: it goes with the state.
The rooms are placed in `config.parts`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.urls import reverse

from amanat.kernel.log.moves import Thing
from amanat.words.act import Act, Role
from amanat.words.text import Text

T = TypeVar("T", bound=Thing)
MOST_COUNTED = 100  # What a desk's page shows at most; a line says "more than 99".
OVER = Text("بیش از ۹۹", "more than 99")
ON_DESK = Text("روی میز", "On the desk")


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
    is_overdue: bool = False  # Its time was over before: the state says so, and has no deadline.

    def is_late(self, at: datetime) -> bool:
        return self.is_overdue or (self.due_at is not None and self.due_at <= at)


class Business(Protocol):
    """What an inbox needs of a business."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose inbox it is: who looks and when, and the hats they wear.

    `businesses` are those they act for, `powers` what their mandate for each lets them do, and
    `tied` those about which they may decide nothing.
    """

    act: Act
    hats: frozenset[Role]
    businesses: Mapping[int, Business]
    powers: Mapping[int, Collection[str]]
    tied: Collection[int]

    def holding(self, power: str) -> dict[int, Business]:
        """The businesses for which the reader may do what asks for this power."""
        return {pk: one for pk, one in self.businesses.items() if power in self.powers[pk]}


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


def _nobody(_: Thing) -> Collection[int | None]:
    return ()


def _nothing(_: Thing) -> int | None:
    return None


def _deadline(one: Thing) -> datetime | None:
    return one.due_at


@dataclass(frozen=True, kw_only=True)
class Pile(Generic[T]):
    """What waits on one desk, as one line: how many `{n}` the reader may decide now, and until when.

    `whose` says under which hats each state is left, and `find` gives what is in such states. `first`
    are people who may not: who took the first of two steps. `about` is the business: who is tied to
    it decides nothing. `taken` is who has it in hand: nobody else is asked. `late` are the states
    that a missed deadline leads to.
    """

    what: Text
    page: str
    find: Callable[[Collection[str]], Iterable[T]]
    whose: Mapping[str, Collection[Role]]
    first: Callable[[T], Collection[int | None]] = _nobody
    about: Callable[[T], int | None] = _nothing
    taken: Callable[[T], int | None] = _nothing
    due: Callable[[T], datetime | None] = _deadline
    late: Collection[str] = ()

    def lines(self, reader: Reader) -> Iterator[Task]:
        """One line, or none; nothing is read for a reader without any of these hats."""
        states = [state for state, hats in self.whose.items() if reader.hats & set(hats)]
        rows = [one for one in self.find(states) if self._may(reader, one)] if states else []
        if rows:
            count = len(rows)
            yield Task(
                what=self.what.fill(n=count if count < MOST_COUNTED else OVER),
                url=reverse(self.page),
                state=ON_DESK,
                tone="due",
                due_at=min((due for one in rows if (due := self.due(one))), default=None),
                is_overdue=any(one.state in self.late for one in rows),
            )

    def _may(self, reader: Reader, one: T) -> bool:
        me = reader.act.person
        is_free = self.taken(one) in {None, me} and self.about(one) not in reader.tied
        return is_free and me not in self.first(one)


def piled(*piles: Pile[Any]) -> Source:
    """The voice of a room that has desks only: their lines, in this order."""

    def waiting(reader: Reader) -> Iterator[Task]:
        for pile in piles:
            yield from pile.lines(reader)

    return waiting

"""The only two ways anything in the house changes: `record` a fact, `move` a thing."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models, transaction

from amanat.kernel.clock import pauses
from amanat.kernel.clock import time as clock
from amanat.kernel.log import outbox
from amanat.kernel.log.models import Entry
from amanat.kernel.log.rows import write_row, write_rows
from amanat.kernel.questions import Question
from amanat.words.act import Act
from amanat.words.event import Event
from amanat.words.machine import BIRTH, Machine
from amanat.words.refusal import NotFound

M = TypeVar("M", bound=models.Model)
_lockings: dict[Hashable, Question[[int], Any]] = {}


class Locking(models.QuerySet[M]):
    """Rows that verbs lock before they decide."""

    def lock(self, pk: int) -> M:
        """The row, locked until the transaction ends; NotFound when there is none.

        Its deadlines are as they are now: later by what its clock has stood still.
        """
        found = self._locking()(pk).first()
        if found is None:
            raise NotFound
        if isinstance(found, Thing) and found.CLOCK and pauses.are_there():
            put_off([found], clock.now())
        return found

    def _locking(self) -> Question[[int], M]:
        """The question for one row: nearly every verb asks it."""
        assert not self.query.where, "A row is locked by its number alone."
        key = (self.model, self.query.deferred_loading)
        if key not in _lockings:
            rows = self.select_for_update(of=("self",)).order_by()
            _lockings[key] = Question(lambda pk: rows.filter(pk=pk))
        return _lockings[key]

    def lock_many(self, pks: Iterable[int]) -> dict[int, M]:
        """The same for many, always in one order: so no two who lock many wait for each other.

        Numbers of nothing are left out.
        """
        rows = self.select_for_update(of=("self",)).filter(pk__in=set(pks)).order_by("pk")
        found = {one.pk: one for one in rows}
        things = [one for one in found.values() if isinstance(one, Thing) and one.CLOCK]
        if things and pauses.are_there():
            put_off(things, clock.now())
        return found


class Thing(models.Model):
    """A record with a state. Its state and its deadline are written in one place: `move`.

    `WITHIN` names the key of the thing it belongs to. Whoever locks both, a person's verb or the
    clock's hand, locks that one first: so no two ever wait for each other.

    `CLOCK` is the field with the id of the deal whose clock its deadlines run on: they stand still
    in a pause. What has none, such as a question to a bank, goes on whatever happens. `MOMENTS`
    are the fields that are put off together.
    """

    MACHINE: ClassVar[Machine]
    WITHIN: ClassVar[str] = ""
    CLOCK: ClassVar[str] = ""
    MOMENTS: ClassVar[tuple[str, ...]] = ("due_at",)

    state = models.TextField(default="", editable=False)
    due_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def due(cls, at: datetime) -> "models.QuerySet[Self]":
        """Things whose deadline has passed at `at`, oldest first."""
        return cls._default_manager.filter(due_at__lte=at).order_by("due_at", "pk")

    @classmethod
    def take_due(cls, due: "models.QuerySet[Self]") -> "Self | None":
        """The one thing of `due`, locked after what it is within; None when in other hands."""
        outer_id = due.values_list(cls.WITHIN, flat=True).first() if cls.WITHIN else None
        if outer_id is not None:
            outer = cast(type[models.Model], cls._meta.get_field(cls.WITHIN).related_model)
            held = outer._default_manager.filter(pk=outer_id)
            if held.select_for_update(skip_locked=True, of=("self",)).first() is None:
                return None
        return due.select_for_update(skip_locked=True, of=("self",)).first()

    @property
    def clocked(self) -> pauses.Clocked:
        """What a pause has to know of it."""
        state = f"{self.MACHINE.name}.{self.state}"
        return pauses.Clocked(subject_of(self), getattr(self, self.CLOCK), state)


def subject_of(thing: models.Model) -> str:
    """How the log names a thing: "deal:17"."""
    return f"{thing._meta.model_name}:{thing.pk}"


def record(act: Act, event: Event, *, subject: models.Model) -> Entry:
    """Append one fact in the verb's own transaction and hand it to the workers."""
    assert transaction.get_connection().in_atomic_block, "Facts are recorded with their change."
    entry = _entry(act, event, subject)
    write_row(entry)
    outbox.post(entry)
    return entry


def record_many(act: Act, facts: Iterable[tuple[models.Model, Event]]) -> list[Entry]:
    """Append a fact about each of many subjects, in this order, with one statement."""
    assert transaction.get_connection().in_atomic_block, "Facts are recorded with their change."
    entries = Entry.objects.bulk_create([_entry(act, event, of) for of, event in facts])
    outbox.post(*entries)
    return entries


def _entry(act: Act, event: Event, subject: models.Model) -> Entry:
    return Entry(
        name=type(event).__name__,
        subject=subject_of(subject),
        facts=asdict(event),
        by=act.by,
        role=act.role,
        at=act.at,
        cause_id=act.cause,
        depth=act.depth,
    )


def move(
    act: Act, thing: Thing, verb: str, event: Event, *, due_at: datetime | None = None
) -> Entry:
    """Take `thing` through one row of its machine, save it, and record the fact.

    `due_at` is required exactly when the new state has a timer. Other changed fields of `thing`
    are saved with it, so that a state and what explains it are never apart.
    """
    is_new = _step(act, thing, verb, due_at)
    write_row(thing)
    if is_new:
        _begin_to_count(act, [thing])
    return record(act, event, subject=thing)


@dataclass(frozen=True, slots=True)
class Change:
    """One of many moves: the thing, the fact to record of it, and its deadline."""

    thing: Thing
    event: Event
    due_at: datetime | None = None


def move_many(
    act: Act, verb: str, changes: Sequence[Change], *, saving: Sequence[str] = ()
) -> list[Entry]:
    """Take many things of one kind through the same verb: one statement for all rows, one for all
    facts.

    Each is held to the very rules of `move`. `saving` names the other changed fields of things
    that are there already; of new things everything is saved. Whoever calls has locked them.
    """
    things = [one.thing for one in changes]
    if not things:
        return []
    born = {_step(act, one.thing, verb, one.due_at) for one in changes}
    assert len(born) == 1, "Either all of them are new or none."
    if born == {True}:
        type(things[0])._default_manager.bulk_create(things)
        _begin_to_count(act, things)
    else:
        write_rows(things, ("state", "due_at", *saving))
    return record_many(act, [(one.thing, one.event) for one in changes])


def _step(act: Act, thing: Thing, verb: str, due_at: datetime | None) -> bool:
    """Give the thing its new state and deadline, as its machine says; answers whether it is new."""
    row = thing.MACHINE.row(verb, thing.state, act.role)
    timed = row.new in thing.MACHINE.timers
    assert timed == (due_at is not None), f"{thing.MACHINE.name}.{row.new}: deadline?"
    thing.state = row.new
    thing.due_at = due_at
    return row.old == BIRTH


def _begin_to_count(act: Act, born: Sequence[Thing]) -> None:
    """A thing has not stood still before it was there."""
    if born[0].CLOCK and pauses.are_there():
        pauses.count({thing.clocked.name: act.at for thing in born})


def put_off(things: Sequence[Thing], at: datetime) -> list[Thing]:
    """Put the deadlines of locked things off by what they stood still and nobody counted yet.

    Answers those that moved. Whatever happens afterwards begins to count at `at`.
    """
    stops = pauses.open_at(at)
    if not stops or not things:
        return []
    until = pauses.counted(thing.clocked.name for thing in things)
    moved = []
    for thing in things:
        clocked = thing.clocked
        by = pauses.spans(pauses.touching(stops, clocked), until.get(clocked.name), at)
        later = {
            name: pauses.put_off(moment, by)
            for name in thing.MOMENTS
            if (moment := getattr(thing, name)) is not None
        }
        if any(getattr(thing, name) != moment for name, moment in later.items()):
            for name, moment in later.items():
                setattr(thing, name, moment)
            type(thing)._default_manager.filter(pk=thing.pk).update(**later)
            moved.append(thing)
    pauses.count({name: max(at, until.get(name, at)) for name in map(subject_of, things)})
    return moved

"""The only two ways anything in the house changes: `record` a fact, `move` a thing."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import ClassVar, Self, TypeVar, cast

from django.db import models, transaction

from amanat.kernel.clock import pauses
from amanat.kernel.clock import time as clock
from amanat.kernel.log import outbox
from amanat.kernel.log.models import Entry
from amanat.words.act import Act
from amanat.words.event import Event
from amanat.words.machine import BIRTH, Machine
from amanat.words.refusal import NotFound

M = TypeVar("M", bound=models.Model)


class Locking(models.QuerySet[M]):
    """Rows that verbs lock before they decide."""

    def lock(self, pk: int) -> M:
        """The row, locked until the transaction ends; NotFound when there is none.

        Its deadlines are as they are now: later by what its clock has stood still.
        """
        found = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if found is None:
            raise NotFound
        if isinstance(found, Thing) and found.CLOCK and pauses.unclosed().exists():
            put_off([found], clock.now())
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
    entry = Entry.objects.create(
        name=type(event).__name__,
        subject=subject_of(subject),
        facts=asdict(event),
        by=act.by,
        role=act.role,
        at=act.at,
        cause_id=act.cause,
        depth=act.depth,
    )
    outbox.post(entry)
    return entry


def move(
    act: Act, thing: Thing, verb: str, event: Event, *, due_at: datetime | None = None
) -> Entry:
    """Take `thing` through one row of its machine, save it, and record the fact.

    `due_at` is required exactly when the new state has a timer. Other changed fields of `thing`
    are saved with it, so that a state and what explains it are never apart.
    """
    row = thing.MACHINE.row(verb, thing.state, act.role)
    is_new = row.old == BIRTH
    timed = row.new in thing.MACHINE.timers
    assert timed == (due_at is not None), f"{thing.MACHINE.name}.{row.new}: deadline?"
    thing.state = row.new
    thing.due_at = due_at
    thing.save()
    if is_new and thing.CLOCK and pauses.unclosed().exists():
        pauses.count({thing.clocked.name: act.at})  # It has not stood still before it was there.
    return record(act, event, subject=thing)


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

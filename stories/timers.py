"""Every timer of every machine, tried one second before its time and one second after.

Deals are played from offer to payout; whenever a thing stands in a timed state that has not been
tried yet, the clock is tried on it in a savepoint, and the story goes on as if nothing had been.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from amanat.capabilities.permits.models import Permit
from amanat.capabilities.presale.models import PresaleOffer
from amanat.flows import sweeper
from amanat.kernel.log.guard import things
from amanat.kernel.log.models import Entry
from amanat.kernel.log.moves import Thing, subject_of
from amanat.words.machine import Machine, Timer
from stories.jobs import do, taken

SECOND = timedelta(seconds=1)
MOST_JOBS = 500
QUIET = frozenset({"notices.send", "send"})  # An SMS brings nobody into a timed state.
BY_HAND = {
    ("attempt", "returned"): ("verifying", "verify_unknown", "mismatch"),
    ("refund", "sending"): ("queued",),
    ("payout", "queued"): ("needs_account", "held"),
    ("payout", "submitted"): ("unknown", "transferred"),
}  # fmt: skip
#  A refund that every gateway turned down goes to the payer's account instead: by the same hand.
INSTEAD = {("refund", "queued"): "on_the_rail"}
BESIDE: dict[str, tuple[tuple[str, type[Thing]], ...]] = {
    "campaign": (("permit_id", Permit),),
    "presale_offer": (("permit_id", Permit),),
    "contract": (("offer_id", PresaleOffer),),
}
Place = tuple[str, str]  # A machine and a state of it in which a clock runs.


def timed_places() -> set[Place]:
    """Every state of the house in which a clock runs, read from the machines."""
    return {(thing.MACHINE.name, state) for thing in things(apps) for state in thing.MACHINE.timers}


@contextmanager
def forgotten() -> Iterator[None]:
    """What happens inside is undone."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@dataclass
class Trial:
    """What the clock did to one thing, one second after its time."""

    thing: Thing
    fact: Entry | None
    length: timedelta | None  # From then to the next deadline, when the new state has one.


@dataclass
class Watch:
    """Tries each timed state the first time somebody gets there."""

    moments: tuple[datetime, ...]
    tried: set[Place] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    lengths: dict[Place, set[timedelta | None]] = field(default_factory=dict)

    def look(self) -> None:
        """One question to all machines that still have an untried state."""
        tried, untried = self.tried, {}
        for model in things(apps):
            machine = model.MACHINE
            if left := [state for state in machine.timers if (machine.name, state) not in tried]:
                untried[model] = left
        for model in reached(untried):
            there = model._default_manager.filter(state__in=untried[model]).exclude(due_at=None)
            for one in there.order_by("state", "-pk").distinct("state"):
                self.try_out(one)
                self.try_by_hand(one)

    def try_by_hand(self, thing: Thing) -> None:
        """From here, the states into which only a bank's fault would lead."""
        for state in BY_HAND.get((thing.MACHINE.name, thing.state), ()):
            with forgotten():
                assert thing.due_at is not None
                led_by_hand(thing, state, thing.due_at)
                self.try_out(type(thing)._default_manager.get(pk=thing.pk))

    def try_out(self, thing: Thing) -> None:
        """At its own time, and at each of the hard moments of the calendar."""
        place = (thing.MACHINE.name, thing.state)
        self.tried.add(place)
        assert thing.due_at is not None
        for moment in (thing.due_at, *self.moments):
            with forgotten():
                self._at(thing, moment, place)

    def _at(self, thing: Thing, moment: datetime, place: Place) -> None:
        timer, model = thing.MACHINE.timers[thing.state], type(thing)
        assert thing.due_at is not None
        for one in (thing, *lived_beside(thing)):
            put_off(one, moment - thing.due_at)
        known = Entry.objects.filter(subject=subject_of(thing)).count()
        if sweeper.fire(model, thing.pk, moment - SECOND):
            self.faults.append(f"{place} at {moment}: something happened a second before.")
        if Entry.objects.filter(subject=subject_of(thing)).count() != known:
            self.faults.append(f"{place} at {moment}: a fact a second before.")
        if not sweeper.fire(model, thing.pk, moment + SECOND):
            self.faults.append(f"{place} at {moment}: nothing happened a second after.")
        self._judge(timer, Trial(*self._outcome(thing, moment)), place, moment)

    def _outcome(
        self, thing: Thing, moment: datetime
    ) -> tuple[Thing, Entry | None, timedelta | None]:
        after = type(thing)._default_manager.get(pk=thing.pk)
        fact = Entry.objects.filter(subject=subject_of(thing)).order_by("pk").last()
        return after, fact, after.due_at - (moment + SECOND) if after.due_at else None

    def _judge(self, timer: Timer, found: Trial, place: Place, moment: datetime) -> None:
        row = found.thing.MACHINE.find(timer.then, timer.state)
        assert row is not None
        if found.thing.state not in {row.new, INSTEAD.get(place)}:
            self.faults.append(f"{place} at {moment}: {found.thing.state} and not {row.new}.")
        if found.fact is None or (found.fact.role, found.fact.at) != ("clock", moment + SECOND):
            self.faults.append(f"{place} at {moment}: the clock's fact is missing.")
        if found.length is not None and found.length < -SECOND:
            self.faults.append(f"{place} at {moment}: the next deadline is already over.")
        self.lengths.setdefault(place, set()).add(found.length)

    def settle(self) -> None:
        """Do the waiting jobs one by one, and look after each."""
        self.look()
        for _ in range(MOST_JOBS):
            done = do_one_job()
            if done not in QUIET:
                self.look()
            if done is None:
                return
        raise AssertionError("The jobs queue each other without end.")


def reached(states: dict[type[Thing], list[str]]) -> list[type[Thing]]:
    """The machines of which something stands in one of these states, with a deadline."""
    models = list(states)
    if not models:
        return []
    is_there = sql.SQL("select {} where exists (select from {} where state = any({}) and {})")
    due = sql.SQL("due_at is not null")
    asked = [
        is_there.format(n, sql.Identifier(one._meta.db_table), states[one], due)
        for n, one in enumerate(models)
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" union all ").join(asked))
        return [models[n] for (n,) in cursor.fetchall()]


def do_one_job() -> str | None:
    """The name of the oldest waiting job, which is done now; None when there is none."""
    for _, name, arguments in taken(1):
        do(name, arguments)
        return name
    return None


def lived_beside(thing: Thing) -> list[Thing]:
    """The things without whose day its own clock would not strike: a permit in force, an offer."""
    return [
        model._default_manager.get(pk=getattr(thing, name))
        for name, model in BESIDE.get(thing.MACHINE.name, ())
    ]


def put_off(thing: Thing, length: timedelta) -> None:
    """A thing that is put on another day lived all its life there."""
    names = [one.name for one in thing._meta.fields if isinstance(one, models.DateField)]
    lived = {name: at for name in names if (at := getattr(thing, name)) is not None}
    there: dict[str, date] = {name: at + length for name, at in lived.items()}
    type(thing)._default_manager.filter(pk=thing.pk).update(**there)


def led_by_hand(thing: Thing, state: str, due_at: datetime) -> None:
    """Take a row along allowed moves only, as PostgreSQL itself insists, to a state nobody plays."""
    table = thing._meta.db_table
    lived = {name: due_at for name in ("asked_since", "verified_at") if hasattr(thing, name)}
    if lived:
        type(thing)._default_manager.filter(pk=thing.pk).update(**lived)
    for step in path(thing.MACHINE, thing.state, state):
        with connection.cursor() as cursor:
            cursor.execute(f"update {table} set state = %s, due_at = %s where id = %s",
                           [step, due_at, thing.pk])  # fmt: skip


def path(machine: Machine, old: str, new: str) -> list[str]:
    """The shortest way between two states; an error when there is none."""
    ways: dict[str, list[str]] = {old: []}
    queue = [old]
    while queue and new not in ways:
        here = queue.pop(0)
        for row in machine:
            if row.old == here and row.new not in ways:
                ways[row.new] = [*ways[here], row.new]
                queue.append(row.new)
    return ways[new]

"""One seed is one history: events in order of time, each a step that may die, then a look.

Everything happens in one transaction that is rolled back at the end; what the house commits is a
savepoint in it. After every step the banks' books and ours are compared (see `invariants`).
"""

import hashlib
import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count

from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app

from amanat.capabilities.payments import actions as payments
from amanat.config.seeds import people
from amanat.config.seeds.books import Violation
from amanat.config.seeds.ending import at_the_end
from amanat.config.seeds.faults import Killed, Weather
from amanat.config.seeds.invariants import safe
from amanat.config.seeds.look import THINGS, Job, Look, look
from amanat.config.seeds.world import Weathered, around, followed, replaced
from amanat.flows import sweeper, worker
from amanat.kernel.log.moves import Thing
from amanat.kernel.questions import Question
from amanat.kernel.transactions import as_in_a_test
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN
from amanat.words.refusal import Refused

START = datetime(2026, 11, 22, tzinfo=TEHRAN)
DAYS = 12  # Among them Thursdays, Fridays and holidays of the banks.
AFTER_THE_FAULTS = timedelta(hours=26)  # A day, and the bank's next cycle.
LEASE_SECONDS = (30, 90)  # Then the job of a dead worker is given to another.
SWEEP_SECONDS, NET_MINUTES = 5, 5
RECONCILE = "reconcile"
MOST_STEPS = 3_000
MOST_TRIES = 6
REACT, ASK, LETTERS_READ = "react", "payments.ask", 0.25
REFUSED_AGAIN = timedelta(minutes=1)


@cache
def _still_due(model: type[Thing]) -> Question[[int, datetime], Thing]:
    """Whether a thing has the deadline yet that it was planned for."""
    return Question(lambda pk, due_at: model._default_manager.filter(pk=pk, due_at=due_at))


@dataclass(order=True)
class Event:
    """Something that happens at a moment. Equal moments: in the order of being planned."""

    at: datetime
    number: int
    name: str = field(compare=False)
    do: Callable[[], object] = field(compare=False)
    job: Job | None = field(compare=False, default=None)
    is_repeated: bool = field(compare=False, default=False)  # By a person who saw an error page.


class Context:
    """What a task asks of its context."""

    def __init__(self, attempts: int) -> None:
        self.job = type("Job", (), {"attempts": attempts})()


class History:
    """The house, its people and its banks, from one seed."""

    def __init__(self, seed: int, cast: "people.Cast") -> None:
        self.seed, self.cast = seed, cast
        self.dice = random.Random(f"{seed} people")
        self.pace = random.Random(f"{seed} workers")
        self.trace: list[str] = []
        self.weather = Weather(random.Random(f"{seed} weather"), self.trace.append, lambda: self.at)
        minutes = self.dice.randrange(DAYS * 24 * 60)
        self.at = self.start = START + timedelta(minutes=minutes)
        self.calm_at = self.start + timedelta(hours=self.dice.choice((6, 14, 30)))
        self.wire = Weathered(lambda: self.at, self.weather)
        self.agenda: list[Event] = []
        self.numbers = count()
        self.waiting: dict[str, list[Job]] = {}  # Facts of one subject are followed in order.
        self.locked: set[str] = set()
        self.names: dict[str, str] = {}
        self.told: dict[int, str] = {}
        self.planned: set[tuple[str, int, datetime]] = set()
        self.steps = 0
        self.bargains: list[people.Bargain] = []
        self.posted: list[tuple[str, dict[str, str]]] = []  # What browsers brought, to be forged.
        self.sent: set[str] = set()  # Transfers that the bank has, by id.
        self.refunds_seen: set[tuple[int, int]] = set()
        self.table = followed(reads_letters=self.dice.random() < LETTERS_READ)

    # ---- what others use -------------------------------------------------------------------

    def act(self, role: Role, person_id: int | None = None) -> Act:
        return Act(person_id, role, self.at)

    def say(self, line: str) -> None:
        self.trace.append(line)

    def called(self, subject: str) -> str:
        """A thing's name in the trace: the same in every database."""
        if subject not in self.names:
            kind = subject.rpartition(":")[0]
            number = 1 + sum(name.startswith(f"{kind} ") for name in self.names.values())
            self.names[subject] = f"{kind} {number}"
        return self.names[subject]

    def after(self, wait: timedelta, name: str, do: Callable[[], object]) -> None:
        """Let this happen a while from now."""
        self.put(self.at + wait, name, do)

    def put(
        self, at: datetime, name: str, do: Callable[[], object], job: Job | None = None
    ) -> None:
        heapq.heappush(self.agenda, Event(max(at, self.at), next(self.numbers), name, do, job))

    # ---- the play --------------------------------------------------------------------------

    def play(self) -> "History":
        """All of it; Violation says what went wrong, and the trace how."""
        ids = random.Random(f"{self.seed} ids")
        with (
            transaction.atomic(),
            around(self.wire, lambda: self.at, ids),
            replaced(worker, TABLE=self.table),
        ):
            as_in_a_test()
            self.seen = look(Look.before())
            people.arrive(self)
            self.put(self.calm_at, "the faults stop", self.calm_down)
            self._run()
            at_the_end(self)
            transaction.set_rollback(True)
        return self

    def calm_down(self) -> None:
        self.weather.is_calm = True

    def _run(self) -> None:
        end = self.calm_at + AFTER_THE_FAULTS
        while self.agenda and self.agenda[0].at <= end:
            event = heapq.heappop(self.agenda)
            self.at = event.at
            if self._is_done(event):
                continue
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise Violation("Something happens again and again.")
            self._step(event)
            self._look()
        self.at = end

    def _step(self, event: Event) -> None:
        self.say(f"{self.at.astimezone(TEHRAN):%d %H:%M:%S} {event.name}")
        try:
            with self.weather.over():
                event.do()
        except (Killed, OperationalError) as death:
            if event.is_repeated:
                wait = timedelta(seconds=self.pace.randrange(2, 200))
                self.after(wait, event.name, event.do)
            if event.job is not None:
                self._try_again(event.job, death)
                return
        except Refused as no:
            self.say(f"  refused: {no.code}")
        if event.job is not None and event.job.lock:
            self.locked.discard(event.job.lock)
            self._next_of(event.job.lock)

    def _look(self) -> None:
        """Everything new since the last step is told, checked and followed up."""
        self.seen = look(self.seen)
        for fact in self.seen.facts:
            self.told[fact.pk] = fact.name
            self.say(f"  {self.called(fact.subject)} {fact.name}")
        if self.seen.facts:
            self._check_constraints()
        safe(self)
        for job in self.seen.jobs:
            self._queue(job)
        for thing, pk, due_at in self.seen.due:
            self._due(thing, pk, due_at)
        if self.seen.unasked:
            self._reconcile()
        for fact in self.seen.facts:
            people.hear(self, fact)

    def _check_constraints(self) -> None:
        """What PostgreSQL checks at COMMIT is checked here after every step."""
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; set constraints all deferred")

    # ---- the worker's queue ----------------------------------------------------------------

    def _queue(self, job: Job) -> None:
        """A worker takes it in a moment; jobs of one lock one after the other."""
        if job.name == REACT and not self.table[self.told[job.args["entry_id"]]]:
            return
        if job.lock:
            self.waiting.setdefault(job.lock, []).append(job)
            if job.lock not in self.locked:
                self._next_of(job.lock)
            return
        self._take(job, self._soon())

    def _is_done(self, event: Event) -> bool:
        """Whether the page asked this question before the worker could: the usual case."""
        if event.name == RECONCILE:
            return not self.seen.unasked
        job = event.job
        return bool(job and job.name == ASK and job.args["call_id"] not in self.seen.unasked)

    def _next_of(self, lock: str) -> None:
        if self.waiting.get(lock):
            job = self.waiting[lock].pop(0)
            self.locked.add(lock)
            self._take(job, self._soon())

    def _soon(self) -> timedelta:
        slow = self.weather.strikes("slow worker")
        return timedelta(seconds=self.pace.randrange(30, 900) if slow else self.pace.randrange(3))

    def _take(self, job: Job, wait: timedelta) -> None:
        at = max(self.at + wait, job.scheduled_at or self.at)
        self.put(at, f"job {job.name} {self._about(job)}", lambda: self._do(job), job)

    def _about(self, job: Job) -> str:
        return self.called(job.lock) if job.lock else ""

    def _do(self, job: Job) -> None:
        task = app.tasks[job.name]
        task.func(*([Context(job.attempts)] if task.pass_context else []), **job.args)

    def _try_again(self, job: Job, death: BaseException) -> None:
        """A dead worker's job goes to another when its lease is over; an error is retried only
        where the task says so."""
        job.attempts += 1
        if isinstance(death, Killed):
            self._take(job, timedelta(seconds=self.pace.randrange(*LEASE_SECONDS)))
        elif job.name == REACT and job.attempts < MOST_TRIES:
            self._take(job, timedelta(seconds=2**job.attempts))
        elif job.lock:
            self.locked.discard(job.lock)
            self._next_of(job.lock)

    # ---- the clock's hand ------------------------------------------------------------------

    def _due(self, thing: str, pk: int, due_at: datetime) -> None:
        """Plan what is due, once for each deadline, a little late as sweepers are."""
        if (thing, pk, due_at) in self.planned:
            return
        self.planned.add((thing, pk, due_at))
        late = timedelta(seconds=self.pace.randrange(SWEEP_SECONDS))
        self.put(due_at + late, f"due {self.called(f'{thing}:{pk}')}",
                 lambda: self._fire(thing, pk, due_at))  # fmt: skip

    def _fire(self, thing: str, pk: int, due_at: datetime) -> None:
        """As the sweeper does; what it could not do is still due a little later."""
        model, is_over = THINGS[thing], True
        try:
            if _still_due(model)(pk, due_at).exists():
                is_over = False
                is_over = sweeper.fire(model, pk, self.at)
        finally:
            self.planned.discard((thing, pk, due_at))
            if not is_over:
                self.planned.add((thing, pk, due_at))
                self.put(self.at + REFUSED_AGAIN, f"due again {self.called(f'{thing}:{pk}')}",
                         lambda: self._fire(thing, pk, due_at))  # fmt: skip

    def _reconcile(self) -> None:
        """The safety net runs every five minutes; here, when there is something to catch."""
        whole = self.at.replace(second=0, microsecond=0)
        at = whole + timedelta(minutes=NET_MINUTES - whole.minute % NET_MINUTES)
        if (RECONCILE, 0, at) not in self.planned:
            self.planned.add((RECONCILE, 0, at))
            self.put(at, RECONCILE,
                     lambda: payments.reconcile_due(self.act(Role.CLOCK)))  # fmt: skip

    # ---- how it is told --------------------------------------------------------------------

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()


def play(seed: int, cast: "people.Cast") -> History:
    """Play one seed; a Violation carries the whole trace."""
    history = History(seed, cast)
    try:
        return history.play()
    except Exception as fault:
        raise Violation(f"seed {seed}: {type(fault).__name__}: {fault}", history) from fault

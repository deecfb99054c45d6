"""The clock's hand: does the default verb of every thing whose deadline has passed.

One sweep serves every machine. Two sweepers never meet: rows are taken with SKIP LOCKED. A verb
that refuses (say, because a bank has not answered yet) is tried again at the next sweep. What
stands still in a pause is left alone until its deadlines have been put off (see `standstill`).
"""

from datetime import datetime
from importlib import import_module

import structlog
from django.db import transaction
from django.db.models import QuerySet

from amanat.flows import standstill
from amanat.kernel.clock import pauses
from amanat.kernel.clock import time as clock
from amanat.kernel.log import deadlines
from amanat.kernel.log.moves import Thing
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

SWEEP_LIMIT = 200
say = structlog.get_logger("sweeper")


def sweep(limit: int = SWEEP_LIMIT) -> int:
    """Act for the clock on up to `limit` due things of each machine; answers how many moved."""
    at = clock.now()
    moved = standstill.keep(at)
    for model in deadlines.models_due(at):
        for pk in due(model, at).values_list("pk", flat=True)[:limit]:
            moved += fire(model, pk, clock.now())
    return moved


def due(model: type[Thing], at: datetime) -> QuerySet[Thing]:
    """What is due and does not stand still now."""
    found = model.due(at)
    if not model.CLOCK or not pauses.are_there():
        return found
    for stop in pauses.open_at(at):
        stood = found.all()
        if stop.clock_id is not None:
            stood = stood.filter(**{model.CLOCK: stop.clock_id})
        if stop.states:
            prefix = f"{model.MACHINE.name}."
            states = [one.removeprefix(prefix) for one in stop.states if one.startswith(prefix)]
            stood = stood.filter(state__in=states)
        found = found.exclude(pk__in=stood.values("pk"))
    return found


def fire(model: type[Thing], pk: int, at: datetime) -> bool:
    """The default verb of one thing due at `at`. False when somebody was first, or it refused."""
    act = Act(None, Role.CLOCK, at)
    try:
        with transaction.atomic():
            thing = model.take_due(due(model, at).filter(pk=pk))
            if thing is None:
                return False
            machine = model.MACHINE
            verb = machine.timers[thing.state].then
            door = import_module(f"{model.__module__.rpartition('.models')[0]}.actions")
            getattr(door, verb)(act, **{f"{machine.name}_id": pk})
    except Refused as no:
        say.info("deadline waits", thing=model.MACHINE.name, id=pk, refusal=no.code)
        return False
    return True

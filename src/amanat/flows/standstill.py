"""What a pause does to deadlines: nobody's runs while it lasts, and each is put off when it ends.

Every sweep does a bounded piece of it and remembers how far it came, so that a hundred thousand
deals are put off in order, also when the worker is stopped in between. A pause is closed when the
last deadline behind it has moved; until then nothing that stands still may fire.
"""

from datetime import datetime

from django.apps import apps
from django.db import transaction

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.kernel.clock import pauses
from amanat.kernel.clock.models import Pause
from amanat.kernel.log.guard import things
from amanat.kernel.log.moves import Thing, put_off
from amanat.words.act import Act, Role

BATCH = 500
MOST_BATCHES = 4  # Of each pause in one sweep.
TOLD = ("deal", "case")  # Whose deadlines both sides wait for; one of the two runs at a time.


def keep(at: datetime) -> int:
    """One bounded round over the pauses that are not closed; answers how many deadlines moved."""
    if not pauses.are_there():
        return 0
    return sum(_keep(stop.pk, at) for stop in pauses.open_at(at))


def _keep(pause_id: int, at: datetime) -> int:
    moved = 0
    for _ in range(MOST_BATCHES):
        with transaction.atomic():
            stop = pauses.lock(pause_id)
            assert stop is not None, "A pause is never deleted."
            if stop.closed_at is not None:
                break
            if stop.ends_at is None or stop.ends_at > at:
                is_done = _tell_some(stop, at)
            else:
                batch = _put_some_off(stop, at)
                moved += batch or 0
                is_done = batch is None
            if is_done:
                break
    return moved


def _tell_some(stop: Pause, at: datetime) -> bool:
    """Say to the next deals whose clock stopped that it did; True when all have been told."""
    if stop.clock_id is not None:
        return True  # A check of one deal has words of its own.
    found = queries.on_the_clock(stop.told_to, stop.begins_at, stop.states, BATCH)
    act = Act(None, Role.HOUSE, at)
    for deal_id in found:
        deals.stop_the_clock(act, deal_id=deal_id, pause_id=stop.pk)
    stop.told_to = found[-1] if found else stop.told_to
    stop.save(update_fields=["told_to"])
    return len(found) < BATCH


def _put_some_off(stop: Pause, at: datetime) -> int | None:
    """Put the next deadlines off; None once all are, and the pause is closed."""
    for model in things(apps):
        name = model.MACHINE.name
        if not model.CLOCK or stop.moved.get(name) == "done":
            continue
        batch = _next(model, stop, stop.moved.get(name, 0))
        moved = put_off(batch, at)
        if stop.clock_id is None and name in TOLD:
            _tell_of_the_end(moved, stop, at)
        stop.moved[name] = batch[-1].pk if len(batch) == BATCH else "done"
        stop.save(update_fields=["moved"])
        return len(moved)
    stop.closed_at = at
    stop.save(update_fields=["closed_at"])
    return None


def _next(model: type[Thing], stop: Pause, after: int) -> list[Thing]:
    """The next locked things whose deadlines may have stood still in this pause."""
    found = model._default_manager.filter(pk__gt=after, due_at__isnull=False)
    if stop.clock_id is not None:
        found = found.filter(**{model.CLOCK: stop.clock_id})
    return list(found.select_for_update(of=("self",)).order_by("pk")[:BATCH])


def _tell_of_the_end(moved: list[Thing], stop: Pause, at: datetime) -> None:
    """The clock runs again: each deal among them says so, and its letters name the new date."""
    assert stop.ends_at is not None, "Only a pause that has ended puts off."
    seconds = int((stop.ends_at - stop.begins_at).total_seconds())
    act = Act(None, Role.HOUSE, at)
    for deal_id in queries.told_of_clocks(thing.clocked.clock_id for thing in moved):
        deals.start_the_clock(act, deal_id=deal_id, pause_id=stop.pk, seconds=seconds)

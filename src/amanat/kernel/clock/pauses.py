"""Times in which deadlines stand still. One place for outages, holidays and checks of one deal.

Overlapping pauses are counted once: what a deadline is put off by is the length of their union,
from the moment up to which the thing was counted before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from amanat.kernel.clock.models import Counted, Pulse
from amanat.kernel.clock.models import Pause as Pause
from amanat.kernel.transactions import atomic

Span = tuple[datetime, datetime]
TABLE = Pause._meta.db_table
MOST_OPEN = 200  # Pauses not yet counted everywhere; checks of single deals are among them.
MOST_SHOWN = 20
PUBLIC = ("outage", "gateway", "holiday")  # Checks of one deal are nobody else's business.


@dataclass(frozen=True, slots=True)
class Clocked:
    """What a pause needs to know of a thing: its name, the deal whose clock it has, its state."""

    name: str
    clock_id: int
    state: str


def spans(stops: Iterable[Pause], since: datetime | None, to: datetime) -> list[Span]:
    """The union of these pauses between two moments, as spans that do not touch, in order."""
    found: list[Span] = []
    for stop in sorted(stops, key=lambda one: one.begins_at):
        begin = max(stop.begins_at, since) if since else stop.begins_at
        end = min(stop.ends_at, to) if stop.ends_at else to
        if begin >= end:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def put_off(moment: datetime, by: Sequence[Span]) -> datetime:
    """The moment, later by every span in which its clock would have run."""
    for begin, end in by:
        if moment > begin:
            moment += end - begin
    return moment


def are_there() -> bool:
    """Whether any pause is still to be counted somewhere; asked by nearly every verb."""
    with connection.cursor() as cursor:
        cursor.execute(f"select exists (select from {TABLE} where closed_at is null)")
        found: bool = cursor.fetchone()[0]
    return found


def open_at(at: datetime) -> list[Pause]:
    """Pauses that have begun and are not yet counted in every deadline."""
    unclosed = Pause.objects.filter(closed_at=None, begins_at__lte=at)
    return list(unclosed.order_by("begins_at")[:MOST_OPEN])


def touching(stops: Iterable[Pause], thing: Clocked) -> list[Pause]:
    """Those of them in which the clock of this thing stands still."""
    return [
        stop
        for stop in stops
        if stop.clock_id in (None, thing.clock_id)
        and (not stop.states or thing.state in stop.states)
    ]


def counted(names: Iterable[str]) -> dict[str, datetime]:
    return dict(Counted.objects.filter(pk__in=list(names)).values_list("pk", "until"))


def count(until: Mapping[str, datetime]) -> None:
    """Note that these things are counted up to these moments."""
    Counted.objects.bulk_create(
        [Counted(thing=name, until=moment) for name, moment in until.items()],
        update_conflicts=True, unique_fields=["thing"], update_fields=["until"],
    )  # fmt: skip


def standing(thing: Clocked, at: datetime) -> list[Span]:
    """The spans of standing still that are not yet in the deadlines of this thing."""
    stops = touching(open_at(at), thing) if are_there() else []
    if not stops:
        return []
    return spans(stops, counted([thing.name]).get(thing.name), at)


@atomic
def begin(
    *,
    kind: str,
    begins_at: datetime,
    ends_at: datetime | None,
    reason_fa: str,
    reason_en: str,
    by: int | None,
    states: Sequence[str] = (),
    clock_id: int | None = None,
) -> Pause:
    """Write a pause down. The verb that calls it has decided that it may be."""
    return Pause.objects.create(
        kind=kind, begins_at=begins_at, ends_at=ends_at, reason_fa=reason_fa, reason_en=reason_en,
        declared_by=by, states=list(states), clock_id=clock_id,
    )  # fmt: skip


def lock(pause_id: int) -> Pause | None:
    return Pause.objects.select_for_update().filter(pk=pause_id).first()


def end(pause: Pause, at: datetime, by: int | None) -> None:
    """End a locked pause; one that has not begun ends where it begins, and puts nothing off."""
    pause.ends_at, pause.ended_by = max(at, pause.begins_at), by
    pause.save(update_fields=["ends_at", "ended_by"])


def running(kind: str, at: datetime) -> Pause | None:
    """The open-ended pause of this kind that runs now, if one does."""
    found = Pause.objects.filter(kind=kind, clock_id=None, ends_at=None, begins_at__lte=at)
    return found.order_by("pk").first()


def is_known(kind: str, begins_at: datetime) -> bool:
    return Pause.objects.filter(kind=kind, begins_at=begins_at, clock_id=None).exists()


def over(since: datetime, to: datetime, clock_id: int) -> list[Pause]:
    """Pauses that touch this time, everybody's and this deal's own, oldest first."""
    found = Pause.objects.filter(Q(clock_id=None) | Q(clock_id=clock_id), begins_at__lt=to)
    found = found.filter(Q(ends_at=None) | Q(ends_at__gt=since)).order_by("-begins_at")
    return list(reversed(found[:MOST_SHOWN]))


def public(most: int = MOST_SHOWN) -> list[Pause]:
    """What everybody may know: incidents and holidays, newest first."""
    return list(Pause.objects.filter(kind__in=PUBLIC).order_by("-begins_at", "-pk")[:most])


@atomic
def beat(part: str, real: datetime) -> timedelta:
    """Note that a part is alive; answers how long it was silent before, in real time."""
    pulse, is_new = Pulse.objects.select_for_update().get_or_create(pk=part, defaults={"at": real})
    silence = timedelta() if is_new else max(real - pulse.at, timedelta())
    Pulse.objects.filter(pk=part).update(at=max(real, pulse.at))
    return silence


def silence_of(part: str, real: datetime) -> timedelta:
    """How long a part has not been seen, in real time; none for one that never was."""
    pulse = Pulse.objects.filter(pk=part).first()
    return max(real - pulse.at, timedelta()) if pulse else timedelta()

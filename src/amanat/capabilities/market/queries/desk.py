"""What the market desk shows: every seller at a glance, one seller whole, and stops."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.market.models import Day, TradeStop
from amanat.capabilities.market.queries import figures, promises
from amanat.capabilities.market.rules.figures import DAY, Standing
from amanat.capabilities.market.rules.terms import MOST_DAYS, MOST_SHOWN
from amanat.capabilities.market.rules.warnings import KINDS, Alarm
from amanat.capabilities.market.states import LIFTING, LIVE, PROPOSED, STANDING_STILL
from amanat.capabilities.people import queries as people
from amanat.words.act import Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound
from amanat.words.text import Text

STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE})


def check_officer(person_id: int | None) -> frozenset[Role]:
    """The staff's hats of a person; NotFound for who has none of them."""
    worn = STAFF & set(people.hats(person_id)) if person_id is not None else frozenset()
    if not worn:
        raise NotFound
    return frozenset(worn)


@dataclass(frozen=True, slots=True)
class Glance:
    """One seller in a row of the desk, by the figures kept last."""

    business: businesses.Business
    day: Day
    stop: TradeStop | None

    @property
    def is_stopped(self) -> bool:
        return self.stop is not None and self.stop.state in STANDING_STILL

    @property
    def percent(self) -> int | None:
        """Open promises of the ceiling; None without one."""
        now = self.day.standing
        return now.open_units * 100 // now.ceiling_units if now.ceiling_units else None

    @property
    def warnings(self) -> list[Text]:
        return [KINDS[kind] for kind in self.day.warnings]


def sellers() -> list[Glance]:
    """Every seller that ever sold anything in advance: who has warnings first, then by size."""
    rows = Day.objects.order_by("business_id", "-day").distinct("business_id")
    newest = [row for row in rows.select_related("business") if row.sold_units]
    stops = live_stops(row.business_id for row in newest)
    newest.sort(key=lambda row: (-len(row.warnings), -row.standing.open_units, row.business_id))
    return [Glance(row.business, row, stops.get(row.business_id)) for row in newest[:MOST_SHOWN]]


@dataclass(frozen=True, slots=True)
class Whole:
    """One seller: the days of its curve with today's live figures last, warnings, and its stops."""

    business: businesses.Business
    found: ceilings.InForce
    share: ceilings.EscrowShare
    days: tuple[Standing, ...]
    weeks: tuple[promises.Week, ...]
    promised: promises.Promised
    alarms: tuple[Alarm, ...]
    are_lines_confirmed: bool
    stop: TradeStop | None
    stops: tuple[TradeStop, ...]

    @property
    def now(self) -> Standing:
        return self.days[-1]


def whole(business_id: int, at: datetime, length: int) -> Whole:
    """Everything of one seller, its curve over the last `length` days."""
    assert 1 < length <= MOST_DAYS, length
    one = businesses.business(business_id)
    past = curve(business_id, at, length)
    stops = tuple(stops_of(business_id))
    return Whole(
        business=one,
        found=ceilings.in_force(business_id, at),
        share=ceilings.escrow_share(business_id, at),
        days=past,
        weeks=promises.weeks(business_id, tehran_day(at)),
        promised=promises.promises(business_id, tehran_day(at)),
        alarms=figures.alarms(business_id, past[-1], at),
        are_lines_confirmed=figures.lines_on(tehran_day(at))[1],
        stop=next((one for one in stops if one.state in LIVE), None),
        stops=stops,
    )


def curve(business_id: int, at: datetime, length: int) -> tuple[Standing, ...]:
    """The last days, kept where they are final, and reckoned now where they are not."""
    today = tehran_day(at)
    first = today - DAY * (length - 1)
    kept = [row.standing for row in figures.days(business_id, first, today) if row.is_final]
    before = kept[-1] if kept else _before(business_id, first)
    begin = kept[-1].day + DAY if kept else _first(business_id, before, first)
    fresh = figures.reckon(business_id, before, begin, today)
    return (*kept, *fresh)


def _before(business_id: int, day: date) -> Standing | None:
    last = figures.last_final(business_id)
    return last.standing if last is not None and last.day < day else None


def _first(business_id: int, before: Standing | None, first: date) -> date:
    """Where reckoning begins: after what is kept, or with the first decision ever."""
    if before is not None:
        return before.day + DAY
    return ceilings.first_day(business_id) or first


def stops_of(business_id: int) -> QuerySet[TradeStop]:
    """Every stop of a seller, the newest first."""
    return TradeStop.objects.filter(business_id=business_id).order_by("-pk")[:MOST_SHOWN]


def live_stops(business_ids: Iterable[int]) -> dict[int, TradeStop]:
    rows = TradeStop.objects.filter(business_id__in=list(business_ids), state__in=LIVE)
    return {row.business_id: row for row in rows}


def waiting_stops(states: Collection[str] = (PROPOSED, LIFTING)) -> list[TradeStop]:
    """Stops that wait for a second person, the first to lapse first."""
    rows = TradeStop.objects.filter(state__in=states)
    return list(rows.select_related("business").order_by("due_at", "pk")[:MOST_SHOWN])


def stop(stop_id: int) -> TradeStop:
    found = TradeStop.objects.select_related("business").filter(pk=stop_id).first()
    if found is None:
        raise NotFound
    return found


def is_stopped(business_id: int) -> bool:
    """Whether two people stopped its sales and nobody lifted that."""
    rows = TradeStop.objects.filter(business_id=business_id, state__in=STANDING_STILL)
    return rows.exists()

"""What anybody may know of the platform: where deals go, and how promises were kept."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.places import queries as places
from amanat.capabilities.registry import rules
from amanat.capabilities.registry.models import Licence, Look
from amanat.capabilities.registry.rules import Leg
from amanat.capabilities.registry.states import LICENCE
from amanat.words.act import Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound
from amanat.words.text import Text

PROMISE_DAYS = (30, 90)
MOST_LICENCES = 100
SHOWN_STATES = ("in_force", "expired", "ended")


@dataclass(frozen=True, slots=True)
class Row:
    """One province, or one city of it; None where fewer than five deals would show."""

    province: places.Province
    city: places.City | None
    origin: int | None
    destination: int | None


@dataclass(frozen=True, slots=True)
class Route:
    origin: places.Province
    destination: places.Province
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the funded deals of some days came from and went to."""

    days: int
    total: int | None
    provinces: list[Row] = field(default_factory=list)
    cities: list[Row] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    bands: list[int | None] = field(default_factory=list)
    provinces_reached: int | None = None
    cities_reached: int | None = None
    outside_percent: int | None = None
    median_payout: timedelta | None = None


def promises(at: datetime) -> list[payments.Kept]:
    """The promise over the last month and the last quarter."""
    return [payments.promise_kept(at, days) for days in PROMISE_DAYS]


def spread(at: datetime, days: int) -> Spread:
    """The statistics of the last `days`, in the same few queries however many deals there are."""
    since = at - timedelta(days=days)
    journeys = deals.journeys(since, at)
    total = sum(one.count for one in journeys)
    ids = {pk for one in journeys for pk in (one.origin, one.destination) if pk is not None}
    cities = places.places_of(ids)
    provinces = places.provinces()
    legs = [_leg(one, cities) for one in journeys]
    if total < rules.LEAST_CELL:
        return Spread(days, None, provinces=[Row(one, None, None, None) for one in provinces])
    bands = deals.prices_by_band(since, at, rules.BANDS_UNITS)
    by_id = {one.pk: one for one in provinces}
    return Spread(
        days=days,
        total=total,
        provinces=_province_rows(legs, provinces),
        cities=_city_rows(legs, cities),
        routes=[Route(by_id[a], by_id[b], count) for a, b, count in rules.routes_of(legs)],
        bands=list(rules.publishable(dict(enumerate(bands))).values()),
        provinces_reached=len({city.province_id for city in cities.values()}),
        cities_reached=len(cities),
        outside_percent=rules.outside_percent(legs),
        median_payout=payments.promise_kept(at, days).median,
    )


def _leg(journey: deals.Journey, cities: dict[int, places.City]) -> Leg:
    ends = [cities[pk] for pk in (journey.origin, journey.destination) if pk is not None]
    return Leg(
        origin=_place(journey.origin, cities),
        destination=_place(journey.destination, cities),
        is_outside_capitals=any(not city.is_capital for city in ends),
        count=journey.count,
    )


def _place(city_id: int | None, cities: dict[int, places.City]) -> tuple[int, int] | None:
    return None if city_id is None else (cities[city_id].province_id, city_id)


def _province_rows(legs: list[Leg], provinces: list[places.Province]) -> list[Row]:
    origin, destination = (rules.provinces_of(legs, end) for end in ("origin", "destination"))
    return [Row(one, None, origin.get(one.pk), destination.get(one.pk)) for one in provinces]


def _city_rows(legs: list[Leg], cities: dict[int, places.City]) -> list[Row]:
    """Cities of which at least one figure may be shown, the busiest first."""
    origin, destination = (rules.cities_of(legs, end) for end in ("origin", "destination"))
    rows = [
        Row(city.province, city, origin.get(pk), destination.get(pk))
        for pk, city in cities.items()
        if origin.get(pk) is not None or destination.get(pk) is not None
    ]
    return sorted(rows, key=lambda row: -(row.origin or 0) - (row.destination or 0))


def looks(at: datetime, **whom: str) -> int:
    """How often somebody looked within the last span."""
    return Look.objects.filter(at__gt=at - rules.LOOK_SPAN, **whom).count()


@dataclass(frozen=True, slots=True)
class Shown:
    """A licence as it stands on a day: what counts is the day, not when a clock came by."""

    licence: Licence
    state: str
    label: Text
    days_left: int | None  # Nothing for what is over; zero on its last day.
    why: Text | None  # Why it was ended before its day.


def licences(at: datetime) -> list[Shown]:
    """What two officers confirmed: in force first, the next to expire on top; then what is over."""
    found = Licence.objects.filter(state__in=SHOWN_STATES).order_by("-valid_until", "pk")
    shown = [_shown(one, tehran_day(at)) for one in found[:MOST_LICENCES]]
    in_force = [one for one in shown if one.days_left is not None]
    over = [one for one in shown if one.days_left is None]
    return [*sorted(in_force, key=lambda one: one.licence.valid_until), *over]


def _shown(licence: Licence, today: date) -> Shown:
    is_past = licence.state == "in_force" and licence.valid_until < today
    state = "expired" if is_past else licence.state
    left = (licence.valid_until - today).days if state == "in_force" else None
    why = rules.END_REASONS.get(licence.end_reason)
    return Shown(licence, state, LICENCE.states[state], left, why)


def proposed_licences(states: Collection[str] = ("proposed",)) -> list[Licence]:
    """What waits for a second officer, the oldest first."""
    return list(Licence.objects.filter(state__in=states).order_by("pk")[:MOST_LICENCES])


def licence(licence_id: int) -> Licence:
    found = Licence.objects.filter(pk=licence_id).first()
    if found is None:
        raise NotFound
    return found


def is_known(number: str, valid_from: date) -> bool:
    """Whether this licence is proposed or in force already."""
    open_ones = Licence.objects.filter(state__in=["proposed", "in_force"])
    return open_ones.filter(number=number, valid_from=valid_from).exists()


def check_officer(person_id: int | None) -> None:
    """NotFound for everybody without the officer's hat."""
    if person_id is None or Role.OFFICER not in people.hats(person_id):
        raise NotFound

"""What anybody may know of the platform: where deals go, and how promises were kept."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.places import queries as places
from amanat.capabilities.registry import rules
from amanat.capabilities.registry.models import Look
from amanat.capabilities.registry.rules import Leg

PROMISE_DAYS = (30, 90)


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

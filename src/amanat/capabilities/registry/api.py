"""Public figures for machines; no key is needed."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from amanat.capabilities.registry import queries
from amanat.capabilities.registry.rules import minutes_of, period
from amanat.kernel.clock import time as clock

router = Router(tags=["figures"])


class PromiseOut(Schema):
    """How the promise was kept over some days. Null below five payouts."""

    days: int
    promised_minutes: int
    payouts: int | None
    median_minutes: int | None
    worst_minutes: int | None
    breaches: int | None
    still_late: int | None


class Promises(Schema):
    promises: list[PromiseOut]


@router.get("/promise", response=Promises, auth=None, summary="How payouts were kept")
def promise(request: HttpRequest) -> Promises:
    return Promises(
        promises=[
            PromiseOut(
                days=one.days,
                promised_minutes=minutes_of(one.promise) or 0,
                payouts=one.count,
                median_minutes=minutes_of(one.median),
                worst_minutes=minutes_of(one.worst),
                breaches=one.breaches,
                still_late=one.still_late,
            )
            for one in queries.promises(clock.now())
        ]
    )


class PlaceOut(Schema):
    """Funded deals of a province, or of one of its cities. Null below five."""

    province: str
    city: str | None
    deals_from: int | None
    deals_to: int | None


class RouteOut(Schema):
    origin: str
    destination: str
    deals: int


class StatsOut(Schema):
    days: int
    deals: int | None
    provinces_reached: int | None
    cities_reached: int | None
    outside_capitals_percent: int | None
    median_payout_minutes: int | None
    places: list[PlaceOut]
    routes: list[RouteOut]


@router.get("/stats", response=StatsOut, auth=None, summary="Where deals go")
def stats(request: HttpRequest) -> StatsOut:
    """`?days=` is 30, 90 or 365."""
    found = queries.spread(clock.now(), period(request.GET.get("days", "")))
    return StatsOut(
        days=found.days,
        deals=found.total,
        provinces_reached=found.provinces_reached,
        cities_reached=found.cities_reached,
        outside_capitals_percent=found.outside_percent,
        median_payout_minutes=minutes_of(found.median_payout),
        places=[
            PlaceOut(
                province=row.province.name, city=row.city.name if row.city else None,
                deals_from=row.origin, deals_to=row.destination,
            )
            for row in [*found.provinces, *found.cities]
        ],
        routes=[
            RouteOut(
                origin=one.origin.name, destination=one.destination.name, deals=one.count
            )
            for one in found.routes
        ],
    )  # fmt: skip


class LicenceOut(Schema):
    """A licence of the platform that two officers confirmed; days are those of Tehran."""

    name_fa: str
    name_en: str
    issuer_fa: str
    issuer_en: str
    number: str
    valid_from: date
    valid_until: date
    days_left: int | None
    state: str
    check_url: str
    confirmed_at: datetime | None


class LicencesOut(Schema):
    licences: list[LicenceOut]


@router.get("/licences", response=LicencesOut, auth=None, summary="Licences of the platform")
def licences(request: HttpRequest) -> LicencesOut:
    """In force first; `state` is in_force, expired or ended. `days_left` is null when it is over."""
    return LicencesOut(
        licences=[
            LicenceOut(
                name_fa=one.licence.name_fa, name_en=one.licence.name_en,
                issuer_fa=one.licence.issuer_fa, issuer_en=one.licence.issuer_en,
                number=one.licence.number, valid_from=one.licence.valid_from,
                valid_until=one.licence.valid_until, days_left=one.days_left, state=one.state,
                check_url=one.licence.check_url, confirmed_at=one.licence.confirmed_at,
            )
            for one in queries.licences(clock.now())
        ]
    )  # fmt: skip

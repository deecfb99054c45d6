"""Public figures and every seal, for machines; no key is needed."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from amanat.capabilities.people import queries as people
from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.refusals import TooManyLooks
from amanat.capabilities.registry.rules import minutes_of, period
from amanat.face.machines import LARGEST_ID, Refusals
from amanat.face.one_of import OneOf
from amanat.kernel.clock import time as clock
from amanat.words.refusal import NotFound, refuse_unless

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


class LibraryLicenceOut(Schema):
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
    licences: list[LibraryLicenceOut]


@router.get("/licences", response=LicencesOut, auth=None, summary="Licences of the platform")
def licences(request: HttpRequest) -> LicencesOut:
    """In force first; `state` is in_force, expired or ended. `days_left` is null when it is over."""
    return LicencesOut(
        licences=[
            LibraryLicenceOut(
                name_fa=one.licence.name_fa, name_en=one.licence.name_en,
                issuer_fa=one.licence.issuer_fa, issuer_en=one.licence.issuer_en,
                number=one.licence.number, valid_from=one.licence.valid_from,
                valid_until=one.licence.valid_until, days_left=one.days_left, state=one.state,
                check_url=one.licence.check_url, confirmed_at=one.licence.confirmed_at,
            )
            for one in queries.licences(clock.now())
        ]
    )  # fmt: skip


SealState = Annotated[str, OneOf("PublicSealState", rules.SEAL_STATES)]
LONGEST_SEARCH = 120


class RegisterPeriod(Schema):
    """What a seal was for a while; `until` is null where it still is."""

    state: SealState
    level: int
    reason: str
    since: datetime
    until: datetime | None = None


class RegisteredSeal(Schema):
    """A seal as it is now. Show it as valid for this very domain only, and only for `state` valid."""

    code: str
    domain: str
    holder: str
    state: SealState
    level: int
    reason: str
    since: datetime
    ends_on: date
    checked_at: datetime
    history: list[RegisterPeriod]


class RegisterChange(Schema):
    number: int
    code: str
    domain: str
    state: SealState
    level: int
    reason: str
    since: datetime


class RegisterChanges(Schema):
    """Oldest first; give `next_after` as `after` and ask again, until nothing comes."""

    changes: list[RegisterChange]
    next_after: int


@router.get(
    "/register/changes",
    response={200: RegisterChanges, **Refusals},
    auth=None,
    summary="What changed of seals",
)
def seal_changes(
    request: HttpRequest, after: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0
) -> RegisterChanges:
    """A row for each new state, level or reason: a provider hears here of a suspension."""
    found = queries.changes(after)
    return RegisterChanges(
        changes=[
            RegisterChange(
                number=one.number, code=one.code, domain=one.domain, state=one.state,
                level=one.level, reason=one.reason, since=one.since,
            )
            for one in found
        ],
        next_after=found[-1].number if found else after,
    )  # fmt: skip


@router.get(
    "/register/{code}",
    response={200: RegisteredSeal, **Refusals},
    auth=None,
    summary="A seal, by code or domain",
)
def seal(request: HttpRequest, code: str, on: date | None = None) -> RegisteredSeal:
    """With `?on=` the history holds what it was on that day of Tehran; otherwise all of it."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    asker = people.network_of(request.META.get("REMOTE_ADDR", ""), forwarded)
    answer = queries.the_answer(code, asker)
    refuse_unless(not answer.is_too_many, TooManyLooks)
    found = answer.seal
    if found is None:
        raise NotFound
    periods = rules.on_the_day(found.periods, on, answer.at) if on else found.periods
    return RegisteredSeal(
        code=found.code, domain=found.domain, holder=found.holder, state=found.state,
        level=found.level, reason=found.reason, since=found.since, ends_on=found.ends_on,
        checked_at=answer.at,
        history=[
            RegisterPeriod(state=one.state, level=one.level, reason=one.reason, since=one.since,
                          until=one.until)
            for one in periods
        ],
    )  # fmt: skip


class RegisterRow(Schema):
    code: str
    domain: str
    holder: str
    state: SealState
    level: int
    reason: str
    since: datetime
    granted_at: datetime
    ends_on: date


class RegisterPage(Schema):
    """Seals by their code; give `next_after` as `after` for the next page, until it is null."""

    seals: list[RegisterRow]
    next_after: str | None = None


@router.get(
    "/register",
    response={200: RegisterPage, **Refusals},
    auth=None,
    summary="The register of seals",
)
def seals(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
    state: SealState | None = None,
    after: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
) -> RegisterPage:
    """`q` is part of a domain or of a name."""
    words = rules.read_words(q)
    page = queries.listed(
        clock.now(), words=words, state=state or "", after=rules.read_words(after)
    )
    return RegisterPage(
        seals=[
            RegisterRow(
                code=one.code, domain=one.domain, holder=one.holder, state=one.now.state,
                level=one.now.level, reason=one.now.reason, since=one.now.since,
                granted_at=one.granted_at, ends_on=one.ends_on,
            )
            for one in page
        ],
        next_after=page[-1].code if len(page) == queries.PAGE else None,
    )  # fmt: skip

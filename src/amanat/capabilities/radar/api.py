"""The radar for machines: the public list, the desk's cases and verbs, reports and lists."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import queries
from amanat.capabilities.radar.models import Observation, Sighting
from amanat.capabilities.radar.rules.limits import LONGEST_ADDRESS, LONGEST_WORDS, MOST_IN_LIST
from amanat.capabilities.radar.rules.scoring import KINDS, REASONS
from amanat.capabilities.radar.states import SIGHTING
from amanat.face.machines import Given, InPath, Refusals, act_of, caller, change
from amanat.face.one_of import OneOf, states_of, verbs_of
from amanat.words.act import Role
from amanat.words.refusal import NotYours

router = Router(tags=["radar"])
DECIDERS = (Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE)
SightingState = Annotated[str, OneOf("SightingState", states_of(SIGHTING))]
SightingKind = Annotated[str, OneOf("SightingKind", KINDS)]
SightingVerb = Annotated[str, OneOf("SightingVerb", verbs_of(SIGHTING, *DECIDERS))]
ScoreSign = Annotated[str, OneOf("ScoreSign", REASONS)]
Address = Annotated[str, Field(max_length=LONGEST_ADDRESS)]
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]


class ForgeryOut(Schema):
    """A site that a person confirmed; `retracted_at` says that we were wrong."""

    code: str
    domain: str
    kind: SightingKind
    state: SightingState
    seen_at: datetime
    confirmed_at: datetime
    cleared_at: datetime | None
    retracted_at: datetime | None


class Forgeries(Schema):
    """`sequence` grows with every change of any case."""

    sequence: int
    entries: list[ForgeryOut]


class ScorePartOut(Schema):
    """One sign; `weight` in basis points."""

    sign: ScoreSign
    weight: int
    number: int


class RadarLookOut(Schema):
    """What one network was shown; `why_not` is a word of the crawler or the camera."""

    network: str
    at: datetime
    page_sha256: str
    screenshot_sha256: str | None
    distance: int
    why_not: str


class SightingOut(Schema):
    """A case; `score` and `threshold` in basis points."""

    id: str
    code: str
    kind: SightingKind
    state: SightingState
    domain: str
    url: str
    score: int
    threshold: int
    parts: list[ScorePartOut]
    gateway: str
    seen_at: datetime
    due_at: datetime | None
    looks: list[RadarLookOut]


class Sightings(Schema):
    sightings: list[SightingOut]


class SightingDecisionIn(Given):
    """Why; at least ten characters."""

    verb: SightingVerb
    words: Words


class SealReportIn(Given):
    address: Address
    words: Words = ""


class SealReportOut(Schema):
    code: str


class WatchedSitesIn(Given):
    addresses: Annotated[list[Address], Field(max_length=MOST_IN_LIST)]


class WatchedSitesOut(Schema):
    hosts: list[str]


@router.get("", response=Forgeries, auth=None, summary="Confirmed forgeries and retractions")
def forgeries(request: HttpRequest) -> Forgeries:
    """The newest first. The signed form is at /radar/feed.json."""
    rows = [_forgery(one) for one in queries.public_list()]
    return Forgeries(sequence=queries.last_entry(), entries=rows)


def _forgery(one: Sighting) -> ForgeryOut:
    assert one.confirmed_at is not None, "The list holds confirmed ones."
    return ForgeryOut(
        code=one.code, domain=one.site.host, kind=one.kind, state=one.state, seen_at=one.seen_at,
        confirmed_at=one.confirmed_at, cleared_at=one.cleared_at, retracted_at=one.retracted_at,
    )  # fmt: skip


def _case(one: Sighting) -> SightingOut:
    parts = [ScorePartOut(sign=name, weight=weight, number=n) for name, weight, n in one.parts]
    return SightingOut(
        id=str(one.pk), code=one.code, kind=one.kind, state=one.state, domain=one.site.host,
        url=one.url, score=one.score, threshold=one.threshold, parts=parts, gateway=one.gateway,
        seen_at=one.seen_at, due_at=one.due_at, looks=[],
    )  # fmt: skip


def _look(one: Observation) -> RadarLookOut:
    return RadarLookOut(
        network=one.network, at=one.at, page_sha256=one.page_sha256, distance=one.distance,
        screenshot_sha256=one.screenshot.sha256 if one.screenshot else None,
        why_not=one.why_not or one.no_screenshot,
    )  # fmt: skip


@router.get("/sightings", response={200: Sightings, **Refusals}, summary="What waits on the desk")
def sightings(request: HttpRequest) -> Sightings:
    """By deadline; without the looks."""
    queries.check_staff(caller(request))
    return Sightings(sightings=[_case(one) for one in queries.queue()])


@router.get("/sightings/{sighting_id}", response={200: SightingOut, **Refusals}, summary="One case")
def sighting(request: HttpRequest, sighting_id: InPath) -> SightingOut:
    queries.check_staff(caller(request))
    found = _case(queries.sighting(sighting_id))
    found.looks = [_look(one) for one in queries.observations(sighting_id)]
    return found


@router.post(
    "/sightings/{sighting_id}/decisions",
    response={200: SightingOut, **Refusals},
    summary="Decide a case",
)
def decide(request: HttpRequest, sighting_id: InPath, body: SightingDecisionIn) -> HttpResponse:
    """Each verb as on the case's page; the hat is the one that may do it in this state."""
    roles = queries.check_staff(caller(request))

    def do() -> SightingOut:
        found = queries.sighting(sighting_id)
        hats = [one for one in sorted(roles) if _may(one, found, body.verb)]
        if not hats:
            for one in sorted(roles):
                SIGHTING.row(body.verb, found.state, one)
            raise NotYours
        act = act_of(request, hats[0])
        getattr(radar, body.verb)(act, sighting_id=sighting_id, words=body.words)
        return _case(queries.sighting(sighting_id))

    return change(request, SightingOut, do)


def _may(role: Role, found: Sighting, verb: str) -> bool:
    return verb in SIGHTING.open_to(role, found.state)


@router.post("/reports", response={201: SealReportOut, **Refusals}, summary="Report a page")
def report(request: HttpRequest, body: SealReportIn) -> HttpResponse:
    """A page shows a seal that may be none; the same page again is the same case."""

    def do() -> SealReportOut:
        network = f"person:{caller(request)}"
        found = radar.report_seal(
            act_of(request), address=body.address, words=body.words, network=network
        )
        return SealReportOut(code=found.code)

    return change(request, SealReportOut, do, status=201)


@router.post(
    "/sites", response={200: WatchedSitesOut, **Refusals}, summary="Watch a list of addresses"
)
def watch(request: HttpRequest, body: WatchedSitesIn) -> HttpResponse:
    """For officers: each address is looked at from now on."""
    queries.check_staff(caller(request))

    def do() -> WatchedSitesOut:
        act = act_of(request, Role.OFFICER)
        return WatchedSitesOut(
            hosts=[one.host for one in radar.watch_list(act, addresses=body.addresses)]
        )

    return change(request, WatchedSitesOut, do)

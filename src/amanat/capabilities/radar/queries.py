"""Every read of the radar: the queue, a case, the public list, and the figures."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.people import queries as people
from amanat.capabilities.radar.models import (
    Decision,
    GatewayOrder,
    Observation,
    Report,
    Sent,
    Sighting,
    Site,
    Visit,
)
from amanat.capabilities.radar.rules import limits
from amanat.capabilities.radar.rules.scoring import FORGED, TRADING, WHOLE, Claimed, Register
from amanat.capabilities.radar.states import OPEN, STANDING, UNDECIDED
from amanat.capabilities.seals import queries as seals
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.kernel.log import history
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse, refuse_unless

STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE})
MOST_MONTHS = 24
MOST_PUBLIC = 500


def check_staff(person_id: int | None) -> frozenset[Role]:
    """The hats of somebody of this desk; NotFound for everybody else."""
    mine = STAFF & people.hats(person_id) if person_id is not None else frozenset()
    return mine or refuse(NotFound)


def check_hat(act: Act) -> None:
    """Whoever acts for this desk wears the hat they act in; NotFound for everybody else."""
    refuse_unless(act.by is not None and act.role in people.hats(act.person), NotFound)


def are_one_person(one: int | None, other: int | None) -> bool:
    """The same account, or two accounts with one national id."""
    if one is None or other is None:
        return False
    mark = people.marks_of(one).national_id_index
    return one == other or (bool(mark) and mark == people.marks_of(other).national_id_index)


#  The register's answer -------------------------------------------------------------------------


def register(host: str, claimed: tuple[str, ...], at: datetime) -> Register:
    """What our register says at `at` of this domain, and of everything its page claims."""
    return Register(host, _state(host, at), tuple(_claimed(one, at) for one in claimed))


def _state(host: str, at: datetime) -> str:
    seal = seals.by_domain(host.removeprefix("www."))
    status = seals.status_at(seal.pk, at) if seal else None
    return status.state if status else ""


def _claimed(named: str, at: datetime) -> Claimed:
    """A code or a domain that a page names as its own."""
    seal = seals.by_domain(named)
    if seal is None:
        try:
            seal = seals.by_code(named)
        except NotFound:
            return Claimed(named, frozenset(), "")
    status = seals.status_at(seal.pk, at)
    names = frozenset({seal.domain, f"www.{seal.domain}"})
    return Claimed(named, names, status.state if status else "")


def seal_of(host: str) -> Any:
    """The seal of this host, or None."""
    return seals.by_domain(host.removeprefix("www."))


def threshold(at: datetime) -> int:
    return law.whole(limits.THRESHOLD, at)


#  What is to be looked at -----------------------------------------------------------------------


def due_sites(at: datetime) -> list[Site]:
    """Sites whose time has come and that nobody is looking at, the longest waiting first."""
    under_way = Visit.objects.filter(site=OuterRef("pk"), done_at=None)
    rows = Site.objects.filter(~Exists(under_way), next_at__lte=at)
    return list(rows.order_by("next_at", "pk")[: limits.MOST_VISITS_A_SWEEP])


def lost_visits(at: datetime) -> list[int]:
    """Looks that a dead worker dropped."""
    rows = Visit.objects.filter(done_at=None, asked_at__lte=at - limits.VISIT_LOST_AFTER)
    return list(rows.order_by("pk").values_list("pk", flat=True)[: limits.MOST_VISITS_A_SWEEP])


def late_orders(at: datetime) -> list[int]:
    """Orders to gateways whose day is over and that nobody has noted yet."""
    rows = GatewayOrder.objects.filter(until__lte=at, done_at=None, late_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True)[: limits.MOST_VISITS_A_SWEEP])


def visit(visit_id: int) -> Visit:
    found = Visit.objects.select_related("site", "sighting").filter(pk=visit_id).first()
    return found if found is not None else refuse(NotFound, "visit_id")


def open_sightings(site_id: int) -> dict[str, Sighting]:
    """What is open about a site, by kind."""
    return {one.kind: one for one in Sighting.objects.filter(site_id=site_id, state__in=OPEN)}


def reports_since(network: str, since: datetime) -> int:
    """How many sites this source reported lately."""
    return Report.objects.filter(network=network, at__gt=since).count()


#  One case --------------------------------------------------------------------------------------


def sighting(sighting_id: int) -> Sighting:
    rows = Sighting.objects.select_related("site", "seal", "business")
    return rows.filter(pk=sighting_id).first() or refuse(NotFound, "sighting_id")


def by_token(token: str) -> Sighting:
    """The case whose owner has this link."""
    rows = Sighting.objects.select_related("site").filter(token=token, notified_at__isnull=False)
    return rows.first() or refuse(NotFound)


def order_by_token(token: str) -> GatewayOrder:
    """The order that a provider got with this link."""
    rows = GatewayOrder.objects.select_related("sighting__site").filter(token=token)
    return rows.first() or refuse(NotFound)


def observations(sighting_id: int) -> list[Observation]:
    """Every look of a case, the newest first."""
    rows = Observation.objects.filter(sighting_id=sighting_id).select_related("visit", "screenshot")
    return list(rows.order_by("-pk")[: limits.MOST_SHOWN])


def screenshots(sighting_id: int) -> list[Observation]:
    """The newest screenshot of each network: what a person decides on."""
    newest: dict[str, Observation] = {}
    for one in observations(sighting_id):
        if one.screenshot_id is not None:
            newest.setdefault(one.network, one)
    return sorted(newest.values(), key=lambda one: one.network)


def shot(observation_id: int) -> evidence.Opened:
    """The bytes of a screenshot; the caller has checked who asks."""
    found = Observation.objects.filter(pk=observation_id, screenshot__isnull=False).first()
    if found is None or found.screenshot_id is None:
        raise NotFound("observation_id")
    return evidence.read(found.screenshot_id)


def notices(sighting_id: int) -> list[Sent]:
    rows = Sent.objects.filter(sighting_id=sighting_id).select_related("notice").order_by("pk")
    return list(rows[: limits.MOST_SHOWN])


def orders(sighting_id: int) -> list[GatewayOrder]:
    rows = GatewayOrder.objects.filter(sighting_id=sighting_id).order_by("pk")
    return list(rows[: limits.MOST_SHOWN])


def decisions(sighting_id: int) -> list[Decision]:
    rows = Decision.objects.filter(sighting_id=sighting_id).order_by("pk")
    return list(rows[: limits.MOST_SHOWN])


def reports(sighting_id: int) -> list[Report]:
    rows = Report.objects.filter(sighting_id=sighting_id).order_by("pk")
    return list(rows[: limits.MOST_SHOWN])


def facts(one: Sighting) -> list[history.Line]:
    """The log of a case: when it was seen, by whom decided, each with its place in the log."""
    return history.history(f"sighting:{one.pk}", limits.MOST_SHOWN)


def is_tied(person_id: int, one: Sighting) -> bool:
    """Whether a person is on the side of the business, or declared a tie to it."""
    if one.business_id is None:
        return False
    is_side = person_id in businesses.linked_people(one.business_id)
    return is_side or businesses.is_in_conflict(person_id, one.business_id)


def holders(one: Sighting, at: datetime) -> list[int]:
    """People with a mandate of the business, to whom a notice goes."""
    if one.business_id is None:
        return []
    rows = businesses.mandates_in_force(at).filter(business_id=one.business_id)
    return sorted({row.person_id for row in rows})


#  Desk and public -------------------------------------------------------------------------------


def queue(states: Collection[str] = (*OPEN, "cleared")) -> list[Sighting]:
    """What waits, by deadline; cases without one last."""
    rows = Sighting.objects.filter(state__in=states).select_related("site")
    return list(rows.order_by(F("due_at").asc(nulls_last=True), "pk")[: limits.MOST_SHOWN])


def listed() -> QuerySet[Sighting]:
    """What the public list shows: confirmed by a person, whatever became of it, the newest first."""
    rows = Sighting.objects.filter(confirmed_at__isnull=False).select_related("site")
    return rows.order_by("-confirmed_at", "-pk")


def public_list() -> list[Sighting]:
    return list(listed()[:MOST_PUBLIC])


def last_entry() -> int:
    """The place in the log of the newest fact about any sighting: the number of the feed."""
    return history.last_entry("sighting")


@dataclass(frozen=True, slots=True)
class Figures:
    """What the mission asks: how many were looked at, forge, trade while suspended."""

    screened: int
    forged: int
    trading: int
    open_by_state: dict[str, int]
    median_removal: timedelta | None
    decided: int
    false: int
    late_orders: int
    late_committee: int
    months: dict[str, int]

    @property
    def false_share(self) -> int | None:
        """Of what a person decided, how much was no forgery, in basis points, rounded up."""
        return -(-self.false * WHOLE // self.decided) if self.decided else None


def figures(at: datetime) -> Figures:
    """The figures of the radar, in a few queries however many cases there are."""
    kinds = _count(Sighting.objects.filter(state__in=STANDING), "kind")
    ended = listed().exclude(cleared_at=None)
    spans = [one.cleared_at - one.seen_at for one in ended if one.cleared_at is not None]
    confirmed = Sighting.objects.filter(confirmed_at__isnull=False)
    return Figures(
        screened=Site.objects.filter(looked_at__isnull=False).count(),
        forged=kinds.get(FORGED, 0),
        trading=kinds.get(TRADING, 0),
        open_by_state=_count(Sighting.objects.filter(state__in=OPEN), "state"),
        median_removal=median_low(spans) if spans else None,
        decided=confirmed.count() + _dismissed().count(),
        false=_dismissed().count() + confirmed.exclude(retracted_at=None).count(),
        late_orders=GatewayOrder.objects.exclude(late_at=None).count(),
        late_committee=Sighting.objects.filter(state="with_committee", committee_at__lt=at).count(),
        months=_months(confirmed),
    )


def _dismissed() -> QuerySet[Sighting]:
    return Sighting.objects.filter(state="false_alarm", confirmed_at=None)


def _count(rows: QuerySet[Sighting], name: str) -> dict[str, int]:
    found = rows.order_by().values(name).annotate(count=Count("pk"))
    return {row[name]: row["count"] for row in found}


def _months(rows: QuerySet[Sighting]) -> dict[str, int]:
    """Confirmed cases by month of Tehran, the newest months last."""
    moments = rows.order_by("confirmed_at").values_list("confirmed_at", flat=True)
    counts = Counter(f"{tehran_day(one):%Y-%m}" for one in moments if one is not None)
    return dict(list(counts.items())[-MOST_MONTHS:])


def waiting() -> int:
    """How many cases wait for a person."""
    return Sighting.objects.filter(Q(state__in=UNDECIDED) | Q(state="objection")).count()


def open_verbs(one: Sighting, roles: frozenset[Role]) -> dict[str, Role]:
    """What somebody with these hats may do now, each with the hat to wear."""
    found: dict[str, Role] = {}
    for role in sorted(roles):
        for verb in one.MACHINE.open_to(role, one.state):
            found.setdefault(verb, role)
    if one.block_proposed_by_id is not None:
        found.pop("propose_block", None)
    else:
        found.pop("request_block", None)
    if not one.gateway or one.orders.exists():
        found.pop("order_gateway_cut", None)
    return found

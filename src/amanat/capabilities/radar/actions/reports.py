"""Somebody outside reports a page: grouped by source, a case at once, and a look right away."""

from django.db.models import F

from amanat.capabilities.radar import queries
from amanat.capabilities.radar.actions.base import after
from amanat.capabilities.radar.actions.sites import REPORT, ask_visit, host_of, watch_site
from amanat.capabilities.radar.events import SealReported
from amanat.capabilities.radar.models import Report, Sighting, Site
from amanat.capabilities.radar.refusals import AddressNeeded, TooManyReports
from amanat.capabilities.radar.rules import limits
from amanat.capabilities.radar.rules.scoring import FORGED, TRADING
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless


@atomic
def report_seal(act: Act, *, address: str, words: str = "", network: str = "") -> Sighting:
    """A page shows a seal that may be none. The same source and site again are one report."""
    typed = normalise(address, "address")
    refuse_unless(0 < len(typed) <= limits.LONGEST_ADDRESS, AddressNeeded, "address")
    words = normalise(words, "words")[: limits.LONGEST_WORDS]
    host, url = host_of(typed)
    house = act.wearing(Role.HOUSE)
    site = watch_site(house, host=host, source="report", pace="high")
    sighting = _open(act, Site.objects.select_for_update().get(pk=site.pk), url)
    again = Report.objects.filter(sighting=sighting, network=network)
    if again.update(count=F("count") + 1):
        return sighting
    few = queries.reports_since(network, act.at - limits.REPORT_SPAN)
    refuse_unless(few < limits.MOST_REPORTS_OF_A_NETWORK, TooManyReports)
    Report.objects.create(sighting=sighting, network=network, words=words, at=act.at)
    return sighting


def _open(act: Act, site: Site, url: str) -> Sighting:
    """The open case about this site, or a new one with a look on its way."""
    is_suspended = queries.register(site.host, (), act.at).is_suspended
    kind = TRADING if is_suspended else FORGED
    known = queries.open_sightings(site.pk)
    if found := known.get(kind) or next(iter(known.values()), None):
        return found
    sighting = Sighting(
        kind=kind, site=site, url=url, source="report", seen_at=act.at,
        threshold=queries.threshold(act.at),
    )  # fmt: skip
    move(
        act.wearing(Role.PERSON),
        sighting,
        "report_seal",
        SealReported(sighting.code),
        due_at=after(act, limits.TRIAGE),
    )
    ask_visit(
        act.wearing(Role.HOUSE), site_id=site.pk, why=REPORT, url=url, sighting_id=sighting.pk
    )
    return sighting

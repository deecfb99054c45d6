"""Which sites are looked at: from the register, from lists, from reports and from links."""

from procrastinate.contrib.django import app

from amanat.capabilities.radar import queries
from amanat.capabilities.radar.events import SiteWatched
from amanat.capabilities.radar.models import Site, Visit
from amanat.capabilities.radar.refusals import AddressNotPublic, SiteListWrong
from amanat.capabilities.radar.rules import limits
from amanat.capabilities.seals import queries as seals
from amanat.kernel.crawler import NotFetched
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, refuse_unless
from amanat.words.targets import address_of, is_public, target_of

TASK, QUEUE = "radar.visit", "radar"
SCHEDULE, REPORT, RECHECK = "schedule", "report", "recheck"


def host_of(typed: str) -> tuple[str, str]:
    """The host and the whole address of what somebody typed; AddressNotPublic for anything else."""
    plain = typed.strip()
    address = plain if "://" in plain else f"https://{plain}"
    try:
        target = target_of(address)
    except NotFetched:
        raise AddressNotPublic("address") from None
    refuse_unless(_is_outside(target.host), AddressNotPublic, "address")
    return target.host, target.url


def _is_outside(host: str) -> bool:
    """A name, or a number of the public internet."""
    try:
        return is_public(address_of(host))
    except NotFetched:
        return True


@atomic
def watch_site(act: Act, *, host: str, source: str, pace: str = "normal") -> Site:
    """Look at this host from now on; one that is known already keeps the faster of both paces."""
    site, is_new = Site.objects.get_or_create(
        host=host,
        defaults={"source": source, "pace": pace, "added_at": act.at, "next_at": act.at},
    )
    if is_new:
        record(act, SiteWatched(host, pace), subject=site)
    elif pace != "normal" and site.pace != pace:
        set_pace(act, site_id=site.pk, pace=pace)
        site.refresh_from_db()
    return site


@atomic
def watch_list(act: Act, *, addresses: list[str]) -> list[Site]:
    """An officer gives a list of addresses: each is looked at from now on, or none."""
    queries.check_hat(act)
    fits = 0 < len(addresses) <= limits.MOST_IN_LIST
    refuse_unless(fits, Invalid, "addresses")
    hosts = []
    for line, typed in enumerate(addresses, 1):
        try:
            hosts.append(host_of(typed)[0])
        except AddressNotPublic:
            raise SiteListWrong("addresses", line=line) from None
    return [watch_site(act, host=host, source="list") for host in dict.fromkeys(hosts)]


@atomic
def set_pace(act: Act, *, site_id: int, pace: str) -> Site:
    """How often this site is looked at; what is more urgent is looked at sooner."""
    site = Site.objects.select_for_update().get(pk=site_id)
    site.pace = pace
    site.next_at = min(site.next_at, act.at + law.hours(limits.HOURS[pace], act.at))
    site.save(update_fields=["pace", "next_at"])
    record(act, SiteWatched(site.host, pace), subject=site)
    return site


@atomic
def follow_seal(act: Act, *, seal_id: int) -> Site:
    """A seal changed: its domain is looked at as often as its state asks."""
    seal = seals.seal(seal_id)
    status = seals.status_at(seal.pk, act.at)
    pace = "suspended" if status and status.state == "suspended" else "normal"
    site = watch_site(act, host=seal.domain, source="register", pace=pace)
    return site if site.pace == pace else set_pace(act, site_id=site.pk, pace=pace)


@atomic
def ask_visit(
    act: Act, *, site_id: int, why: str, url: str = "", sighting_id: int | None = None
) -> Visit | None:
    """Write the intent to look, with a job that goes out after the commit; None if one is out."""
    site = Site.objects.select_for_update().get(pk=site_id)
    if Visit.objects.filter(site=site, why=why, done_at=None).exists():
        return None
    site.next_at = act.at + law.hours(limits.HOURS[site.pace], act.at)
    site.save(update_fields=["next_at"])
    visit = Visit.objects.create(
        site=site, sighting_id=sighting_id, url=url or f"https://{site.host}/", why=why,
        asked_at=act.at,
    )  # fmt: skip
    app.configure_task(TASK, queue=QUEUE).defer(visit_id=visit.pk)
    return visit


@atomic
def ask_again(act: Act, *, visit_id: int) -> Visit:
    """A worker dropped this look: another one goes out."""
    visit = Visit.objects.select_for_update().get(pk=visit_id)
    visit.asked_at = act.at
    visit.save(update_fields=["asked_at"])
    app.configure_task(TASK, queue=QUEUE).defer(visit_id=visit.pk)
    return visit


def sweep(act: Act) -> int:
    """Ask for a look at every site whose time has come, and again where a worker dropped one."""
    house = act.wearing(Role.HOUSE)
    for visit_id in queries.lost_visits(act.at):
        ask_again(house, visit_id=visit_id)
    due = queries.due_sites(act.at)
    return sum(ask_visit(house, site_id=one.pk, why=SCHEDULE) is not None for one in due)

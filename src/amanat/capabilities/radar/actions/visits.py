"""A look at a site: the way out is outside every transaction; what came back is written in one."""

from dataclasses import dataclass

from django.conf import settings

from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.evidence import refusals as files
from amanat.capabilities.radar import queries
from amanat.capabilities.radar.actions.base import after
from amanat.capabilities.radar.actions.cases import find_cleared, find_persisting
from amanat.capabilities.radar.actions.sites import RECHECK, host_of, watch_site
from amanat.capabilities.radar.events import SightingDetected, SightingSeenAgain
from amanat.capabilities.radar.models import Observation, Sighting, Site, Visit
from amanat.capabilities.radar.ports import camera, web
from amanat.capabilities.radar.ports.looking import Look, hosts_linked, look
from amanat.capabilities.radar.refusals import AddressNotPublic
from amanat.capabilities.radar.rules import limits, scoring
from amanat.capabilities.radar.rules.scoring import Register, Score, Seen
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Shot:
    """The kept photograph of one network's page, or why there is none."""

    file_id: int | None = None
    why_not: str = ""


def visit(act: Act, *, visit_id: int) -> Visit:
    """Go out as every network, judge what came back, photograph what matters, and write it down."""
    asked = queries.visit(visit_id)
    if asked.done_at is not None:
        return asked
    sighting = asked.sighting
    before = queries.register(asked.site.host, (), act.at)
    known = frozenset(asked.site.offers) if before.is_suspended else None
    looks = [
        look(
            web.now(), asked.url, one, registers=frozenset(settings.RADAR_REGISTERS),
            is_sealed=before.is_sealed, known_offers=known,
        )
        for one in web.networks()
    ]  # fmt: skip
    register = queries.register(asked.site.host, claimed(looks), act.at)
    is_wanted = sighting is not None or any(_found(act, looks, register))
    shots = [_photograph(act, one, asked.site) if is_wanted else Shot() for one in looks]
    return note_visit(act, visit_id=visit_id, looks=looks, shots=shots)


def claimed(looks: list[Look]) -> tuple[str, ...]:
    """Every code or domain that any network was shown as this site's own seal."""
    named = (code for one in looks if one.seen for code in one.seen.reading.claimed)
    return tuple(dict.fromkeys(named))


def _photograph(act: Act, one: Look, site: Site) -> Shot:
    if one.seen is None:
        return Shot(why_not=one.why_not)
    try:
        content = camera.now().shoot(one.page)
        name = f"{site.host}-{one.network}.png"
        return Shot(evidence.keep_for_house(act, content=content, name=name).pk)
    except camera.NoPhotograph as no:
        return Shot(why_not=str(no))
    except (files.BrokenFile, files.FileTooLarge, files.TooManyPixels):
        return Shot(why_not="broken")


def _found(act: Act, looks: list[Look], register: Register) -> list[Score]:
    """What goes to a person: a score above the threshold in force."""
    seen, most = seen_by(looks), queries.threshold(act.at)
    scores = [scoring.forged(seen, register), scoring.trading(seen, register)]
    return [one for one in scores if scoring.goes_to_a_person(one, most)]


def seen_by(looks: list[Look]) -> list[Seen]:
    return [one.seen for one in looks if one.seen is not None]


@atomic
def note_visit(act: Act, *, visit_id: int, looks: list[Look], shots: list[Shot]) -> Visit:
    """Write down what every network was shown, and open, feed or decide the case it belongs to."""
    house = act.wearing(Role.HOUSE)
    done = Visit.objects.select_for_update().get(pk=visit_id)
    if done.done_at is not None:
        return done
    site = Site.objects.select_for_update().get(pk=done.site_id)
    seen = [_kept(act, done, *pair) for pair in zip(looks, shots, strict=True)]
    register = queries.register(site.host, claimed(looks), act.at)
    _note_site(act, site, looks, register)
    done.done_at = act.at
    done.save(update_fields=["done_at"])
    if done.why == RECHECK:
        _decide_recheck(house, done, looks, seen, register)
    else:
        _open_or_feed(house, done, looks, seen, register)
    _follow_links(house, looks)
    return done


def _kept(act: Act, done: Visit, one: Look, shot: Shot) -> Observation:
    reading = one.seen.reading if one.seen else None
    return Observation.objects.create(
        visit=done, sighting_id=done.sighting_id, network=one.network, at=act.at, url=one.url,
        status=one.status, why_not=one.why_not, page_sha256=one.page_sha256,
        text_sha256=one.text_sha256, picture_sha256=one.picture_sha256,
        picture_print=one.picture_print, distance=one.seen.distance if one.seen else scoring.FAR,
        claimed=list(reading.claimed) if reading else [],
        facts=_facts(one), screenshot_id=shot.file_id, no_screenshot=shot.why_not,
    )  # fmt: skip


def _facts(one: Look) -> dict[str, object]:
    """What the page shows and asks, as the case tells it."""
    if one.seen is None:
        return {}
    reading = one.seen.reading
    return {
        "claims": list(reading.claims), "mentions": reading.mentions,
        "elsewhere": list(reading.elsewhere), "has_basket": reading.has_basket,
        "reaches_payment": one.seen.reaches_payment or reading.asks_payment,
        "gateways": list(one.gateways), "gateway_answers": one.seen.has_answering_gateway,
        "new_offers": sorted(one.seen.new_offers), "phones": list(reading.phones),
    }  # fmt: skip


def _note_site(act: Act, site: Site, looks: list[Look], register: Register) -> None:
    """When it was seen last; and what it sells, as long as it may sell."""
    seen = seen_by(looks)
    if not seen:
        return
    site.looked_at = act.at
    if not register.is_suspended or not site.offers:
        site.offers = sorted({offer for one in seen for offer in one.reading.offers})
    site.save(update_fields=["looked_at", "offers"])


def _decide_recheck(
    act: Act, done: Visit, looks: list[Look], seen: list[Observation], register: Register
) -> None:
    """Cleared only when every network was answered, and none was shown it any more."""
    assert done.sighting_id is not None, "A recheck is of a case."
    sighting = Sighting.objects.lock(done.sighting_id)
    if sighting.state != "rechecking":
        return
    answers = seen_by(looks)
    is_whole = len(answers) == len(looks)
    if is_whole and scoring.is_gone(answers, register, sighting.kind):
        find_cleared(act, sighting_id=sighting.pk, pages=pages_of(seen), shots=shots_of(seen))
    else:
        why = "seen_again" if answers else looks[0].why_not or "not_seen"
        find_persisting(act, sighting_id=sighting.pk, why=why)


def pages_of(seen: list[Observation]) -> str:
    """The hashes of the pages, as a fact holds them."""
    return " ".join(one.page_sha256 for one in seen if one.page_sha256)


def shots_of(seen: list[Observation]) -> str:
    """The hashes of the photographs, as a fact holds them."""
    return " ".join(one.screenshot.sha256 for one in seen if one.screenshot is not None)


def _open_or_feed(
    act: Act, done: Visit, looks: list[Look], seen: list[Observation], register: Register
) -> None:
    known = queries.open_sightings(done.site_id)
    for score in _found(act, looks, register):
        if score.kind in known:
            feed(act, known.pop(score.kind), score, looks, seen, register)
        else:
            detect(act, done, score, looks, seen, register)
    for sighting in known.values():  # Reported, and seen with a lower score: a person decides.
        if sighting.pk == done.sighting_id:
            weighed = {scoring.FORGED: scoring.forged, scoring.TRADING: scoring.trading}
            score = weighed[sighting.kind](seen_by(looks), register)
            feed(act, sighting, score, looks, seen, register)


def detect(
    act: Act,
    done: Visit,
    score: Score,
    looks: list[Look],
    seen: list[Observation],
    register: Register,
) -> Sighting:
    """A case begins, with the hashes of what was seen in the log from this moment on."""
    sighting = Sighting(
        kind=score.kind, site_id=done.site_id, url=done.url, source="crawl", seen_at=act.at,
        threshold=queries.threshold(act.at),
    )  # fmt: skip
    weigh(act, sighting, score, looks, seen, register)
    event = SightingDetected(
        sighting.code, score.kind, score.basis_points, pages_of(seen), shots_of(seen)
    )
    move(act, sighting, "detect", event, due_at=after(act, limits.TRIAGE))
    _attach(sighting, seen)
    return sighting


def feed(
    act: Act,
    sighting: Sighting,
    score: Score,
    looks: list[Look],
    seen: list[Observation],
    register: Register,
) -> Sighting:
    """What is open already was looked at again: the case keeps the heavier score."""
    locked = Sighting.objects.lock(sighting.pk)
    if score.basis_points >= locked.score:
        weigh(act, locked, score, looks, seen, register)
        locked.save()
    _attach(locked, seen)
    event = SightingSeenAgain(score.basis_points, pages_of(seen), shots_of(seen))
    record(act, event, subject=locked)
    return locked


def weigh(
    act: Act,
    sighting: Sighting,
    score: Score,
    looks: list[Look],
    seen: list[Observation],
    register: Register,
) -> None:
    """The score with its parts, the register's answer, and the gateway that was seen."""
    seal = queries.seal_of(register.domain)
    sighting.score = score.basis_points
    sighting.parts = [[one.name, one.weight, one.number] for one in score.parts[:MOST_PARTS]]
    sighting.seal_id = seal.pk if seal else None
    sighting.business_id = seal.business_id if seal else None
    sighting.gateway = next((host for one in looks for host in one.gateways), sighting.gateway)
    sighting.no_camera = next((one.no_screenshot for one in seen if one.no_screenshot), "")
    sighting.register = {
        "at": act.at.isoformat(),
        "state": register.state,
        "claimed": [[one.named, sorted(one.domains), one.state] for one in register.claimed],
    }


def _attach(sighting: Sighting, seen: list[Observation]) -> None:
    Observation.objects.filter(pk__in=[one.pk for one in seen]).update(sighting=sighting)


def _follow_links(act: Act, looks: list[Look]) -> None:
    """A page that is passed off as our register is looked at too."""
    for host in dict.fromkeys(host for one in looks for host in hosts_linked(one)):
        try:
            watch_site(act, host=host_of(host)[0], source="link", pace="high")
        except AddressNotPublic:
            continue

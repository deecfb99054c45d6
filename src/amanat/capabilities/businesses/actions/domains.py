"""Domains: named, looked at by our crawler, proven by two of three ways, lost after 72 hours."""

from collections.abc import Iterable
from datetime import datetime

from procrastinate.contrib.django import app

from amanat.capabilities.businesses import queries, rules, states
from amanat.capabilities.businesses.actions.parts import open_one, ours
from amanat.capabilities.businesses.events import (
    DomainAdded,
    DomainDropped,
    DomainLost,
    DomainProofMissing,
    DomainProven,
    DomainStillProven,
)
from amanat.capabilities.businesses.models import Business, Domain, DomainCheck, DomainProof
from amanat.capabilities.businesses.ports import site
from amanat.capabilities.businesses.ports.site import Sighting
from amanat.capabilities.businesses.refusals import (
    DomainBad,
    DomainCheckedJustNow,
    DomainNotLookedAt,
    DomainTaken,
    SheetFull,
)
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words import domains as words
from amanat.words.act import Act, Role
from amanat.words.powers import PAPERS
from amanat.words.refusal import NotFound, refuse_unless
from amanat.words.text import Text

LOOK_TASK, QUEUE = "businesses.look", "crawl"
RECHECK, GRACE = "businesses.domain_recheck_hours", "businesses.domain_grace_hours"
LOOKS_LIKE = Text(
    "با دامنهٔ اثبات‌شدهٔ دیگری اشتباه گرفته می‌شود.",
    "It is mistaken for another proven domain.",
)


@atomic
def add_domain(act: Act, *, business_id: int, name: str) -> Domain:
    """Name a domain and get its token. Whoever proves it first has it."""
    one = open_one(act, business_id, PAPERS)
    try:
        kept = words.domain(name)
    except words.NoDomain as no:
        raise DomainBad("name", why=no.why) from None
    skeleton = words.skeleton(kept)
    twin = queries.look_alike(kept, skeleton, business_id)
    refuse_unless(twin is None, DomainBad, "name", why=LOOKS_LIKE)
    refuse_unless(queries.holder_of(kept) is None, DomainTaken, "name")
    mine = Domain.objects.filter(business=one, state__in=states.LIVE_DOMAINS)
    refuse_unless(not mine.filter(name=kept).exists(), DomainTaken, "name")
    most = rules.MOST_OF_A_KIND
    refuse_unless(mine.count() < most, SheetFull, "name", most=most)
    domain = Domain(
        business=one, name=kept, skeleton=skeleton, added_at=act.at,
        check_at=act.at + law.hours(RECHECK, act.at),
    )  # fmt: skip
    move(act.wearing(Role.HOLDER), domain, "add_domain", DomainAdded(business_id, kept))
    return domain


@atomic
def drop_domain(act: Act, *, domain_id: int) -> Domain:
    """The holder puts a domain aside; a seal no longer stands for it."""
    business_id = queries.domain(domain_id).business_id
    ours(act, business_id, PAPERS)
    domain = Domain.objects.lock(domain_id)
    domain.check_at = None
    event = DomainDropped(business_id, domain.name)
    move(act.wearing(Role.HOLDER), domain, "drop_domain", event)
    return domain


@atomic
def ask_for_look(act: Act, *, domain_id: int) -> DomainCheck:
    """The holder put the proof there and wants us to look now; the look itself comes after."""
    queries.check_mandate(act, queries.domain(domain_id).business_id, PAPERS)
    domain = Domain.objects.lock(domain_id)
    refuse_unless(domain.state != states.DROPPED, NotFound)
    last = DomainCheck.objects.filter(domain=domain).order_by("-pk").first()
    wait = rules.CHECK_PAUSE - (act.at - last.asked_at) if last else None
    seconds = int(wait.total_seconds()) + 1 if wait else 0
    refuse_unless(seconds <= 0, DomainCheckedJustNow, seconds=seconds)
    check = DomainCheck.objects.create(domain=domain, asked_by_id=act.person, asked_at=act.at)
    app.configure_task(LOOK_TASK, queue=QUEUE).defer(check_id=check.pk)
    return check


def look(act: Act, *, check_id: int) -> Domain:
    """Look at what the three ways show now, and write it down. No transaction is open meanwhile."""
    check = queries.check(check_id)
    sightings = site.look(check.domain.name, check.domain.token)
    return note_look(act.wearing(Role.HOUSE), check_id=check_id, sightings=sightings)


@atomic
def begin_look(act: Act, *, domain_id: int) -> DomainCheck | None:
    """Our own daily look is due: write down that we look. None when somebody was first."""
    domain = Domain.objects.lock(domain_id)
    if domain.check_at is None or domain.check_at > act.at:
        return None
    domain.check_at = act.at + law.hours(RECHECK, act.at)
    domain.save(update_fields=["check_at"])
    return DomainCheck.objects.create(domain=domain, asked_at=act.at)


@atomic
def note_look(act: Act, *, check_id: int, sightings: Iterable[Sighting]) -> Domain:
    """Write down what a look found, and what follows for the domain. Twice changes nothing."""
    named = queries.check(check_id).domain
    Business.objects.lock(named.business_id)
    domain = Domain.objects.lock(named.pk)
    check = DomainCheck.objects.select_for_update().get(pk=check_id)
    if check.answered_at is not None:
        return domain
    check.answered_at = act.at
    check.save(update_fields=["answered_at"])
    seen = list(sightings)
    DomainProof.objects.bulk_create(
        DomainProof(
            check_made=check, method=one.method, is_found=one.is_found, why=one.why,
            sha256=one.sha256,
        )
        for one in seen
    )  # fmt: skip
    domain.looked_at = act.at
    domain.check_at = _next_look(domain, act.at)
    domain.save(update_fields=["looked_at", "check_at"])
    methods = sorted(one.method for one in seen if one.is_found)
    _conclude(act.wearing(Role.HOUSE), domain, methods)
    return queries.domain(domain.pk)


def _conclude(act: Act, domain: Domain, methods: list[str]) -> None:
    """Move the domain along what was seen; nothing new, nothing moved."""
    is_enough = len(methods) >= rules.PROOFS_NEEDED
    may_be_proven = domain.state in states.HELD or (
        domain.state != states.DROPPED and _is_free(domain)
    )
    if is_enough and may_be_proven:
        find_proof(act, domain_id=domain.pk, methods=methods)
    elif not is_enough and domain.state == states.PROVEN:
        miss_proof(act, domain_id=domain.pk)


@atomic
def find_proof(act: Act, *, domain_id: int, methods: Iterable[str]) -> Domain:
    """Two of the three proofs were seen: the domain is, or stays, the business's."""
    domain = Domain.objects.lock(domain_id)
    seen = " ".join(methods)
    event: DomainStillProven | DomainProven = DomainStillProven(domain.business_id, seen)
    if domain.state not in states.HELD:
        domain.proven_at = act.at
        event = DomainProven(domain.business_id, domain.name, seen)
    domain.missing_at = None
    move(act, domain, "find_proof", event)
    return domain


@atomic
def miss_proof(act: Act, *, domain_id: int) -> Domain:
    """The proof is gone: unless it comes back, the domain is lost after the grace."""
    domain = Domain.objects.lock(domain_id)
    lost_at = act.at + law.hours(GRACE, act.at)
    domain.missing_at = act.at
    event = DomainProofMissing(domain.business_id, domain.name, lost_at.isoformat())
    move(act, domain, "miss_proof", event, due_at=lost_at)
    return domain


def _is_free(domain: Domain) -> bool:
    """Nobody else holds it, or a name that looks like it."""
    twin = queries.look_alike(domain.name, domain.skeleton, domain.business_id)
    return queries.holder_of(domain.name) is None and twin is None


def _next_look(domain: Domain, at: datetime) -> datetime | None:
    """The day after; what was never proven is not looked at for ever."""
    if domain.state == states.DROPPED:
        return None
    is_given_up = domain.state not in states.HELD and at - domain.added_at > rules.UNPROVEN_FOR
    return None if is_given_up else at + law.hours(RECHECK, at)


@atomic
def lose_domain(act: Act, *, domain_id: int) -> Domain:
    """The proof stayed away for 72 hours, and we did look in the last day."""
    domain = Domain.objects.lock(domain_id)
    day_before = (domain.due_at or act.at) - law.hours(RECHECK, act.at)
    refuse_unless(
        domain.looked_at is not None and domain.looked_at >= day_before, DomainNotLookedAt
    )
    domain.proven_at = None
    move(act, domain, "lose_domain", DomainLost(domain.business_id, domain.name))
    return domain

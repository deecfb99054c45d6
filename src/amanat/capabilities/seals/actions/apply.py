"""From the draft to the signed undertaking: what the holder does to get a seal."""

from datetime import datetime

from django.db import IntegrityError, transaction

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.businesses import refusals as refused
from amanat.capabilities.people import actions as people
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions.base import (
    drop_checks,
    held,
    named,
    open_checks,
    step,
)
from amanat.capabilities.seals.actions.look import run_checks
from amanat.capabilities.seals.events import (
    SealApplicationChanged,
    SealApplied,
    SealDecisionLate,
    SealDefectsFixed,
    SealDraftRemoved,
    SealLeftIncomplete,
    SealSubmitted,
    UndertakingSigned,
)
from amanat.capabilities.seals.models import Seal, Undertaking
from amanat.capabilities.seals.refusals import (
    ActivityMissing,
    ActivityProhibited,
    ClassUncovered,
    DomainNotNamed,
    DomainUnproven,
    NothingToFix,
    UndertakingChanged,
    UnknownLevel,
)
from amanat.capabilities.seals.states import TAKES_DOMAIN
from amanat.kernel import signing
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.transactions import atomic
from amanat.words import codes, domains, powers
from amanat.words.act import Act, Role
from amanat.words.event import Event
from amanat.words.refusal import refuse_unless

UNDERTAKE = "undertake"
PAPER = "seal undertaking"
ONE_OF_A_DOMAIN = ("one_seal_of_a_domain", "one_draft_of_a_business_and_domain")


@atomic
def apply_for_seal(act: Act, *, business_id: int, domain: str, level: int) -> Seal:
    """Begin an application for one domain of the business. It is a draft until it is submitted."""
    business = businesses.check_mandate(act, business_id, powers.SEAL)
    refuse_unless(business.is_open, refused.BusinessNotOpen)
    seal = Seal(
        business_id=business_id, code=codes.new_code(queries.CODE_PREFIX),
        applied_by_id=act.person, applied_at=act.at,
    )  # fmt: skip
    _wish(act, seal, domain, level)
    due_at = act.at + queries.days("draft_days", act.at)
    event = SealApplied(business_id, seal.domain, level)
    _alone(act, seal, "apply_for_seal", event, due_at)
    return seal


@atomic
def change_application(act: Act, *, seal_id: int, domain: str, level: int) -> Seal:
    """Another domain or another level, while it is a draft; its thirty days run on."""
    seal = held(act, seal_id)
    _wish(act, seal, domain, level)
    event = SealApplicationChanged(seal.domain, level)
    _alone(act, seal, "change_application", event, seal.due_at)
    return seal


def _wish(act: Act, seal: Seal, domain: str, level: int) -> None:
    """What is applied for, checked against what the business has written down."""
    refuse_unless(0 <= level <= rules.MOST_LEVEL, UnknownLevel, "level", most=rules.MOST_LEVEL)
    try:
        name = domains.domain(domain)
    except domains.NoDomain as no:
        raise refused.DomainBad("domain", why=no.why) from None
    named_here = {one.name for one in businesses.domains(seal.business_id)}
    refuse_unless(name in named_here, DomainNotNamed, "domain")
    taken = Seal.objects.filter(domain=name, state__in=TAKES_DOMAIN).exclude(pk=seal.pk)
    refuse_unless(not taken.exists(), refused.DomainTaken, "domain")
    seal.domain, seal.asked_level = name, level


def _alone(act: Act, seal: Seal, verb: str, event: Event, due_at: datetime | None) -> None:
    """One step that the database refuses when the domain is another's: also in a race."""
    try:
        with transaction.atomic():
            step(act, seal, verb, event, due_at=due_at)
    except IntegrityError as error:
        if not any(name in str(error) for name in ONE_OF_A_DOMAIN):
            raise
        raise refused.DomainTaken("domain") from None


@atomic
def remove_draft(act: Act, *, seal_id: int) -> Seal:
    """The holder does not want it any more, or thirty days are over."""
    seal = Seal.objects.lock(seal_id) if act.role is Role.CLOCK else held(act, seal_id)
    step(act, seal, "remove_draft", SealDraftRemoved())
    return seal


@atomic
def submit_seal(act: Act, *, seal_id: int) -> Seal:
    """Hand it in: the domain is proven, the activities are covered, and the checks begin.

    Refuses DomainUnproven, ActivityProhibited, ClassUncovered and, also in a race, DomainTaken.
    """
    seal = held(act, seal_id)
    refuse_unless(_is_proven(act, seal), DomainUnproven, "domain", domain=seal.shown)
    seal.classes = sorted(businesses.classes(seal.business_id))
    check_activities(act, seal)
    seal.submitted_at = act.at
    event = SealSubmitted(seal.business_id, seal.domain, seal.asked_level)
    _alone(act, seal, "submit_seal", event, None)
    wanted = rules.needed(queries.levels_on(tehran_day(act.at)), seal.asked_level)
    open_checks(act, seal, wanted, "apply")
    run_checks(act, seal)
    return seal


def _is_proven(act: Act, seal: Seal) -> bool:
    proven = businesses.proven_domains(seal.business_id, act.at)
    return seal.domain in {one.name for one in proven}


def check_activities(act: Act, seal: Seal) -> None:
    """There is an activity of the seal, none is prohibited, and above the grey level licences cover all."""
    day = tehran_day(act.at)
    refuse_unless(bool(seal.classes), ActivityMissing, "classes")
    ruled = businesses.activity_rules(seal.classes, day)
    labels = dict(zip(seal.classes, queries.class_labels(seal), strict=True))
    forbidden = [labels[name] for name, rule in ruled.items() if rule.status == "prohibited"]
    refuse_unless(not forbidden, ActivityProhibited, "classes", **named("classes", forbidden))
    level = max(seal.asked_level, seal.level)
    if rules.needs_licence(queries.levels_on(day), level):
        bare = businesses.uncovered_classes(seal.business_id, day) & set(seal.classes)
        names = named("classes", (labels[name] for name in sorted(bare)))
        refuse_unless(not bare, ClassUncovered, "classes", **names)


@atomic
def fix_defects(act: Act, *, seal_id: int) -> Seal:
    """The holder has mended what was wrong: the failed checks are made anew."""
    seal = held(act, seal_id)
    newest = queries.newest_checks(seal.pk)
    failed = [kind for kind, check in newest.items() if check.state == "failed"]
    refuse_unless(bool(failed), NothingToFix)
    step(act, seal, "fix_defects", SealDefectsFixed(" ".join(failed)))
    open_checks(act, seal, failed, "apply")
    run_checks(act, seal)
    return seal


@atomic
def sign_undertaking(act: Act, *, seal_id: int, sha256: str) -> Undertaking:
    """The holder signs, with a one-time code just confirmed, the very text that was shown."""
    seal = held(act, seal_id)
    refuse_unless(sha256 == rules.undertaking_sha256(), UndertakingChanged, "sha256")
    people.spend_confirmation(act, purpose=UNDERTAKE, subject=seal.code)
    due_at = queries.after_working_days("review_working_days", act.at)
    event = UndertakingSigned(
        seal.business_id, rules.UNDERTAKING_VERSION, sha256, due_at.isoformat()
    )
    step(act, seal, "sign_undertaking", event, due_at=due_at)
    paper = f"{seal.code}\n{seal.asked_level}\n{sha256}\n{act.person}\n{act.at.isoformat()}"
    return Undertaking.objects.create(
        seal=seal, person_id=act.person, version=rules.UNDERTAKING_VERSION, sha256=sha256,
        level=seal.asked_level, signed_at=act.at, signature=signing.sign(paper.encode(), kind=PAPER),
    )  # fmt: skip


@atomic
def close_incomplete(act: Act, *, seal_id: int) -> Seal:
    """Ten days passed and nothing was mended or signed."""
    seal = Seal.objects.lock(seal_id)
    step(act, seal, "close_incomplete", SealLeftIncomplete(seal.business_id))
    drop_checks(act, seal)
    return seal


@atomic
def pass_to_committee(act: Act, *, seal_id: int) -> Seal:
    """Three working days passed without a decision. Silence never grants: the committee decides."""
    seal = Seal.objects.lock(seal_id)
    since = seal.undertakings.latest("pk").signed_at
    step(act, seal, "pass_to_committee", SealDecisionLate(since.isoformat()))
    return seal

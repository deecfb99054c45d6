"""Granted seals as rows: how a business comes to one is told in the stories of seals."""

from datetime import datetime, timedelta

from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.tests import cast as businesses
from amanat.capabilities.ceilings.models import Ceiling, Decision
from amanat.capabilities.ranks.models import Rank, Score
from amanat.capabilities.ranks.states import PUBLIC, SHOWN, UNRATED
from amanat.capabilities.registry import actions
from amanat.capabilities.registry.models import Badge
from amanat.capabilities.seals.models import Check, Seal, SealPeriod
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.codes import new_code
from amanat.words.moments import tehran_day

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TO_GRANTED = ("checking", "signing", "review", "granted")
BEGAN_BEFORE = 40 * DAY


def granted(
    domain: str = "shop.ir", *, level: int = 2, ends_in: timedelta = 300 * DAY,
    owner: Business | None = None,
) -> Seal:  # fmt: skip
    """A seal that was granted forty days ago, with its badge."""
    at = clock.now()
    seal = applied(domain, level=level, owner=owner)
    Seal.objects.filter(pk=seal.pk).update(
        granted_at=at - BEGAN_BEFORE, period_from=tehran_day(at - BEGAN_BEFORE),
        period_until=tehran_day(at + 300 * DAY), ends_on=tehran_day(at + ends_in),
    )  # fmt: skip
    for state in TO_GRANTED:
        Seal.objects.filter(pk=seal.pk).update(state=state)
    seal.refresh_from_db()
    _history(seal, at, at + ends_in)
    _one_check(seal, at)
    actions.issue_badge(Act(None, Role.HOUSE, at), seal_id=seal.pk)
    return seal


def _history(seal: Seal, at: datetime, ends_at: datetime) -> None:
    began = at - BEGAN_BEFORE
    SealPeriod.objects.create(
        seal=seal, state="review", level=0, from_at=began - DAY, until_at=began
    )
    SealPeriod.objects.create(
        seal=seal, state="granted", level=seal.level, from_at=began, ends_at=ends_at,
        end_reason="validity_over",
    )  # fmt: skip


def _one_check(seal: Seal, at: datetime) -> None:
    began = at - BEGAN_BEFORE
    Check.objects.create(
        state="waiting", due_at=at, seal=seal, kind="domain", purpose="apply", opened_at=began
    )
    Check.objects.filter(seal=seal).update(
        state="passed", due_at=None, method="register", evidence_sha256="ab" * 32,
        checked_at=began, valid_from=tehran_day(began), valid_until=tehran_day(at + 200 * DAY),
    )  # fmt: skip


def applied(domain: str, *, level: int = 2, owner: Business | None = None) -> Seal:
    """An application that nobody has decided."""
    at, who = clock.now(), owner or a_seller()
    return Seal.objects.create(
        state="draft", due_at=at + 99 * DAY, business=who, code=new_code("S"), domain=domain,
        level=level, asked_level=level, applied_by=who.registered_by,
        applied_at=at - BEGAN_BEFORE,
    )  # fmt: skip


def a_seller(name: str = "پارس تجارت") -> Business:
    return businesses.registered(businesses.a_person("مینا رستمی"), name=name)


def becomes(seal: Seal, state: str, at: datetime, reason: str = "decided") -> None:
    """The next row of its history."""
    path = ["suspended", state] if state == "revoked" and seal.state == "granted" else [state]
    for step in path:
        Seal.objects.filter(pk=seal.pk).update(state=step, reason=reason)
    SealPeriod.objects.filter(seal=seal, until_at=None).update(until_at=at)
    SealPeriod.objects.create(seal=seal, state=state, level=seal.level, reason=reason, from_at=at)
    seal.refresh_from_db()


def rated(seal: Seal, stars: int | None) -> None:
    """Its holder has a published rank."""
    at, day = clock.now(), tehran_day(clock.now())
    rank = Rank.objects.create(state=UNRATED, business_id=seal.business_id, begun_on=day)
    for state in (SHOWN, PUBLIC):
        Rank.objects.filter(pk=rank.pk).update(state=state)
    Score.objects.create(
        business_id=seal.business_id, day=day, stars=stars, basis_points=stars and stars * 2000,
        factors={}, caps=[], reasons={}, changes={}, inputs={}, parameter_set="", formula="",
        digest="", computed_at=at,
    )  # fmt: skip


def may_presell(seal: Seal, units: int, used_units: int) -> Ceiling:
    """Its holder has a ceiling, and has sold some of it."""
    ceiling = Ceiling.objects.create(
        state="in_force", business_id=seal.business_id, account_id=1, gross_account_id=2,
        units=units, taken_units=used_units,
    )  # fmt: skip
    ceiling.decision = Decision.objects.create(
        ceiling=ceiling, number=1, units=units, before_units=0, formula_units=units,
        exposure_units=0, binding="turnover", inputs={}, caps={}, factors={}, formula="",
        parameter_set="", is_confirmed=False, cause="", at=clock.now(),
    )  # fmt: skip
    ceiling.save()
    return ceiling


def badge_of(seal: Seal) -> Badge:
    return Badge.objects.get(seal=seal)

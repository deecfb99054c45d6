"""What the holder of a granted seal does: rise, report, renew, give back. And the end of its period."""

from collections.abc import Collection
from datetime import timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions import after
from amanat.capabilities.seals.actions.apply import check_activities
from amanat.capabilities.seals.actions.base import (
    call_off,
    drop_checks,
    held,
    named_kinds,
    open_checks,
    set_end,
    step,
)
from amanat.capabilities.seals.actions.look import freshen, run_checks
from amanat.capabilities.seals.events import (
    SealChangeReported,
    SealConversionAsked,
    SealExpired,
    SealRenewalAsked,
    SealSurrendered,
    SurrenderAnnounced,
    SurrenderWithdrawn,
)
from amanat.capabilities.seals.models import Seal
from amanat.capabilities.seals.refusals import (
    LevelStep,
    NoNewPeriod,
    OrderOpen,
    RenewalAsked,
    SurrenderNotAnnounced,
    SurrenderTooSoon,
    TooEarlyToRenew,
)
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import Invalid, refuse_unless

CHANGEABLE = ("identity", "domain", "phone", "email", "address", "licences", "tls")


@atomic
def ask_conversion(act: Act, *, seal_id: int, level: int) -> Seal:
    """Ask for the next level, under the same code. Only checks older than their own period are
    made again; without an answer in time the seal stays what it is."""
    seal = held(act, seal_id)
    refuse_unless(rules.is_one_step(seal.level, level), LevelStep, "level", next=seal.level + 1)
    refuse_unless(not queries.has_open_order(seal.business_id), OrderOpen)
    absent = queries.missing_checks(seal, level, tehran_day(act.at))
    seal.asked_level = level
    due_at = act.at + queries.days("check_days", act.at) * max(1, len(absent))
    event = SealConversionAsked(seal.business_id, level)
    step(act, seal, "ask_conversion", event, due_at=due_at)
    open_checks(act, seal, absent, "convert")
    run_checks(act, seal)
    return seal


@atomic
def report_change(act: Act, *, seal_id: int, kinds: Collection[str]) -> Seal:
    """The holder tells of a change at once; what it touches is checked again."""
    seal = held(act, seal_id)
    known = bool(kinds) and set(kinds) <= set(CHANGEABLE)
    refuse_unless(known, Invalid, "kinds")
    wanted = [kind for kind in CHANGEABLE if kind in kinds]
    if "licences" in wanted:
        _take_activities(act, seal)
    step(act, seal, "report_change", SealChangeReported(seal.business_id, " ".join(wanted)))
    open_checks(act, seal, wanted, "change")
    run_checks(act, seal)
    return seal


def _take_activities(act: Act, seal: Seal) -> None:
    """The seal covers what the business does from now on, as far as its licences do."""
    seal.classes = sorted(businesses.classes(seal.business_id))
    check_activities(act, seal)
    set_end(act, seal)


@atomic
def renew_seal(act: Act, *, seal_id: int) -> Seal:
    """Ask for a new period, in the last sixty days. With every check fresh it begins at once, and
    counts from the end of the old one."""
    seal = held(act, seal_id)
    assert seal.period_until is not None, "A granted seal has its period."
    day, window = tehran_day(act.at), queries.clock("renewal_window_days", act.at)
    soon = rules.may_renew(day, seal.period_until, window)
    refuse_unless(soon, TooEarlyToRenew, days=window)
    refuse_unless(seal.renewal_asked_at is None, RenewalAsked)
    freshen(act, seal, seal.level)
    absent = queries.missing_for_renewal(seal, day)
    seal.renewal_asked_at = act.at
    step(act, seal, "renew_seal", SealRenewalAsked(seal.business_id, " ".join(absent)))
    open_checks(act, seal, absent, "renew")
    run_checks(act, seal)
    if not absent:
        after.extend(after.by_house(act), seal)
    return seal


@atomic
def extend_seal(act: Act, *, seal_id: int) -> Seal:
    """Enter the new period of a renewal whose checks are all passed."""
    seal = Seal.objects.lock(seal_id)
    refuse_unless(seal.renewal_asked_at is not None, NoNewPeriod, kinds_fa="-", kinds_en="-")
    absent = queries.missing_for_renewal(seal, tehran_day(act.at))
    refuse_unless(not absent, NoNewPeriod, **named_kinds(absent))
    after.extend(after.by_house(act), seal)
    return seal


@atomic
def expire_seal(act: Act, *, seal_id: int) -> Seal:
    """Its period is over and was not renewed."""
    seal = Seal.objects.lock(seal_id)
    seal.reason = "validity_over"
    event = SealExpired(seal.business_id, seal.code, seal.domain, seal.level)
    step(act, seal, "expire_seal", event)
    call_off(act, seal)
    drop_checks(act, seal)
    return seal


@atomic
def announce_surrender(act: Act, *, seal_id: int) -> Seal:
    """Tell the public, thirty days before, that the seal will be given back. It stays until then,
    and stays for good if nothing more is done."""
    seal = held(act, seal_id)
    seal.surrender_at = act.at + queries.days("surrender_notice_days", act.at)
    earliest = seal.surrender_at.isoformat()
    event = SurrenderAnnounced(seal.business_id, seal.code, seal.domain, earliest)
    step(act, seal, "announce_surrender", event)
    return seal


@atomic
def withdraw_surrender(act: Act, *, seal_id: int) -> Seal:
    """The holder keeps the seal after all."""
    seal = held(act, seal_id)
    _check_announced(act, seal)
    seal.surrender_at = None
    step(act, seal, "withdraw_surrender", SurrenderWithdrawn(seal.business_id, seal.code))
    return seal


@atomic
def surrender_seal(act: Act, *, seal_id: int) -> Seal:
    """Give the seal back, after the public notice. What was promised is still owed."""
    seal = held(act, seal_id)
    _check_announced(act, seal)
    assert seal.surrender_at is not None, "Refused above."
    length = queries.clock("surrender_notice_days", act.at)
    refuse_unless(act.at >= seal.surrender_at, SurrenderTooSoon, days=length)
    seal.reason = "surrendered"
    event = SealSurrendered(seal.business_id, seal.code, seal.domain, seal.level)
    step(act, seal, "surrender_seal", event)
    call_off(act, seal)
    drop_checks(act, seal)
    return seal


def _check_announced(act: Act, seal: Seal) -> None:
    """Announced, and not so long ago that the announcement counts as withdrawn."""
    length = queries.clock("surrender_notice_days", act.at)
    latest = timedelta(days=rules.SURRENDER_OFFER_DAYS)
    is_on = seal.surrender_at is not None and act.at <= seal.surrender_at + latest
    refuse_unless(is_on, SurrenderNotAnnounced, days=length)

"""The platform suspends by itself, for a cause and at once; and notes when a cause is gone."""

from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions import effects
from amanat.capabilities.seals.actions.after import stay
from amanat.capabilities.seals.actions.base import held, keep_history, set_end, step
from amanat.capabilities.seals.actions.house import announce, propose_by_house
from amanat.capabilities.seals.events import (
    RulingOrderClosed,
    RulingOrderOpened,
    SealCauseAdded,
    SealCauseGone,
    SealEndMoved,
    SealLiftAsked,
)
from amanat.capabilities.seals.models import Cause, RulingOrder, Seal
from amanat.capabilities.seals.refusals import LiftAsked, UnknownCause
from amanat.capabilities.seals.states import LIVE
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, refuse_unless

STANDING = (*sorted(LIVE), "suspended")
RANK_WORDS = "رتبهٔ کسب‌وکار به {stars} ستاره رسیده است. The rank has fallen to {stars} stars."
TRADING = "در زمان تعلیق تعهد تازه پذیرفته است. It took a new commitment while suspended."
LEAST_RANKED_LEVEL = 3  # From this level on, a level is held by as many stars.


def _standing(business_id: int, domain: str = "") -> list[Seal]:
    """Seals of a business that are in force or suspended, locked in one order."""
    rows = Seal.objects.filter(business_id=business_id, state__in=STANDING)
    rows = rows.filter(domain=domain) if domain else rows
    return [Seal.objects.lock(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]


@atomic
def suspend_for(act: Act, *, business_id: int, reason: str, domain: str = "") -> list[Seal]:
    """Suspend every seal of the business at once, for one of the listed causes; done twice, the
    second time does nothing. A `domain` names just the seal that stands for it."""
    refuse_unless(reason in rules.CAUSES, UnknownCause, "reason")
    seals = _standing(business_id, domain)
    for seal in seals:
        _suspend(act, seal, reason)
    return seals


def _suspend(act: Act, seal: Seal, reason: str) -> None:
    house = act.wearing(Role.HOUSE)
    _, is_new = Cause.objects.get_or_create(
        seal=seal, reason=reason, gone_at=None, defaults={"since": act.at}
    )
    if seal.state in LIVE:
        effects.suspend(house, seal, reason)
    elif is_new:
        record(house, SealCauseAdded(seal.business_id, seal.code, reason), subject=seal)


@atomic
def clear_cause(act: Act, *, business_id: int, reason: str, domain: str = "") -> list[Seal]:
    """The cause is gone: paid, corrected, answered. Two people lift the suspension themselves."""
    refuse_unless(reason in rules.CAUSES, UnknownCause, "reason")
    seals = _standing(business_id, domain)
    for seal in seals:
        if seal.causes.filter(reason=reason, gone_at=None).update(gone_at=act.at):
            event = SealCauseGone(seal.business_id, seal.code, reason)
            record(act.wearing(Role.HOUSE), event, subject=seal)
    return seals


@atomic
def weigh_licences(act: Act, *, business_id: int) -> list[Seal]:
    """A licence came or went. A seal whose licences do not carry it is suspended that very day;
    one that still stands has its end moved to where they carry it."""
    day = tehran_day(act.at)
    levels = queries.levels_on(day)
    seals = _standing(business_id)
    for seal in seals:
        if not rules.needs_licence(levels, seal.level):
            continue
        if queries.licences_until(seal, day) is None:
            _suspend(act, seal, "licence_ended")
        elif seal.state in LIVE:
            _move_end(act, seal)
        else:
            clear_cause(act, business_id=business_id, reason="licence_ended", domain=seal.domain)
    return seals


def _move_end(act: Act, seal: Seal) -> None:
    old = seal.ends_on
    set_end(act, seal)
    if seal.ends_on != old and seal.ends_on is not None:
        seal.save(update_fields=["ends_on"])
        event = SealEndMoved(seal.code, seal.domain, seal.ends_on.isoformat())
        record(act.wearing(Role.HOUSE), event, subject=seal)
        keep_history(act, seal)


@atomic
def ask_lift(act: Act, *, seal_id: int) -> Seal:
    """The cause is gone, says the holder: two people answer within working days."""
    seal = held(act, seal_id)
    refuse_unless(seal.lift_asked_at is None, LiftAsked)
    effects.check_lift(seal, act.at)
    seal.lift_asked_at = act.at
    seal.lift_due_at = queries.after_working_days("lift_working_days", act.at)
    event = SealLiftAsked(seal.business_id, seal.lift_due_at.isoformat())
    step(act, seal, "ask_lift", event, due_at=seal.due_at)
    return seal


@atomic
def follow_rank(act: Act, *, business_id: int, stars: int) -> list[Seal]:
    """A level from 3 on is held by as many stars. With fewer it falls, with notice."""
    seals = [one for one in _standing(business_id) if one.state in LIVE]
    for seal in seals:
        is_low = seal.level >= LEAST_RANKED_LEVEL and stars < seal.level
        if is_low and queries.open_decision(seal.pk) is None:
            words = RANK_WORDS.format(stars=stars)
            level = max(stars, LEAST_RANKED_LEVEL - 1)
            announce(act, seal, "convert_down", "rank_fell", words, level=level)
    return seals


@atomic
def convert_down(act: Act, *, seal_id: int, level: int, reason: str) -> Seal:
    """At once to a lower level, where no notice is due any more."""
    seal = Seal.objects.lock(seal_id)
    refuse_unless(0 <= level < seal.level, Invalid, "level")
    refuse_unless(reason in rules.REASONS, UnknownCause, "reason")
    effects.convert(act, seal, level, reason)
    return seal


@atomic
def report_trading(act: Act, *, business_id: int) -> list[Seal]:
    """A suspended business took a new commitment: its revocation is put before the committee."""
    seals = [one for one in _standing(business_id) if one.state == "suspended"]
    for seal in seals:
        if queries.open_decision(seal.pk) is None:
            propose_by_house(act, seal, "revoke", "commitment_while_suspended", TRADING)
    return seals


@atomic
def keep_level(act: Act, *, seal_id: int) -> Seal:
    """The conversion did not come about in time, or the holder does not want it any more."""
    is_holder = act.role is Role.HOLDER
    seal = held(act, seal_id) if is_holder else Seal.objects.lock(seal_id)
    stay(act, seal)
    return seal


@atomic
def open_order(act: Act, *, business_id: int, reference: str) -> RulingOrder:
    """A ruling orders the business to pay; until it is paid, no seal of it rises."""
    order, is_new = RulingOrder.objects.get_or_create(
        reference=reference, defaults={"business_id": business_id, "opened_at": act.at}
    )
    if is_new:
        record(act, RulingOrderOpened(business_id, reference), subject=order)
    return order


@atomic
def close_order(act: Act, *, reference: str) -> RulingOrder | None:
    """It is paid. None when there is none open."""
    order = RulingOrder.objects.select_for_update().filter(reference=reference).first()
    if order is None or order.closed_at is not None:
        return None
    order.closed_at = act.at
    order.save(update_fields=["closed_at"])
    record(act, RulingOrderClosed(order.business_id, reference), subject=order)
    return order

"""What an answered check does to its seal: on to the signature, back to the holder, up, down."""

from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions.base import begin_period, drop_checks, step
from amanat.capabilities.seals.actions.house import announce, propose_by_house
from amanat.capabilities.seals.events import (
    SealChecksPassed,
    SealDefectFound,
    SealLevelKept,
    SealRenewed,
)
from amanat.capabilities.seals.models import Check, Seal
from amanat.kernel.clock.time import tehran_day
from amanat.words.act import Act, Role
from amanat.words.text import Text

FAILED = Text("بررسی «{kind}» دیگر درست نیست.", "The check “{kind}” does not hold any more.")


def by_house(act: Act) -> Act:
    """The same act by the platform's own hand."""
    return act.wearing(Role.HOUSE)


def follow_check(act: Act, seal: Seal, check: Check) -> None:
    """Go on with the seal after one of its checks was answered."""
    house = by_house(act)
    if seal.state == "checking":
        _applied(house, seal, check)
    elif seal.state == "converting" and check.state == "failed":
        stay(house, seal)
    elif seal.state == "granted":
        _granted(house, seal, check)


def _applied(act: Act, seal: Seal, check: Check) -> None:
    if check.state == "failed":
        due_at = act.at + queries.days("holder_fix_defect_days", act.at)
        event = SealDefectFound(seal.business_id, check.kind, due_at.isoformat())
        step(act, seal, "find_defect", event, due_at=due_at)
    elif not queries.missing_checks(seal, seal.asked_level, tehran_day(act.at)):
        due_at = act.at + queries.days("undertaking_days", act.at)
        passed = SealChecksPassed(seal.business_id, due_at.isoformat())
        step(act, seal, "finish_checks", passed, due_at=due_at)


def stay(act: Act, seal: Seal) -> None:
    """The conversion does not come about; the seal is worth what it was."""
    seal.asked_level = seal.level
    step(act, seal, "keep_level", SealLevelKept(seal.business_id, seal.level))
    drop_checks(act, seal)


def _granted(act: Act, seal: Seal, check: Check) -> None:
    if check.state == "failed":
        if check.purpose == "renew":
            seal.renewal_asked_at = None
            seal.save(update_fields=["renewal_asked_at"])
        _fall(act, seal, check)
    elif seal.renewal_asked_at is not None:
        extend(act, seal)


def extend(act: Act, seal: Seal) -> bool:
    """Enter the new period, once nothing is missing; answers whether it was."""
    day = tehran_day(act.at)
    if seal.period_until is None or queries.missing_for_renewal(seal, day):
        return False
    first, _ = rules.next_period(day, seal.period_until, queries.validity_months(day))
    begin_period(act, seal, first)
    seal.renewal_asked_at = None
    assert seal.ends_on is not None, "A period has its end."
    until = seal.ends_on.isoformat()
    event = SealRenewed(seal.business_id, seal.code, seal.domain, seal.level, until)
    step(act, seal, "extend_seal", event)
    return True


def _fall(act: Act, seal: Seal, check: Check) -> None:
    """A level that needs the failed check is left with notice; without any level, two decide."""
    if queries.open_decision(seal.pk) is not None:
        return
    levels = queries.levels_on(tehran_day(act.at))
    held = rules.level_held(levels, seal.level, {check.kind})
    words = FAILED.fill(kind=check.label.fa).fa
    if held < 0:
        propose_by_house(act, seal, "suspend", "check_failed", words)
    elif held < seal.level:
        announce(act, seal, "convert_down", "check_failed", words, level=held)

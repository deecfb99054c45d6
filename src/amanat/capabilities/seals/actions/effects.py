"""What a decision does to a seal, and what stands against it."""

from datetime import datetime

from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions.base import (
    begin_period,
    call_off,
    drop_checks,
    named,
    named_kinds,
    set_end,
    step,
)
from amanat.capabilities.seals.events import (
    SealConverted,
    SealGranted,
    SealLifted,
    SealRefused,
    SealRevoked,
    SealSuspended,
)
from amanat.capabilities.seals.models import Decision, Seal
from amanat.capabilities.seals.refusals import (
    CauseRemains,
    CheckMissing,
    OrderOpen,
    SealAppealOpen,
    ValidityOver,
)
from amanat.kernel.clock.time import tehran_day
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless


def check(act: Act, seal: Seal, decision: Decision) -> None:
    """Refuse what a decision of this kind may not do now."""
    day = tehran_day(act.at)
    if decision.kind in {"grant", "convert_up"}:
        absent = queries.missing_checks(seal, decision.level, day)
        refuse_unless(not absent, CheckMissing, "kind", **named_kinds(absent))
        _refuse_causes(queries.lasting_causes(seal, day, decision.level))
    if decision.kind == "convert_up":
        refuse_unless(not queries.has_open_order(seal.business_id), OrderOpen, "kind")
    if decision.kind == "lift":
        check_lift(seal, act.at)
    if decision.kind == "revoke":
        check_no_appeal(seal)


def check_lift(seal: Seal, at: datetime) -> None:
    """Its causes are gone, and its period is not over."""
    day = tehran_day(at)
    _refuse_causes(queries.open_causes(seal, day))
    is_on = seal.period_until is not None and day <= seal.period_until
    refuse_unless(is_on, ValidityOver, "kind")


def _refuse_causes(left: set[str]) -> None:
    """Nothing is granted, raised or lifted while something would suspend it the same day."""
    names = named("causes", (rules.CAUSES[one] for one in sorted(left)))
    refuse_unless(not left, CauseRemains, "kind", **names)


def check_no_appeal(seal: Seal) -> None:
    heard = seal.appeals.filter(state__in=["open", "late"]).exists()
    refuse_unless(not heard, SealAppealOpen)


def carry_out(act: Act, seal: Seal, decision: Decision) -> None:
    """Do to the seal what was decided."""
    does = {
        "grant": lambda: grant(act, seal, decision.level),
        "refuse": lambda: refuse(act, seal),
        "convert_up": lambda: convert(act, seal, decision.level, "decided"),
        "convert_down": lambda: convert(act, seal, decision.level, decision.reason),
        "suspend": lambda: suspend(act, seal, decision.reason),
        "lift": lambda: lift(act, seal),
        "revoke": lambda: revoke(act, seal, decision.reason),
    }
    does[decision.kind]()


def grant(act: Act, seal: Seal, level: int) -> None:
    seal.level, seal.asked_level, seal.reason = level, level, ""
    seal.granted_at = seal.decided_at = act.at
    begin_period(act, seal, tehran_day(act.at))
    assert seal.ends_on is not None, "A period has its end."
    until = seal.ends_on.isoformat()
    event = SealGranted(seal.business_id, seal.code, seal.domain, level, until)
    step(act, seal, "grant_seal", event)


def refuse(act: Act, seal: Seal) -> None:
    seal.reason, seal.decided_at = "decided", act.at
    step(act, seal, "refuse_seal", SealRefused(seal.business_id, seal.reason))
    drop_checks(act, seal)


def convert(act: Act, seal: Seal, level: int, reason: str) -> None:
    """To another level, one up or further down, under the same code."""
    old, seal.level, seal.asked_level = seal.level, level, level
    set_end(act, seal)
    event = SealConverted(seal.business_id, seal.code, seal.domain, old, level, reason)
    step(act, seal, "convert_up" if level > old else "convert_down", event)
    if level < old:
        call_off(act, seal)
        drop_checks(act, seal)


def suspend(act: Act, seal: Seal, reason: str) -> None:
    """No new commitment from now on; old ones are fulfilled."""
    seal.reason, seal.decided_at, seal.asked_level = reason, act.at, seal.level
    seal.lift_asked_at = seal.lift_due_at = seal.renewal_asked_at = seal.surrender_at = None
    due_at = act.at + queries.days("suspension_max_days", act.at)
    event = SealSuspended(seal.business_id, seal.code, seal.domain, seal.level, reason)
    step(act, seal, "suspend_seal", event, due_at=due_at)
    call_off(act, seal)
    drop_checks(act, seal)


def lift(act: Act, seal: Seal) -> None:
    seal.reason, seal.lift_asked_at, seal.lift_due_at = "", None, None
    seal.causes.filter(gone_at=None).update(gone_at=act.at)
    set_end(act, seal)
    event = SealLifted(seal.business_id, seal.code, seal.domain, seal.level)
    step(act, seal, "lift_suspension", event)


def revoke(act: Act, seal: Seal, reason: str) -> None:
    check_no_appeal(seal)
    seal.reason, seal.decided_at = reason, act.at
    event = SealRevoked(seal.business_id, seal.code, seal.domain, seal.level, reason)
    step(act, seal, "revoke_seal", event)
    call_off(act, seal)

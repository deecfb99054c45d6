"""The ceiling itself: opened at zero, reckoned from what is known, lowered at once."""

from datetime import datetime
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions import room
from amanat.capabilities.ceilings.actions.alerts import watch_lines
from amanat.capabilities.ceilings.actions.pools import gathered
from amanat.capabilities.ceilings.events import CeilingLowered, CeilingOpened, CeilingSet
from amanat.capabilities.ceilings.models import Ceiling, Change, Decision
from amanat.capabilities.ceilings.rules.engine import FORMULA
from amanat.capabilities.ceilings.rules.exposure import overhang
from amanat.capabilities.ceilings.rules.formula import HAND, Outcome
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound

SALE = "sale"  # Seen while something was being sold: the reaction had not come yet.


def open_ceiling(act: Act, *, business_id: int) -> Ceiling:
    """The ceiling of this business; opened at zero when there was none."""
    known = queries.find(business_id)
    if known is None:
        code = businesses.business(business_id).code
        account_id, gross_id = room.open_accounts(code)  # Two who come at once meet here.
        known = queries.find(business_id)
        if known is None:
            known = Ceiling(
                business_id=business_id, account_id=account_id, gross_account_id=gross_id
            )
            house = act.wearing(Role.HOUSE)
            move(house, known, "open_ceiling", CeilingOpened(business_id))
    return known


@atomic
def set_ceiling(
    act: Act, *, business_id: int, cause: str = "clock", change: Change | None = None
) -> Ceiling:
    """Reckon the ceiling anew from what is known at this moment, up or down, and say why."""
    known = queries.standing(business_id, act.at)
    ceiling = gathered(act, open_ceiling(act, business_id=business_id))
    return reckon(act, ceiling, known, cause=cause, change=change)


@atomic
def lower(act: Act, *, business_id: int, cause: str) -> Ceiling:
    """After bad news: lower the ceiling at once if less follows; it is never raised by this.

    NotFound when the business never had a ceiling.
    """
    known = queries.standing(business_id, act.at)
    found = queries.find(business_id)
    if found is None:
        raise NotFound
    ceiling = gathered(act, found)
    return keep_within(act, ceiling, known, cause=cause)


def lower_for(act: Act, *, business_id: int, cause: str) -> None:
    """The same where there is a ceiling; a business without one has nothing to lower."""
    if queries.find(business_id) is not None:
        lower(act, business_id=business_id, cause=cause)


def keep_up(act: Act, *, business_id: int, cause: str) -> None:
    """After news, reckon the ceiling anew where there is one, up or down."""
    if queries.find(business_id) is not None:
        set_ceiling(act, business_id=business_id, cause=cause)


def keep_within(act: Act, ceiling: Ceiling, known: queries.Standing, *, cause: str) -> Ceiling:
    """Lower a locked ceiling when what is known now gives less than what was decided."""
    if queries.reckon(known).units < ceiling.units:
        return reckon(act, ceiling, known, cause=cause)
    return ceiling


def reckon(
    act: Act,
    ceiling: Ceiling,
    known: queries.Standing,
    *,
    cause: str,
    change: Change | None = None,
) -> Ceiling:
    """Decide a locked ceiling, write it down whole, and make the ledger agree."""
    law, outcome = known.law, queries.reckon(known)
    units, binding = _within_the_hand(ceiling, outcome)
    used = book.balance(ceiling.account_id).pending_units
    last = ceiling.decision
    ceiling.good_until, ceiling.reckoned_at = known.good_until, act.at
    said = (units, binding, list(outcome.failed), law.parameter_set)
    if last is not None and change is None and said == (
        last.units, last.binding, last.failed, last.parameter_set
    ):  # fmt: skip
        ceiling.save(update_fields=["good_until", "reckoned_at"])
        return ceiling
    decision = Decision.objects.create(
        ceiling=ceiling, number=1 if last is None else last.number + 1, units=units,
        before_units=ceiling.units, formula_units=outcome.units, exposure_units=used,
        binding=binding, failed=list(outcome.failed), inputs=_inputs(known), caps=_caps(outcome),
        factors=_factors(outcome), formula=FORMULA, parameter_set=law.parameter_set,
        is_confirmed=law.is_confirmed, cause=cause, change=change, at=act.at,
    )  # fmt: skip
    _move(act, ceiling, decision, used)
    room.settle(act, ceiling)
    watch_lines(act, ceiling)
    return ceiling


def _within_the_hand(ceiling: Ceiling, outcome: Outcome) -> tuple[int, str]:
    """Two officers may hold a ceiling below the formula, never above it."""
    hand = ceiling.hand_units
    if hand is not None and hand < outcome.units:
        return hand, HAND
    return outcome.units, outcome.binding


def _move(act: Act, ceiling: Ceiling, decision: Decision, used: int) -> None:
    """One of the two verbs, by whether the ceiling went down; a freeze goes on as it was."""
    told: dict[str, Any] = {
        "business_id": ceiling.business_id, "decision_id": decision.pk, "units": decision.units,
        "binding": decision.binding, "formula": decision.formula,
        "parameter_set": decision.parameter_set,
    }  # fmt: skip
    is_lower = decision.units < ceiling.units
    ceiling.units, ceiling.decision = decision.units, decision
    until: datetime | None = ceiling.due_at
    if is_lower:
        event = CeilingLowered(**told, overhang_units=overhang(decision.units, used))
        move(act.wearing(Role.HOUSE), ceiling, "lower", event, due_at=until)
    else:
        move(act.wearing(Role.HOUSE), ceiling, "set_ceiling", CeilingSet(**told), due_at=until)


def _inputs(known: queries.Standing) -> dict[str, Any]:
    """Everything that was known, so that anybody can reckon it again."""
    return {
        "day": known.day.isoformat(), "classes": list(known.classes), "failed": list(known.failed),
        "stars": known.stars, "score_basis_points": known.score_basis_points,
        "score_day": known.score_day and known.score_day.isoformat(),
        "age_months": known.age_months, "facts": dict(known.facts),
        "collateral": dict(known.collateral), "input_ids": list(known.input_ids),
    }  # fmt: skip


def _caps(outcome: Outcome) -> dict[str, int]:
    """Each cap in whole rial, rounded down; the formula itself reckons with the exact ones."""
    return {name: int(units) for name, units in outcome.caps.items()}


def _factors(outcome: Outcome) -> dict[str, str]:
    return {
        "activity": outcome.activity,
        "sector": str(outcome.sector),
        "conduct": str(outcome.conduct),
        "collateral_units": str(outcome.collateral_units),
    }

"""A contract as pages show it, the same for its buyer and its maker."""

from datetime import datetime
from typing import Any

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.rules.reasons import REASONS
from amanat.capabilities.contracts.states import ASSIGNMENT, CONTRACT, PAYABLE
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.permits import queries as permits
from amanat.words.moments import tehran_day
from amanat.words.text import Text

TONES = {
    "signed": "due", "in_force": "released", "called": "due", "fulfilled": "released",
    "withdrawn": "due", "ordered": "dispute", "repaid": "neutral", "refunded": "neutral",
    "lapsed": "neutral",
}  # fmt: skip
PART_LABELS = {
    "first": Text("پرداخت نخست", "First payment"),
    "stage": Text("قسط", "Instalment"),
    "due": Text("ماندهٔ هنگام تحویل", "Due at delivery"),
}


def row(one: queries.Contract) -> dict[str, Any]:
    """A line of a list."""
    return {
        "one": one,
        "title": queries.terms_of(one).title,
        "state": CONTRACT.states[one.state],
        "tone": TONES[one.state],
        "method": permits.METHOD_LABELS[permits.Method(one.method)],
    }


def contract(one: queries.Contract, at: datetime) -> dict[str, Any]:
    """Everything about one contract but the buttons."""
    timer = CONTRACT.timers.get(one.state)
    given = queries.open_assignment(one.pk)
    return row(one) | {
        "terms": queries.terms_of(one),
        "says": queries.live_statement(one, at),
        "instalments": [(part, PART_LABELS[part.kind]) for part in queries.instalments_of(one.pk)],
        "is_payable": one.state in PAYABLE,
        "reason": REASONS.get(one.reason),
        "at_zero": timer.says if timer else None,
        "assignment": given,
        "assignment_state": ASSIGNMENT.states[given.state] if given else None,
        "assigned": queries.assignments_of(one.pk),
        "document": queries.document(one.pk),
        "clauses": queries.clauses_of(one),
    }


def asked(one: queries.Contract, at: datetime) -> dict[str, Any]:
    """What is to be paid now: the whole instalment, or the next part of it and what is left."""
    waiting = queries.open_instalment(one.pk) if one.state in PAYABLE else None
    if waiting is None or waiting.payment_id is None:
        return {"waiting": None}
    came = queries.came_units(waiting.pk)
    now = payments.payment(waiting.payment_id).units
    return {
        "waiting": waiting, "asked_units": now, "came_units": came,
        "rest_units": waiting.units - came,
        "is_overdue": waiting.due_on is not None and waiting.due_on < tehran_day(at),
    }  # fmt: skip

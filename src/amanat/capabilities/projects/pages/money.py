"""What pages of a project have in common: its money, its plan, its certificates and draws."""

from datetime import datetime
from typing import Any

from amanat.capabilities.projects import queries
from amanat.capabilities.projects.models import Project
from amanat.capabilities.projects.rules.terms import percent_of
from amanat.capabilities.projects.states import PROJECT
from amanat.words.moments import tehran_day

TONES = {
    "released": "released", "refused": "dispute", "withdrawn": "neutral", "lapsed": "dispute",
    "replaced": "neutral", "valid": "released", "late": "dispute", "defaulted": "dispute",
    "refunding": "due", "refunded": "neutral", "closed": "neutral", "funded": "released", "account_open": "neutral",
}  # fmt: skip


def shown(one: Project, at: datetime) -> dict[str, Any]:
    """Everything public about a project."""
    day = tehran_day(at)
    terms = queries.terms_on(one.kind, day)
    row = queries.set_on(day)
    done = queries.certified(one)
    formula, why_not = queries.formula_or_why(one, at)
    timer = PROJECT.timers.get(one.state)
    return {
        "project": one,
        "state": one.state_label,
        "tone": TONES.get(one.state, "due"),
        "timer": timer.says if timer is not None and one.due_at else None,
        "money": queries.money(one),
        "formula": formula,
        "why_not": why_not.sentence if why_not is not None else None,
        "terms": terms,
        "account_percent": int(terms.account_share * 100),
        "retention_percent": int(terms.retention_share * 100),
        "is_settled": row.status == "confirmed",
        "set": f"{row.name}@{row.valid_from}",
        "certified": done,
        "certified_percent": percent_of(done),
        "behind": queries.behind(one, at),
        "stages": list(one.stages.all()),
        "certificates": [
            (found, TONES.get(found.state, "due")) for found in queries.certificates(one.pk)
        ],
        "draws": [(draw, TONES.get(draw.state, "due")) for draw in queries.drawdowns(one.pk)],
        "audit_day": queries.audit_day(one, at),
        "plans": queries.plans(one.pk),
    }

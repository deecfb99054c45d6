"""What happened to a thing, in order, for its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from amanat.kernel.log.models import Entry

LONGEST_HISTORY = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a history: what, when, by whom (a role, and a person when there was one)."""

    entry_id: int
    name: str
    at: datetime
    role: str
    by: int | None
    facts: dict[str, Any]


def history(subject: str, limit: int = LONGEST_HISTORY) -> list[Line]:
    """The latest `limit` facts of a subject, oldest first."""
    rows = Entry.objects.filter(subject=subject).order_by("-id")[:limit]
    return [Line(row.pk, row.name, row.at, row.role, row.by, row.facts) for row in reversed(rows)]


def first_time(kind: str, names: Iterable[str]) -> Subquery:
    """For a query over things of a kind ("deal"): when the first fact of these names happened."""
    subject = Concat(Value(f"{kind}:", output_field=TextField()), Cast(OuterRef("pk"), TextField()))
    found = Entry.objects.filter(subject=subject, name__in=list(names)).order_by("id")
    return Subquery(found.values("at")[:1])


def last_entry(kind: str) -> int:
    """The place in the log of the newest fact about anything of a kind ("deal"); 0 without one."""
    found = Entry.objects.filter(subject__startswith=f"{kind}:").aggregate(last=Max("pk"))
    return found["last"] or 0

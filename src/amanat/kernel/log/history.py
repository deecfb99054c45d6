"""What happened to a thing, in order, for its page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

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

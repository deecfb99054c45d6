"""A fact as its followers see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amanat.kernel.log.models import Entry


@dataclass(frozen=True, slots=True)
class Fact:
    """`id` is the id of the thing it happened to; `facts` are the event's own fields."""

    entry_id: int
    name: str
    subject: str
    facts: dict[str, Any]
    at: datetime

    @property
    def id(self) -> int:
        return id_in(self.subject)


def fact_of(entry: Entry) -> Fact:
    return Fact(entry.pk, entry.name, entry.subject, entry.facts, entry.at)


def id_in(subject: str) -> int:
    """The number in a subject such as "deal:17"."""
    return int(subject.rpartition(":")[2])

"""The signed list of seals: what it says, in which bytes, and how long it may be believed.

Whoever checks a seal without us needs to notice a list that is missing, old, or older than one
they have seen. So it carries a number that only grows, the moment it was made, and the moment by
which the next one is due; the signature covers all three.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

LIST_LASTS = timedelta(minutes=30)  # Older than this, a checker says that it cannot tell.
LIST_RENEWED_AFTER = timedelta(minutes=5)  # A new one is made though nothing changed.
LIST_KEPT = timedelta(hours=2)  # The bytes of old ones; what they said stays in the log.

#  What a seal's own machine says, in the five words everybody is told.
VALID, SUSPENDED, EXPIRED, REVOKED, UNKNOWN = (
    "valid", "suspended", "expired", "revoked", "unknown",
)  # fmt: skip
SEAL_STATES = (VALID, SUSPENDED, EXPIRED, REVOKED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One seal as the list says it; moments are whole seconds of UTC."""

    code: str
    domains: tuple[str, ...]
    state: str
    level: int
    since: datetime
    until: datetime


def seal_list(
    issuer: str, sequence: int, issued_at: datetime, entries: Iterable[Entry]
) -> dict[str, Any]:
    """The list that is signed: every seal that was ever granted, sorted by its code."""
    return {
        "type": "AmanatSealList",
        "issuer": issuer,
        "sequence": sequence,
        "issued_at": stamp(issued_at),
        "next_update": stamp(issued_at + LIST_LASTS),
        "seals": said(entries),
    }


def said(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """What the list says of seals, without its own number and times."""
    return [
        {
            "code": one.code,
            "domains": sorted(one.domains),
            "state": one.state,
            "level": one.level,
            "since": stamp(one.since),
            "until": stamp(one.until),
        }
        for one in sorted(entries, key=lambda one: one.code)
    ]


def canonical(value: dict[str, Any]) -> bytes:
    """The one way to write it: keys sorted, no spaces, UTF-8. RFC 8785 for whole numbers."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def stamp(moment: datetime) -> str:
    """2026-11-22T10:30:00Z: whole seconds of UTC, rounded down."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

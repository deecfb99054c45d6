"""Limits of codes, checks and bank accounts: pure numbers, each with its unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from amanat.words.act import Role

CODE_DIGITS = 6
CODE_LIFE = timedelta(minutes=5)
MOST_TRIES = 5
CONFIRMATION_LIFE = timedelta(minutes=5)  # From the right code to the step it was asked for.
MOST_IDENTITY_CHECKS_A_DAY = 5
MOST_BANK_ACCOUNTS_A_DAY = 5
CHANGED_ACCOUNT_WAIT = timedelta(hours=24)
CHECKING_LIFE = timedelta(hours=24)
NETWORK_BITS = {4: 24, 6: 48}
MOST_KEYS = 10  # In force at one time.
LONGEST_KEY_NAME = 60
KEY_DAYS = (30, 90, 365)
KEY_USE_STEP = timedelta(hours=1)  # Last use is noted this coarsely: a hint, not a trail.
READ, READ_AND_WRITE = "read", "read write"
SCOPES = (READ, READ_AND_WRITE)
LONGEST_NAME = 80
SHORTEST_NAME = 3

#  Hats an operator may give; the other roles come from a deal, a bank or the platform itself.
STAFF = frozenset(
    {
        Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE, Role.PANEL,
        Role.FINANCE, Role.SUPPORT, Role.OPERATOR,
    }
)  # fmt: skip
#  Hats that may read a citizen's national id, for a stated reason.
READERS = frozenset({Role.OFFICER, Role.FINANCE})


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` codes within `span`."""

    count: int
    span: timedelta


PER_NUMBER = (
    Limit(1, timedelta(seconds=60)),
    Limit(5, timedelta(hours=1)),
    Limit(10, timedelta(days=1)),
)
PER_NETWORK = (Limit(20, timedelta(hours=1)),)
LONGEST_SPAN = max(limit.span for limit in (*PER_NUMBER, *PER_NETWORK))


def wait_until(limits: Iterable[Limit], sent: list[datetime], at: datetime) -> datetime | None:
    """When the next code may go, if not now. `sent` holds earlier moments, newest first."""
    waits = [
        sent[limit.count - 1] + limit.span
        for limit in limits
        if len(sent) >= limit.count and sent[limit.count - 1] + limit.span > at
    ]
    return max(waits, default=None)


def network_of(address: str) -> str:
    """The neighbourhood of an address, as the rate limit counts it: a /24, or a /48 of IPv6.

    An empty mark (no address, or this very machine) is not counted.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return ""
    if ip.is_loopback:
        return ""
    return str(ip_network(f"{ip}/{NETWORK_BITS[ip.version]}", strict=False))

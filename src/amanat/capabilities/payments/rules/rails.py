"""Which rail carries a payout: guide escrow.md 4.1 and 4.2. Pure.

The operator's contracts stand in an order of preference. The first rail that keeps the promise is
taken; when none does, the one that is there first, and the page says so beforehand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.payments.rules.cycles import (
    PAYA,
    Arrival,
    IsWorking,
    Rail,
    first_arrival,
)
from amanat.capabilities.payments.rules.payouts import parts


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a person's account: when it arrives, in how many transfers, in time or not."""

    arrival: Arrival
    parts: list[int]
    is_in_time: bool


def way_for(
    units: int,
    *,
    not_before: datetime,
    promised_at: datetime,
    rails: Sequence[Rail],
    is_working: IsWorking,
) -> Way:
    """The way this sum takes. Only Paya is split: several of its transfers share one cycle."""
    whole = [(rail, [units]) for rail in rails if rail.carries(units)]
    split = [
        (rail, parts(units, rail.ceiling_units))
        for rail in rails
        if rail.name == PAYA and units > rail.ceiling_units
    ]
    ways = []
    for rail, sums in whole + split:
        arrival = first_arrival(not_before, rail, is_working)
        ways.append(Way(arrival, sums, arrival.arrives_at <= promised_at))
    assert ways, "Paya stands in every order of rails, and carries any sum in parts."
    in_time = next((way for way in ways if way.is_in_time), None)
    return in_time or min(ways, key=lambda way: way.arrival.arrives_at)

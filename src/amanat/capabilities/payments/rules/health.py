"""Which gateway the payer is offered first: a pure function of what they answered lately."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from amanat.capabilities.payments.rules.answers import Kind

TROUBLE_LASTS = timedelta(minutes=10)  # Then the gateway is tried again.
TROUBLE = frozenset({Kind.CONFIG, Kind.UNKNOWN})


def is_healthy(last: str | None) -> bool:
    """Whether the last answer within TROUBLE_LASTS was an answer; silence before it is no fault."""
    return last not in TROUBLE


def in_order(names: Sequence[str], last: Mapping[str, str]) -> list[str]:
    """The gateways as they are offered: the healthy ones first, else as the settings name them."""
    return sorted(names, key=lambda name: not is_healthy(last.get(name)))

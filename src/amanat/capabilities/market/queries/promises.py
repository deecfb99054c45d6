"""What is promised and not yet delivered: how much of it, how late, and week by week."""

from datetime import date

from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.market.rules.terms import WEEKS_AHEAD


def promises(business_id: int, day: date) -> contracts.Promised:
    """The open promises of a seller on a day, and how many of them are late."""
    return contracts.promised(business_id, day)


def weeks(business_id: int, day: date) -> tuple[contracts.Week, ...]:
    """Open promises by the week they are due in, from this one on."""
    return contracts.promised_weeks(business_id, day, WEEKS_AHEAD)

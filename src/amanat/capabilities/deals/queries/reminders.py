"""Which sides should hear of a deadline now."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.deals.models import Deal, Reminder
from amanat.capabilities.deals.rules import REMINDED_STATES, due_reminder

MOST_REMINDERS = 500  # In one round; the next round takes the rest.
MOMENTS = ("funded_at", "ship_by", "shipped_at", "received_at", "due_at")


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that should go out: which, and about which deadline."""

    deal_id: int
    name: str
    until: datetime


def due_reminders(at: datetime) -> list[Due]:
    """What was not told yet, the oldest deals first; in two queries."""
    deals = Deal.objects.filter(state__in=REMINDED_STATES).order_by("pk")
    told = set(
        Reminder.objects.filter(deal__state__in=REMINDED_STATES).values_list(
            "deal_id", "name", "until"
        )
    )
    found = [due for deal in deals.iterator() if (due := is_still_due(deal, at)) is not None]
    return [due for due in found if (due.deal_id, due.name, due.until) not in told][:MOST_REMINDERS]


def is_still_due(deal: Deal, at: datetime) -> Due | None:
    """The reminder of this deal whose moment came last; None before the first."""
    moments = {name: getattr(deal, name) for name in MOMENTS}
    found = due_reminder(deal.state, moments, at)
    return Due(deal.pk, found[0].name, found[1]) if found else None

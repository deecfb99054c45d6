"""Payouts, and the honest answer to "when is my money there?"."""

from datetime import datetime

from django.db.models import QuerySet

from amanat.capabilities.payments.models import Payout, Refund
from amanat.capabilities.payments.queries import parameters
from amanat.capabilities.payments.rules.cycles import Arrival, first_arrival
from amanat.kernel.clock.calendar import is_working_day
from amanat.words.refusal import NotFound


def payout(payout_id: int) -> Payout:
    found = Payout.objects.filter(pk=payout_id).first()
    if found is None:
        raise NotFound
    return found


def payouts_of(person_id: int) -> QuerySet[Payout]:
    """One person's payouts, newest first."""
    return Payout.objects.filter(person_id=person_id, refund__isnull=True).order_by("-pk")


def payouts_on(subject: str) -> QuerySet[Payout]:
    """The payouts of one upper thing ("hold:12"), in order."""
    return Payout.objects.filter(subject=subject, refund__isnull=True).order_by("pk")


def awaiting_approval() -> QuerySet[Payout]:
    return Payout.objects.filter(state="awaiting_approval").order_by("asked_at")


def stuck_refunds() -> QuerySet[Refund]:
    return Refund.objects.filter(state="manual").order_by("pk")


def eta(amount_units: int, at: datetime) -> Arrival:
    """When money accepted at `at` arrives: cool-off, next cycle it can catch, credit after it.

    Holidays make it honest: around them the answer may lie beyond the promised twelve hours.
    """
    assert amount_units > 0, "Nothing to pay out."
    not_before = at + parameters.minutes("payout_cool_off_minutes", at)
    return first_arrival(not_before, parameters.paya(at), is_working_day)

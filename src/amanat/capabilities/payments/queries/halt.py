"""Whether anything may leave now."""

from django.db.models import QuerySet

from amanat.capabilities.payments.models import Halt
from amanat.capabilities.payments.states import HALTED


def is_halted() -> bool:
    """Whether nothing may leave. Asked at the moment of acting."""
    return Halt.objects.filter(state__in=HALTED).exists()


def open_halt() -> Halt | None:
    """The halt that lasts, if one does."""
    return Halt.objects.filter(state__in=HALTED).first()


def halts() -> QuerySet[Halt]:
    """Every halt, newest first."""
    return Halt.objects.order_by("-pk")

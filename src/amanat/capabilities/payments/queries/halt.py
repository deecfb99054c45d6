"""Whether anything may leave now."""

from django.db.models import QuerySet

from amanat.capabilities.payments.models import Halt
from amanat.capabilities.payments.states import HALTED
from amanat.kernel.questions import question


def is_halted() -> bool:
    """Whether nothing may leave. Asked at the moment of acting."""
    return _lasting().exists()


def open_halt() -> Halt | None:
    """The halt that lasts, if one does."""
    return _lasting().first()


@question
def _lasting() -> QuerySet[Halt]:
    return Halt.objects.filter(state__in=HALTED)


def halts() -> QuerySet[Halt]:
    """Every halt, newest first."""
    return Halt.objects.order_by("-pk")

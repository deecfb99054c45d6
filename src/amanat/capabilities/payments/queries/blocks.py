"""What must not leave now."""

from django.db.models import QuerySet

from amanat.capabilities.payments.models import Block
from amanat.kernel.questions import question


def is_blocked(subject: str) -> bool:
    """Whether an upper stair keeps this money. Asked at the moment of acting."""
    return _standing(subject).exists()


@question
def _standing(subject: str) -> QuerySet[Block]:
    return Block.objects.filter(subject=subject, lifted_at=None)

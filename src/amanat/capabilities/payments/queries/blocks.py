"""What must not leave now."""

from amanat.capabilities.payments.models import Block


def is_blocked(subject: str) -> bool:
    """Whether an upper stair keeps this money. Asked at the moment of acting."""
    return Block.objects.filter(subject=subject, lifted_at=None).exists()

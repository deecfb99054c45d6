"""A verb is one transaction, and a verb within a verb is part of it.

Django would give each verb within another a savepoint of its own: two more round trips, and a
subtransaction, of which PostgreSQL keeps only 64 cheaply at hand. Here all stands or falls together:
what a verb within refuses, the whole refuses. Who wants to go on after a no says so where it does,
with `with transaction.atomic():` around that one call; who forgets is told by Django at the next
question to the database.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
T = TypeVar("T")
FROM_TESTCASE = "_from_testcase"  # Django's own mark for the transaction around a test.


def atomic(verb: Callable[P, T]) -> Callable[P, T]:
    """All of the verb happens or nothing, with all of the verb it is called by."""

    @wraps(verb)
    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        with transaction.atomic(savepoint=not _is_part()):
            return verb(*args, **kwargs)

    return whole


def as_in_a_test() -> None:
    """The transaction that is open now is no verb's: what happens in it stands or falls by itself,
    and durable verbs may run in it."""
    setattr(transaction.get_connection().atomic_blocks[-1], FROM_TESTCASE, True)


def _is_part() -> bool:
    """Whether a verb is going on: a test's own transaction, around all it does, is none."""
    blocks = transaction.get_connection().atomic_blocks
    return bool(blocks) and not getattr(blocks[-1], FROM_TESTCASE)

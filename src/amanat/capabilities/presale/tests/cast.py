"""An opening of a permit, with a ceiling of its own; a queue in ten lines to compare it with."""

from datetime import timedelta
from itertools import count
from time import sleep
from uuid import uuid4

from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import Opening
from amanat.kernel.clock import time
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role

TRIES, PAUSE_SECONDS = 24_000, 0.005
_people = count(10**9)


def buyers(number: int) -> list[int]:
    return [next(_people) for _ in range(number)]


def new_opening(ceiling: int, most_units: int = 10, hours: tuple[int, int] = (-1, 24)) -> Opening:
    asset = f"P{uuid4().hex[:12]}"
    grants = book.open_account(f"grants:{asset}", asset=asset, normal="debit", limit_units=None)
    free = book.open_account(f"permit:{asset}", asset=asset)
    sold = book.open_account(f"sold:{asset}", asset=asset)
    now = time.now()
    if ceiling:
        act = Act(None, Role.HOUSE, now)
        book.write(act, book.Transfer(grants, free, ceiling), key=f"grant:{asset}")
    return Opening.objects.create(
        ceiling_account_id=free,
        sold_account_id=sold,
        opens_at=now + timedelta(hours=hours[0]),
        closes_at=now + timedelta(hours=hours[1]),
        most_units=most_units,
        pay_minutes=60,
    )


def first_fit(ceiling: int, wanted: list[int]) -> list[bool]:
    """The rule, as anybody would write it."""
    taken = []
    for units in wanted:
        taken.append(units <= ceiling)
        ceiling -= units if taken[-1] else 0
    return taken


def decide_all(opening: Opening, most: int = actions.DECIDED_AT_ONCE) -> int:
    """Let the allocator run until nobody waits; how many were decided.

    Other tests hold the horizon back while they write, so that it may have to try again.
    """
    done = 0
    for _ in range(TRIES):
        done += actions.allocate(opening.pk, most) or 0
        if not queries.count(opening.pk).waiting:
            return done
        sleep(PAUSE_SECONDS)
    raise AssertionError("The horizon never moved.")


def accepted(opening: Opening, people: list[int]) -> list[bool]:
    return [is_in(opening, buyer) for buyer in people]


def is_in(opening: Opening, buyer: int) -> bool:
    found = queries.application(opening.pk, buyer)
    assert found is not None and found.place is not queries.Place.WAITING
    return found.place is queries.Place.ACCEPTED

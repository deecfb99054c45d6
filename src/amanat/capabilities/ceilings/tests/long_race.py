"""The long race, for the drill alone: its name keeps it out of the everyday run."""

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from django.db import Error, connection, transaction

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.events import HeadroomReserved
from amanat.capabilities.ceilings.models import Ceiling, Receipt, Reservation
from amanat.capabilities.ceilings.tests.cast import Shop, a_shop, house, money
from amanat.capabilities.ceilings.tests.races import FULL, WON, race
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.words.act import Act, Role

BUYERS = int(os.environ.get("AMANAT_BUYERS", "10000"))
ROOM = int(os.environ.get("AMANAT_ROOM", "7000"))
HANDS = int(os.environ.get("AMANAT_HANDS", "8"))
BATCH = 100
CRASHES = 24
Told = Callable[[str, object], None]


def sound(shop: Shop) -> None:
    assert queries.broken([shop.pk]) == []
    assert book.broken_invariants() == []


def test_of_ten_thousand_at_once_just_seven_thousand_get_room(
    committed: None, record_property: Told
) -> None:
    shop = a_shop(units=ROOM)
    outcomes = race(shop.pk, BUYERS, hands=HANDS, batch=BATCH)
    record_property("buyers at once", dict(outcomes))
    assert outcomes == Counter({WON: ROOM, FULL: BUYERS - ROOM})
    found = shop.now
    assert (found.exposure_units, found.headroom_units, found.overhang_units) == (ROOM, 0, 0)
    sound(shop)


def test_whoever_dies_between_reserve_and_confirm_leaves_nothing_half_done(
    committed: None, record_property: Told
) -> None:
    """The server cuts connections in the middle of verbs; what was answered is there, and only it."""
    shop = a_shop(units=CRASHES * 20)
    answered = sell_while_connections_die(shop)
    paid = Reservation.objects.filter(ceiling=shop.ceiling, state="exposed").count()
    record_property("connections cut", f"{CRASHES} of {CRASHES}; {paid} sales were paid before")
    assert (len(answered), paid) == (CRASHES, CRASHES // 2)
    open_sales = Reservation.objects.filter(ceiling=shop.ceiling, state__in=["reserved", "exposed"])
    assert set(answered) <= {one.key for one in open_sales}, "Answered, and not there."
    sound(shop)
    later = Act(None, Role.CLOCK, clock.now() + timedelta(minutes=16))
    for sale in open_sales.filter(state="reserved"):
        ceilings.release(later, reservation_id=sale.pk)
    paid = Reservation.objects.filter(ceiling=shop.ceiling, state="exposed")
    assert shop.now.exposure_units == 10 * paid.count()
    assert Receipt.objects.filter(reservation__in=paid).count() == paid.count()
    sound(shop)


def sell_while_connections_die(shop: Shop) -> list[str]:
    """Each hand reserves and confirms; every other one is cut at the server before its commit."""
    together = Barrier(CRASHES)

    def sell(hand: int) -> list[str]:
        answered = []
        together.wait(60)
        try:
            sale = shop.reserve(10, f"hand-{hand}")
            answered.append(sale.key)
            with transaction.atomic():
                ceilings.confirm(house(), reservation_id=sale.pk, money_hold_id=money(10))
                if hand % 2:
                    cut_me()
            with transaction.atomic():
                shop.reserve(10, f"hand-{hand}-again")
                if not hand % 2:
                    cut_me()
        except Error:
            return answered  # The connection is gone, and what it had begun with it.
        finally:
            connection.close()
        return answered

    with ThreadPoolExecutor(CRASHES) as hands:
        return [key for found in hands.map(sell, range(CRASHES)) for key in found]


def cut_me() -> None:
    """The server loses this connection: whatever it did and did not commit is gone."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")


def test_a_sale_that_reads_and_then_writes_is_found_out(
    committed: None, record_property: Told
) -> None:
    """The planted bug: no lock and no hold in the ledger. The check of every drill has to see it."""
    room = 10
    shop = a_shop(units=room)
    together = Barrier(HANDS)

    def careless(business_id: int, number: int) -> Any:
        ceiling = Ceiling.objects.get(business_id=business_id)
        free = queries.in_force(business_id, clock.now()).headroom_units
        together.wait(60)  # Everybody has read before anybody writes.
        if free < room:
            return None
        with transaction.atomic():
            return write_without_the_ledger(ceiling, number, room)

    race(shop.pk, HANDS, hands=HANDS, sell=careless)
    found = queries.broken([shop.pk])
    record_property("planted bug", found[0] if found else "not found")
    sold = sum(Reservation.objects.filter(ceiling=shop.ceiling).values_list("units", flat=True))
    assert sold == room * HANDS > room, "The bug oversells."
    assert any("the ledger holds" in line for line in found), "And the check says so."


def write_without_the_ledger(ceiling: Ceiling, number: int, units: int) -> Reservation:
    """A sale as somebody would write it who trusts what was read a moment ago."""
    sale = Reservation(
        ceiling=ceiling, number=number + 1, key=f"careless-{number}", units=units,
        exposure_units=units, ceiling_units=ceiling.units, before_units=0, taken_from_units=0,
        freed_before_units=0, decision_id=ceiling.decision_id, at=clock.now(),
    )  # fmt: skip
    due = clock.now() + timedelta(minutes=15)
    move(house(), sale, "reserve", HeadroomReserved(ceiling.business_id, units), due_at=due)
    return sale

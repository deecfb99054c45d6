"""The living demo's car maker: a car delivered, others late, and an opening one may join.

It is played in two halves, because the first lets a month pass: what is to be looked at today
comes after it.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.market import actions as market
from amanat.capabilities.people.models import Person
from amanat.capabilities.presale import actions as presale
from amanat.config.demo import cars
from amanat.config.demo.supervised import NIGHTS, Desk, house
from amanat.kernel.clock import time as clock

PRICE_UNITS, ROOM_UNITS = 2_400_000_000, 300_000_000_000
FIRST_CARS, NEXT_CARS = 12, 20
LONG_WINDOW = timedelta(days=9)
LATE_DAYS = 2
Say = Callable[[str], None]


def seed(
    desk: Desk, judge: Person, owner: Person, buyers: Sequence[Person], say: Say
) -> cars.Plant:
    """One permit sold, a car delivered in time, the others late."""
    player = desk.player
    say("  یک خودروساز با مجوز پیش‌فروش / a car maker with a permit to pre-sell")
    plant = cars.found_plant(desk, (judge,), owner, "خودروسازی سپهر", "sepehr.example", 10_300_001)
    player.wait(NIGHTS)
    cars.rank([plant])
    cars.give_room(plant, ROOM_UNITS)
    cars.get_permit(plant, "سپهر ۲", FIRST_CARS, PRICE_UNITS)
    cars.may_buy(player, buyers)
    cars.announce(plant, FIRST_CARS)
    player.wait(cars.NOTICE)
    say("  سه خریدار: یکی خودرو را گرفته، دو تا دیر شده / three buyers: one has the car, two wait")
    everybody = [one.pk for one in buyers]
    presale.apply_all([plant.opening.pk] * len(everybody), everybody, [1] * len(everybody))
    cars.decide(plant)
    cars.rank([plant])
    sold = cars.sell(plant, buyers)
    called = cars.call(plant, sold[:1])
    player.wait(cars.DAY * cars.CALL_DAYS)
    cars.hand(plant, called)
    player.wait(cars.last_day(sold) + cars.DAY * LATE_DAYS - clock.tehran_day(clock.now()))
    deliveries.accrue_due(house())
    return plant


def open_sale(plant: cars.Plant, say: Say) -> None:
    """Another permit of the same maker, with a campaign that is open now."""
    say("  پیش‌فروشی که باز است / a pre-sale that is open")
    cars.rank([plant])
    cars.get_permit(plant, "سپهر ۳", NEXT_CARS, PRICE_UNITS)
    cars.announce(plant, NEXT_CARS, LONG_WINDOW)
    plant.desk.player.wait(cars.NOTICE)
    cars.rank([plant])
    market.keep_figures(house(), business_id=plant.business.pk)

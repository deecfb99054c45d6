"""The living demo's car maker: a car delivered, others late, a draw to object to, and two windows
to join, one for who comes first and one with a lottery.

It is played in two halves, because the first lets a month pass: what is to be looked at today
comes after it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.market import actions as market
from amanat.capabilities.people.models import Person
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale.rules.window import PARTIES
from amanat.config.demo import cars, progress
from amanat.config.demo.supervised import NIGHTS, Desk, house
from amanat.kernel.clock import time as clock

PRICE_UNITS, ROOM_UNITS = 2_400_000_000, 10_000_000_000
FIRST_CARS, NEXT_CARS = 12, 20
IN_LINE, FIRST_CAR, EVERYBODY = 12, 4, 4  # Of the next ones: by order, and by lot.
LONG_WINDOW = timedelta(days=9)
LATE_DAYS = 2
CERTIFIED = 6_000  # Of 10,000: what an inspector sees of the first ones.
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


def open_sale(
    plant: cars.Plant, inspector: Person, keepers: Sequence[Person], hopeful: Sequence[Person],
    say: Say,
) -> None:  # fmt: skip
    """A certificate and a draw to object to; and another permit of the same maker, with an opening
    and a lottery that are open now. `keepers` keep the secrets of the lottery."""
    say("  پیش‌فروشی که باز است: به نوبت، و با قرعه / a pre-sale that is open: by order, and by lot")
    player, following = plant.desk.player, replace(plant, sold=[])
    progress.name_inspector(plant, inspector)
    progress.certify(plant, inspector, CERTIFIED)
    cars.rank([plant])
    cars.get_permit(following, "سپهر ۳", NEXT_CARS, PRICE_UNITS)
    cars.announce(following, IN_LINE, LONG_WINDOW)
    lottery_id = announce_lottery(following, keepers)
    player.wait(cars.NOTICE)
    cars.rank([plant])
    cars.may_buy(player, hopeful)
    for one in hopeful:
        presale.enlist(player.act(one), campaign_id=lottery_id)
    progress.ask_for_half(plant)
    market.keep_figures(house(), business_id=plant.business.pk)


def announce_lottery(plant: cars.Plant, keepers: Sequence[Person]) -> int:
    """A registration window; five parties lock their secrets before it opens."""
    opens_at = clock.now() + cars.NOTICE
    made = presale.announce_campaign(
        plant.holder(), permit_id=plant.permit_id, opens_at=opens_at,
        closes_at=opens_at + LONG_WINDOW,
        groups=[presale.Group("first_car", FIRST_CAR), presale.Group("everybody", EVERYBODY)],
    )  # fmt: skip
    for party, keeper in zip(PARTIES, keepers, strict=True):
        act = plant.desk.officer_act()
        presale.appoint_holder(act, campaign_id=made.pk, party=party, phone=keeper.phone)
    for keeper in keepers:
        presale.lock_secret(plant.desk.player.act(keeper), campaign_id=made.pk)
    return made.pk

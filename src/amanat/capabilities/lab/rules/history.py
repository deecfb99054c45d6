"""A history shaped like the fraud of 1397. Its frame is reported; its daily stream is synthetic.

Reported, with sources in the parameter `replay.samen`: founding, the two ends told of the guild
licence, customers, turnover, bankruptcy, more than 4,000 complainants. Made up here, from one seed:
which day an order came, from whom, for how much, by which way it was paid, how long its buyer had
patience, and what gold cost. Nobody in it is a person who lived.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from amanat.capabilities.lab.rules.dice import Dice, digest, shared_out

SEED = 1397_06_27
ORDERS = 14_000
PROMISED_DAYS = 30
MINUTES = 24 * 60
OPENS, CLOSES = 9 * 60, 21 * 60  # Orders and complaints come between these minutes of a day.
PATIENCE_DAYS = (5, 75)
MORNING, MORNING_PERCENT = (10 * 60, 11 * 60 + 30), 40  # When most people complain.
#  Of a hundred orders: paid at the house's till, at a till of the seller's own, card to card.
BY_TILL, BY_OWN_TILL, BY_CARD = 0, 1, 2
WAYS_PERCENT = (60, 30, 10)
ORDER_SIZES = (2, 40)
#  What a milligram of fine gold cost, in rial: a synthetic market that stands, and then triples.
PRICE_AT_FIRST = 1_540
PRICE_STEPS = ((400, 1_680), (500, 2_050), (560, 3_000), (655, 5_600))


@dataclass(frozen=True, slots=True)
class Frame:
    """What is reported of the fraud; days are Gregorian and inclusive."""

    founded: date
    bankrupt_on: date
    licence_ends: tuple[date, ...]
    customers: int
    turnover_units: int
    complainants_over: int


@dataclass(frozen=True, slots=True)
class Order:
    """One advance payment; `day` counts from the founding, `minute` from midnight in Tehran."""

    number: int
    day: int
    minute: int
    customer: int
    units: int
    way: int
    patience: int
    temper: int  # The minute at which this buyer would complain.


@dataclass(frozen=True, slots=True)
class History:
    """Orders by day, and the price of gold by day; `licence_end` is the variant that counts."""

    frame: Frame
    licence_end: date
    began: date
    orders: tuple[tuple[Order, ...], ...]
    prices: tuple[int, ...]

    @property
    def days(self) -> int:
        return len(self.orders)

    def date_of(self, day: int) -> date:
        return self.began + timedelta(days=day)

    @property
    def digest(self) -> str:
        rows = [
            [order.number, order.day, order.minute, order.customer, order.units, order.way,
             order.patience, order.temper]
            for orders in self.orders for order in orders
        ]  # fmt: skip
        return digest([self.began.isoformat(), self.licence_end.isoformat(), rows, self.prices])


def frame_of(values: Mapping[str, Any]) -> Frame:
    """The frame as the parameter tells it."""
    day = date.fromisoformat
    return Frame(
        day(values["founded"]),
        day(values["bankruptcy"]),
        tuple(day(one) for one in values["guild_licence_end_candidates"]),
        values["customers"],
        values["turnover_irr"],
        values["complainants_over"],
    )


def generate(frame: Frame, licence_end: date, seed: int = SEED, count: int = ORDERS) -> History:
    """The whole history, the same for the same frame and seed; `count` orders make the turnover."""
    dice = Dice(seed)
    days = (frame.bankrupt_on - frame.founded).days
    counts = shared_out(count, [_weight(day) for day in range(days)])
    units = shared_out(frame.turnover_units, [dice.between(*ORDER_SIZES) for _ in range(count)])
    orders: list[tuple[Order, ...]] = []
    number = 0
    for day, many in enumerate(counts):
        today = [_order(dice, number + one, day, frame.customers, units) for one in range(many)]
        orders.append(tuple(sorted(today, key=lambda order: (order.minute, order.number))))
        number += many
    prices = tuple(_price(day) for day in range(days + 1))
    return History(frame, licence_end, frame.founded, tuple(orders), prices)


def _weight(day: int) -> int:
    """More every month, half on Fridays, half again as much in the weeks before a new year."""
    growth = (day + 60) ** 3
    weekday = 1 if day % 7 == 6 else 2
    return growth * weekday * (3 if 90 <= day % 365 < 108 else 2)


def _order(dice: Dice, number: int, day: int, customers: int, units: list[int]) -> Order:
    before, now = number * customers // len(units), (number + 1) * customers // len(units)
    customer = before if now > before else dice.below(max(now, 1))
    percent = dice.below(100)
    way = BY_TILL if percent < WAYS_PERCENT[0] else BY_OWN_TILL
    way = BY_CARD if percent >= 100 - WAYS_PERCENT[2] else way
    temper = MORNING if dice.below(100) < MORNING_PERCENT else (OPENS, CLOSES)
    return Order(
        number, day, dice.between(OPENS, CLOSES), customer, units[number], way,
        dice.between(*PATIENCE_DAYS), dice.between(*temper),
    )  # fmt: skip


def _price(day: int) -> int:
    """Straight lines between the steps."""
    since, price = 0, PRICE_AT_FIRST
    for until, higher in PRICE_STEPS:
        if day <= until:
            return price + (higher - price) * (day - since) // (until - since)
        since, price = until, higher
    return price


def moved_to(history: History, began: date) -> History:
    """The same stream as if it had begun on another day, where other rules are in force."""
    there = began - history.began
    frame = replace(
        history.frame,
        founded=began,
        bankrupt_on=history.frame.bankrupt_on + there,
        licence_ends=tuple(end + there for end in history.frame.licence_ends),
    )
    return replace(history, frame=frame, began=began, licence_end=history.licence_end + there)


def cut(history: History, days: int) -> History:
    """The first `days` only: what was known then. It shows who looks at tomorrow."""
    return replace(history, orders=history.orders[:days], prices=history.prices[: days + 1])

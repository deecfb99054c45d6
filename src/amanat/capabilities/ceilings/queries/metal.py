"""Gold, silver and coins under the dated rules of a day, for whoever sells them."""

from collections.abc import Mapping
from datetime import date

from amanat.capabilities.ceilings.rules import gold
from amanat.capabilities.ceilings.rules.gold import Counted, Weighed
from amanat.kernel.law import parameters as law

ONLINE, COINS = "gold.online", "coin.presale"


def weigh_order(
    day: date, *, vault_fine_mg: int, sold_fine_mg: int, order_mg: int, fineness: int
) -> Weighed:
    """May this much metal be sold against the vault? NoValueForDate before any rule allowed it."""
    allowed = law.row_in_force(ONLINE, day).value["fineness_per_mille"].values()
    return gold.weigh(
        vault_fine_mg=vault_fine_mg, sold_fine_mg=sold_fine_mg, order_mg=order_mg,
        fineness=fineness, allowed=allowed,
    )  # fmt: skip


def count_coins(
    day: date, *, bought: Mapping[str, int], order: Mapping[str, int], age: int
) -> Counted:
    """May this person buy these coins, after what was bought in all rounds before?"""
    quota = law.row_in_force(COINS, day).value
    return gold.count(bought=bought, order=order, age=age, quota=quota)

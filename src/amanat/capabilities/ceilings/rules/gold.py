"""Gold, silver and coins: sold fine weight never passes the vault; quotas of a person hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

PER_MILLE = 1_000
VAULT_EXCEEDED, FINENESS = "gold.vault_exceeded", "gold.fineness"
QUOTA, AGE, COUNT = "coin.quota", "coin.age", "coin.count"
COINS = ("full", "half", "quarter")


@dataclass(frozen=True, slots=True)
class Weighed:
    """Fine weight in micrograms: whole numbers, since fineness is per mille. `error` or nothing."""

    fine_micrograms: int
    error: str = ""


def weigh(
    *, vault_fine_mg: int, sold_fine_mg: int, order_mg: int, fineness: int,
    allowed: Collection[int],
) -> Weighed:  # fmt: skip
    """May this order be sold against what lies in the vault? Compared exactly."""
    fine = order_mg * fineness
    if fineness not in allowed:
        return Weighed(fine, FINENESS)
    fits = sold_fine_mg * PER_MILLE + fine <= vault_fine_mg * PER_MILLE
    return Weighed(fine, "" if fits else VAULT_EXCEEDED)


def in_mg(micrograms: int) -> str:
    """Micrograms as milligrams, written out: "49999.5"."""
    whole, rest = divmod(micrograms, PER_MILLE)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".") if rest else str(whole)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is left of a person's quota: after the order when it fits, as before when not."""

    left: Mapping[str, int]
    error: str = ""


def count(
    *, bought: Mapping[str, int], order: Mapping[str, int], age: int, quota: Mapping[str, int]
) -> Counted:
    """May this person buy these coins? All of the order or nothing; over all rounds together."""
    free = {coin: quota[coin] - bought.get(coin, 0) for coin in COINS}
    if any(number < 0 for number in order.values()) or set(order) - set(COINS):
        return Counted(free, COUNT)
    if age < quota["min_age"]:
        return Counted(free, AGE)
    after = {coin: free[coin] - order.get(coin, 0) for coin in COINS}
    if any(left < 0 for left in after.values()):
        return Counted(free, QUOTA)
    return Counted(after)

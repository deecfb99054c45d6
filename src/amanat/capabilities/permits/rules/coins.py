"""Coins in pre-sale: a share for each national id over all rounds. No silent part-fill."""

from collections.abc import Mapping
from dataclasses import dataclass

from amanat.capabilities.permits.refusals import CoinAge, CoinCount, CoinQuota
from amanat.words.refusal import Refused

KINDS = ("full", "half", "quarter")


@dataclass(frozen=True, slots=True)
class Answer:
    """`refusal` is None when the order is accepted; `left` is what may still be bought then."""

    refusal: Refused | None
    left: Mapping[str, int]


def order(
    bought: Mapping[str, int], wanted: Mapping[str, int], age: int, *,
    quota: Mapping[str, int], least_age: int,
) -> Answer:  # fmt: skip
    """Accept all of an order, or nothing of it."""
    left = {kind: quota[kind] - bought.get(kind, 0) for kind in KINDS}
    counts = [wanted.get(kind, 0) for kind in KINDS]
    if min(counts) < 0 or not any(counts):
        return Answer(CoinCount("order"), left)
    if age < least_age:
        return Answer(CoinAge("age", least=least_age), left)
    after = {kind: left[kind] - wanted.get(kind, 0) for kind in KINDS}
    if min(after.values()) < 0:
        return Answer(CoinQuota("order", **left), left)
    return Answer(None, after)

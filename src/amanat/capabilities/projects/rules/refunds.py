"""Who gets what when a maker fails: pro rata to what each is owed, to the rial, nobody twice.

Sources are used in order (escrow, then each collateral), each by what is still owed then. Every
share is floored; the rials that are left go one by one to the largest remainders, ties to the
earlier contract: said, not guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """What one contract is owed: money paid and not delivered, with what accrued on it."""

    contract_id: int
    owed_units: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one contract gets, from each source in order; `short_units` are still owed."""

    contract_id: int
    by_source: tuple[int, ...]
    short_units: int
    rest_units: int  # Of these, how many came as a single rial of the rest.

    @property
    def units(self) -> int:
        return sum(self.by_source)


@dataclass(frozen=True, slots=True)
class Plan:
    shares: tuple[Share, ...]
    left_by_source: tuple[int, ...]  # What no claim needed.

    @property
    def short_units(self) -> int:
        """What the maker still owes, by order of the committee."""
        return sum(share.short_units for share in self.shares)


def plan(claims: Sequence[Claim], sources: Sequence[int]) -> Plan:
    """A refund plan. The order of `claims` decides ties, so give them by contract id."""
    assert all(claim.owed_units >= 0 for claim in claims) and all(units >= 0 for units in sources)
    owed = [claim.owed_units for claim in claims]
    got: list[tuple[int, ...]] = [()] * len(claims)
    rests, left = [0] * len(claims), []
    for units in sources:
        paid, rest = split(min(units, sum(owed)), owed)
        left.append(units - sum(paid))
        got = [(*before, one) for before, one in zip(got, paid, strict=True)]
        owed = [before - one for before, one in zip(owed, paid, strict=True)]
        rests = [before + one for before, one in zip(rests, rest, strict=True)]
    shares = [
        Share(claim.contract_id, paid, short, rest)
        for claim, paid, short, rest in zip(claims, got, owed, rests, strict=True)
    ]
    return Plan(tuple(shares), tuple(left))


def split(units: int, weights: Sequence[int]) -> tuple[list[int], list[int]]:
    """`units` by weight, floored, and who got one more: the largest remainders, earlier first.

    Nobody gets more than the own weight as long as `units` is not more than all of them.
    """
    total = sum(weights)
    if not total:
        return [0] * len(weights), [0] * len(weights)
    parts = [divmod(units * weight, total) for weight in weights]
    rest = units - sum(whole for whole, _ in parts)
    order = sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))
    lucky = set(order[:rest])
    return (
        [whole + (at in lucky) for at, (whole, _) in enumerate(parts)],
        [int(at in lucky) for at in range(len(parts))],
    )

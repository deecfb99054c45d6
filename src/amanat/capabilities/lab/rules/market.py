"""A made-up market: three hundred sellers, of whom some are known to fail. From one seed.

It answers one question of any weights: which failed sellers would they have caught, how early, and
how many honest ones would they have troubled? Every figure of it is synthetic.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from amanat.capabilities.lab.rules.dice import Dice
from amanat.capabilities.lab.rules.record import Filed, Record

SEED = 14_050_901
SELLERS = 300
FAILING_PERCENT = 15
BEGAN = date(2024, 3, 20)
STEP_DAYS, STEPS = 14, 52  # Two years; the second is looked at once a fortnight.
FAILS_BETWEEN = (36, 51)  # In the second year.
DECLINE_STEPS = (6, 20)
CAUGHT_BELOW_STARS = 3
SALES_A_STEP = (4, 60)
YEAR_STEPS = 26
PATCH_PERCENT = 20  # Of honest sellers: one bad quarter, of which they recover.
PATCH_STEPS = 6
PATCH_TROUBLE = 12


@dataclass(frozen=True, slots=True)
class Seller:
    """One seller; `fails_at` is the step at which buyers are left with nothing, or None."""

    number: int
    sales: int
    slack: int  # Percent of late deliveries in good times.
    fails_at: int | None
    trouble_from: int
    trouble_steps: int

    @property
    def began(self) -> date:
        return BEGAN - timedelta(days=365)

    def trouble(self, step: int) -> int:
        """From 0 in good times to 100 at the failure; a bad patch of an honest one is mild."""
        gone = step - self.trouble_from
        if gone < 0 or self.trouble_steps == 0:
            return 0
        if self.fails_at is None:
            return PATCH_TROUBLE if gone < self.trouble_steps else 0
        return min(100, gone * 100 // self.trouble_steps)


def sellers(count: int = SELLERS, seed: int = SEED) -> list[Seller]:
    dice = Dice(seed)
    return [_seller(dice, number) for number in range(count)]


def _seller(dice: Dice, number: int) -> Seller:
    sales, slack = dice.between(*SALES_A_STEP), dice.between(0, 6)
    fails = dice.between(*FAILS_BETWEEN) if dice.below(100) < FAILING_PERCENT else None
    length = dice.between(*DECLINE_STEPS)
    begins, has_patch = dice.between(YEAR_STEPS, STEPS - PATCH_STEPS), dice.below(100)
    if fails is not None:
        return Seller(number, sales, slack, fails, fails - length, length)
    return Seller(number, sales, slack, None, begins, PATCH_STEPS * (has_patch < PATCH_PERCENT))


def records(seller: Seller) -> list[Record]:
    """What was known of the seller at the beginning of each step, up to the failure."""
    dice = Dice(SEED * 1_000 + seller.number)
    steps = [_step(dice, seller, step) for step in range(STEPS)]
    last = STEPS if seller.fails_at is None else seller.fails_at
    return [_known(seller, steps, step) for step in range(YEAR_STEPS, last + 1)]


@dataclass(frozen=True, slots=True)
class _Step:
    on_time: int
    late: int
    undelivered: int
    complaints: tuple[Filed, ...]


def _step(dice: Dice, seller: Seller, step: int) -> _Step:
    trouble = seller.trouble(step)
    late = missing = 0
    for _ in range(seller.sales):
        luck = dice.below(100)
        late += luck < seller.slack + trouble // 3
        missing += luck >= 100 - trouble // 4
    began = day_of(step)
    filed = [
        _complaint(dice, began + timedelta(days=dice.below(STEP_DAYS)), trouble)
        for _ in range(late // 4 + missing)
    ]
    return _Step(seller.sales - late - missing, late, missing, tuple(filed))


def _complaint(dice: Dice, filed: date, trouble: int) -> Filed:
    """The deeper the trouble, the fewer are answered and the more are upheld."""
    is_answered = dice.below(100) >= trouble * 4 // 5
    answered = filed + timedelta(days=dice.between(1, 8)) if is_answered else None
    return Filed(filed, answered, dice.below(100) < 30 + trouble // 2)


def _known(seller: Seller, steps: Sequence[_Step], step: int) -> Record:
    """The last year before this step."""
    past = steps[max(0, step - YEAR_STEPS) : step]
    today = day_of(step)
    units = seller.sales * YEAR_STEPS * 50_000_000
    return Record(
        began=seller.began,
        on_time=sum(one.on_time for one in past),
        late=sum(one.late for one in past),
        undelivered=sum(one.undelivered for one in past),
        complaints=tuple(_as_known(one, today) for step in past for one in step.complaints),
        revenue_units=units,
        assets_units=units * (100 - seller.trouble(step)) // 400,
        guarantee_units=units // 20 if seller.slack < 3 else 0,
    )


def _as_known(filed: Filed, today: date) -> Filed:
    answered = filed.answered if filed.answered and filed.answered < today else None
    is_decided = filed.filed + timedelta(days=20) < today
    return Filed(filed.filed, answered, filed.is_upheld if is_decided else None)


def day_of(step: int) -> date:
    return BEGAN + timedelta(days=step * STEP_DAYS)


Stars = Callable[[Record, date], int | None]


@dataclass(frozen=True, slots=True)
class Caught:
    """One seller under some weights: since which step the stars stay low, and whether it failed."""

    number: int
    fails_at: int | None
    low_since: int | None
    was_ever_low: bool

    @property
    def early_days(self) -> int | None:
        """How long before the failure the stars had fallen; None when they had not, or no failure."""
        if self.fails_at is None or self.low_since is None:
            return None
        return (self.fails_at - self.low_since) * STEP_DAYS


def watch(seller: Seller, stars: Stars) -> Caught:
    """Fall below three stars and stay there until the end: that is being caught."""
    low = [
        (found := stars(record, day_of(step))) is None or found < CAUGHT_BELOW_STARS
        for step, record in enumerate(records(seller), start=YEAR_STEPS)
    ]
    since = None
    if low and low[-1]:
        stretch = next((n for n, one in enumerate(reversed(low)) if not one), len(low))
        since = YEAR_STEPS + len(low) - stretch
    return Caught(seller.number, seller.fails_at, since, any(low))


def summed(found: Iterable[Caught]) -> dict[str, Any]:
    """The catch in a few figures: caught of failed, the median lead in days, honest ones troubled."""
    every = list(found)
    failed = [one for one in every if one.fails_at is not None]
    early = sorted(one.early_days for one in failed if one.early_days)
    honest = [one for one in every if one.fails_at is None]
    return {
        "sellers": len(every),
        "failed": len(failed),
        "caught": len(early),
        "median_days": early[len(early) // 2] if early else None,
        "least_days": early[0] if early else None,
        "most_days": early[-1] if early else None,
        "troubled": sum(one.was_ever_low for one in honest),
        "honest": len(honest),
    }

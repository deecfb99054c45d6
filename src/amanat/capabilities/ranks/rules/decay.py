"""How an old fault fades: halved after each half-life, in whole numbers, with no float anywhere.

A fault of today weighs `WHOLE`, and `age` days later the largest whole number that is at most
WHOLE x 2^(-age / half-life). That number is exact: it is the whole root, by degree half-life, of
2^(SCALE_BITS x half-life - age), found by halving, and whole division by two keeps it exact.
"""

from functools import cache

SCALE_BITS = 20
WHOLE = 1 << SCALE_BITS
LONGEST_HALF_LIFE_DAYS = 3_650


def faded(age_days: int, half_life_days: int) -> int:
    """What a fault of this age weighs, from WHOLE down to 0; rounded down."""
    assert age_days >= 0, "Nothing is younger than today."
    halvings, rest = divmod(age_days, half_life_days)
    return _first_half_life(half_life_days)[rest] >> halvings


@cache
def _first_half_life(half_life_days: int) -> tuple[int, ...]:
    assert 0 < half_life_days <= LONGEST_HALF_LIFE_DAYS
    most = SCALE_BITS * half_life_days
    return tuple(_whole_root(1 << (most - rest), half_life_days) for rest in range(half_life_days))


def _whole_root(value: int, degree: int) -> int:
    """The largest whole number whose power `degree` is at most `value`."""
    low, high = 0, WHOLE + 1
    while high - low > 1:
        middle = (low + high) // 2
        if middle**degree <= value:
            low = middle
        else:
            high = middle
    return low

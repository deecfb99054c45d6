"""When so much of a permit is late that its maker fails. What lateness costs: contracts' rules."""

from datetime import timedelta

DAY = timedelta(days=1)


def in_default(late: int, sold: int, longest: int, *, share_percent: int, after_days: int) -> bool:
    """Whether so much of a permit is so late that its buyers must be made safe."""
    return longest >= after_days and sold > 0 and late * 100 >= sold * share_percent

"""Money is a whole number of the smallest unit of one asset. Never a float."""

from dataclasses import dataclass

RIAL = "IRR"
BASIS_POINTS = 10_000
RIALS_PER_TOMAN = 10
UNITS_LIMIT = 10**15


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`units` of `asset`; rial when nothing else is said. Two assets never add or compare."""

    units: int
    asset: str = RIAL

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.units + other.units, self.asset)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.units - other.units, self.asset)

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.units <= other.units

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.units < other.units

    def share(self, basis_points: int) -> "Money":
        """This many basis points of it, rounded down: nobody hands out a unit he does not hold."""
        assert 0 <= basis_points <= BASIS_POINTS
        return Money(self.units * basis_points // BASIS_POINTS, self.asset)

    def parts(self, count: int) -> list["Money"]:
        """`count` parts as equal as can be; the last one takes the remainder."""
        assert count > 0
        each = self.units // count
        last = self.units - each * (count - 1)
        return [Money(each, self.asset)] * (count - 1) + [Money(last, self.asset)]

    def _same(self, other: "Money") -> None:
        assert self.asset == other.asset, "Money of two assets does not add up."

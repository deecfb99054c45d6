"""Seeded chance in whole numbers, and the digest of a result: the same bytes on every machine."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

MASK = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15


class Dice:
    """SplitMix64: sixty-four bits a throw, the same for the same seed for ever."""

    def __init__(self, seed: int) -> None:
        self._state = seed & MASK

    def throw(self) -> int:
        self._state = (self._state + STEP) & MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return mixed ^ (mixed >> 31)

    def below(self, count: int) -> int:
        """A number from 0 to `count` - 1."""
        return self.throw() * count >> 64

    def between(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole parts as the weights say; the parts add up to the last unit."""
    whole, run, given, parts = sum(weights), 0, 0, []
    for weight in weights:
        run += weight
        upto = total * run // whole
        parts.append(upto - given)
        given = upto
    return parts


def canonical(value: Any) -> bytes:
    """JSON with sorted names and nothing between them; floats are not let in."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=_refuse).encode()


def _refuse(value: object) -> str:
    raise TypeError(f"{type(value).__name__} has no place in a digest.")


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()

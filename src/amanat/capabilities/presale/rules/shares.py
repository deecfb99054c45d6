"""A secret in five parts, any three of which open it: nobody can withhold a draw. Shamir, exact.

The coefficients come in, so that this stays pure: whoever shares a secret brings fresh dice.
"""

from collections.abc import Mapping, Sequence

PRIME = 2**521 - 1  # Larger than any secret of 64 bytes.
SECRET_BYTES = 32


def shared(secret: bytes, dice: Sequence[int], holders: int) -> dict[int, int]:
    """Parts for holders 1…n; `dice` are threshold - 1 numbers nobody can guess, below PRIME."""
    assert len(secret) == SECRET_BYTES and all(0 < one < PRIME for one in dice)
    powers = [int.from_bytes(secret, "big"), *dice]
    return {at: _value(powers, at) for at in range(1, holders + 1)}


def _value(powers: Sequence[int], at: int) -> int:
    value = 0
    for power in reversed(powers):
        value = (value * at + power) % PRIME
    return value


def opened(parts: Mapping[int, int]) -> bytes | None:
    """The secret from as many parts as its threshold. Check it against its lock: too few parts,
    or a wrong one, give another number (None when that is not even a secret)."""
    total = 0
    for at, part in parts.items():
        above, below = 1, 1
        for other in parts:
            if other != at:
                above = above * -other % PRIME
                below = below * (at - other) % PRIME
        total += part * above * pow(below, -1, PRIME)
    number = total % PRIME
    if number.bit_length() > SECRET_BYTES * 8:
        return None
    return number.to_bytes(SECRET_BYTES, "big")

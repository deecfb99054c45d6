"""What a buyer of an opening carries: a pass before it, and an address of the application after it.

Both are a few bytes that the opening's own process reads without asking anybody; that they are ours
is said by a stamp beside them (see queries/passes.py).
"""

import struct
from datetime import UTC, datetime
from typing import NamedTuple

PASS = struct.Struct(">BQQQQQ")
ADDRESS = struct.Struct(">BQQQ")
VERSION = 1


class NotOurs(Exception):
    """These bytes were never such a paper."""


class Pass(NamedTuple):
    """Who may ask for how much in which opening, and when. Times are whole seconds of the epoch."""

    opening_id: int
    buyer_id: int
    most_units: int
    not_before: int
    expires: int

    def packed(self) -> bytes:
        return PASS.pack(VERSION, *self)

    @classmethod
    def unpacked(cls, data: bytes) -> "Pass":
        return cls(*_fields(PASS, data))

    def is_in_time(self, now: float) -> bool:
        """`now` in seconds of the epoch, by the platform's clock."""
        return self.not_before <= now < self.expires


class Address(NamedTuple):
    """Whose application it is, and its ticket: what stands in the address of the waiting page."""

    opening_id: int
    buyer_id: int
    ticket: int

    def packed(self) -> bytes:
        return ADDRESS.pack(VERSION, *self)

    @classmethod
    def unpacked(cls, data: bytes) -> "Address":
        return cls(*_fields(ADDRESS, data))


def seconds_of(moment: datetime) -> int:
    """Whole seconds, the fraction dropped."""
    return int(moment.astimezone(UTC).timestamp())


def _fields(form: struct.Struct, data: bytes) -> tuple[int, ...]:
    if len(data) != form.size or data[0] != VERSION:
        raise NotOurs
    return form.unpack(data)[1:]

"""The client for everybody outside: an answer comes in time and has an end, or it is none."""

import httpx
import pytest

from amanat.kernel import outside
from amanat.kernel.outside import Hurried


class Dripping(httpx.SyncByteStream):
    """A body that comes in pieces."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces

    def __iter__(self):
        yield from self.pieces


def test_an_answer_that_comes_in_time_is_read() -> None:
    assert b"".join(Hurried(Dripping(b"a", b"b"), until=float("inf"))) == b"ab"


def test_an_answer_that_drips_past_its_time_is_no_answer() -> None:
    with pytest.raises(httpx.ReadTimeout):
        list(Hurried(Dripping(b"a", b"b"), until=0.0))


def test_an_answer_without_an_end_is_no_answer() -> None:
    with pytest.raises(httpx.ReadError):
        list(Hurried(Dripping(b"x" * outside.ANSWER_LIMIT_BYTES, b"x"), until=float("inf")))

"""One HTTP client for everybody outside: certificates are always checked, no proxy by accident,
and every call is on a connection of its own, because a stale one would look like a lost answer.

An answer that drips in, a byte within every timeout, or that never ends, is cut off.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpx

TIMEOUT = httpx.Timeout(15, connect=5)
ANSWER_WITHIN_SECONDS = 25.0
ANSWER_LIMIT_BYTES = 4 * 1024 * 1024


class Hurried(httpx.SyncByteStream):
    """The body of an answer, as long as it comes in time and has an end."""

    def __init__(self, body: httpx.SyncByteStream, until: float) -> None:
        self.body, self.until = body, until

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self.body:
            size += len(piece)
            if time.monotonic() > self.until:
                raise httpx.ReadTimeout(f"The answer took over {ANSWER_WITHIN_SECONDS:.0f} s.")
            if size > ANSWER_LIMIT_BYTES:
                raise httpx.ReadError(f"The answer is above {ANSWER_LIMIT_BYTES} bytes.")
            yield piece

    def close(self) -> None:
        self.body.close()


class Line(httpx.HTTPTransport):
    """A connection for one call."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        until = time.monotonic() + ANSWER_WITHIN_SECONDS
        reply = super().handle_request(request)
        assert isinstance(reply.stream, httpx.SyncByteStream)
        reply.stream = Hurried(reply.stream, until)
        return reply


class Way(httpx.BaseTransport):
    """The way out of the house: the network, or in a simulation something in its place."""

    def __init__(self) -> None:
        limits = httpx.Limits(max_keepalive_connections=0)
        self.now: httpx.BaseTransport = Line(limits=limits, trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self.now.handle_request(request)


@cache
def way() -> Way:
    """Made once: reading the certificates is what costs."""
    return Way()


@cache
def client() -> httpx.Client:
    """The client, made once."""
    return httpx.Client(timeout=TIMEOUT, transport=way(), trust_env=False)


@contextmanager
def by_way_of(other: httpx.BaseTransport) -> Iterator[None]:
    """Meanwhile, whatever goes outside goes through `other`: a simulation has no network."""
    usual, way().now = way().now, other
    try:
        yield
    finally:
        way().now = usual

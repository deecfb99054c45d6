"""One HTTP client for everybody outside: certificates are always checked, no proxy by accident,
and every call is on a connection of its own, because a stale one would look like a lost answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpx

TIMEOUT = httpx.Timeout(15, connect=5)


class Way(httpx.BaseTransport):
    """The way out of the house: the network, or in a simulation something in its place."""

    def __init__(self) -> None:
        limits = httpx.Limits(max_keepalive_connections=0)
        self.now: httpx.BaseTransport = httpx.HTTPTransport(limits=limits, trust_env=False)

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

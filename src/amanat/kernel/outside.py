"""One HTTP client for everybody outside: certificates are always checked, no proxy by accident,
and every call is on a connection of its own, because a stale one would look like a lost answer."""

from functools import cache

import httpx

TIMEOUT = httpx.Timeout(15, connect=5)


@cache
def client() -> httpx.Client:
    """The client, made once: reading the certificates is what costs."""
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(timeout=TIMEOUT, limits=limits, trust_env=False)

"""How pages of strangers come in: by the house's one crawler, as one of several networks.

Forgers show our crawler a clean page and visitors another: so every page is asked for as more than
one visitor, each with an agent and, where configured, an outgoing address of its own.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from django.conf import settings

from amanat.kernel import crawler
from amanat.kernel.crawler import NotFetched, Page

__all__ = ["Network", "NotFetched", "Page", "Web", "by_way_of", "networks", "now"]
WITHIN_SECONDS = 10.0
LIMIT_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Network:
    """As whom we ask: a name for the file, an agent, and the address we go out by ("" for any)."""

    name: str
    agent: str
    source: str = ""


class Web(Protocol):
    """Whoever fetches pages. Raises NotFetched with one plain word."""

    def get(self, url: str, network: Network) -> Page: ...


class Crawled:
    """The house's crawler: never inside, bounded in time and size."""

    def get(self, url: str, network: Network) -> Page:
        """The page as this network gets it."""
        way = replace(crawler.usual(), agent=network.agent)
        if network.source:
            way = replace(way, connect=partial(_from_source, network.source))
        return crawler.fetch(url, way=way, seconds=WITHIN_SECONDS, limit_bytes=LIMIT_BYTES)


def _from_source(source: str, address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds, source_address=(source, 0))


def networks() -> list[Network]:
    """The networks of this installation; two at least."""
    return [Network(*one) for one in settings.RADAR_NETWORKS]


_ways: list[Web] = [Crawled()]


def now() -> Web:
    """The web as it is reached now."""
    return _ways[-1]


@contextmanager
def by_way_of(other: Web) -> Iterator[None]:
    """Meanwhile, pages come from `other`: a drill brings its own town."""
    _ways.append(other)
    try:
        yield
    finally:
        _ways.pop()

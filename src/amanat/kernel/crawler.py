"""Fetch a page that a stranger named, without ever being turned against the inside network.

A name is resolved once; every address it has must be public; we connect to that address and to no
other, whatever the name says a moment later. A redirect is a new address: all of it is asked again.
There are no cookies and no proxy, the time and the size are bounded as a whole, and a packed page
is unpacked within the same bound. What cannot be fetched raises NotFetched with one plain word.
"""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from amanat.words.targets import PORTS, Target, address_of, is_public, target_of
from amanat.words.targets import NotFetched as NotFetched

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LIMIT_BYTES = 5 * 1024 * 1024
HEAD_LIMIT_BYTES = 256 * 1024
WITHIN_SECONDS = 10.0
MOST_REDIRECTS = 3
MOST_ADDRESSES = 8
PIECE_BYTES = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGENT = "AmanatCrawler/1 (proof of domains; see /help)"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, float], list[str]]
Connect = Callable[[str, int, float], socket.socket]
Wrap = Callable[[socket.socket, str], socket.socket]


def resolve_by_system(host: str, seconds: float) -> list[str]:
    """Every address of a name; asked in a thread, because the system's own wait has no bound."""
    found: list[str] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(row[4][0]) for row in rows)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise NotFetched("too_slow")
    return list(dict.fromkeys(found))


def connect_directly(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to this very address."""
    return socket.create_connection((address, port), timeout=seconds)


@cache
def _trust() -> ssl.SSLContext:
    """Made once: reading the certificates is what costs."""
    return ssl.create_default_context()


def wrap_in_tls(line: socket.socket, host: str) -> socket.socket:
    """TLS for the name that was asked for, whatever address it has."""
    return _trust().wrap_socket(line, server_hostname=host)


@dataclass(frozen=True, slots=True)
class Way:
    """How the crawler goes out. Inside addresses and other ports only where somebody names them.

    `agent` is the visitor it says to be: forgers show a crawler another page than their customers.
    """

    resolve: Resolve = resolve_by_system
    connect: Connect = connect_directly
    wrap: Wrap = wrap_in_tls
    nearby: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset(PORTS.values())
    agent: str = AGENT


PUBLIC = Way()
_meanwhile: list[Way] = []


def usual() -> Way:
    """The way of this installation: the public internet, or the sites of a sandbox and no other."""
    if _meanwhile:
        return _meanwhile[-1]
    base = settings.SITES["address"]
    return to_sites_at(base) if base else PUBLIC


@contextmanager
def by_way_of(other: Way) -> Iterator[None]:
    """Meanwhile, the usual way is another: tests bring their own sites."""
    _meanwhile.append(other)
    try:
        yield
    finally:
        _meanwhile.pop()


@cache
def to_sites_at(base: str) -> Way:
    """Every name leads to one server near us that plays all sites, without TLS."""
    parts = urlsplit(base)
    near, port = str(ipaddress.ip_address(parts.hostname or "")), parts.port or PORTS["http"]
    return Way(
        resolve=lambda _host, _seconds: [near],
        connect=lambda address, _, seconds: connect_directly(address, port, seconds),
        wrap=lambda line, _host: line,
        nearby=(ipaddress.ip_network(near),),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """What came back. `url` is where it was found at last, `hops` every address on the way."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)
    hops: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The body as text: by the charset it names, else UTF-8; what is unreadable is replaced."""
        found = re.search(r"charset=[\"']?([\w-]{1,40})", self.headers.get("content-type", ""))
        try:
            return self.body.decode(found[1] if found else "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")

    @property
    def host(self) -> str:
        return target_of(self.url).host


def fetch(
    url: str,
    *,
    way: Way | None = None,
    seconds: float = WITHIN_SECONDS,
    limit_bytes: int = LIMIT_BYTES,
) -> Page:
    """The page at `url`, or NotFetched. `seconds` and `limit_bytes` hold for all hops together.

    Any status but a redirect's is an answer like any other. Never call it in a transaction.
    """
    way = way or usual()
    until = time.monotonic() + seconds
    hops: list[str] = []
    while len(hops) <= MOST_REDIRECTS:
        target = target_of(url)
        if target.port not in way.ports:
            raise NotFetched("bad_port")
        hops.append(target.url)
        addresses = open_addresses(target.host, way, until)
        page = _ask(target, addresses, way, until, limit_bytes)
        location = page.headers.get("location")
        if page.status not in REDIRECTS or location is None:
            return Page(page.url, page.status, page.headers, page.body, tuple(hops))
        url = _joined(target.url, location)
    raise NotFetched("too_many_redirects")


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        raise NotFetched("bad_address") from None


def open_addresses(host: str, way: Way, until: float) -> list[str]:
    """Every address of a host, when each of them may be called; one that may not closes them all."""
    try:
        found = [str(ipaddress.ip_address(host))]
    except ValueError:
        found = way.resolve(host, _left(until))
    if not found:
        raise NotFetched("unknown_name")
    for one in found:
        address = address_of(one)
        if not (is_public(address) or any(address in net for net in way.nearby)):
            raise NotFetched("inside")
    return found[:MOST_ADDRESSES]


def _left(until: float) -> float:
    """Seconds left of the whole time; none is the end."""
    left = until - time.monotonic()
    if left <= 0:
        raise NotFetched("too_slow")
    return left


def _ask(target: Target, addresses: list[str], way: Way, until: float, limit_bytes: int) -> Page:
    """One question on one connection of its own, to one of the checked addresses."""
    line = _connected(target, addresses, way, until)
    try:
        line.settimeout(_left(until))
        if target.scheme == "https":
            line = way.wrap(line, target.host)
            line.settimeout(_left(until))
        line.sendall(_question(target, way.agent))
        plug = cast(socket.socket, _Plug(line, until, limit_bytes))
        reply = http.client.HTTPResponse(plug, method="GET")
        reply.begin()
        headers = {name.lower(): value for name, value in reply.getheaders()}
        is_hop = reply.status in REDIRECTS and "location" in headers
        body = b"" if is_hop else _body(reply, headers, limit_bytes)
        return Page(target.url, reply.status, headers, body)
    except TimeoutError:
        raise NotFetched("too_slow") from None
    except ssl.SSLError:
        raise NotFetched("bad_certificate") from None
    except OSError:
        raise NotFetched("unreachable") from None
    except (http.client.HTTPException, zlib.error, ValueError):
        raise NotFetched("unreadable") from None
    finally:
        line.close()


def _connected(target: Target, addresses: list[str], way: Way, until: float) -> socket.socket:
    for address in addresses:
        try:
            return way.connect(address, target.port, _left(until))
        except OSError:
            continue
    raise NotFetched("unreachable")


def _question(target: Target, agent: str) -> bytes:
    lines = (
        f"GET {target.path} HTTP/1.1",
        f"Host: {target.named}",
        f"User-Agent: {agent}",
        "Accept: text/html, text/plain, */*;q=0.1",
        "Accept-Encoding: gzip",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


class _Plug:
    """What the standard reader of answers takes for a socket: it only asks for a file."""

    def __init__(self, line: socket.socket, until: float, limit_bytes: int) -> None:
        self.raw = _Bounded(line, until, limit_bytes + HEAD_LIMIT_BYTES)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self.raw, PIECE_BYTES)


class _Bounded(io.RawIOBase):
    """Bytes of a connection, until the whole time or the whole size is used up."""

    def __init__(self, line: socket.socket, until: float, limit_bytes: int) -> None:
        self.line, self.until, self.left_bytes = line, until, limit_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self.line.settimeout(_left(self.until))
        count = self.line.recv_into(buffer)
        self.left_bytes -= count
        if self.left_bytes < 0:
            raise NotFetched("too_large")
        return count


def _body(reply: http.client.HTTPResponse, headers: dict[str, str], limit_bytes: int) -> bytes:
    """The whole body, unpacked; NotFetched as soon as it is longer than the limit."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"identity", "", "gzip", "x-gzip"}:
        raise NotFetched("unreadable")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in packing else None
    body = bytearray()
    for piece in _pieces(reply):
        room = limit_bytes - len(body) + 1
        body += unpack.decompress(piece, room) if unpack else piece
        if len(body) > limit_bytes:
            raise NotFetched("too_large")
    return bytes(body)


def _pieces(reply: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := reply.read1(PIECE_BYTES):
        yield piece

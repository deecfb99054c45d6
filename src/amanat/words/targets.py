"""Addresses of pages that strangers name: taken apart strictly, and told inside from outside.

Anything written oddly is refused instead of guessed at: user names, other bases of numbers, letters
that only look like letters, a dot at the end. What is not surely public is inside.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote

import idna

from amanat.words.domains import INSIDE, LONGEST_DOMAIN

LONGEST_URL = 2_000
PORTS = {"http": 80, "https": 443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#  Everything of IPv4 that is not the public internet (RFC 6890 and its registry).
CLOSED_4 = tuple(
    ipaddress.IPv4Network(one)
    for one in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
#  Of IPv6 only global unicast, and in it nothing that carries another address or leads nowhere:
#  Teredo and its neighbours, documentation, 6to4. Mapped, NAT64, ULA and the rest lie outside it.
OPEN_6 = ipaddress.IPv6Network("2000::/3")
CLOSED_6 = tuple(
    ipaddress.IPv6Network(one)
    for one in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

_URL = re.compile(r"(https?)://([^/?#]*)([/?][^#]*)?(?:#.*)?", re.I)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:@%]+)(?::([0-9]{1,5}))?", re.I)
_NUMBERISH = re.compile(r"[0-9]+|0x[0-9a-f]*", re.I)
_PATH_SAFE = "%/:=&?~#+!$,;'@()*[]-._|"


class NotFetched(Exception):
    """The page was not fetched; `reason` is one of REASONS."""

    def __init__(self, reason: str) -> None:
        assert reason in REASONS, reason
        super().__init__(reason)
        self.reason = reason


REASONS = frozenset(
    {
        "bad_address",  # No plain http or https address.
        "bad_port",  # Another port than 80 or 443.
        "inside",  # It leads to an address that is not public.
        "unknown_name",  # The name has no address.
        "unreachable",  # Nobody answered, or the line broke.
        "bad_certificate",  # TLS failed.
        "too_slow",  # It took longer than the whole time.
        "too_large",  # It was longer than the limit, packed or unpacked.
        "too_many_redirects",
        "unreadable",  # The answer was no HTTP, or packed in a way we do not read.
    }
)


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address, taken apart: nothing of it is read again from the text."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.named}{self.path}"

    @property
    def named(self) -> str:
        """The host as the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """Take an address apart as strictly as it can be written; anything odd is refused."""
    if len(url) > LONGEST_URL or _UNSAFE.search(url):
        raise NotFetched("bad_address")
    found = _URL.fullmatch(url)
    named = _HOST.fullmatch(found[2]) if found else None
    if found is None or named is None:
        raise NotFetched("bad_address")
    scheme = found[1].lower()
    port = int(named[2]) if named[2] else PORTS[scheme]
    path = found[3] or "/"
    path = quote(path if path.startswith("/") else f"/{path}", safe=_PATH_SAFE)
    return Target(scheme, _host(named[1]), port, path)


def _host(text: str) -> str:
    """A name in ASCII, or an address in its one canonical writing; else NotFetched."""
    if text.startswith("["):
        return str(address_of(text[1:-1]))
    last = text.rpartition(".")[2]
    if _NUMBERISH.fullmatch(last):
        if str(address_of(text)) != text:  # 127.1, 0177.0.0.1, 0x7f.0.0.1, 2130706433
            raise NotFetched("bad_address")
        return text
    try:
        host = idna.encode(text.lower(), strict=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise NotFetched("bad_address") from None
    if host.endswith(".") or len(host) > LONGEST_DOMAIN:
        raise NotFetched("bad_address")
    if "." not in host or host.rpartition(".")[2] in INSIDE:
        raise NotFetched("inside")
    return host


def address_of(text: str) -> Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        raise NotFetched("bad_address") from None


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet and carries no other address in it."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in net for net in CLOSED_4)
    if address.scope_id is not None:
        return False
    return address in OPEN_6 and not any(address in net for net in CLOSED_6)

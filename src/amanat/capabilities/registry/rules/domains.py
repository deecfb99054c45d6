"""Domains as people type them and as machines write them, and whether a page is at home."""

from urllib.parse import urlsplit

import idna

LONGEST_DOMAIN = 253
FAMILIAR = "www."


def read_domain(typed: str) -> str | None:
    """The registered form of what was typed: no scheme, no path, small, punycode; None if none.

    `https://WWW.Shop.ir/cart` is `shop.ir`; «فروشگاه.ایران» is `xn--…`.
    """
    host = typed.strip().rstrip(".")
    if "://" in host or host.startswith("//"):
        host = _host(host)
    host = host.partition("/")[0].rpartition("@")[2].partition(":")[0]
    if not host or len(host) > LONGEST_DOMAIN:
        return None
    try:
        name = idna.encode(host, uts46=True).decode().lower()
    except (idna.IDNAError, UnicodeError):
        return None
    return name.removeprefix(FAMILIAR) if "." in name else None


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def as_read(domain: str) -> str:
    """A punycode domain in its own letters; any other as it is."""
    try:
        return idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return domain


def is_foreign(domain: str) -> bool:
    """Whether its letters may look like those of another domain."""
    return any(label.startswith("xn--") for label in domain.split("."))


def is_at_home(origin: str, domains: list[str]) -> bool:
    """Whether the page that loads a badge stands on one of the seal's domains, or on its www."""
    host = _host(origin).lower().rstrip(".")
    return bool(host) and host.removeprefix(FAMILIAR) in domains

"""What a site shows to prove whose it is: a record, a file, a tag. Asked outside transactions."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from amanat.capabilities.businesses import rules
from amanat.capabilities.businesses.ports.resolver import Unresolved, resolver
from amanat.kernel import crawler
from amanat.kernel.crawler import NotFetched

OK = 200
SCHEMES = ("https", "http")
ELSEWHERE, NOT_THERE, NO_TOKEN = "elsewhere", "not_there", "no_token"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one way of proof showed; `why` says why not, `sha256` is of what was read."""

    method: str
    is_found: bool
    why: str = ""
    sha256: str = ""


def look(name: str, token: str) -> list[Sighting]:
    """All three ways, one after the other; a way that fails says why."""
    return [
        _records(name, token),
        _page("file", name, rules.FILE_PATH, lambda text: rules.is_in_file(text, token)),
        _page("meta", name, "/", lambda text: rules.is_in_page(text, token)),
    ]


def _records(name: str, token: str) -> Sighting:
    try:
        found = resolver().records(f"{rules.DNS_LABEL}.{name}")
    except Unresolved:
        return Sighting("dns", False, "unreachable")
    digest = hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()
    is_found = rules.is_in_records(found, token)
    return Sighting("dns", is_found, "" if is_found else NO_TOKEN, digest)


def _page(method: str, name: str, path: str, has_it: Callable[[str], bool]) -> Sighting:
    """The page over TLS, or without where there is none; not one of another site."""
    why = ""
    for page in _pages(name, path):
        if isinstance(page, str):
            why = why or page
            continue
        digest = hashlib.sha256(page.body).hexdigest()
        if not rules.is_same_site(page.host, name):
            why = why or ELSEWHERE
        elif page.status != OK:
            why = why or NOT_THERE
        elif has_it(page.text):
            return Sighting(method, True, "", digest)
        else:
            return Sighting(method, False, NO_TOKEN, digest)
    return Sighting(method, False, why)


def _pages(name: str, path: str) -> Iterator[crawler.Page | str]:
    for scheme in SCHEMES:
        try:
            yield crawler.fetch(f"{scheme}://{name}{path}")
        except NotFetched as no:
            yield no.reason
            if no.reason == "too_slow":
                return  # Without TLS it would keep us as long again.

"""Who holds a domain, as its registry says. https://www.nic.ir and RFC 3912 (WHOIS)

Asked through a gateway that puts a question to port 43 and gives back the registry's own text.
In the sandbox the simulator answers. An unreadable answer is no answer; no name is an empty one.
"""

import re
from typing import Protocol

import httpx
from django.conf import settings

from amanat.kernel.outside import client

LONGEST_ANSWER = 20_000
#  IRNIC writes `holder-c:`, a registry of a generic domain `Registry Registrant ID:`.
HOLDER = re.compile(r"^(?:holder-c|Registry Registrant ID):[ \t]*(\S+)[ \t]*$", re.M | re.I)
KNOWN = re.compile(r"^(?:domain|Domain Name):", re.M | re.I)
UNKNOWN = re.compile(r"no entries found|no match", re.I)


class Unanswered(Exception):
    """The registry did not say anything that can be read."""


class Registry(Protocol):
    """A way to ask who holds a domain; answers a handle, or raises Unanswered."""

    def holder(self, domain: str) -> str:
        """The holder's handle in lower case; empty when the domain has none that is shown."""


class Gateway:
    """GET /{domain}: the registry's text."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")

    def holder(self, domain: str) -> str:
        try:
            reply = client().get(f"{self.base_url}/{domain}")
        except httpx.HTTPError as error:
            raise Unanswered(type(error).__name__) from None
        if reply.status_code != httpx.codes.OK:
            raise Unanswered(f"HTTP {reply.status_code}")
        return holder_in(reply.text[:LONGEST_ANSWER])


def holder_in(text: str) -> str:
    """The handle in a registry's text."""
    if UNKNOWN.search(text):
        return ""
    if not KNOWN.search(text):
        raise Unanswered("unreadable answer")
    found = HOLDER.search(text)
    return found[1].lower() if found else ""


def registry() -> Registry:
    """The gateway of this installation."""
    return Gateway(settings.WHOIS["address"])

"""The seal's way to a site: does it answer over a secure connection, under a good certificate?"""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from amanat.kernel import crawler

NOT_SECURE = frozenset({"bad_certificate"})
WHY = "سایت با گواهی معتبر TLS پاسخ نمی‌دهد. The site has no valid TLS certificate."


@dataclass(frozen=True, slots=True)
class Found:
    """`is_fine` is None when nothing could be said: the site, or our way to it, was out."""

    is_fine: bool | None
    url: str
    facts: dict[str, Any] = field(default_factory=dict)
    why: str = ""


def look(domain: str) -> Found:
    """Ask the site's first page once, over HTTPS only. Never call it in a transaction."""
    url = f"https://{domain}/"
    try:
        page = crawler.fetch(url)
    except crawler.NotFetched as no:
        is_fine = False if no.reason in NOT_SECURE else None
        return Found(is_fine, url, {"why": no.reason}, WHY if is_fine is False else "")
    is_fine = all(hop.startswith("https://") for hop in page.hops)
    facts = {
        "status": page.status, "hops": list(page.hops),
        "sha256": hashlib.sha256(page.body).hexdigest(),
    }  # fmt: skip
    return Found(is_fine, url, facts, "" if is_fine else WHY)

"""What people type to find a seal, and whether a page that shows one is at home."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from amanat.words import domains
from amanat.words.codes import read_code
from amanat.words.persian import ascii_digits, normalise
from amanat.words.refusal import Refused

LONGEST_TYPED = 300
MOST_KEPT = 1024
RANDOM_CODE = re.compile(r"[0-9a-f]{32}")
FAMILIAR = "www."
PUNYCODE = "xn--"


@dataclass(frozen=True, slots=True)
class Asked:
    """One of three ways to name a seal; the others are empty. All empty: it can be none."""

    code: str = ""
    random_code: str = ""
    domain: str = ""


@lru_cache(maxsize=MOST_KEPT)
def read_asked(typed: str) -> Asked:
    """A seal's code, the random code of its badge, or a domain with or without its address."""
    plain = ascii_digits(typed.strip())[:LONGEST_TYPED]
    if code := read_code("S", plain):
        return Asked(code=code)
    if RANDOM_CODE.fullmatch(plain.lower()):
        return Asked(random_code=plain.lower())
    try:
        return Asked(domain=domains.domain(_host(plain)))
    except domains.NoDomain:
        return Asked()


def read_words(typed: str) -> str:
    """What is looked for in the register: a domain in its kept form, or part of one or of a name."""
    try:
        words = normalise(typed)
    except Refused:
        return ""
    return read_asked(words).domain or ascii_digits(words)


def _host(typed: str) -> str:
    """Without the rest of an address that was pasted."""
    rest = typed.rpartition("://")[2]
    return rest.partition("/")[0].partition("?")[0]


def is_foreign(domain: str) -> bool:
    """Whether its letters may look like those of another domain."""
    return any(label.startswith(PUNYCODE) for label in domain.split("."))


def is_at_home(origin: str, names: list[str]) -> bool:
    """Whether the page that loads a badge stands on one of the seal's domains, or on its www."""
    try:
        host = urlsplit(origin).hostname or ""
    except ValueError:
        return False
    return host.rstrip(".").removeprefix(FAMILIAR) in names

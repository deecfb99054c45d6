"""Codes people read to each other: Crockford base 32, grouped, with a check character."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 11
GROUP = 4
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code(prefix: str) -> str:
    """A fresh code such as `D-7K4Q-92MX-5TB3`: 55 random bits and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return _grouped(prefix, body + _check(body))


def read_code(prefix: str, typed: str) -> str | None:
    """The code as we write it, whatever the case, spaces or look-alike letters; None if wrong."""
    plain = typed.strip().upper().replace(" ", "").replace("-", "")
    if len(plain) > RANDOM_CHARACTERS + 1:  # A body may begin with the prefix's own letter.
        plain = plain.removeprefix(prefix)
    plain = plain.translate(_LOOKALIKES)
    if len(plain) != RANDOM_CHARACTERS + 1 or set(plain) - set(ALPHABET):
        return None
    body, check = plain[:-1], plain[-1]
    return _grouped(prefix, plain) if _check(body) == check else None


def _check(body: str) -> str:
    """A weighted sum with odd weights: every single slip shows, and all but a few swaps."""
    total = sum((2 * place + 1) * ALPHABET.index(c) for place, c in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def _grouped(prefix: str, plain: str) -> str:
    groups = [plain[start : start + GROUP] for start in range(0, len(plain), GROUP)]
    return "-".join((prefix, *groups))

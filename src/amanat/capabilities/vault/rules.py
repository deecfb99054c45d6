"""What a sealed thing promises: a commitment that anybody who sees it later can check."""

import hashlib
from datetime import timedelta

LONGEST_CONTENT = 4_000
SALT_BYTES = 16
MOST_TRIES = 5  # Known things that one person may bring in …
TRIES_WITHIN = timedelta(days=1)  # … such a time.
LIVE = ("sealed", "revealed")  # What nobody may seal again.


def commitment(salt: str, content: str) -> str:
    """SHA-256 over `salt:content`: shown when sealed, it says nothing; later it cannot be changed.

    The salt is sixteen random bytes in hex, so that a short code cannot be found by trying.
    """
    return hashlib.sha256(f"{salt}:{content}".encode()).hexdigest()


def is_telling(*, tried_by: int, seller_id: int, is_before_the_reveal: bool) -> bool:
    """Whether a second try to seal the same thing speaks against the one who sold it.

    A try before the buyer had seen it proves that somebody else has it. After that the buyer, too,
    could have let it be tried: then only a try by the seller himself says something.
    """
    return is_before_the_reveal or tried_by == seller_id

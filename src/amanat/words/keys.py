"""Keys of programs: `amanat_<mark>.<secret and checksum>`, made to be found when they leak.

The mark names the key and is no secret. The secret is 256 random bits; a fast hash of it is kept,
which is right for what cannot be guessed. The checksum lets a scanner tell a real key from noise
(`SHAPE`, then `read_key`) without asking anybody.
"""

import base64
import hashlib
import hmac
import re
import secrets
import zlib
from dataclasses import dataclass, field

MARK_BYTES = 6
SECRET_BYTES = 32
CHECK_CHARACTERS = 7
SHAPE = re.compile(r"amanat_([a-z2-7]{10})\.([a-z2-7]{52})([a-z2-7]{7})")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as its owner holds it. `text` is shown once and never stored."""

    mark: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        named = f"amanat_{self.mark}.{self.secret}"
        return named + _check(named)

    @property
    def sha256(self) -> bytes:
        """What is stored of the secret."""
        return hashlib.sha256(self.secret.encode()).digest()

    def is_the_one(self, kept_sha256: bytes | memoryview) -> bool:
        """Whether this is the key whose hash was kept; takes the same time for every answer."""
        return hmac.compare_digest(self.sha256, bytes(kept_sha256))


def new_key() -> Key:
    return Key(_base32(secrets.token_bytes(MARK_BYTES)), _base32(secrets.token_bytes(SECRET_BYTES)))


def read_key(text: str) -> Key | None:
    """The key in a text, or None when shape or checksum are wrong."""
    found = SHAPE.fullmatch(text)
    if found is None:
        return None
    key = Key(found[1], found[2])
    return key if hmac.compare_digest(key.text, text) else None


def _check(named: str) -> str:
    return _base32(zlib.crc32(named.encode()).to_bytes(4, "big"))[:CHECK_CHARACTERS]


def _base32(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=").lower()

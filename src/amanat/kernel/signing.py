"""The house's signatures: Ed25519, one key for each kind of paper, so that none passes for another.

What is signed is told by its `kind` ("seal list", "headroom receipt"); the public half of each key
is published, and anybody verifies with it alone. RFC 8032. What only the house itself reads again,
thousands of times a second, carries a stamp instead: keyed BLAKE2b, RFC 7693.
"""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

SEED_BYTES = 32
STAMP_BYTES, LEAST_STAMP_BYTES = 32, 16
KEY_ID_LENGTH = 16  # Hexadecimal digits of the public key's SHA-256.


def sign(data: bytes, *, kind: str) -> bytes:
    """64 bytes that only this house can make for `data` as this kind of paper."""
    return _private_key(kind).sign(data)


def public_key(kind: str) -> bytes:
    """The 32 bytes with which anybody verifies papers of this kind."""
    return _private_key(kind).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(kind: str) -> str:
    """A short name of the key, the same as long as the key is."""
    return hashlib.sha256(public_key(kind)).hexdigest()[:KEY_ID_LENGTH]


def stamp(data: bytes, *, kind: str) -> bytes:
    """32 bytes that only this house can make, and only this house can check."""
    return hashlib.blake2b(data, digest_size=STAMP_BYTES, key=_stamp_key(kind)).digest()


def is_stamp(found: bytes, data: bytes, *, kind: str) -> bool:
    """Whether `found` is the stamp of `data`, or at least its first LEAST_STAMP_BYTES."""
    right = stamp(data, kind=kind)[: max(len(found), LEAST_STAMP_BYTES)]
    return hmac.compare_digest(found, right)


def base64url(data: bytes) -> str:
    """Without padding, as JOSE writes bytes. RFC 7515, section 2."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@cache
def _private_key(kind: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_derived(f"amanat {kind} key"))


@cache
def _stamp_key(kind: str) -> bytes:
    return _derived(f"amanat {kind} stamp")


def _derived(name: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=SEED_BYTES, salt=None, info=name.encode())
    return derive.derive(settings.SIGNING_KEY.encode())

"""Sealed values: AES-256-GCM with a data key for each record, wrapped by a key kept elsewhere.

A dump of the database alone opens nothing. `about` binds a sealed value to its place: moved to
another row or column, it does not open. Blind indexes find equal values without opening any;
they use a second key, because ten-digit numbers can be tried out one by one.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES


class SealBroken(Exception):
    """A sealed value does not open: another key, another place, or changed bytes."""


def seal(value: str, *, about: str) -> bytes:
    """`value` sealed for the place `about`: format, wrapped data key, nonce, ciphertext."""
    data_key, context = AESGCM.generate_key(bit_length=KEY_BYTES * 8), about.encode()
    wrap_nonce, nonce = secrets.token_bytes(NONCE_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(_wrapping_key()).encrypt(wrap_nonce, data_key, FORMAT + context)
    sealed = AESGCM(data_key).encrypt(nonce, value.encode(), context)
    return FORMAT + wrap_nonce + wrapped + nonce + sealed


def unseal(sealed: bytes | memoryview, *, about: str) -> str:
    """The value again; SealBroken when key, place or bytes are not the same."""
    whole, context = bytes(sealed), about.encode()
    if whole[:1] != FORMAT:
        raise SealBroken(f"Unknown format of the sealed value of {about}.")
    wrapped, body = whole[1 : 1 + WRAPPED_BYTES], whole[1 + WRAPPED_BYTES :]
    try:
        data_key = AESGCM(_wrapping_key()).decrypt(
            wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], FORMAT + context
        )
        return AESGCM(data_key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], context).decode()
    except InvalidTag as error:
        raise SealBroken(f"The sealed value of {about} does not open.") from error


def blind_index(value: str, *, about: str) -> str:
    """The same text for the same value, useless without the key: HMAC-SHA-256 in hex."""
    text = f"{about}\x00{value}".encode()
    return hmac.new(settings.BLIND_KEY.encode(), text, hashlib.sha256).hexdigest()


def _wrapping_key() -> bytes:
    derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"amanat field key")
    return derive.derive(settings.FIELD_KEY.encode())

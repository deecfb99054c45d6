"""Anybody verifies with the public key alone; nothing signed as one paper passes for another."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from amanat.kernel.signing import base64url, key_id, public_key, sign

LIST, RECEIPT = "seal list", "headroom receipt"


def verify(signature: bytes, data: bytes, kind: str) -> None:
    Ed25519PublicKey.from_public_bytes(public_key(kind)).verify(signature, data)


def test_the_public_key_is_enough() -> None:
    verify(sign(b"granted", kind=LIST), b"granted", LIST)


@pytest.mark.parametrize(("data", "kind"), [(b"grantee", LIST), (b"granted", RECEIPT)])
def test_another_word_or_another_paper_is_not_signed(data: bytes, kind: str) -> None:
    with pytest.raises(InvalidSignature):
        verify(sign(b"granted", kind=LIST), data, kind)


def test_a_key_has_a_name_of_its_own() -> None:
    assert key_id(LIST) == key_id(LIST) != key_id(RECEIPT)


def test_bytes_are_written_as_jose_writes_them() -> None:
    assert base64url(b"\xff\xfe\xfd\xfc") == "__79_A"

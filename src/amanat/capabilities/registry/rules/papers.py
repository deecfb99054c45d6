"""The seal as a paper of its own: Verifiable Credentials 2.0, and where their keys are found.

https://www.w3.org/TR/vc-data-model-2.0/ · https://www.w3.org/TR/vc-jose-cose/ ·
https://w3c-ccg.github.io/did-method-web/
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from amanat.capabilities.registry.rules.lists import LIST_LASTS, Entry, stamp

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
]
CREDENTIAL_KEY, LIST_KEY, STATUS_KEY = "seal credential", "seal list", "seal status"
KEYS = (CREDENTIAL_KEY, LIST_KEY, STATUS_KEY)
PURPOSES = ("revocation", "suspension")
A_MILLISECOND = timedelta(milliseconds=1)
TTL_MILLISECONDS = LIST_LASTS // A_MILLISECOND


@dataclass(frozen=True, slots=True)
class Key:
    """The public half of one of our keys; `x` is its 32 bytes in base64url."""

    name: str
    x: str


def did(site: str) -> str:
    """Our name as an issuer: a did:web, whose document lies under /.well-known/."""
    return f"did:web:{quote(urlsplit(site).netloc, safe='.-')}"


def key_name(site: str, key_id: str) -> str:
    """How a signature names its key: the DID's own address of it."""
    return f"{did(site)}#{key_id}"


def jwks(keys: Iterable[Key]) -> dict[str, Any]:
    """The keys as JOSE libraries read them. RFC 7517, RFC 8037."""
    return {"keys": [{**_jwk(key), "kid": key.name, "use": "sig", "alg": "EdDSA"} for key in keys]}


def did_document(site: str, keys: Iterable[Key]) -> dict[str, Any]:
    """The same keys as a DID document."""
    keys, me = list(keys), did(site)
    methods = [
        {"id": key.name, "type": "JsonWebKey", "controller": me, "publicKeyJwk": _jwk(key)}
        for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://www.w3.org/ns/cid/v1"],
        "id": me,
        "verificationMethod": methods,
        "assertionMethod": [key.name for key in keys],
    }


def _jwk(key: Key) -> dict[str, str]:
    return {"kty": "OKP", "crv": "Ed25519", "x": key.x}


def credential(site: str, entry: Entry, place: int, valid_from: datetime) -> dict[str, Any]:
    """The seal as its holder may show it anywhere; whether it still holds is told by the lists."""
    return {
        "@context": CONTEXT,
        "id": f"{site}/v/{entry.code}/credential",
        "type": ["VerifiableCredential", "AmanatSealCredential"],
        "issuer": did(site),
        "validFrom": stamp(valid_from),
        "validUntil": stamp(entry.until),
        "credentialStatus": [status_entry(site, purpose, place) for purpose in PURPOSES],
        "credentialSubject": {
            "id": f"{site}/v/{entry.code}",
            "code": entry.code,
            "domains": sorted(entry.domains),
            "level": entry.level,
        },
    }


def status_entry(site: str, purpose: str, place: int) -> dict[str, Any]:
    """Where the bit of a seal stands."""
    address = status_address(site, purpose)
    return {
        "id": f"{address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(place),
        "statusListCredential": address,
    }


def status_address(site: str, purpose: str) -> str:
    return f"{site}/seals/status/{purpose}"


def status_list(site: str, purpose: str, encoded: str, issued_at: datetime) -> dict[str, Any]:
    """One list of bits as a credential of its own; `encoded` is multibase base64url of its gzip."""
    address = status_address(site, purpose)
    return {
        "@context": CONTEXT[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did(site),
        "validFrom": stamp(issued_at),
        "validUntil": stamp(issued_at + LIST_LASTS),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "ttl": TTL_MILLISECONDS,
            "encodedList": encoded,
        },
    }

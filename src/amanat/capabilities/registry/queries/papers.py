"""What is signed: the list, its bits and the credential, as JWS of Ed25519. RFC 7515, RFC 8037."""

import json
from typing import Any

from django.conf import settings

from amanat.capabilities.registry import rules
from amanat.capabilities.registry.rules import Key, Shown
from amanat.kernel import signing
from amanat.words.refusal import NotFound

VC_TYPE, LIST_TYPE = "vc+jwt", "seal-list+jws"


def jwks() -> dict[str, Any]:
    return rules.jwks(_keys())


def did_document() -> dict[str, Any]:
    return rules.did_document(settings.SITE_URL, _keys())


def _keys() -> list[Key]:
    return [Key(_name(kind), signing.base64url(signing.public_key(kind))) for kind in rules.KEYS]


def _name(kind: str) -> str:
    return rules.key_name(settings.SITE_URL, signing.key_id(kind))


def signed(kind: str, payload: dict[str, Any]) -> str:
    """A credential as a compact JWS. VC-JOSE-COSE, section 3."""
    header, body, signature = _parts(kind, {"typ": VC_TYPE, "cty": "vc"}, payload)
    return f"{header}.{body}.{signature}"


def signed_list(payload: dict[str, Any]) -> str:
    """A list that people read and machines verify: the JWS stands beside what it signs."""
    header, _, signature = _parts(rules.LIST_KEY, {"typ": LIST_TYPE}, payload)
    whole = {"list": payload, "protected": header, "signature": signature}
    return json.dumps(whole, ensure_ascii=False)


def _parts(kind: str, more: dict[str, str], payload: dict[str, Any]) -> tuple[str, str, str]:
    head = rules.canonical({"alg": "EdDSA", "kid": _name(kind), **more})
    header, body = signing.base64url(head), signing.base64url(rules.canonical(payload))
    signature = signing.sign(f"{header}.{body}".encode(), kind=kind)
    return header, body, signing.base64url(signature)


def credential(seal: Shown) -> str:
    """The seal as a signed paper; NotFound in the moments before its badge is issued."""
    if seal.place is None:
        raise NotFound
    entry = rules.entry_of(seal.code, seal.domain, seal.periods[0], seal.ends_on)
    paper = rules.credential(settings.SITE_URL, entry, seal.place, seal.granted_at)
    return signed(rules.CREDENTIAL_KEY, paper)

"""The signed document and its data twin: what stands in it, and how anybody checks it."""

import base64
import json
from datetime import datetime
from typing import Any

from amanat.capabilities.contracts.models import Contract, Document
from amanat.capabilities.contracts.rules import terms
from amanat.capabilities.people import queries as people
from amanat.kernel import signing
from amanat.kernel.log import audit
from amanat.kernel.log.moves import subject_of
from amanat.words.refusal import NotFound, refuse


def document_of(one: Contract, version: int, at: datetime) -> dict[str, Any]:
    """What is signed: the terms as they were agreed, and whose contract it is now."""
    return {
        "form": terms.DOCUMENT_FORM,
        "code": one.code,
        "version": str(version),
        "buyer": people.display_name(one.buyer_id),
        "terms": json.loads(one.terms),
        "terms_sha256": one.terms_sha256,
        "agreed_at": one.signed_at.isoformat(),
        "signed_at": at.isoformat(),
    }


def document(contract_id: int, version: int | None = None) -> Document:
    """A version of the document, the newest unless told."""
    rows = Document.objects.filter(contract_id=contract_id).select_related("contract")
    if version is not None:
        rows = rows.filter(version=version)
    return rows.order_by("-version").first() or refuse(NotFound)


def twin(found: Document) -> dict[str, Any]:
    """The file beside the PDF: the signed bytes as data, the signature, the key, the log."""
    return {
        "contract": json.loads(found.text),
        "sha256": found.sha256,
        "signature": {
            "algorithm": "Ed25519",
            "kind": terms.KIND,
            "key_id": found.key_id,
            "public_key": signing.base64url(signing.public_key(terms.KIND)),
            "value": found.signature,
            "canonical": "JSON, sorted keys, no spaces, UTF-8",
        },
        "log_index": log_index(found.contract),
    }


def log_index(one: Contract) -> int | None:
    """The leaf of its first fact; None for the seconds until it is numbered."""
    trail = audit.trail([subject_of(one)])
    return next((leaf.n for leaf in trail if leaf.n is not None), None)


def is_signed(shown: dict[str, Any]) -> bool:
    """Whether a twin that somebody shows us is of our own hand, unchanged."""
    try:
        value = str(shown["signature"]["value"])
        given = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        text = terms.canonical(shown["contract"])
    except (KeyError, TypeError, ValueError):
        return False
    return given == signing.sign(text.encode(), kind=terms.KIND)

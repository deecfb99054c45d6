"""A signed word about one contract's rials: where they are, and that the ledger holds them."""

import base64
import json
from datetime import datetime
from typing import Any

from amanat.capabilities.projects.models import Project
from amanat.capabilities.projects.queries.money import Standing, money, released_with, standing
from amanat.capabilities.projects.queries.people import certificates_by_id
from amanat.capabilities.projects.queries.reading import project
from amanat.kernel import signing
from amanat.words.refusal import NotFound, refuse

KIND = "money statement"
FORM = "amanat money statement 1"


def canonical(content: dict[str, Any]) -> bytes:
    """The very bytes that are signed: sorted keys, no spaces, UTF-8; amounts are strings."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def statement(subject: str, at: datetime) -> dict[str, Any]:
    """What the buyer keeps: `statement` with its signature. NotFound before any money came."""
    found = standing(subject, at) or refuse(NotFound)
    content = _content(found, project(found.project_id), at)
    return {
        "statement": content,
        "signature": {
            "algorithm": "Ed25519",
            "kind": KIND,
            "key_id": signing.key_id(KIND),
            "public_key": signing.base64url(signing.public_key(KIND)),
            "value": signing.base64url(signing.sign(canonical(content), kind=KIND)),
            "canonical": "JSON, sorted keys, no spaces, UTF-8",
        },
    }


def _content(found: Standing, one: Project, at: datetime) -> dict[str, Any]:
    there = money(one)
    return {
        "form": FORM,
        "contract": found.subject,
        "project": one.code,
        "permit": one.permit_code,
        "paid_units": str(found.paid_units),
        "held_units": str(found.held_units),
        "retained_units": str(found.retained_units),
        "released_units": str(found.released_units),
        "returned_units": str(found.returned_units),
        "refunded_units": str(found.refunded_units),
        "preserved_units": str(found.preserved_units),
        "account_units": str(there.account_units),
        "confirmed_by_ledger": there.is_confirmed,
        "released": _released(found.subject),
        "at": at.isoformat(),
    }


def _released(subject: str) -> list[dict[str, Any]]:
    """With which drawdown, on which certificates."""
    parts = released_with(subject)
    codes = certificates_by_id(sorted({pk for part in parts for pk in part.certificate_ids}))
    return [
        {
            "number": str(part.number),
            "units": str(part.units),
            "at": part.at.isoformat(),
            "certificates": [codes[pk].code for pk in part.certificate_ids if pk in codes],
        }
        for part in parts
    ]


def is_signed(document: dict[str, Any]) -> bool:
    """Whether a statement that somebody shows us is of our own hand, unchanged."""
    value = str(document["signature"]["value"])
    try:
        given = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except ValueError:
        return False
    return given == signing.sign(canonical(document["statement"]), kind=KIND)

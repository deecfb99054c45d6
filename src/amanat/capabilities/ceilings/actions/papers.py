"""The headroom receipt: what the buyer takes home, signed in the same commit as the sale."""

import hashlib

from amanat.capabilities.ceilings.events import HeadroomReceiptSigned
from amanat.capabilities.ceilings.models import Receipt, Reservation
from amanat.capabilities.ceilings.queries.papers import content_of
from amanat.capabilities.ceilings.rules.receipts import KIND, canonical
from amanat.kernel import signing
from amanat.kernel.log.moves import record
from amanat.words.act import Act, Role


def sign_receipt(act: Act, sale: Reservation, code: str, entry_id: int) -> Receipt:
    """Write down and sign what this sale took of the ceiling; its hash goes into the log."""
    text = canonical(content_of(sale, code, entry_id, act.at))
    made = Receipt.objects.create(
        reservation=sale, code=code, text=text.decode(),
        signature=signing.base64url(signing.sign(text, kind=KIND)), key_id=signing.key_id(KIND),
        entry_id=entry_id, at=act.at,
    )  # fmt: skip
    event = HeadroomReceiptSigned(code, hashlib.sha256(text).hexdigest())
    record(act.wearing(Role.HOUSE), event, subject=made)
    return made

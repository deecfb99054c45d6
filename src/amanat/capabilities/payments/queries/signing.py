"""What the two people who let a large payout go read and sign."""

import hashlib
import json
from datetime import UTC

from amanat.capabilities.payments.models import Payout


def content_sha256(payout: Payout) -> str:
    """The hash of everything that can no longer change about a payout."""
    said = {
        "payout": payout.pk,
        "end_to_end_id": payout.end_to_end_id,
        "person": payout.person_id,
        "units": payout.units,
        "subject": payout.subject,
        "promised_at": payout.promised_at.astimezone(UTC).isoformat(),
    }
    if payout.business_id is not None:
        said["business"] = payout.business_id
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

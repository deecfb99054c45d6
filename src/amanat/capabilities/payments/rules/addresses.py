"""Return addresses that only we can write: the attempt's public id under our own key."""

import hashlib
import hmac

SEAL_LENGTH = 32


def seal(key: str, gateway: str, public_id: str) -> str:
    """The proof in a return address that this attempt goes with this gateway."""
    text = f"pay/back/{gateway}/{public_id}".encode()
    return hmac.new(key.encode(), text, hashlib.sha256).hexdigest()[:SEAL_LENGTH]


def is_sealed(key: str, gateway: str, public_id: str, given: str) -> bool:
    return hmac.compare_digest(seal(key, gateway, public_id).encode(), given.encode())

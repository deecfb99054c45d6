"""The seal's own picture, as prints: whole, and with its borders cut a little.

A new picture of the seal adds its prints here (`pictures.prints_of_mark`); old ones stay, because
forgers keep them longest.
"""

import base64
import binascii

from amanat.capabilities.radar.rules.pictures import MOST_PICTURE_BYTES, Print

TYPES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
_PRINTS = (
    "174d8eaa96cc690fb039aec62d3b306c",
    "334d8aaab68e4d0fb039aec4ed93306c",
    "33cc8eaab68ecc4db0398ec4ed93386c",
    "698e0f2b3386cc4db01bc6c4cf9338cc",
)
PRINTS: tuple[Print, ...] = tuple(Print.read(one) for one in _PRINTS)


def from_data(address: str) -> tuple[str, bytes] | None:
    """The picture that stands in the page itself, with its type; None when it is none."""
    head, comma, body = address.partition(",")
    kind = head.removeprefix("data:").partition(";")[0].strip().lower()
    if not comma or kind not in TYPES or not head.endswith(";base64"):
        return None
    if len(body) > MOST_PICTURE_BYTES * 2:
        return None
    try:
        return kind, base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        return None

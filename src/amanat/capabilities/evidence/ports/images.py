"""Pictures are decoded to pixels and encoded anew: whatever else was in the file stays behind."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from amanat.capabilities.evidence import rules

FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
#  A hostile file makes a decoder stumble in any of these ways; none of them is our bug.
DECODERS_BREAK_WITH = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
COLOUR = {"jpeg": "RGB", "png": "RGBA", "webp": "RGBA"}

Image.MAX_IMAGE_PIXELS = None  # Our own limit is lower, and is asked before any pixel is read.


class Unreadable(Exception):
    """The bytes are no picture of this kind."""


class Oversized(Exception):
    """More pixels than we decode."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    width: int
    height: int


def clean(content: bytes, kind: str) -> Picture:
    """The same picture, upright, with pixels and nothing else.

    Its size is read from the header and judged before a single pixel is decoded. Raises
    Unreadable or Oversized.
    """
    try:
        with Image.open(BytesIO(content), formats=[FORMATS[kind]]) as image:
            _judge(image.size)
            image.load()
            return _encoded(image, kind)
    except Oversized:
        raise
    except DECODERS_BREAK_WITH as error:
        raise Unreadable(type(error).__name__) from error


def _judge(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > rules.MOST_PIXELS or max(size) > rules.LONGEST_SIDE:
        raise Oversized


def _encoded(image: Image.Image, kind: str) -> Picture:
    upright = ImageOps.exif_transpose(image)
    has_colours = upright.mode in ("L", "RGB") or (upright.mode == "RGBA" and kind != "jpeg")
    plain = upright if has_colours else upright.convert(COLOUR[kind])
    plain.info.clear()
    out = BytesIO()
    plain.save(out, FORMATS[kind], quality=rules.JPEG_QUALITY, exif=b"", icc_profile=None)
    return Picture(out.getvalue(), *plain.size)

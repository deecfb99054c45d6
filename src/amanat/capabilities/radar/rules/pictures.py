"""Whether a picture is the seal's, though recoloured, resized, saved as JPEG or cut a little.

Two prints of 64 bits: dHash compares neighbours, pHash the low frequencies (a cosine transform in
whole numbers). A picture is near when both are; either alone takes strangers for the seal.
"""

import math
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image

MOST_PICTURE_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4_000_000  # More is a flood, and no badge.
LEAST_SIDE = 16
LONGEST_SIDE = 4_000
LARGE = 32  # The side on which pHash works.
LOW = 8
SCALE = 1 << 12
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
#  The print of the seal is taken whole and with such borders cut off, in thousandths of a side.
CUTS = (0, 30, 60, 90)
BREAK_WITH = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
FLAT = 24  # A picture whose grey lies within so little shows nothing to compare.


@dataclass(frozen=True, slots=True)
class Print:
    """The two prints of one picture."""

    dhash: int
    phash: int

    def __str__(self) -> str:
        return f"{self.dhash:016x}{self.phash:016x}"

    @classmethod
    def read(cls, text: str) -> "Print":
        return cls(int(text[:16], 16), int(text[16:32], 16))


def print_of(content: bytes) -> Print | None:
    """The print of a picture; None for what is none, is a flood of pixels, or shows nothing."""
    image = opened(content)
    return None if image is None else _print(image)


def opened(content: bytes) -> Image.Image | None:
    """The picture in grey on white. Its size is judged before a pixel is decoded."""
    if len(content) > MOST_PICTURE_BYTES:
        return None
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            wide, high = image.size
            fits = wide * high <= MOST_PIXELS and max(image.size) <= LONGEST_SIDE
            if not fits or min(image.size) < LEAST_SIDE:
                return None
            image.draft("L", (LARGE * 8, LARGE * 8))
            image.load()
            return _on_white(image)
    except BREAK_WITH:
        return None


def _on_white(image: Image.Image) -> Image.Image:
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    return _trimmed(paper.convert("L"))


def _trimmed(grey: Image.Image) -> Image.Image:
    """Without an even border: the same seal with more white around it is the same."""
    corner = grey.tobytes()[0]
    mask = grey.point([255 if abs(level - corner) > FLAT else 0 for level in range(256)])
    box = mask.getbbox()
    fits = box is not None and min(box[2] - box[0], box[3] - box[1]) >= LEAST_SIDE
    return grey.crop(box) if fits else grey


def _print(grey: Image.Image) -> Print | None:
    levels = grey.tobytes()
    if max(levels) - min(levels) < FLAT:
        return None
    return Print(_dhash(grey), _phash(grey))


def _dhash(grey: Image.Image) -> int:
    small = grey.resize((LOW + 1, LOW), Image.Resampling.BOX).tobytes()
    rows = [small[start : start + LOW + 1] for start in range(0, len(small), LOW + 1)]
    bits = [row[place] < row[place + 1] for row in rows for place in range(LOW)]
    return _number(bits)


def _phash(grey: Image.Image) -> int:
    small = grey.resize((LARGE, LARGE), Image.Resampling.BOX).tobytes()
    table = _cosines()
    rows = [small[start : start + LARGE] for start in range(0, len(small), LARGE)]
    across = [
        [sum(a * b for a, b in zip(row, wave, strict=True)) for wave in table] for row in rows
    ]
    columns = list(zip(*across, strict=True))
    found = [
        sum(a * b for a, b in zip(one, wave, strict=True)) for wave in table for one in columns
    ]
    middle = sorted(found[1:])[len(found) // 2]
    return _number([one > middle for one in found])


@cache
def _cosines() -> tuple[tuple[int, ...], ...]:
    """The low waves of the cosine transform, in whole 4096ths, so that every machine agrees."""
    return tuple(
        tuple(
            round(SCALE * math.cos(math.pi * wave * (2 * place + 1) / (2 * LARGE)))
            for place in range(LARGE)
        )
        for wave in range(LOW)
    )


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)


def prints_of_mark(content: bytes) -> tuple[Print, ...]:
    """The prints of a seal's own picture: whole, and with its borders cut a little."""
    image = opened(content)
    assert image is not None, "The seal's own picture can be read."
    wide, high = image.size
    found = []
    for cut in CUTS:
        left, top = wide * cut // 1000, high * cut // 1000
        one = _print(image.crop((left, top, wide - left, high - top)))
        assert one is not None, "The seal's own picture shows something."
        found.append(one)
    return tuple(dict.fromkeys(found))


def distance(one: Print, other: Print) -> int:
    """How far two pictures are, 0 to 64: the worse of both prints; colours turned round count."""
    near = (one.dhash ^ other.dhash).bit_count(), (one.phash ^ other.phash).bit_count()
    turned = 64 - near[0], 64 - near[1]
    return min(max(near), max(turned))


def nearest(found: Print, marks: tuple[Print, ...]) -> int:
    """The distance to the nearest of the seal's prints."""
    return min((distance(found, mark) for mark in marks), default=64)

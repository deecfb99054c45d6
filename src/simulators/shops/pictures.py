"""Pictures on those shops: the seal, what forgers make of it, and pictures that are no seal."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

SIDE = 240
GREEN, GOLD, INK, WHITE = (17, 94, 70), (214, 168, 60), (22, 36, 52), (255, 255, 255)


@cache
def seal(side: int = SIDE) -> Image.Image:
    """The picture of the seal: a ring, a shield in it, and a tick on the shield."""
    image = Image.new("RGB", (SIDE, SIDE), WHITE)
    draw = ImageDraw.Draw(image)
    draw.ellipse((6, 6, 234, 234), fill=GREEN)
    draw.ellipse((26, 26, 214, 214), fill=WHITE)
    draw.polygon([(120, 44), (184, 68), (178, 136), (120, 196), (62, 136), (56, 68)], fill=GREEN)
    draw.line([(86, 114), (112, 142), (160, 86)], fill=GOLD, width=16)
    draw.rectangle((40, 196, 200, 224), fill=GOLD)
    for left in range(52, 190, 18):
        draw.rectangle((left, 204, left + 9, 216), fill=INK)
    return image if side == SIDE else image.resize((side, side))


def png(image: Image.Image) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def jpeg(image: Image.Image, quality: int = 60) -> bytes:
    """The picture as a file that lost a little."""
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def resized(share: int) -> bytes:
    """The seal at so many percent of its size."""
    side = max(16, SIDE * share // 100)
    return png(seal().resize((side, side), Image.Resampling.LANCZOS))


def recoloured() -> bytes:
    """The seal in other colours: blue for green, paler."""
    red, green, blue = seal().split()
    swapped = Image.merge("RGB", (blue, red, green))
    return png(ImageEnhance.Brightness(swapped).enhance(1.15))


def cropped(share: int) -> bytes:
    """The seal with so many percent cut off at each side."""
    cut = SIDE * share // 100
    return png(seal().crop((cut, cut, SIDE - cut, SIDE - cut)))


def turned_round() -> bytes:
    """The seal as its own negative."""
    return png(ImageOps.invert(seal()))


def on_a_banner() -> bytes:
    """The seal with a broad white border."""
    return png(ImageOps.expand(seal(), border=40, fill="white"))


def stranger(number: int) -> bytes:
    """A picture that is no seal: bars, discs and boxes, another for each number."""
    dice = _dice(number)
    wide, high = 60 + next(dice) % 200, 60 + next(dice) % 200
    paper = (128 + next(dice) % 128, 128 + next(dice) % 128, 128 + next(dice) % 128)
    image = Image.new("RGB", (wide, high), paper)
    draw = ImageDraw.Draw(image)
    for _ in range(4 + next(dice) % 6):
        left, top = next(dice) % wide, next(dice) % high
        box = (left, top, left + 8 + next(dice) % wide, top + 8 + next(dice) % high)
        ink = (next(dice) % 256, next(dice) % 256, next(dice) % 256)
        shapes = (draw.ellipse, draw.rectangle)
        shapes[next(dice) % 2](box, fill=ink)
    return png(image)


def emblem(number: int) -> bytes:
    """The hardest stranger: a round badge with something in it, as many shops have."""
    dice = _dice(number + 10_000)
    ink = (next(dice) % 200, next(dice) % 200, next(dice) % 200)
    image = Image.new("RGB", (160, 160), WHITE)
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 4, 156, 156), fill=ink)
    edge = 12 + next(dice) % 30
    draw.ellipse((edge, edge, 160 - edge, 160 - edge), fill=WHITE)
    for _ in range(2 + next(dice) % 4):
        left, top = 40 + next(dice) % 60, 30 + next(dice) % 80
        draw.rectangle(
            (left, top, left + 10 + next(dice) % 40, top + 6 + next(dice) % 30), fill=ink
        )
    return png(image)


def _dice(number: int) -> Dice:
    return Dice(number * 2_654_435_761 + 12_345)


class Dice:
    """Numbers that look thrown and are the same each time."""

    def __init__(self, start: int) -> None:
        self.state = start & 0xFFFFFFFFFFFFFFFF

    def __next__(self) -> int:
        self.state = (self.state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        return self.state >> 33

"""The signed contract on paper: Persian shaped and set from right to left, a QR code, the data twin.

Pages are drawn at print resolution with our own font (FreeType, HarfBuzz) and put into one PDF; the
twin, which is the very text that was signed, lies inside it as an attachment.
"""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path

import segno
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.rules import clauses, terms
from amanat.words.moments import spoken_long
from amanat.words.text import Text

FONTS = Path(__file__).parents[3] / "face/static/fonts"
DPI, WIDTH, HEIGHT = 300, 2480, 3508  # A4.
MARGIN, BODY, SMALL, HEAD = 220, 44, 34, 72
LEADING = 17  # Tenths of the size from one baseline to the next.
QR_SCALE = 9
HASH_GROUP = 16
TITLE = Text("قرارداد پیش‌فروش", "Pre-sale contract")


@cache
def _font(is_latin: bool, size: int) -> ImageFont.FreeTypeFont:
    """The one font of the house; its Latin letters lie in a file of their own."""
    name = "latin" if is_latin else "fa"
    return ImageFont.truetype(FONTS / f"vazirmatn-{name}.woff2", size)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _reads_left(word: str) -> bool:
    """Whether a word reads from right to left: any letter of it that is no Latin one says so."""
    return any(sign.isalpha() and not sign.isascii() for sign in word)


@dataclass
class Sheet:
    """Pages that fill from the top; `base` is the direction of the language being written."""

    base: str = "rtl"
    pages: list[Image.Image] = field(default_factory=list)
    y: int = HEIGHT

    def __post_init__(self) -> None:
        self.turn()

    def turn(self) -> None:
        self.pages.append(Image.new("L", (WIDTH, HEIGHT), 255))
        self.y = MARGIN

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.pages[-1])

    def write(self, text: str, size: int = BODY, indent: int = 0) -> None:
        """One paragraph, broken into lines, and a little room after it."""
        if self.base == "ltr":  # Quotation marks belong to the line, not to the name inside.
            text = text.replace("“", "“ ").replace("”", " ”")
        room = WIDTH - 2 * MARGIN - indent
        for line in _lines(text.split(), size, room):
            step = size * LEADING // 10
            if self.y + step > HEIGHT - MARGIN:
                self.turn()
            self.y += step
            self._line(line, size, indent)
        self.y += size // 3

    def _line(self, words: Sequence[str], size: int, indent: int) -> None:
        """Words in reading order: runs of the other direction turn round inside the line."""
        is_rtl = self.base == "rtl"
        space = _width(" ", size)
        x = WIDTH - MARGIN - indent if is_rtl else MARGIN + indent
        for turns, run in _runs(words, is_rtl=is_rtl):
            for word in reversed(run) if turns else run:
                width = _width(word, size)
                x -= width if is_rtl else 0
                _draw(self.pen, x, self.y, word, size, turns_left=is_rtl != turns)
                x += -space if is_rtl else width + space

    def rule(self) -> None:
        self.y += BODY // 2
        self.pen.line((MARGIN, self.y, WIDTH - MARGIN, self.y), fill=0, width=3)
        self.y += BODY // 2

    def paste(self, picture: Image.Image, *, x: int, y: int) -> None:
        self.pages[-1].paste(picture, (x, y))


def _runs(words: Sequence[str], *, is_rtl: bool) -> Iterator[tuple[bool, list[str]]]:
    """Neighbouring words of one direction; True where it is not that of the line."""

    def turns(word: str) -> bool:
        if is_rtl:
            return any(_is_latin(sign) for sign in word) and not _reads_left(word)
        return _reads_left(word) or any("۰" <= sign <= "۹" for sign in word)

    for other, run in groupby(words, key=turns):
        yield other, list(run)


def _lines(words: Sequence[str], size: int, room: int) -> Iterator[list[str]]:
    line, used, space = list[str](), 0, _width(" ", size)
    for word in words:
        width = _width(word, size)
        if line and used + space + width > room:
            yield line
            line, used = [], 0
        used += (space if line else 0) + width
        line.append(word)
    if line:
        yield line


def _chunks(word: str) -> Iterator[tuple[bool, str]]:
    """A word that reads to the right, cut where the font file changes."""
    for is_latin, signs in groupby(word, key=_is_latin):
        yield is_latin, "".join(signs)


def _width(word: str, size: int) -> int:
    if _reads_left(word):
        return round(_font(False, size).getlength(word, direction="rtl", language="fa"))
    if word == "÷":
        return _width("=", size)
    return round(sum(_font(is_latin, size).getlength(some) for is_latin, some in _chunks(word)))


def _draw(
    pen: ImageDraw.ImageDraw, x: int, y: int, word: str, size: int, *, turns_left: bool
) -> None:
    """One word with its left edge at `x`, on the baseline `y`; signs beside it follow the run."""
    if turns_left and not any(_is_latin(sign) for sign in word) and word != "÷":
        font = _font(False, size)
        pen.text((x, y), word, 0, font, anchor="ls", direction="rtl", language="fa")
        return
    if word == "÷":  # Our font has no such sign.
        _divide(pen, x, y, size)
        return
    for is_latin, some in _chunks(word):
        font = _font(is_latin, size)
        pen.text((x, y), some, 0, font, anchor="ls", direction="ltr")
        x += round(font.getlength(some))


def _divide(pen: ImageDraw.ImageDraw, x: int, y: int, size: int) -> None:
    width, middle, dot = _width("=", size), y - size // 3, size // 14
    pen.line((x + dot, middle, x + width - dot, middle), fill=0, width=max(2, size // 14))
    for up in (-size // 5, size // 5):
        at = (x + width // 2, middle + up)
        pen.ellipse((at[0] - dot, at[1] - dot, at[0] + dot, at[1] + dot), fill=0)


def print_contract(found: queries.Document) -> bytes:
    """The PDF of one version of a contract: Persian first, then English, and the twin inside."""
    one = found.contract
    said = json.loads(found.text)
    agreed = queries.terms_of(one)
    address = f"{settings.SITE_URL}/contracts/verify/{one.code}"
    pages: list[Image.Image] = []
    for language, base in (("fa", "rtl"), ("en", "ltr")):
        sheet = Sheet(base)
        _head(sheet, found, said["buyer"], agreed, address, language)
        for number, clause in enumerate(queries.clauses_of(one), start=1):
            label = clauses.joined(Text("{n}.", "{n}."), n=number).into(language)
            sheet.write(f"{label} {clause.into(language)}")
        _foot(sheet, found, address, language)
        pages += sheet.pages
    return _bound(pages, found)


def _head(
    sheet: Sheet, found: queries.Document, buyer: str, agreed: terms.Terms, address: str,
    language: str,
) -> None:  # fmt: skip
    one = found.contract
    code = _qr(address)
    left = MARGIN if sheet.base == "rtl" else WIDTH - MARGIN - code.width
    sheet.paste(code, x=left, y=MARGIN)
    sheet.write(TITLE.into(language), HEAD)
    sheet.write(f"{one.code}", BODY)
    for label, value in _facts(found, buyer, agreed):
        sheet.write(f"{label.into(language)}: {value.into(language)}")
    sheet.y = max(sheet.y, MARGIN + code.height)
    sheet.rule()


def _facts(
    found: queries.Document, buyer: str, agreed: terms.Terms
) -> tuple[tuple[Text, Text], ...]:
    at = found.contract.signed_at
    return (
        (Text("فروشنده", "Seller"), clauses.same(agreed.business_name)),
        (Text("خریدار", "Buyer"), clauses.same(buyer)),
        (Text("مجوز", "Permit"), clauses.same(agreed.permit)),
        (Text("امضا", "Signed"), Text(spoken_long(at, "fa"), spoken_long(at, "en"))),
        (Text("نسخه", "Version"), clauses.joined(Text("{n}", "{n}"), n=found.version)),
    )


def _foot(sheet: Sheet, found: queries.Document, address: str, language: str) -> None:
    sheet.rule()
    digest = found.sha256
    groups = [digest[at : at + HASH_GROUP] for at in range(0, len(digest), HASH_GROUP)]
    how = Text(
        "این کاغذ را با کد QR یا در این نشانی بسنجید. متن امضاشده در همین فایل پیوست است.",
        "Check this paper by its QR code or at this address. The signed text is attached.",
    )
    sheet.write(how.into(language), SMALL)
    for line in (address, f"SHA-256 {' '.join(groups)}", f"Ed25519 {found.signature}"):
        sheet.write(line, SMALL)


def _qr(address: str) -> Image.Image:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=QR_SCALE, border=2)
    return Image.open(out).convert("L")


def _bound(pages: Sequence[Image.Image], found: queries.Document) -> bytes:
    """One PDF of all pages in black and white, with the twin attached."""
    out = io.BytesIO()
    first, *rest = [page.point(lambda level: 255 * (level > 127)).convert("1") for page in pages]
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=DPI)
    writer = PdfWriter(clone_from=PdfReader(out))
    writer.add_metadata({"/Title": f"{TITLE.en} {found.contract.code}", "/Producer": "Amanat"})
    twin = json.dumps(queries.twin(found), ensure_ascii=False, sort_keys=True)
    writer.add_attachment(f"{found.contract.code}.json", twin.encode())
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()

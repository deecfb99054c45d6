"""A page of a stranger, taken apart in bounded time: tags and text, and nothing is run.

The standard parser needs seconds for a page made to hurt it (a quarter of a megabyte of `<!--`
takes most of a minute), so this one reads forward only: no place is looked at twice without a
bound. What is odd is text, as in a browser; what is too much is left out, and said.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_BYTES = 512 * 1024
MOST_TAGS = 20_000
MOST_ATTRIBUTES = 60
LONGEST_VALUE = 200_000  # A picture may stand in the page itself.
LONGEST_LOOSE = 1_000

OPEN = re.compile(
    rf"<([A-Za-z][A-Za-z0-9:-]{{0,40}})"
    rf"((?:[^>\"']{{0,{LONGEST_LOOSE}}}+(?:\"[^\"]{{0,{LONGEST_VALUE}}}+\""
    rf"|'[^']{{0,{LONGEST_VALUE}}}+')){{0,{MOST_ATTRIBUTES}}}+[^>\"']{{0,{LONGEST_LOOSE}}}+)>"
)
CLOSE = re.compile(r"</([A-Za-z][A-Za-z0-9:-]{0,40})[^>]{0,200}+>")
ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]{1,60})(?:\s{0,20}+=\s{0,20}+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>`]{1,4000}+)))?"
)
RAW = {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "template", "svg")}
CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.I)
KNOWN_CHARSETS = frozenset({"utf-8", "utf8", "windows-1256", "iso-8859-6", "utf-16", "us-ascii"})


@dataclass(frozen=True, slots=True)
class Piece:
    """An opening tag (`name`, `attributes`), a closing one (`is_end`), or a text (no name)."""

    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    is_end: bool = False


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of a page: its own charset where we know it, else UTF-8; never an error."""
    head = content_type.encode("ascii", "replace") + b";" + body[:1024]
    found = CHARSET.search(head)
    named = found.group(1).decode().lower() if found else "utf-8"
    charset = named if named in KNOWN_CHARSETS else "utf-8"
    return body[:MOST_BYTES].decode(charset, "replace").replace("\x00", "")


def pieces(text: str) -> Iterator[Piece]:
    """Tags and texts in their order; comments, scripts and drawings inside the page are skipped."""
    place = 0
    for _ in range(MOST_TAGS):
        start = text.find("<", place)
        start = len(text) if start < 0 else start
        if start > place:
            yield Piece(text=html.unescape(text[place:start]))
        if start >= len(text):
            return
        piece, place = _tag(text, start)
        yield piece
        if piece.name in RAW and not piece.is_end:
            end = RAW[piece.name].search(text, place)
            inner = text[place : end.start() if end else len(text)]
            place = end.start() if end else len(text)
            if piece.name == "style":
                yield Piece(text=inner, name="#style")


def _tag(text: str, start: int) -> tuple[Piece, int]:
    """What begins at `start`, and where it is over."""
    if text.startswith("<!--", start):
        return Piece(), _after(text, "-->", start + 4)
    if text.startswith(("<!", "<?"), start):
        return Piece(), _after(text, ">", start + 2)
    if found := OPEN.match(text, start):
        return Piece(found.group(1).lower(), _attributes(found.group(2))), found.end()
    if found := CLOSE.match(text, start):
        return Piece(found.group(1).lower(), is_end=True), found.end()
    return Piece(text="<"), start + 1


def _after(text: str, mark: str, place: int) -> int:
    end = text.find(mark, place)
    return len(text) if end < 0 else end + len(mark)


def _attributes(text: str) -> dict[str, str]:
    """The first of several of one name counts, as in a browser."""
    named: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(text):
        value = next((one for one in found.groups()[1:] if one is not None), "")
        named.setdefault(found.group(1).lower(), html.unescape(value))
        if len(named) >= MOST_ATTRIBUTES:
            break
    return named

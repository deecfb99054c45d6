"""PDF documents are taken apart and put together anew, in a process of their own.

That process has a limit on time and memory and knows nothing: no settings, no database, no
environment. It refuses documents with programs, attachments, passwords or bombs in them, and
writes what is left: pages, without notes, forms or links that act.
"""

import resource
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from amanat.capabilities.evidence import rules

WAIT_SECONDS = 25
CPU_SECONDS = 20
MEMORY_BYTES = 1024 * 1024 * 1024
DEEPEST = 200
CHUNK_BYTES = 256 * 1024

ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/AA"}
)
ACTIVE_KINDS = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/RichMedia",
        "/Movie", "/Sound", "/Rendition", "/EmbeddedFile", "/Filespec", "/FileAttachment",
        "/Screen", "/3D",
    }
)  # fmt: skip
DROPPED_FROM_PAGES = ("/Annots", "/AA", "/PieceInfo", "/Metadata", "/B", "/Thumb")


class Refusal(Exception):
    """One word why: broken, locked, active, long or swollen."""


@dataclass(frozen=True, slots=True)
class Paper:
    content: bytes
    pages: int


def clean(content: bytes) -> Paper:
    """The same pages in a new document. Raises Refusal."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=content,
            capture_output=True,
            timeout=WAIT_SECONDS,
            env={"PYTHONPATH": ":".join(filter(None, sys.path))},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refusal("swollen") from None
    if done.returncode:  # Below zero a limit killed it; above, the parser broke on what it read.
        raise Refusal("swollen" if done.returncode < 0 else "broken")
    head, _, body = done.stdout.partition(b"\n")
    word = head.decode()
    if not word.isdigit():
        raise Refusal(word)
    return Paper(body, int(word))


def main() -> None:
    """The process of its own: a document comes in, a count and a document go out, or one word."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    out = sys.stdout.buffer
    try:
        paper = rebuilt(sys.stdin.buffer.read())
    except Refusal as refusal:
        out.write(f"{refusal}\n".encode())
    else:
        out.write(f"{paper.pages}\n".encode() + paper.content)


def rebuilt(content: bytes) -> Paper:
    """Judge the whole document, then copy its pages into a new one."""
    most = rules.MOST_PDF_STREAM_BYTES
    pypdf.overwrite_configuration(
        zlib_maximum_output_length=most,
        lzw_maximum_output_length=most,
        run_length_maximum_output_length=most,
        jbig2_maximum_output_length=most,
        brotli_maximum_output_length=most,
    )
    try:
        return _rebuilt(pypdf.PdfReader(BytesIO(content)))
    except (LimitReachedError, MemoryError):
        raise Refusal("swollen") from None


def _rebuilt(reader: pypdf.PdfReader) -> Paper:
    if reader.is_encrypted:
        raise Refusal("locked")
    _judge(reader)
    count = len(reader.pages)
    if count == 0:
        raise Refusal("broken")
    if count > rules.MOST_PDF_PAGES:
        raise Refusal("long")
    writer = pypdf.PdfWriter()
    for page in reader.pages:
        for name in DROPPED_FROM_PAGES:
            page.pop(name, None)
        writer.add_page(page)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return Paper(out.getvalue(), count)


def _judge(reader: pypdf.PdfReader) -> None:
    """Walk everything that can be reached, and refuse what acts or swells."""
    unpacked = 0
    for part in _parts(reader):
        if ACTIVE_KEYS & part.keys() or {part.get("/S"), part.get("/Subtype")} & ACTIVE_KINDS:
            raise Refusal("active")
        if part.get("/Type") in ACTIVE_KINDS:
            raise Refusal("active")
        if isinstance(part, StreamObject):
            unpacked += _unpacked_bytes(part)
            _judge_pixels(part)
        if unpacked > rules.MOST_PDF_UNPACKED_BYTES:
            raise Refusal("swollen")


def _parts(reader: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary and stream, each once, without recursion."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            mark = (part.idnum, part.generation)
            if mark in seen:
                continue
            seen.add(mark)
            if len(seen) > rules.MOST_PDF_OBJECTS:
                raise Refusal("swollen")
            part = part.get_object()
        if isinstance(part, DictionaryObject):
            yield part
            waiting.extend(part.raw_get(key) for key in part)
        elif isinstance(part, ArrayObject):
            waiting.extend(list.__iter__(part))


def _unpacked_bytes(stream: StreamObject) -> int:
    """How much the stream's deflated layers hold, counted without keeping it."""
    names = stream.get("/Filter", [])
    layers = names if isinstance(names, list) else [names]
    content: bytes = stream._data
    for layer in layers:
        if layer not in ("/FlateDecode", "/Fl"):
            break
        content = _inflated(content)
    return len(content)


def _inflated(content: bytes) -> bytes:
    reader = zlib.decompressobj()
    try:
        plain = reader.decompress(content, rules.MOST_PDF_STREAM_BYTES)
    except zlib.error:
        return content  # A damaged stream swells no further; the page shows what it can.
    if reader.unconsumed_tail:
        raise Refusal("swollen")
    return plain


def _judge_pixels(stream: StreamObject) -> None:
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    if int(width) * int(height) > rules.MOST_PIXELS:
        raise Refusal("swollen")


if __name__ == "__main__":
    main()

"""What may be kept: kinds, sizes and counts, each with its unit."""

from dataclasses import dataclass

from amanat.words.text import Text

MOST_BYTES = 10 * 1024 * 1024
MOST_KEPT_BYTES = 2 * MOST_BYTES  # A clean copy may be larger than what came.
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
MOST_PDF_PAGES = 60
MOST_PDF_OBJECTS = 20_000
MOST_PDF_STREAM_BYTES = 20 * 1024 * 1024
MOST_PDF_UNPACKED_BYTES = 80 * 1024 * 1024
MOST_FILES_A_DAY = 200
LONGEST_NAME = 120
JPEG_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file we keep: how it begins, how it is served, what people call it."""

    extension: str
    media_type: str
    name: Text


KINDS: dict[str, Kind] = {
    "jpeg": Kind("jpg", "image/jpeg", Text("تصویر JPEG", "JPEG image")),
    "png": Kind("png", "image/png", Text("تصویر PNG", "PNG image")),
    "webp": Kind("webp", "image/webp", Text("تصویر WebP", "WebP image")),
    "pdf": Kind("pdf", "application/pdf", Text("سند PDF", "PDF document")),
}
IMAGES: frozenset[str] = frozenset({"jpeg", "png", "webp"})
PAPERS: frozenset[str] = IMAGES | {"pdf"}


def kind_of(head: bytes) -> str | None:
    """The kind by the first bytes; a name or a stated type is not asked."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return "pdf" if head.startswith(b"%PDF-") else None

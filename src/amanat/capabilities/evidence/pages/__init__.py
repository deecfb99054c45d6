"""How kept files leave the house: as data that no browser runs."""

from urllib.parse import quote

from django.http import HttpResponse

from amanat.capabilities.evidence.queries import Opened

POLICY = "default-src 'none'; sandbox"
SHOWN_INLINE = frozenset({"jpeg", "png", "webp"})


def respond(opened: Opened) -> HttpResponse:
    """The file as an answer: its own type, nothing guessed, nothing run, nothing stored."""
    file = opened.file
    answer = HttpResponse(opened.content, content_type=file.media_type)
    how = "inline" if file.kind in SHOWN_INLINE else "attachment"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(file.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer

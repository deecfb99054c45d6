"""How kept files leave the house: as data that no browser runs."""

from urllib.parse import quote

from django.http import HttpResponse

POLICY = "default-src 'none'; sandbox"
SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/webp"})


def as_data(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """The file as an answer: its own type, nothing guessed, nothing run, nothing stored."""
    answer = HttpResponse(content, content_type=media_type)
    how = "inline" if media_type in SHOWN_INLINE else "attachment"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer

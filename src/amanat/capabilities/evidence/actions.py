"""The one write: keep a file."""

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile

from amanat.capabilities.evidence import rules
from amanat.capabilities.evidence.events import FileKept
from amanat.capabilities.evidence.models import File
from amanat.capabilities.evidence.ports import images, papers, shelf
from amanat.capabilities.evidence.refusals import (
    ActiveDocument,
    BrokenFile,
    FileEmpty,
    FileTooLarge,
    LockedDocument,
    SwollenDocument,
    TooManyPages,
    TooManyPixels,
    TooManyUploads,
    WrongKind,
)
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words import persian
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, Refused, refuse_unless

PARAM = "file"
MEGA = 1024 * 1024
DAY = timedelta(days=1)
HEAD_BYTES = 16

PAPER_REFUSALS: dict[str, type[Refused]] = {
    "broken": BrokenFile,
    "locked": LockedDocument,
    "active": ActiveDocument,
    "swollen": SwollenDocument,
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a file after it was taken apart and put together anew."""

    kind: str
    content: bytes
    width: int | None = None
    height: int | None = None
    pages: int | None = None


def keep(
    act: Act,
    *,
    person_id: int,
    upload: "UploadedFile[Any]",
    allowed: frozenset[str] = rules.PAPERS,
    param: str = PARAM,
) -> File:
    """Keep a clean copy of what somebody sent, or refuse it with a sentence beside `param`.

    `allowed` is `rules.IMAGES` or `rules.PAPERS`. The kind is read from the bytes; pictures and
    documents are decoded and written anew. Decoding happens before the transaction.
    """
    refuse_unless(act.by == person_id, NotYours)
    _refuse_flood(act, person_id, param)
    original = _read(upload, param)
    cleaned = _clean(original, allowed, param)
    path = shelf.put(cleaned.content)
    with ExitStack() as undo:
        undo.callback(shelf.drop, path)
        file = _write(act, person_id, upload.name or "", original, cleaned, path)
        undo.pop_all()
    return file


def keep_for_house(act: Act, *, content: bytes, name: str, param: str = PARAM) -> File:
    """Keep a picture that the house took itself: it is nobody's, and cleaned like any other."""
    refuse_unless(act.by is None and act.role is Role.HOUSE, NotYours)
    cleaned = _clean(content, rules.IMAGES, param)
    path = shelf.put(cleaned.content)
    with ExitStack() as undo:
        undo.callback(shelf.drop, path)
        file = _write(act, None, name, content, cleaned, path)
        undo.pop_all()
    return file


@atomic
def _write(
    act: Act, person_id: int | None, name: str, original: bytes, cleaned: Cleaned, path: str
) -> File:
    file = File.objects.create(
        person_id=person_id,
        kind=cleaned.kind,
        name=tidy_name(name, cleaned.kind),
        path=path,
        size_bytes=len(cleaned.content),
        sha256=hashlib.sha256(cleaned.content).hexdigest(),
        original_sha256=hashlib.sha256(original).hexdigest(),
        width=cleaned.width,
        height=cleaned.height,
        pages=cleaned.pages,
        created_at=act.at,
    )
    record(act, FileKept(file.kind, file.size_bytes, file.sha256), subject=file)
    return file


def _refuse_flood(act: Act, person_id: int, param: str) -> None:
    today = File.objects.filter(person_id=person_id, created_at__gt=act.at - DAY)
    fine = today.count() < rules.MOST_FILES_A_DAY
    refuse_unless(fine, TooManyUploads, param, count=rules.MOST_FILES_A_DAY)


def _read(upload: "UploadedFile[Any]", param: str) -> bytes:
    """At most one byte more than we keep; the stated size is not believed."""
    content: bytes = upload.read(rules.MOST_BYTES + 1)
    refuse_unless(bool(content), FileEmpty, param)
    fits = len(content) <= rules.MOST_BYTES
    refuse_unless(fits, FileTooLarge, param, megabytes=rules.MOST_BYTES // MEGA)
    return content


def _clean(content: bytes, allowed: frozenset[str], param: str) -> Cleaned:
    kind = rules.kind_of(content[:HEAD_BYTES])
    if kind is None or kind not in allowed:
        raise WrongKind(param, kinds=", ".join(sorted(name.upper() for name in allowed)))
    if kind == "pdf":
        return _clean_paper(content, param)
    try:
        picture = images.clean(content, kind)
    except images.Oversized:
        raise TooManyPixels(param, megapixels=rules.MOST_PIXELS // 10**6) from None
    except images.Unreadable:
        raise BrokenFile(param) from None
    fits = len(picture.content) <= rules.MOST_KEPT_BYTES
    refuse_unless(fits, FileTooLarge, param, megabytes=rules.MOST_BYTES // MEGA)
    return Cleaned(kind, picture.content, width=picture.width, height=picture.height)


def _clean_paper(content: bytes, param: str) -> Cleaned:
    try:
        paper = papers.clean(content)
    except papers.Refusal as refusal:
        _refuse_paper(str(refusal), param)
    fits = len(paper.content) <= rules.MOST_KEPT_BYTES
    refuse_unless(fits, SwollenDocument, param)
    return Cleaned("pdf", paper.content, pages=paper.pages)


def _refuse_paper(word: str, param: str) -> NoReturn:
    if word == "long":
        raise TooManyPages(param, pages=rules.MOST_PDF_PAGES) from None
    raise PAPER_REFUSALS[word](param) from None


def tidy_name(name: str, kind: str) -> str:
    """What the owner called it, without folders or tricks, and with the ending of its kind."""
    last = name.replace("\\", "/").rpartition("/")[2]
    try:
        plain = persian.normalise(last)
    except persian.UnseenCharacters:
        plain = ""
    stem = plain.partition(".")[0].strip(" .")[: rules.LONGEST_NAME] or "file"
    stem = "".join("_" if sign in '<>:"|?*%;\n\t' else sign for sign in stem)
    return f"{stem}.{rules.KINDS[kind].extension}"

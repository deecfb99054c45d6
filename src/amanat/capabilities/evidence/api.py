"""Files for machines: sent once, then named by their id in other requests."""

import hashlib
from datetime import datetime
from typing import Annotated

from django.core.files.uploadedfile import UploadedFile as Upload
from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.evidence import queries, rules
from amanat.capabilities.evidence.models import File as Kept
from amanat.face.machines import (
    InPath,
    Refusals,
    act_of,
    caller,
    change_in_steps,
    place_of,
)
from amanat.face.one_of import OneOf

CHUNK_BYTES = 64 * 1024
router = Router(tags=["files"])
FileKind = Annotated[str, OneOf("FileKind", sorted(rules.KINDS))]


class FileOut(Schema):
    """A kept file. The bytes are cleaned, so `sha256` is of what we keep, not of what was sent."""

    id: int
    kind: FileKind
    name: str
    size_bytes: int
    sha256: str
    created_at: datetime


def shown(file: Kept) -> FileOut:
    return FileOut.model_validate(file, from_attributes=True)


@router.post("", response={201: FileOut, **Refusals}, summary="Keep a file")
def keep(request: HttpRequest, file: File[UploadedFile]) -> HttpResponse:
    """JPEG, PNG, WebP or PDF; decoded and written anew. Two equal files are the same request."""

    def first() -> Kept:
        return evidence.keep(act_of(request), person_id=caller(request), upload=file)

    content = place_of(request) + f"{file.name}\n".encode() + digest_of(file)
    return change_in_steps(request, FileOut, first, shown, status=201, content=content)


def digest_of(file: "Upload[bytes]") -> bytes:
    """What the sender sent, whatever boundary the multipart body had this time."""
    seen = hashlib.sha256()
    for chunk in file.chunks(CHUNK_BYTES):
        seen.update(chunk)
    file.seek(0)
    return seen.digest()


@router.get("/{file_id}", response={200: FileOut, **Refusals}, summary="One file of mine")
def one(request: HttpRequest, file_id: InPath) -> FileOut:
    return shown(queries.open_file(file_id, caller(request)))

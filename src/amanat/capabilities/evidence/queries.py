"""Reads of kept files. Who may see one is asked before the bytes are touched."""

import hashlib
from dataclasses import dataclass

from amanat.capabilities.evidence.models import File as File
from amanat.capabilities.evidence.ports import shelf
from amanat.words.refusal import NotFound


class FileChanged(Exception):
    """The bytes on the disk are not those we kept: somebody must look, and nobody may see them."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its bytes, as they were when it was kept."""

    file: File
    content: bytes


def open_file(file_id: int, person_id: int | None) -> File:
    """The file, for its owner only; NotFound for everybody else."""
    found = File.objects.filter(pk=file_id, person_id=person_id or 0).first()
    if found is None:
        raise NotFound("file_id")
    return found


def read(file_id: int) -> Opened:
    """The file with its bytes. The caller has already decided that the reader may see it."""
    file = File.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound("file_id")
    content = shelf.take(file.path)
    if content is None or hashlib.sha256(content).hexdigest() != file.sha256:
        raise FileChanged(f"file {file.pk}")
    return Opened(file, content)


def files(file_ids: list[int]) -> dict[int, File]:
    """Many files in one read, without their bytes."""
    return File.objects.in_bulk(file_ids)

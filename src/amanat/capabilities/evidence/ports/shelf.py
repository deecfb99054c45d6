"""Where files lie: a folder outside everything the web server serves, under random names."""

import os
import secrets
from pathlib import Path

from django.conf import settings

NAME_BYTES = 20


def put(content: bytes) -> str:
    """Write the bytes safely under a new random path, and answer that path."""
    name = secrets.token_hex(NAME_BYTES)
    path = f"{name[:2]}/{name}"
    target = place(path)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def take(path: str) -> bytes | None:
    """The bytes at this path; None when they are gone."""
    try:
        return place(path).read_bytes()
    except FileNotFoundError:
        return None


def drop(path: str) -> None:
    """Remove bytes that no row speaks of."""
    place(path).unlink(missing_ok=True)


def place(path: str) -> Path:
    return Path(settings.MEDIA_ROOT) / path

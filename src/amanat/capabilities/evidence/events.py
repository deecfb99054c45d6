"""What happens to files."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class FileKept(Event):
    """The hash of what we keep stands in the log from the first moment on."""

    kind: str
    size_bytes: int
    sha256: str

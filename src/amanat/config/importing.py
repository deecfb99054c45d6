"""What an operator brings in from files, told line by line."""

from collections.abc import Callable
from pathlib import Path

from amanat.capabilities.places import actions as places
from amanat.capabilities.places.models import OfficeImport
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

MOST_TOLD = 50


def offices(file: Path, say: Callable[[str], None]) -> OfficeImport:
    """Import post offices and say how far it is, and which rows were left out and why."""
    told = 0

    def tell(done: OfficeImport, bad: list[places.BadRow]) -> None:
        nonlocal told
        for row in bad[: max(0, MOST_TOLD - told)]:
            say(f"row {row.number}: {row.no.sentence.en}")
        told += len(bad)
        say(f"{done.rows_done} of {done.rows} rows")

    act = Act(None, Role.OPERATOR, clock.now())
    done = places.import_offices(act, content=file.read_bytes(), tell=tell)
    if told > MOST_TOLD:
        say(f"and {told - MOST_TOLD} more bad rows")
    say(f"{done.kept} post offices kept, {done.refused} rows left out.")
    return done

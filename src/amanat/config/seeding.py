"""The demo: told once for each database, shown at each start, and played alone by `make demo`."""

import hashlib
import importlib
import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from django.db import connection

from amanat.config import environment

STORY = "amanat.config.demo.market"
UNDER_WAY, ASIDE = "telling", "broken-off"
WRITTEN = ("postgres", "simulators", "files")  # By a telling, in the home of the data.


def story() -> ModuleType | None:
    """The module that tells the demo, once it is written."""
    return importlib.import_module(STORY) if importlib.util.find_spec(STORY) else None


def once(say: Callable[[str], None]) -> None:
    """Seed this database unless it was seeded before, or a telling of it broke off."""
    telling, mark = story(), _mark()
    if telling is None or mark.exists():
        return
    if telling.was_begun():
        say(f"An earlier telling of the demo broke off. For a whole one: stop, remove "
            f"{environment.home()}, and start again.")  # fmt: skip
        return
    say("Telling the demo stories …")
    under_way = environment.home() / UNDER_WAY
    under_way.touch()
    try:
        telling.seed(say)
    except Exception:  # It fails at each start: what is there stays as it is.
        under_way.unlink()
        raise
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    under_way.unlink()


def set_aside_what_broke_off(say: Callable[[str], None]) -> None:
    """Somebody stopped the first start while the demo was told, before the platform was ready: half
    a demo cannot be told on. What was written goes aside, and the start begins anew."""
    home = environment.home()
    if not (home / UNDER_WAY).exists():
        return
    say(f"The first start was stopped while the demo was told: beginning anew. What was written "
        f"lies in {home / ASIDE}.")  # fmt: skip
    shutil.rmtree(home / ASIDE, ignore_errors=True)
    (home / ASIDE).mkdir()
    for name in WRITTEN:
        if (home / name).exists():
            (home / name).rename(home / ASIDE / name)
    (home / UNDER_WAY).unlink()


def _mark() -> Path:
    """A file that says that exactly this database was seeded: named after its first migration."""
    with connection.cursor() as cursor:
        cursor.execute("select current_database(), min(applied) from django_migrations")
        name, born = cursor.fetchone()
    code = hashlib.sha256(f"{name} {born}".encode()).hexdigest()[:16]
    return environment.home() / "seeded" / code


def table_of_people() -> str:
    """Who can sign in, as lines of text: name, phone, what they do in the demo."""
    telling = story()
    if telling is None:
        return ""
    rows = [tuple(str(part) for part in row) for row in telling.people()]
    lines = ["Demo people: enter the phone, then the code from the SMS inbox."]
    lines += ["  " + "   ".join(row) for row in rows]
    return "\n".join(lines)

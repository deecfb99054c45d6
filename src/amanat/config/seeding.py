"""The demo: told once for each database, shown at each start, and played alone by `make demo`."""

import hashlib
import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from django.db import connection

from amanat.config import environment

STORY = "amanat.config.demo.market"


def story() -> ModuleType | None:
    """The module that tells the demo, once it is written."""
    return importlib.import_module(STORY) if importlib.util.find_spec(STORY) else None


def once(say: Callable[[str], None]) -> None:
    """Seed this database unless it was seeded before; a seed that broke off is told again."""
    telling, mark = story(), _mark()
    if telling is None or mark.exists():
        return
    say("Telling the demo stories …")
    telling.seed(say)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


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

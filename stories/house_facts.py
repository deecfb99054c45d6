"""The law of the house about what is loaded rather than written: tables, keys, sentences."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.db import models
from django.urls import URLPattern, URLResolver

from amanat.words.refusal import Refused
from stories.house import ROOT

PERSIAN = re.compile("[\u0600-\u06ff]")


def persian_places() -> list[Path]:
    """Files whose Persian people read: code, templates, docs; not those that normalise letters."""
    every = [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "src").rglob("*.html"),
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("*.md"),
    ]
    return [
        path
        for path in every
        if path.name not in {"persian.py", "banks.py"} and "tests" not in path.parts
    ]


def sql_files_without_migration(top: Path) -> list[str]:
    """A frozen SQL file belongs to one migration, with the same number in both names."""
    found = []
    for path in sorted(top.rglob("sql/*.sql")):
        number = path.name[:4]
        migrations = list((path.parents[1] / "migrations").glob(f"{number}_*.py"))
        if not any(path.name in migration.read_text("utf-8") for migration in migrations):
            found.append(f"{path.relative_to(top)}: no migration {number}_… runs this file.")
    return found


def keys_pointing_up(
    every: Iterable[type[models.Model]], height: Mapping[str, int]
) -> Iterator[str]:
    """Foreign keys from a lower stair to a higher or to a sideways one."""
    for model in every:
        here = model._meta.app_label
        for field in model._meta.get_fields():
            there = getattr(field.related_model, "_meta", None)
            if not field.concrete or there is None or here not in height:
                continue
            other = there.app_label
            if other in height and other != here and height[other] >= height[here]:
                yield f"{model.__name__}.{field.name} points up to {other}: keep an id, or turn it."


def places_in(sentence: str) -> set[str]:
    """The names in braces that a sentence needs."""
    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    return {name.removesuffix("_fa").removesuffix("_en") for name in names}


def refusal_faults(kind: type[Refused]) -> Iterator[str]:
    """What is missing from the sentences of a refusal."""
    english = " ".join((vars(kind).get("__doc__") or "").split())
    own_persian = vars(kind).get("fa", "")
    if not english or PERSIAN.search(english):
        yield f"{kind.__name__}: the docstring is its English sentence."
    if not PERSIAN.search(own_persian):
        yield f"{kind.__name__}: `fa` is its Persian sentence."
    if places_in(english) != places_in(own_persian):
        yield f"{kind.__name__}: both sentences must name the same facts."
    if not 400 <= kind.status < 600:
        yield f"{kind.__name__}: {kind.status} is not a status of a refusal."


def url_names(resolver: URLResolver, spaces: str = "") -> Iterator[str]:
    """Every URL name with its namespace; a route with <verb> in it serves all verbs."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{spaces}{entry.namespace}:" if entry.namespace else spaces
            yield from url_names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{spaces}{entry.name}"
            if "verb>" in str(entry.pattern):
                yield f"{spaces}<verb>"

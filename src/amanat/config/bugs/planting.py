"""A patch is applied to a copy of the source in memory, and what differs is put into the running
house; afterwards everything is as before. The tree itself is never touched.

Functions keep their identity: only their code changes, so that whoever imported them has the bug
too. Constants are changed wherever they were imported.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[3]  # src/
HERE = Path(__file__).parent
HUNK = re.compile(r"^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@")


class DoesNotApply(AssertionError):
    """The source has moved on: the bug has to be planted again, in a sharper form."""


@dataclass(frozen=True)
class Bug:
    """One patch: what a customer would lose, and the seed that is known to catch it."""

    name: str
    loss: str
    seed: int
    diff: str

    @classmethod
    def read(cls, path: Path) -> "Bug":
        """The head of a patch says "loses: …" and "seed: …"; then comes the plain diff."""
        text = path.read_text(encoding="utf-8")
        head, _, diff = text.partition("--- ")
        said = dict(line.split(": ", 1) for line in head.strip().splitlines())
        return cls(path.stem, said["loses"], int(said["seed"]), f"--- {diff}")


def bugs() -> list[Bug]:
    return [Bug.read(path) for path in sorted(HERE.glob("*.patch"))]


def patched(diff: str) -> dict[str, str]:
    """Each file that the diff names, as it would read; DoesNotApply when a line does not fit."""
    files: dict[str, str] = {}
    for part in re.split(r"^--- ", diff, flags=re.M)[1:]:
        lines = part.splitlines()
        path = lines[1].removeprefix("+++ b/").split("\t")[0].strip()
        source = ROOT.parent / path
        if not source.is_file():
            raise DoesNotApply(f"There is no {path}.")
        files[path] = "\n".join(_apply(source.read_text("utf-8").split("\n"), lines[2:], path))
    return files


def _apply(text: list[str], lines: list[str], path: str) -> list[str]:
    """Every hunk where its own old lines stand, wherever they have moved to; exactly once."""
    for hunk in _hunks(lines):
        old = [line[1:] for line in hunk if line[:1] in (" ", "-")]
        new = [line[1:] for line in hunk if line[:1] in (" ", "+")]
        places = [n for n in range(len(text) - len(old) + 1) if text[n : n + len(old)] == old]
        if len(places) != 1:
            raise DoesNotApply(f"{path} has {len(places)} places for {old[:3]}.")
        text = text[: places[0]] + new + text[places[0] + len(old) :]
    return text


def _hunks(lines: list[str]) -> Iterator[list[str]]:
    hunk: list[str] = []
    for line in lines:
        if HUNK.match(line):
            if hunk:
                yield hunk
            hunk = []
        elif line[:1] in (" ", "-", "+"):
            hunk.append(line)
        elif not line:
            hunk.append(" ")
    while hunk and hunk[-1] == " ":
        hunk.pop()
    yield hunk


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """The house with this bug in it."""
    undo: list[Callable[[], None]] = []
    try:
        for path, text in patched(bug.diff).items():
            _plant(path, text, undo)
        yield
    finally:
        for back in reversed(undo):
            back()


def _plant(path: str, text: str, undo: list[Callable[[], None]]) -> None:
    name = path.removeprefix("src/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    module = import_module(name)
    fresh = ModuleType(name)
    fresh.__dict__.update(__file__=module.__file__, __package__=module.__package__)
    exec(compile(text, path, "exec"), fresh.__dict__)
    for key, value in vars(fresh).items():
        if key.startswith("__"):
            continue
        if key not in vars(module):
            _name(module, key, value, undo)
        elif isinstance(value, FunctionType) or _functions(value):
            _same_code(vars(module)[key], value, undo)
        elif _differs(vars(module)[key], value):
            _constant(name, key, vars(module)[key], value, undo)


def _differs(old: object, new: object) -> bool:
    """A constant with another value; tables of functions are left alone, their code is changed."""
    inside = new.values() if isinstance(new, dict) else new if isinstance(new, tuple) else ()
    is_table = any(callable(one) for one in inside)
    return type(old) is type(new) and not isinstance(new, type) and not is_table and old != new


def _functions(value: object) -> dict[str, Any]:
    """What of a class of this module is code."""
    return dict(vars(value)) if isinstance(value, type) else {}


def _bare(value: object) -> FunctionType | None:
    """The function under its decorators."""
    value = getattr(value, "fget", value)
    value = getattr(value, "__func__", value)
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    return value if isinstance(value, FunctionType) else None


def _same_code(old: object, new: object, undo: list[Callable[[], None]]) -> None:
    if isinstance(new, type):
        for key, value in _functions(new).items():
            if _bare(value) is not None and key in vars(old):
                _same_code(vars(old)[key], value, undo)
        return
    was, now = _bare(old), _bare(new)
    if was is None or now is None or was.__module__ != now.__module__:
        return
    if _plainly(was) == _plainly(now) or was.__code__.co_freevars != now.__code__.co_freevars:
        return
    code, defaults = was.__code__, was.__defaults__
    undo.append(lambda: _set_code(was, code, defaults))
    _set_code(was, now.__code__, now.__defaults__)


def _set_code(function: FunctionType, code: Any, defaults: Any) -> None:
    function.__code__, function.__defaults__ = code, defaults


def _plainly(function: FunctionType) -> object:
    """The code without its place in the file."""
    return _code(function.__code__), repr(function.__defaults__)


def _code(code: Any) -> object:
    inner = [_code(one) if hasattr(one, "co_code") else repr(one) for one in code.co_consts]
    return code.co_code, code.co_names, code.co_varnames, inner


def _name(place: Any, key: str, value: object, undo: list[Callable[[], None]]) -> None:
    undo.append(lambda: delattr(place, key))
    setattr(place, key, value)


def _constant(
    home: str, key: str, old: object, new: object, undo: list[Callable[[], None]]
) -> None:
    """In its module, and wherever it was imported under its name."""
    for name, module in list(sys.modules.items()):
        is_ours = name == home or name.startswith("amanat.")
        if is_ours and module is not None and vars(module).get(key) is old:
            undo.append(partial(setattr, module, key, old))
            setattr(module, key, new)

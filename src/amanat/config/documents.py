"""The generated pages of docs/: what the code already knows, written so that people can read it.

Each page is a pure function of the code. `amanat docs` writes them; a test and `make check`
compare, so a page is never older than what it describes.
"""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import typer
from django.apps import apps
from typer.core import TyperCommand, TyperGroup

from amanat.config import environment
from amanat.config.capabilities import STAIRS
from amanat.flows.reactions import ENDS, REACTIONS
from amanat.kernel.log.guard import things
from amanat.kernel.log.moves import Thing
from amanat.words.event import Event
from amanat.words.machine import Machine
from amanat.words.refusal import Refused

DOCS = environment.PROJECT / "docs"
NOTE = "<!-- Written by `make docs`. Change the code, not this page. -->\n\n"
SETTING = re.compile(r"^([A-Z][A-Z_]+) +(.+(?:\n {4,}.+)*)", re.MULTILINE)


def pages(program: typer.Typer) -> dict[Path, str]:
    """Every generated page with its text; `program` is the command line."""
    writers: dict[str, Callable[[], str]] = {
        "machines.md": machines,
        "flows.md": flows,
        "reference/cli.md": lambda: commands(program),
        "reference/settings.md": settings,
        "reference/refusals.md": refusals,
    }
    return {DOCS / name: NOTE + writer() for name, writer in writers.items()}


def write_all(program: typer.Typer) -> list[Path]:
    """Write the pages that differ; answers which."""
    texts, written = pages(program), stale(program)
    for path in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], encoding="utf-8")
    return written


def stale(program: typer.Typer) -> list[Path]:
    """Pages that are missing or say something else than the code."""
    return [
        path
        for path, text in pages(program).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [head, tuple("---" for _ in head), *rows]
    cells = (" | ".join(cell.replace("|", "\\|") for cell in line) for line in lines)
    return "".join(f"| {line} |\n" for line in cells)


def capability_of(place: type) -> str:
    """The folder that owns a class: "deals"."""
    parts = place.__module__.split(".")
    return parts[2] if parts[1] == "capabilities" else ".".join(parts[1:3])


def machines() -> str:
    """Every state machine: diagram, rows, and what the clock does."""
    parts = [
        "# State machines\n\nEach table below is the code: `move()`, the trigger in the database, "
        "the buttons of the pages and the API all read these rows.\n"
    ]
    parts += [_machine(model) for model in things(apps)]
    return "\n".join(parts)


def _machine(model: type[Thing]) -> str:
    machine = model.MACHINE
    text = f"## {machine.name} ({capability_of(model)})\n\n```mermaid\n{machine.mermaid()}\n```\n\n"
    text += table(("verb", "فارسی", "from", "to", "who"), _rows(machine))
    if machine.timers:
        timers: list[tuple[str, ...]] = [
            (f"`{timer.state}`", f"`{timer.then}`", timer.says.fa, timer.says.en)
            for timer in machine.timers.values()
        ]
        text += "\n" + table(("in state", "at zero", "فارسی", "English"), timers)
    labels: list[tuple[str, ...]] = [
        (f"`{state}`", label.fa, label.en) for state, label in machine.states.items()
    ]
    return text + "\n" + table(("state", "فارسی", "English"), labels)


def _rows(machine: Machine) -> list[tuple[str, ...]]:
    return [
        (
            f"`{row.verb}`",
            machine.verbs[row.verb].fa,
            f"`{row.old}`" if row.old else "—",
            f"`{row.new}`",
            ", ".join(sorted(row.who)),
        )
        for row in machine
    ]


def every(module: str, kind: type) -> Iterator[type]:
    """Subclasses of `kind` that a module of each capability (and the kernel) defines itself."""
    places = [f"amanat.capabilities.{name}.{module}" for name in STAIRS]
    for place in places:
        folder = environment.PROJECT / "src" / place.replace(".", "/")
        if not (folder.with_suffix(".py").exists() or folder.exists()):
            continue
        found = vars(import_module(place)).values()
        for thing in found:
            inside = isinstance(thing, type) and thing.__module__.startswith(place)
            if inside and issubclass(thing, kind) and thing is not kind:
                yield thing


def events() -> list[type[Event]]:
    """Every event of every capability, in the order of the stairs."""
    return list(every("events", Event))


def flows() -> str:
    """What follows from what, and which facts nobody follows."""
    rows: list[tuple[str, ...]] = [
        (
            f"`{event.__name__}`",
            capability_of(event),
            "<br>".join(f"`{reaction.__name__}`: {_first_line(reaction)}" for reaction in follows),
        )
        for event, follows in REACTIONS.items()
    ]
    ends = "".join(
        f"- `{event.__name__}` ({capability_of(event)})\n"
        for event in sorted(ENDS, key=lambda event: (capability_of(event), event.__name__))
    )
    return (
        "# What follows from what\n\nA reaction runs after the commit, in the order of its "
        "subject's facts, again after a failure, and never twice.\n\n"
        + table(("when this is in the log", "of", "this follows"), rows)
        + "\n## Ends: facts that nobody follows, on purpose\n\n"
        + ends
    )


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().split("\n")[0]


def commands(program: typer.Typer) -> str:
    """Every command of `amanat` with its options."""
    parts = ["# Commands\n\nRun as `.venv/bin/amanat …`.\n"]
    parts += [_command(path, command) for path, command in all_commands(program)]
    return "\n".join(parts)


def all_commands(program: typer.Typer) -> list[tuple[str, TyperCommand]]:
    """Every command with the words that call it: ("amanat clock show", …)."""
    root = typer.main.get_command(program)
    assert isinstance(root, TyperGroup)
    return list(leaves("amanat", root))


def leaves(path: str, group: TyperGroup) -> Iterator[tuple[str, TyperCommand]]:
    """Every command below `group` with the words that call it."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from leaves(f"{path} {name}", command)
        elif isinstance(command, TyperCommand):
            yield f"{path} {name}", command


def _command(path: str, command: TyperCommand) -> str:
    text = f"## `{path}`\n\n{' '.join((command.help or '').split())}\n"
    context = typer.Context(command, info_name=path)
    records = [one.get_help_record(context) for one in command.params]
    rows: list[tuple[str, ...]] = [(f"`{one[0]}`", one[1]) for one in records if one]
    return text + ("\n" + table(("option", "meaning"), rows) if rows else "")


def setting_rows() -> dict[str, str]:
    """Environment variables with their meaning, from the one place that reads them."""
    found = SETTING.findall(environment.__doc__ or "")
    return {name: " ".join(meaning.split()) for name, meaning in found}


def settings() -> str:
    """Every environment variable."""
    rows: list[tuple[str, ...]] = [
        (f"`{name}`", meaning) for name, meaning in setting_rows().items()
    ]
    return "# Settings\n\nAll settings are environment variables.\n\n" + table(
        ("variable", "meaning"), rows
    )


def all_refusals() -> list[type[Refused]]:
    """Every way the house says no: words, kernel and capabilities."""
    load_everything()
    found: list[type[Refused]] = [Refused]
    for kind in found:
        found += [below for below in kind.__subclasses__() if below not in found]
    ours = [
        kind
        for kind in found[1:]
        if kind.__module__.startswith("amanat.") and ".tests" not in kind.__module__
    ]
    return sorted(ours, key=lambda kind: (kind.__module__, kind.__name__))


def load_everything() -> None:
    """Import each module that may define a refusal: words, kernel, face, and the refusals."""
    list(every("refusals", Refused))
    for room in ("words", "kernel", "face"):
        for path in sorted((environment.PROJECT / "src/amanat" / room).rglob("*.py")):
            parts = path.relative_to(environment.PROJECT / "src").with_suffix("").parts
            if "Refused)" in path.read_text(encoding="utf-8") and "tests" not in parts:
                import_module(".".join(parts))


def refusals() -> str:
    """Every refusal with its code, status, and both sentences."""
    rows: list[tuple[str, ...]] = [
        (
            f"`{code_of(kind)}`",
            str(int(kind.status)),
            capability_of(kind),
            " ".join((kind.__doc__ or "").split()),
            kind.fa,
        )
        for kind in all_refusals()
    ]
    return (
        "# Refusals\n\nThe API answers with `code` (RFC 9457); a page shows the sentence beside "
        "the field.\n\n" + table(("code", "status", "of", "English", "فارسی"), rows)
    )


def code_of(kind: type[Refused]) -> str:
    """The public code of a refusal class, without making one (sentences may need facts)."""
    return kind.__new__(kind).code

"""The law of the house, as functions from source files to complaints. `test_house.py` runs them.

Every complaint says where it is and what to do. A checker takes what it looks at as an argument,
so that the tests can also show it a planted violation and see that it bites.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE_LINES = 400
FUNCTION_LINES = 40
NESTING = 3
DOORS = frozenset({"actions", "queries", "events", "refusals"})
CAPABILITY = "amanat.capabilities"
FURNITURE = frozenset(
    {"states", "rules", "events", "refusals", "letters", "models", "ports", "queries", "actions", "pages",
     "api", "jobs", "sql", "migrations", "tests", "apps", "drill", "__init__"}
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One Python file: `path` is relative to the project, with forward slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the file, as `ast.walk` goes: walked once for all who look."""
        return tuple(ast.walk(self.tree))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.path.removesuffix(".py").split("/"))

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts or self.parts[0] == "stories" or self.path == "conftest.py"

    @property
    def capability(self) -> str | None:
        """The capability that owns this file."""
        inside = self.parts[:3] == ("src", "amanat", "capabilities") and len(self.parts) > 4
        return self.parts[3] if inside else None


Checker = Callable[[Source], Iterator[str]]


def sources() -> list[Source]:
    """Every Python file of the project except migrations, which Django writes and freezes."""
    files = [ROOT / "conftest.py", *(ROOT / "src").rglob("*.py"), *(ROOT / "stories").rglob("*.py")]
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(files)
        if "migrations" not in path.parts
    ]


def complaints(checker: Checker, files: Iterable[Source]) -> list[str]:
    return [line for source in files for line in checker(source)]


def sizes(source: Source) -> Iterator[str]:
    """A file fits a drawer, a function fits a screen, and nothing is buried deep."""
    count = len(source.text.splitlines())
    if count > FILE_LINES:
        yield f"{source.path}: {count} lines; split it by noun, at most {FILE_LINES}."
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > FUNCTION_LINES:
                yield f"{source.path}:{node.lineno}: {node.name} has {size} lines; split it."
            if depth(node) > NESTING:
                yield f"{source.path}:{node.lineno}: {node.name} is nested deeper than {NESTING}."


BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)


def depth(node: ast.AST) -> int:
    """How many blocks lie inside each other; `elif` is not a deeper block."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
        own = 1 if isinstance(child, BLOCKS) and not is_elif else 0
        deepest = max(deepest, own + depth(child))
    return deepest


def doors(source: Source) -> Iterator[str]:
    """Capabilities and flows enter another capability by its doors, and always as a module."""
    from_outside = source.capability or (
        "flows" if source.parts[:3] == ("src", "amanat", "flows") else None
    )
    if from_outside is None or source.is_test:
        return
    for node in source.nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith(CAPABILITY)]
            for name in names:
                yield f"{source.path}:{node.lineno}: write `from … import …` for {name}."
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(CAPABILITY):
            continue
        there = (node.module or "").split(".")[2:]
        if there and there[0] == from_outside:
            continue
        wanted = {alias.name for alias in node.names}
        if len(there) != 1 or not wanted <= DOORS:
            yield (
                f"{source.path}:{node.lineno}: reaches into {node.module}; use "
                f"`from {CAPABILITY}.{there[0] if there else '…'} import "
                f"{' | '.join(sorted(DOORS))}`."
            )


def furniture(source: Source) -> Iterator[str]:
    """Every capability is furnished alike: a reader knows where to look before looking."""
    if source.capability and source.parts[4] not in FURNITURE:
        yield f"{source.path}: no such furniture; take one of {', '.join(sorted(FURNITURE))}."


STATE_FIELDS = ("state", "due_at")
WRITERS = frozenset({"update", "create", "get_or_create", "update_or_create", "bulk_create"})


def state_writes(source: Source) -> Iterator[str]:
    """Only `move` writes a state or a deadline."""
    if source.is_test or not source.path.startswith("src/amanat/"):
        return
    if source.path == "src/amanat/kernel/log/moves.py":
        return
    for node in source.nodes:
        for name in written_fields(node):
            if name in STATE_FIELDS:
                yield f"{source.path}:{node.lineno}: writes {name}; call move() instead."


def written_fields(node: ast.AST) -> Iterator[str]:
    """Attributes that a statement or a call of the ORM writes."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = [part for target in targets for part in ast.walk(target)]
        written = [part for part in parts if isinstance(part, ast.Attribute)]
        yield from (part.attr for part in written if isinstance(part.ctx, ast.Store))
    if isinstance(node, ast.Call):
        yield from fields_of_call(node)


def fields_of_call(node: ast.Call) -> Iterator[str]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if called in WRITERS:
        yield from (keyword.arg for keyword in node.keywords if keyword.arg)
    is_setattr = isinstance(node.func, ast.Name) and node.func.id == "setattr"
    if is_setattr or called == "bulk_update":
        for argument in node.args[1:]:
            constants = (part for part in ast.walk(argument) if isinstance(part, ast.Constant))
            yield from (str(part.value) for part in constants)


@dataclass(frozen=True)
class Ban:
    """A pattern that has no place in the house, where it counts, and what to do instead."""

    pattern: re.Pattern[str]
    instead: str
    where: tuple[str, ...] = ("src/amanat/",)
    except_in: tuple[str, ...] = ()
    in_tests: bool = False

    def covers(self, source: Source) -> bool:
        inside = source.path.startswith(self.where)
        excused = source.path.startswith(self.except_in) if self.except_in else False
        return inside and not excused and (self.in_tests or not source.is_test)


MONEY = (
    "src/amanat/words/money.py",
    "src/amanat/kernel/ledger/",
    "src/amanat/capabilities/payments/",
    "src/amanat/capabilities/escrow/",
    "src/amanat/capabilities/deals/",
)
ALL = ("src/", "stories/", "conftest.py")
QUERIES = tuple(
    path.relative_to(ROOT).as_posix() for path in ROOT.glob("src/amanat/capabilities/*/queries*")
)
BANS = (
    Ban(
        re.compile(r"datetime\.now\(|\butcnow\(|date\.today\(|timezone\.now\("),
        "the clock is read once at the entry, with amanat.kernel.clock.time.now()",
        except_in=("src/amanat/config/", "src/amanat/kernel/ledger/bench"),
    ),
    Ban(
        re.compile(r"(\bat|_at|\bnow\(\))\.date\(\)"),
        "a day is one of Tehran: tehran_day(moment)",
        ("src/amanat/", "stories/"),
        except_in=("src/amanat/capabilities/reconciliation/tests/",),
    ),
    Ban(
        re.compile(r"\bfloat\("),
        "money is whole rials: Money and integers",
        MONEY,
        except_in=("src/amanat/kernel/ledger/bench",),
    ),
    Ban(
        re.compile(r"\bsecrets\.\w+\(|\burandom\(|\btime\.(time|monotonic|sleep)\("),
        "dice and waiting go through the seams that a seed replaces: see config/seeds/world.py",
        MONEY,
        except_in=(
            "src/amanat/capabilities/payments/models.py",
            "src/amanat/capabilities/payments/actions/asking.py",
            "src/amanat/capabilities/deals/drill.py",
            "src/amanat/kernel/ledger/",
        ),
    ),
    Ban(re.compile(r"khayyam"), "jdatetime: khayyam has a wrong leap year", ALL),
    Ban(re.compile(r"\buuid4\b"), "uuid_utils.uuid7 for keys, secrets for tokens"),
    Ban(
        re.compile(r"^\s*(import random\b|from random import)|[^.\w]random\.\w+\(", re.M),
        "secrets, because what can be guessed will be",
        except_in=("src/amanat/kernel/ledger/bench", "src/amanat/config/seeds/"),
    ),
    Ban(re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b"), "finish it or leave it out", ALL),
    Ban(re.compile(r"except\s*:"), "name what you expect; anything else is a bug", ALL),
    Ban(
        re.compile(r"#\s*noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)* +- +\S)"),
        "`# noqa: CODE - reason`",
        ALL,
    ),
    Ban(
        re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\]\s+#\s*\S)"),
        "`# type: ignore[code]  # reason`",
        ALL,
    ),
    Ban(
        re.compile(r"^class \w*(Manager|Service|Helper|Handler|Util)s?\b", re.M),
        "name what it is: things are nouns, verbs are verbs",
    ),
    Ban(
        re.compile(r"django\.dispatch|signals import|\.connect\(\w+, sender"),
        "a row in flows/reactions.py, never a signal",
        except_in=("src/amanat/kernel/log/apps.py",),
    ),
    Ban(
        re.compile(r"\.cursor\(|\.raw\(|RawSQL\("),
        "SQL lives in sql/ files, each with one Python face among the queries",
        ("src/amanat/capabilities/", "src/amanat/face/", "src/amanat/flows/"),
        except_in=QUERIES,
    ),
    Ban(
        re.compile(r"@transaction\.atomic$", re.M),
        "@atomic of amanat.kernel.transactions: a verb within a verb needs no savepoint",
    ),
    Ban(
        re.compile(r"^\s*print\(", re.M),
        "structlog, or typer.echo in config",
        except_in=("src/amanat/config/up.py", "src/amanat/kernel/ledger/bench"),
    ),
    Ban(
        re.compile(r"\bmock\b|monkeypatch\.setattr\(.amanat"),
        "no mocks inside the house",
        in_tests=True,
    ),
)
OWN = ("stories/house.py", "stories/test_house_bites.py")  # They must name what they look for.


def banned(source: Source) -> Iterator[str]:
    """Words that have no place here, each with what to write instead."""
    if source.path in OWN:
        return
    for ban in BANS:
        if not ban.covers(source):
            continue
        for found in ban.pattern.finditer(source.text):
            line = source.text.count("\n", 0, found.start()) + 1
            word = found.group().strip()
            yield f"{source.path}:{line}: “{word}” is not used here; {ban.instead}."


def boolean_parameters(source: Source) -> Iterator[str]:
    """A boolean parameter of a verb is two verbs; a claim about the world (`is_…`) is a fact."""
    if source.capability is None or "actions" not in source.parts or source.is_test:
        return
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            for name in switches(node):
                yield f"{source.path}:{node.lineno}: {node.name}({name}) is two verbs."


def switches(node: ast.FunctionDef) -> Iterator[str]:
    """Boolean parameters of a verb that are not claims."""
    every = [*node.args.args, *node.args.kwonlyargs]
    if every and every[0].arg == "act":
        for one in every:
            is_bool = one.annotation is not None and ast.unparse(one.annotation) == "bool"
            if is_bool and not one.arg.startswith(("is_", "has_")):
                yield one.arg


def broad_catches(source: Source) -> Iterator[str]:
    """No log-and-go-on: who catches everything raises again, or says why not in the same line."""
    if source.is_test or not source.path.startswith("src/amanat/"):
        return
    lines = source.text.splitlines()
    for node in source.nodes:
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = ast.unparse(node.type) if node.type else "everything"
        is_broad = caught in {"everything", "Exception", "BaseException"}
        raises = isinstance(node.body[-1], ast.Raise)
        if is_broad and not raises and "# " not in lines[node.lineno - 1]:
            yield f"{source.path}:{node.lineno}: catches {caught}; name it, raise again, or say why."


ARABIC_LETTERS = re.compile("[\u064a\u0643\u0649]")
PERCENT = "\u066a"


def persian(path: str, text: str) -> Iterator[str]:
    """Persian letters, not Arabic ones, in everything a person reads; «درصد» in words."""
    for number, line in enumerate(text.splitlines(), 1):
        if ARABIC_LETTERS.search(line):
            yield f"{path}:{number}: has an Arabic ye or kaf; write ی and ک."
        if PERCENT in line:
            yield f"{path}:{number}: has a percent sign; write «درصد»."


def settings_read(source: Source) -> Iterator[str]:
    """Names of environment variables that a file reads from os.environ."""
    if source.is_test:
        return
    for node in source.nodes:
        place: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            place, name = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            place, name = node.func.value, node.args[0]
        if place is not None and ast.unparse(place) == "os.environ":
            yield from names_in(name)


def names_in(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value

"""`make check`: what a reader may rely on before reading. Every check runs; then one verdict."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typer

from amanat.config import environment

PLACES = ["src", "stories", "conftest.py"]
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("format", ["ruff", "format", "--check", *PLACES]),
    ("lint", ["ruff", "check", *PLACES]),
    ("import contracts", ["lint-imports", "--no-logo"]),
    ("migrations", ["amanat", "django", "makemigrations", "--check", "--dry-run"]),
    ("generated docs", ["amanat", "docs", "--check"]),
    ("types", ["mypy", "src"]),
)


def main() -> int:
    """Run every check; the exit status is 1 when one of them fails."""
    with tempfile.TemporaryDirectory(prefix="amanat-check-") as home:
        failed = [name for name, words in CHECKS if not passes(name, words, Path(home))]
    if failed:
        typer.secho(f"Not clean: {', '.join(failed)}.", fg=typer.colors.RED)
        return 1
    typer.secho("All checks are clean.", fg=typer.colors.GREEN)
    return 0


def passes(name: str, words: list[str], home: Path) -> bool:
    """Run one check; what it says is shown only when it fails."""
    began = time.monotonic()
    done = subprocess.run(
        command(words),
        cwd=environment.PROJECT,
        env=os.environ | {"AMANAT_HOME": str(home), "AMANAT_MODE": "test", "AMANAT_ROLE": "owner"},
        capture_output=True,
        text=True,
    )
    typer.echo(f"{'ok  ' if not done.returncode else 'FAIL'} {name:<18}", nl=False)
    typer.echo(f" {time.monotonic() - began:5.1f} s")
    if done.returncode:
        typer.echo(done.stdout + done.stderr)
    return not done.returncode


def command(words: list[str]) -> list[str]:
    """A module of the environment to run; import-linter has a command and no module."""
    if words[0] == "lint-imports":
        python = [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
        ]
        return [*python, *words[1:]]
    return [sys.executable, "-m", *words]


if __name__ == "__main__":
    sys.exit(main())

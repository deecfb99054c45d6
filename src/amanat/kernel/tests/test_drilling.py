"""Every drill ends in the one line that a build reads, and not with zero when anything failed."""

import ast
from pathlib import Path

import pytest

from amanat.kernel import drilling

SOURCE = Path(drilling.__file__).parents[1]
DRILLS = sorted(SOURCE.glob("*/*/drill.py"))


@pytest.mark.parametrize(("passed", "failed", "code"), [(3, 0, 0), (2, 1, 1), (0, 0, 1), (0, 2, 1)])
def test_the_last_line_and_the_exit_code(
    passed: int, failed: int, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drilling.end(passed, failed) == code
    assert capsys.readouterr().out == f"{passed} passed, {failed} failed\n"


@pytest.mark.parametrize("drill", DRILLS, ids=lambda one: one.parent.name)
def test_every_drill_ends_in_that_line(drill: Path) -> None:
    tree = ast.parse(drill.read_text("utf-8"))
    (main,) = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "main"]
    last = main.body[-1]
    assert isinstance(last, ast.Return) and ast.unparse(last).startswith("return end("), (
        f"{drill.relative_to(SOURCE)} ends in another line."
    )

"""The escrow checklist: no line of the guide is missing, and every story it names exists."""

import re

import pytest

from stories.house import ROOT

LIST = ROOT / "docs/reference/escrow-checklist.md"
LINES = {"R": 19, "D": 9, "Q": 10, "A": 37}  # How many the guide has of each.


def rows(text: str) -> dict[str, str]:
    """Each line of the list by its number: what it says it is shown by."""
    found = re.findall(r"^\| ([RDQA][0-9]+) \| [^|]+ \| ([^|]+) \|$", text, re.M)
    assert len(found) == len(dict(found)), "A number stands twice."
    return dict(found)


def missing(shown_by: str) -> list[str]:
    """The stories named here that do not exist; also when none is named."""
    named = re.findall(r"`([\w/.-]+)::(\w+)`", shown_by)
    lost = [f"{path}::{name}" for path, name in named if not exists(path, name)]
    return lost if named else ["no story is named"]


def exists(path: str, name: str) -> bool:
    file = ROOT / path
    return file.exists() and re.search(rf"def {name}\(", file.read_text("utf-8")) is not None


ROWS = rows(LIST.read_text("utf-8"))


def test_every_line_of_the_guide_is_on_the_list() -> None:
    wanted = {f"{kind}{n}" for kind, most in LINES.items() for n in range(1, most + 1)}
    assert set(ROWS) == wanted


@pytest.mark.parametrize("number", ROWS)
def test_a_line_is_shown_by_stories_that_exist(number: str) -> None:
    assert missing(ROWS[number]) == []


def test_a_story_that_does_not_exist_is_found() -> None:
    assert missing("`stories/test_checklist.py::test_nobody_wrote`")
    assert missing("`stories/test_nowhere.py::test_x`")
    assert missing("surely somewhere")
    assert not missing("`stories/test_checklist.py::test_a_story_that_does_not_exist_is_found`")

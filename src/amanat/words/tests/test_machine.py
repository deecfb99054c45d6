import pytest

from amanat.words.act import Role
from amanat.words.machine import Machine, Row, Timer
from amanat.words.refusal import NotYours, WrongState
from amanat.words.text import Text

A = Text("الف", "a")
DOOR = Machine(
    "door",
    Row("open", "shut", "ajar", Role.BUYER),
    Row("close", "ajar", "shut", Role.BUYER, Role.CLOCK),
    verbs={"open": A, "close": A},
    states={"shut": A, "ajar": A},
    timers=(Timer("ajar", "close", A),),
)


def test_a_row_lets_its_role_through_and_nobody_else() -> None:
    assert DOOR.row("open", "shut", Role.BUYER).new == "ajar"
    with pytest.raises(NotYours):
        DOOR.row("open", "shut", Role.SELLER)
    with pytest.raises(WrongState):
        DOOR.row("open", "ajar", Role.BUYER)


def test_the_buttons_of_a_page_come_from_the_rows() -> None:
    assert DOOR.open_to(Role.BUYER, "shut") == ["open"]
    assert DOOR.open_to(Role.SELLER, "shut") == []


def test_a_timer_needs_a_row_the_clock_may_take() -> None:
    with pytest.raises(AssertionError):
        Machine(
            "door",
            Row("open", "shut", "ajar", Role.BUYER),
            verbs={"open": A},
            states={"shut": A, "ajar": A},
            timers=(Timer("shut", "open", A),),
        )


def test_a_state_without_a_label_is_refused() -> None:
    with pytest.raises(AssertionError):
        Machine("door", Row("open", "shut", "ajar", Role.BUYER), verbs={"open": A}, states={})

"""Trouble at the start is one sentence that says what to do."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from amanat.config import environment, seeding, up


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AMANAT_HOME", str(tmp_path))
    monkeypatch.setenv("AMANAT_MODE", "sandbox")
    monkeypatch.delenv("SIMULATORS_URL", raising=False)
    return tmp_path


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_names_the_setting(
    home: Path, busy_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMANAT_PORT", str(busy_port))
    with pytest.raises(up.CannotStart, match=f"Port {busy_port} is taken .*AMANAT_PORT"):
        up.check_room()


def test_a_taken_port_of_the_simulators_names_the_setting(
    home: Path, busy_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMANAT_PORT", str(free_port()))
    monkeypatch.setenv("SIMULATORS_URL", f"http://127.0.0.1:{busy_port}")
    with pytest.raises(up.CannotStart, match="simulators, is taken"):
        up.check_room()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_full_disk_is_said_before_anything_starts(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(up, "LEAST_FREE_BYTES", 1 << 60)
    with pytest.raises(up.CannotStart, match=r"Only \d+ MB are free .*AMANAT_HOME"):
        up.check_room()


def test_a_second_start_in_the_same_home_is_refused(home: Path) -> None:
    with up.only_one(home) as was_killed:
        assert not was_killed
        with pytest.raises(up.CannotStart, match="already runs"), up.only_one(home):
            pass


def test_a_start_after_a_kill_is_noticed(home: Path) -> None:
    (home / "up.lock").write_text("4711")
    with up.only_one(home) as was_killed:
        assert was_killed
    with up.only_one(home) as was_killed:
        assert not was_killed


@pytest.mark.parametrize("wrong", ["abc", "0", "70000", "-1", "۸۰۰۰x", ""])
def test_a_wrong_port_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMANAT_PORT", wrong)
    with pytest.raises(environment.SettingWrong, match="AMANAT_PORT"):
        environment.port()


def test_a_wrong_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMANAT_MODE", "production")
    with pytest.raises(environment.SettingWrong, match="sandbox, live, test"):
        environment.mode()


def test_the_simulators_follow_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMANAT_PORT", "9000")
    monkeypatch.delenv("SIMULATORS_URL", raising=False)
    assert environment.simulators_address() == "http://127.0.0.1:9300"


def test_a_first_start_that_was_stopped_in_the_demo_begins_anew(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "postgres").mkdir()
    (home / "postgres/rows").write_text("half a demo")
    (home / "secrets").mkdir()
    (home / seeding.UNDER_WAY).touch()
    seeding.set_aside_what_broke_off(up.say)
    assert "beginning anew" in capsys.readouterr().out
    assert not (home / "postgres").exists()
    assert (home / seeding.ASIDE / "postgres/rows").read_text() == "half a demo"
    assert (home / "secrets").exists()
    seeding.set_aside_what_broke_off(up.say)
    assert capsys.readouterr().out == ""


def test_a_start_that_came_to_its_end_is_left_alone(home: Path) -> None:
    (home / "postgres").mkdir()
    seeding.set_aside_what_broke_off(up.say)
    assert (home / "postgres").exists()

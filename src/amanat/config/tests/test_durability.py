"""A database that could forget money is refused; the sentence says what to do."""

import os
from dataclasses import replace

import psycopg
import pytest

from amanat.config import database, durability
from amanat.config.durability import DatabaseUnfit, Found

GOOD = Found(
    version=180_006,
    settings={
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "default_transaction_isolation": "read committed",
        "server_encoding": "UTF8",
        "data_checksums": "on",
        "lc_messages": "C",
    },
    is_superuser=False,
)


@pytest.fixture
def precious(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a sandbox or live: nobody said that losing data is fine."""
    monkeypatch.setenv("AMANAT_MODE", "sandbox")
    monkeypatch.delenv("AMANAT_THROW_AWAY", raising=False)


def test_a_durable_server_is_fine(precious: None) -> None:
    durability.judge(GOOD)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fsync", "off"),
        ("full_page_writes", "off"),
        ("synchronous_commit", "off"),
        ("synchronous_commit", "local"),
        ("default_transaction_isolation", "repeatable read"),
        ("server_encoding", "SQL_ASCII"),
    ],
)
def test_a_server_that_could_forget_is_refused(precious: None, name: str, value: str) -> None:
    with pytest.raises(DatabaseUnfit, match=f"{name} = {value}.*AMANAT_THROW_AWAY"):
        durability.judge(replace(GOOD, settings=GOOD.settings | {name: value}))


def test_a_throw_away_server_may_forget(precious: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMANAT_THROW_AWAY", "yes")
    durability.judge(replace(GOOD, settings=GOOD.settings | {"fsync": "off"}))


def test_an_old_server_is_refused(precious: None) -> None:
    with pytest.raises(DatabaseUnfit, match="version 14; 15 or newer"):
        durability.judge(replace(GOOD, version=140_012))


def test_a_server_that_does_not_answer_is_one_sentence() -> None:
    with pytest.raises(DatabaseUnfit, match=r"does not answer .*DATABASE_URL"):
        durability.insist("postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1")


def test_the_test_server_says_what_it_is() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as server:
        found = durability.look(server)
    assert found.version >= durability.OLDEST_SERVER
    assert found.wrong(durability.MUST)  # Tests run without fsync, and it shows.


def test_the_application_is_asked_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set for its role alone must be seen: not who owns the server, but who writes."""
    monkeypatch.delenv("DATABASE_APP_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@db/amanat")
    assert database.app_url() == "postgresql://owner@db/amanat"
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://app@db/amanat")
    assert database.app_url() == "postgresql://app@db/amanat"
    monkeypatch.delenv("DATABASE_URL")
    assert "user=amanat_app" in database.app_url()

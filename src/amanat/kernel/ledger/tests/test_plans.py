"""The plans inside the batch functions: keys only, no scan of a big table, no array × array loop."""

import json
from collections.abc import Iterable, Iterator

import psycopg
import pytest

from amanat.kernel.ledger import book
from amanat.kernel.ledger.tests.cast import act, key, new_cast
from amanat.kernel.ledger.tests.scratch import scratch

N = 200
BIG = ("ledger_account", "ledger_transfer", "ledger_hold", "ledger_step", "ledger_batch")
ARRAYS = ("CTE Scan", "Function Scan")
ONE_ROW = "flat"  # The exact paths carry whole arrays in a CTE of one row.


@pytest.fixture(scope="module")
def plans(django_db_blocker) -> Iterator[list[dict]]:
    """Every statement that one run of all batch functions executes, as auto_explain saw it."""
    found: list[dict] = []

    def note(diagnostic: psycopg.errors.Diagnostic) -> None:
        text = diagnostic.message_primary or ""
        if "plan:" in text:
            found.append(json.loads(text[text.index("{") :]))

    with django_db_blocker.unblock(), scratch() as url:
        calls = prepared_calls()
        with psycopg.connect(url, autocommit=True) as raw:
            raw.add_notice_handler(note)
            raw.execute("load 'auto_explain'")
            for name, value in SETTINGS.items():
                raw.execute("select set_config(%s, %s, false)", [name, value])
            found.clear()
            for call in calls:
                raw.execute(call)
        yield found


SETTINGS = {
    "client_min_messages": "log",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_format": "json",
}


def array(numbers: Iterable[int], of: str = "bigint") -> str:
    return f"array{list(numbers)!r}::{of}[]"


def prepared_calls() -> list[str]:
    """Batches for the fast and for the exact paths, over rows that are already there."""
    cast = new_cast("PLANS")
    people = [book.open_account(f"plan:{n}", asset="PLANS") for n in range(N)]
    book.post_batch(book.next_ids(N), [cast.bank] * N, people, [1000] * N)
    book.write(act(), book.Transfer(cast.bank, cast.control, 10**6), key=key())
    old, new, paid = book.next_ids(N), book.next_ids(N), book.next_ids(N)
    book.hold_batch(old, [cast.control] * N, people, [5] * N)
    ones, some = array([1] * N), "'{}'"
    post = (
        f"{array(paid)}, {array(people)}, {array(people[1:] + people[:1])}, {ones}, '{{}}', '{{}}'"
    )
    hold = (
        f"{array(new)}, {array(people)}, {array(people[1:] + people[:1])}, {some}, {some}, {ones},"
        " '{}', '{}', false"
    )
    turns, kinds = array([1] * N, "smallint"), array([1] * N, "smallint")
    step = f"{array(old)}, {turns}, {kinds}, {array([0] * N)}, {array([0] * N)}, false"
    return [
        f"select ledger_{verb}_{path}({arguments})"
        for verb, arguments in (("post", post), ("hold", hold), ("step", step))
        for path in ("v1", "exact_v1")
    ]


def nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def test_something_was_seen(plans) -> None:
    touched = {n.get("Relation Name") for p in plans for n in nodes(p["Plan"])}
    assert touched >= {"ledger_account", "ledger_transfer", "ledger_hold", "ledger_step"}


def test_no_big_table_is_read_from_end_to_end(plans) -> None:
    for plan in plans:
        for node in nodes(plan["Plan"]):
            scanned = node["Node Type"] == "Seq Scan" and node.get("Relation Name")
            assert scanned not in BIG, plan["Query Text"]


def test_no_two_arrays_are_joined_row_by_row(plans) -> None:
    for plan in plans:
        for node in nodes(plan["Plan"]):
            if node["Node Type"] != "Nested Loop":
                continue
            sides = [child for child in node["Plans"] if child.get("CTE Name") != ONE_ROW]
            arrays = [side for side in sides if side["Node Type"] in ARRAYS]
            assert len(arrays) < 2, plan["Query Text"]


def test_the_check_itself_sees_a_bad_plan(django_db_blocker) -> None:
    bad = {"Node Type": "Nested Loop", "Plans": [
        {"Node Type": "CTE Scan", "CTE Name": "need"}, {"Node Type": "Function Scan"}]}  # fmt: skip
    with pytest.raises(AssertionError):
        test_no_two_arrays_are_joined_row_by_row([{"Query Text": "", "Plan": bad}])
    scan = {"Node Type": "Seq Scan", "Relation Name": "ledger_hold"}
    with pytest.raises(AssertionError):
        test_no_big_table_is_read_from_end_to_end([{"Query Text": "", "Plan": scan}])

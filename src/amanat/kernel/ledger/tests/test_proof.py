"""Each invariant has a planted violation that `broken_invariants` must find, and name."""

import re
from collections.abc import Iterator

import psycopg
import pytest

from amanat.kernel.ledger import book
from amanat.kernel.ledger.tests.cast import Cast, act, catch_up, key, new_cast, pay_in
from amanat.kernel.ledger.tests.scratch import PLANTED, scratch

VIOLATIONS = sorted((PLANTED / "rows").glob("*.sql"))
Kind = book.StepKind


@pytest.fixture(scope="module")
def played(django_db_blocker) -> Iterator[tuple[str, Cast, int]]:
    """A small history with everything in it, in a database of its own."""
    with django_db_blocker.unblock(), scratch() as url:
        cast = new_cast("PROOF")
        book.write(act(), book.Step(pay_in(cast, 100), 1, Kind.RELEASE, fee_units=1), key=key())
        book.write(act(), book.Step(pay_in(cast, 100), 1, Kind.REFUND), key=key())
        frozen = pay_in(cast, 100)
        book.write(act(), book.Step(frozen, 1, Kind.FREEZE), key=key())
        book.write(act(), book.Step(frozen, 2, Kind.UNFREEZE), key=key())
        pair = ([cast.bank, cast.seller], [cast.seller, cast.buyer])
        assert book.post_batch(book.next_ids(2), *pair, [1, 500], groups=[1, 1]) == [6, 3]
        pair = ([cast.buyer, cast.seller], [cast.seller, cast.buyer])
        assert book.hold_batch(book.next_ids(2), *pair, [1, 500], groups=[1, 1]) == [6, 3]
        catch_up()
        assert book.broken_invariants() == []
        yield url, cast, frozen


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda path: path.stem)
def test_a_violation_is_found_and_named(played, violation) -> None:
    url, cast, frozen = played
    facts = {"bank": cast.bank, "control": cast.control, "buyer": cast.buyer,
        "seller": cast.seller, "frozen": frozen}  # fmt: skip
    text = re.sub(r"(?<!:):(\w+)", lambda found: str(facts[found[1]]), violation.read_text())
    with psycopg.connect(url) as raw:
        raw.execute("set session_replication_role = replica")  # No trigger stands in the way.
        raw.execute(text)
        found = [row[0] for row in raw.execute("select * from ledger_broken_v1()").fetchall()]
        raw.rollback()
    assert any(sentence.startswith(violation.stem.split("_")[0] + ":") for sentence in found)


def test_every_invariant_has_its_violation() -> None:
    named = {path.stem.split("_")[0] for path in VIOLATIONS}
    assert named == {"I1", "I2", "I3", "I4", "I5", "I6", "I7", "I10"}

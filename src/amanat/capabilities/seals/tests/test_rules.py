"""The law of the seal: levels, ends, steps. Tables of cases, no database."""

from datetime import date, timedelta

import pytest

from amanat.capabilities.seals import letters, rules
from amanat.capabilities.seals.rules import Passed
from amanat.capabilities.seals.states import APPEAL, CHECK, DECISION, LETTER, SEAL
from amanat.words.act import Role

CONTACTS = ["identity", "phone", "email", "address", "licences"]
HEALTHY = {"checks": ["level 2", "continued healthy activity"]}
LEVELS = {
    "0": {"checks": ["identity"]},
    "1": {"checks": CONTACTS},
    "2": {"checks": [*CONTACTS, "tls"]},
    "3": HEALTHY,
    "4": HEALTHY,
    "5": HEALTHY,
}
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        (0, {"identity", "domain"}),
        (1, {"identity", "domain", "phone", "email", "address", "licences"}),
        (2, {"identity", "domain", "phone", "email", "address", "licences", "tls"}),
        (3, set(rules.KINDS)),
        (5, set(rules.KINDS)),
    ],
)
def test_each_level_needs_the_checks_of_the_dated_table(level: int, kinds: set[str]) -> None:
    assert set(rules.needed(LEVELS, level)) == kinds


def test_only_checks_older_than_their_own_period_are_run_again() -> None:
    passed = [Passed("identity", DAY), Passed("tls", DAY - timedelta(days=1))]
    assert rules.missing(("identity", "tls", "address"), passed, DAY) == ("tls", "address")


@pytest.mark.parametrize(
    ("failed", "held"),
    [([], 3), (["healthy"], 2), (["tls"], 1), (["licences"], 0), (["domain"], -1)],
)
def test_a_failed_check_takes_the_seal_down_to_what_still_holds(
    failed: list[str], held: int
) -> None:
    assert rules.level_held(LEVELS, 3, failed) == held


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 21)),
        (date(2026, 11, 22), 24, date(2028, 11, 21)),
        (date(2028, 2, 29), 12, date(2029, 2, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
    ],
)
def test_a_period_ends_the_day_before_its_anniversary(day: date, months: int, last: date) -> None:
    assert rules.valid_until(day, months) == last


@pytest.mark.parametrize(
    ("licences", "end"),
    [
        (None, DAY),
        (DAY + timedelta(days=9), DAY),
        (DAY - timedelta(days=9), DAY - timedelta(days=9)),
    ],
)
def test_the_seal_ends_with_the_earliest_of_its_period_and_its_licences(
    licences: date | None, end: date
) -> None:
    assert rules.last_day(DAY, licences) == end


def test_a_day_is_over_at_midnight_in_tehran() -> None:
    assert rules.end_of(DAY).isoformat() == "2026-11-23T00:00:00+03:30"


@pytest.mark.parametrize(
    ("left", "may"), [(61, False), (60, False), (59, True), (0, True), (-1, False)]
)
def test_a_seal_is_renewed_in_its_last_sixty_days(left: int, may: bool) -> None:
    assert rules.may_renew(DAY, DAY + timedelta(days=left), 60) is may


def test_the_renewed_period_begins_when_the_old_one_is_over() -> None:
    first, last = rules.next_period(DAY, DAY + timedelta(days=20), 12)
    assert (first, last) == (DAY + timedelta(days=21), date(2027, 12, 12))


@pytest.mark.parametrize(
    ("level", "wanted", "fine"), [(0, 1, True), (1, 3, False), (2, 2, False), (5, 6, False)]
)
def test_a_seal_rises_one_level_at_a_time(level: int, wanted: int, fine: bool) -> None:
    assert rules.is_one_step(level, wanted) is fine


def test_licences_stand_behind_every_level_but_the_grey_one() -> None:
    assert [rules.needs_licence(LEVELS, level) for level in (0, 1, 2)] == [False, True, True]


def test_the_same_evidence_gives_the_same_mark() -> None:
    one, two = {"a": 1, "b": "ب"}, {"b": "ب", "a": 1}
    assert rules.evidence_sha256(one) == rules.evidence_sha256(two)
    assert rules.evidence_sha256(one) != rules.evidence_sha256({"a": 2, "b": "ب"})


def test_silence_never_grants_lifts_or_raises() -> None:
    by_clock = {row.verb for row in SEAL if Role.CLOCK in row.who}
    assert by_clock == {
        "remove_draft", "close_incomplete", "pass_to_committee", "keep_level", "expire_seal",
        "revoke_seal",
    }  # fmt: skip


@pytest.mark.parametrize("machine", [SEAL, CHECK, DECISION, APPEAL, LETTER])
def test_what_nobody_does_in_time_the_clock_does(machine) -> None:
    for state, timer in machine.timers.items():
        assert Role.CLOCK in machine.find(timer.then, state).who


def test_every_letter_fits_two_parts_whatever_the_domain() -> None:
    link = "https://amanat.example/org/B-7K4Q-92MX-5TB3/seal"
    domain = "shop" * 60 + ".ir"
    for name, letter in letters.LETTERS.items():
        facts = {"level": "3", "link": link}
        persian = letters.fitted(letter.fa, domain, until="۲۲ اردیبهشت ۱۶:۱۵", **facts)
        english = letters.fitted(letter.en, domain, until="22 May 16:15", **facts)
        assert len(persian) <= letters.MOST_CHARACTERS, name
        assert english.isascii() and len(english) <= letters.MOST_LATIN_CHARACTERS, name
        assert "shopsh" in persian and "shopsh" in english, name

"""One-time codes: who may ask, how often, and what a guesser gets."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries, refusals, rules
from amanat.capabilities.people.models import OneTimeCode
from amanat.capabilities.people.tests.cast import anybody, by, code_sent_to, joined, new_phone
from amanat.kernel.log.history import history
from amanat.words.act import Act
from amanat.words.identity import BadMobile
from amanat.words.refusal import Refused

SECOND = timedelta(seconds=1)


@pytest.mark.django_db
class TestACode:
    def test_lets_its_owner_in_once(self) -> None:
        phone = new_phone()
        code = code_sent_to(phone)
        person = people.sign_in(anybody(), phone=phone, code=code)
        assert person.phone == phone
        with pytest.raises(refusals.WrongCode):
            people.sign_in(anybody(), phone=phone, code=code)

    def test_may_be_pasted_in_any_digits(self) -> None:
        phone = new_phone()
        code = code_sent_to(phone).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        assert (
            people.sign_in(anybody(), phone=phone, code=f" {code[:3]} {code[3:]} ").phone == phone
        )

    def test_ends_after_five_minutes(self) -> None:
        phone = new_phone()
        code = code_sent_to(phone)
        late = replace(anybody(), at=anybody().at + rules.CODE_LIFE)
        with pytest.raises(refusals.WrongCode):
            people.sign_in(late, phone=phone, code=code)

    def test_is_void_once_a_newer_one_is_sent(self) -> None:
        phone = new_phone()
        old = code_sent_to(phone)
        later = replace(anybody(), at=anybody().at + timedelta(seconds=61))
        people.send_code(later, phone=phone, purpose="sign_in")
        with pytest.raises(refusals.WrongCode):
            people.sign_in(later, phone=phone, code=old)

    def test_for_one_purpose_opens_no_other(self) -> None:
        phone = new_phone()
        code = code_sent_to(phone, "approve", "D-1")
        with pytest.raises(refusals.WrongCode):
            people.sign_in(anybody(), phone=phone, code=code)
        with pytest.raises(refusals.WrongCode):
            people.confirm_code(anybody(), phone=phone, purpose="approve", code=code, subject="D-2")

    def test_is_locked_after_five_wrong_tries_even_for_the_right_one(self) -> None:
        phone = new_phone()
        code = code_sent_to(phone)
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        for _ in range(rules.MOST_TRIES):
            with pytest.raises(refusals.WrongCode):
                people.sign_in(anybody(), phone=phone, code=wrong)
        with pytest.raises(refusals.CodeLocked):
            people.sign_in(anybody(), phone=phone, code=code)

    @pytest.mark.parametrize("typed", ["", "abc", "۱", "0" * 500, "12345６"])
    def test_refuses_what_is_no_code(self, typed: str) -> None:
        phone = new_phone()
        code_sent_to(phone)
        with pytest.raises(refusals.WrongCode):
            people.sign_in(anybody(), phone=phone, code=typed)

    def test_stands_nowhere_in_clear(self) -> None:
        phone = new_phone()
        code = code_sent_to(phone)
        row = OneTimeCode.objects.get(phone=phone)
        stored = f"{bytes(row.sealed)!r}{row.digest}"
        facts = str([line.facts for line in history(f"onetimecode:{row.pk}")])
        assert code not in stored + facts
        assert phone not in facts


@pytest.mark.django_db
class TestAStepThatNeedsACode:
    def test_uses_a_confirmation_up(self) -> None:
        person = joined()
        code = code_after_a_minute(person.phone, "D-7")
        act = replace(by(person), at=by(person).at + timedelta(seconds=62))
        people.confirm_code(act, phone=person.phone, purpose="approve", code=code, subject="D-7")
        people.spend_confirmation(act, purpose="approve", subject="D-7")
        with pytest.raises(refusals.CodeNeeded):
            people.spend_confirmation(act, purpose="approve", subject="D-7")

    def test_is_refused_without_a_code_or_for_another_subject(self) -> None:
        person = joined()
        code = code_after_a_minute(person.phone, "D-7")
        act = replace(by(person), at=by(person).at + timedelta(seconds=62))
        with pytest.raises(refusals.CodeNeeded):
            people.spend_confirmation(act, purpose="approve", subject="D-7")
        people.confirm_code(act, phone=person.phone, purpose="approve", code=code, subject="D-7")
        with pytest.raises(refusals.CodeNeeded):
            people.spend_confirmation(act, purpose="approve", subject="D-8")

    def test_is_refused_when_the_confirmation_is_old(self) -> None:
        person = joined()
        code = code_after_a_minute(person.phone, "D-7")
        act = replace(by(person), at=by(person).at + timedelta(seconds=62))
        people.confirm_code(act, phone=person.phone, purpose="approve", code=code, subject="D-7")
        late = replace(act, at=act.at + rules.CONFIRMATION_LIFE + SECOND)
        with pytest.raises(refusals.CodeNeeded):
            people.spend_confirmation(late, purpose="approve", subject="D-7")


def code_after_a_minute(phone: str, subject: str) -> str:
    """A second code for somebody who has just signed in with a first one."""
    act = replace(anybody(), at=anybody().at + timedelta(seconds=61))
    row = people.send_code(act, phone=phone, purpose="approve", subject=subject)
    wanted = queries.code_for_delivery(row.pk, act.at)
    assert wanted is not None
    return wanted.code


@pytest.mark.django_db
class TestAFlood:
    def test_a_number_gets_one_code_a_minute(self) -> None:
        act, phone = anybody(), new_phone()
        people.send_code(act, phone=phone, purpose="sign_in")
        with pytest.raises(refusals.TooManyCodes) as refusal:
            people.send_code(replace(act, at=act.at + 59 * SECOND), phone=phone, purpose="x")
        assert refusal.value.facts == {"minutes": 1}
        people.send_code(replace(act, at=act.at + 60 * SECOND), phone=phone, purpose="sign_in")

    @pytest.mark.parametrize(("gap_seconds", "most"), [(61, 5), (13 * 60, 10)])
    def test_a_number_gets_five_an_hour_and_ten_a_day(self, gap_seconds: int, most: int) -> None:
        act, phone = anybody(), new_phone()
        sent = 0
        for turn in range(most + 1):
            moment = replace(act, at=act.at + turn * gap_seconds * SECOND)
            sent += accepted(moment, phone)
        assert sent == most

    def test_a_network_gets_twenty_an_hour(self) -> None:
        act = anybody()
        sent = [accepted(act, new_phone(), network="203.0.113.0/24") for _ in range(22)]
        assert sum(sent) == 20
        assert accepted(act, new_phone(), network="198.51.100.0/24")

    def test_a_foreign_number_gets_none(self) -> None:
        with pytest.raises(BadMobile):
            people.send_code(anybody(), phone="+882 1234 5678", purpose="sign_in")


def accepted(act: Act, phone: str, network: str = "") -> bool:
    try:
        people.send_code(act, phone=phone, purpose="sign_in", network=network)
    except refusals.TooManyCodes:
        return False
    return True


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("nonsense", ""),
    ],
)
def test_a_network_is_the_neighbourhood_of_an_address(address: str, network: str) -> None:
    assert rules.network_of(address) == network


def test_a_code_is_not_confirmed_where_a_refusal_would_forget_the_try(committed: None) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        people.confirm_code(anybody(), phone=new_phone(), purpose="sign_in", code="123456")


def test_twenty_hands_that_ask_at_once_get_one_code(committed: None) -> None:
    phone, results = new_phone(), []

    def ask() -> None:
        results.append(accepted(anybody(), phone, network="192.0.2.0/24"))
        connection.close()

    in_threads(ask, 12)
    assert sorted(results) == [False] * 11 + [True]


def test_a_guesser_with_many_hands_gets_five_tries(committed: None) -> None:
    phone = new_phone()
    right = code_sent_to(phone)
    refused: list[str] = []

    def guess() -> None:
        try:
            people.sign_in(anybody(), phone=phone, code=f"{(int(right) + 7) % 10**6:06d}")
        except Refused as no:
            refused.append(no.code)
        connection.close()

    in_threads(guess, 12)
    assert refused.count("wrong_code") == rules.MOST_TRIES
    assert refused.count("code_locked") == 12 - rules.MOST_TRIES


def test_one_code_typed_twice_at_once_lets_one_in(committed: None) -> None:
    phone = new_phone()
    code = code_sent_to(phone)
    came: list[bool] = []

    def enter() -> None:
        try:
            people.sign_in(anybody(), phone=phone, code=code)
            came.append(True)
        except refusals.WrongCode:
            came.append(False)
        connection.close()

    in_threads(enter, 8)
    assert came.count(True) == 1


def in_threads(work: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

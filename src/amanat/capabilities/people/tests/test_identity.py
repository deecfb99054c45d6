"""National ids and bank accounts: matched, sealed, opened with a reason, changed with a wait."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries, refusals, rules
from amanat.capabilities.people.models import BankAccount, IdentityReading, Inquiry, Person
from amanat.capabilities.people.tests.cast import (
    by,
    identified,
    joined,
    new_national_id,
    new_sheba,
)
from amanat.capabilities.people.tests.outside import Outside
from amanat.kernel import sealing
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.identity import BadNationalId
from amanat.words.refusal import NotYours, Refused


@pytest.mark.django_db
@pytest.mark.usefixtures("outside")
class TestANationalId:
    def test_is_matched_with_the_phone_and_sealed(self, outside: Outside) -> None:
        person, code = joined(), new_national_id()
        person = people.check_identity(by(person), person_id=person.pk, national_id=code)
        assert queries.is_identified(person.pk)
        assert code.encode() not in bytes(person.national_id_sealed or b"")
        assert outside.asked == [{"mobile": person.phone, "national_id": code}]

    def test_of_somebody_else_is_refused(self, outside: Outside) -> None:
        person, code = joined(), new_national_id()
        outside.strangers.add(code)
        with pytest.raises(refusals.NotMatched):
            people.check_identity(by(person), person_id=person.pk, national_id=code)
        assert not queries.is_identified(person.pk)
        assert Inquiry.objects.get(person=person).matched is False

    def test_without_an_answer_is_never_a_no(self, outside: Outside) -> None:
        person, code = joined(), new_national_id()
        outside.silent = True
        with pytest.raises(refusals.BeingChecked):
            people.check_identity(by(person), person_id=person.pk, national_id=code)
        outside.silent = False
        people.check_identity(by(person), person_id=person.pk, national_id=code)
        assert queries.is_identified(person.pk)

    def test_that_is_malformed_asks_nobody(self, outside: Outside) -> None:
        person = joined()
        with pytest.raises(BadNationalId):
            people.check_identity(by(person), person_id=person.pk, national_id="1111111111")
        assert outside.asked == []

    def test_belongs_to_one_person(self) -> None:
        first, second, code = joined(), joined(), new_national_id()
        people.check_identity(by(first), person_id=first.pk, national_id=code)
        with pytest.raises(refusals.IdentityTaken):
            people.check_identity(by(second), person_id=second.pk, national_id=code)
        assert not queries.is_identified(second.pk)

    def test_is_checked_once(self) -> None:
        person = identified()
        with pytest.raises(refusals.AlreadyChecked):
            people.check_identity(by(person), person_id=person.pk, national_id=new_national_id())

    def test_cannot_be_searched_for_by_trying(self, outside: Outside) -> None:
        person = joined()
        for _ in range(rules.MOST_IDENTITY_CHECKS_A_DAY):
            code = new_national_id()
            outside.strangers.add(code)
            with pytest.raises(refusals.NotMatched):
                people.check_identity(by(person), person_id=person.pk, national_id=code)
        with pytest.raises(refusals.TooManyInquiries):
            people.check_identity(by(person), person_id=person.pk, national_id=new_national_id())

    def test_is_given_by_its_owner_only(self) -> None:
        person, stranger = joined(), joined()
        with pytest.raises(NotYours):
            people.check_identity(by(stranger), person_id=person.pk, national_id=new_national_id())

    def test_says_nothing_to_whoever_holds_the_database_alone(self) -> None:
        person, code = joined(), new_national_id()
        person = people.check_identity(by(person), person_id=person.pk, national_id=code)
        sealed = bytes(person.national_id_sealed or b"")
        with pytest.raises(sealing.SealBroken):
            sealing.unseal(sealed, about="person.national_id:0")
        assert sealing.seal(code, about="x") != sealing.seal(code, about="x")


@pytest.mark.django_db
@pytest.mark.usefixtures("outside")
class TestOpeningANationalId:
    def test_leaves_a_reading_that_its_owner_sees(self) -> None:
        person, officer, code = joined(), joined(), new_national_id()
        people.check_identity(by(person), person_id=person.pk, national_id=code)
        people.give_hat(house(), person_id=officer.pk, role=Role.OFFICER)
        act = replace(by(officer), role=Role.OFFICER)
        assert people.reveal_national_id(act, person_id=person.pk, why="شکایت ۱۲") == code
        reading = queries.readings(person.pk)[0]
        assert (reading.who, reading.role, reading.why) == (officer.pk, "officer", "شکایت ۱۲")

    def test_needs_the_hat_and_a_reason(self) -> None:
        person, stranger = identified(), joined()
        act = replace(by(stranger), role=Role.OFFICER)
        with pytest.raises(NotYours):
            people.reveal_national_id(act, person_id=person.pk, why="کنجکاوی")
        people.give_hat(house(), person_id=stranger.pk, role=Role.OFFICER)
        with pytest.raises(refusals.ReasonNeeded):
            people.reveal_national_id(act, person_id=person.pk, why="  ")
        assert IdentityReading.objects.filter(whose=person).count() == 0

    def test_is_written_in_ink(self) -> None:
        person = identified()
        people.reveal_national_id(by(person), person_id=person.pk, why="خودم")
        with pytest.raises(DatabaseError), transaction.atomic():
            IdentityReading.objects.filter(whose=person).update(why="هیچ")


@pytest.mark.django_db
@pytest.mark.usefixtures("outside")
class TestABankAccount:
    def test_of_ones_own_is_payable_at_once(self) -> None:
        person, sheba = identified(), new_sheba()
        account = people.add_bank_account(by(person), person_id=person.pk, sheba=sheba)
        assert (account.owner_name, account.state) == ("مریم احمدی", "confirmed")
        payable = queries.payable_account(person.pk, clock.now())
        assert payable is not None and payable.sheba == sheba

    def test_of_somebody_else_is_refused(self, outside: Outside) -> None:
        person, sheba = identified(), new_sheba()
        outside.strangers.add(sheba)
        with pytest.raises(refusals.NotYourAccount):
            people.add_bank_account(by(person), person_id=person.pk, sheba=sheba)
        assert queries.payable_account(person.pk, clock.now()) is None

    def test_needs_a_checked_identity(self) -> None:
        person = joined()
        with pytest.raises(refusals.IdentityFirst):
            people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())

    def test_without_an_answer_stays_being_checked_and_can_be_asked_again(
        self, outside: Outside
    ) -> None:
        person, sheba = identified(), new_sheba()
        outside.silent = True
        for _ in range(2):
            with pytest.raises(refusals.BeingChecked):
                people.add_bank_account(by(person), person_id=person.pk, sheba=sheba)
        outside.silent = False
        account = people.add_bank_account(by(person), person_id=person.pk, sheba=sheba)
        assert [row.pk for row in queries.bank_accounts(person.pk)] == [account.pk]

    def test_that_is_never_answered_lapses(self, outside: Outside) -> None:
        person = identified()
        outside.silent = True
        with pytest.raises(refusals.BeingChecked):
            people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        account = BankAccount.objects.get(person=person)
        tomorrow = Act(None, Role.CLOCK, at=clock.now() + rules.CHECKING_LIFE)
        assert list(BankAccount.due(tomorrow.at).filter(pk=account.pk)) == [account]
        assert people.lapse(tomorrow, bank_account_id=account.pk).state == "lapsed"

    def test_that_replaces_another_waits_a_day(self) -> None:
        person = identified()
        old = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        new = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        now = clock.now()
        assert queries.payable_account(person.pk, now) == old
        assert queries.payable_account(person.pk, now + timedelta(hours=25)) == new

    def test_that_a_thief_named_is_put_aside_in_time(self) -> None:
        person = identified()
        old = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        new = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        people.withdraw(by(person), bank_account_id=new.pk)
        assert queries.payable_account(person.pk, clock.now() + timedelta(days=3)) == old

    def test_cannot_skip_the_wait_by_putting_the_old_one_aside(self) -> None:
        person = identified()
        old = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        people.withdraw(by(person), bank_account_id=old.pk)
        people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        assert queries.payable_account(person.pk, clock.now()) is None

    def test_is_named_once(self) -> None:
        person, sheba = identified(), new_sheba()
        people.add_bank_account(by(person), person_id=person.pk, sheba=sheba)
        with pytest.raises(refusals.SameAccount):
            people.add_bank_account(by(person), person_id=person.pk, sheba=sheba)

    def test_is_put_aside_by_its_owner_only(self) -> None:
        person, stranger = identified(), joined()
        account = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        with pytest.raises(NotYours):
            people.withdraw(by(stranger), bank_account_id=account.pk)

    def test_leaves_a_reading_of_the_national_id(self) -> None:
        person = identified()
        account = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        assert queries.readings(person.pk)[0].case == f"bank_account:{account.pk}"


def house() -> Act:
    return Act(None, Role.HOUSE, at=clock.now())


@pytest.mark.django_db
class TestAHat:
    def test_is_given_by_an_operator_and_taken_at_once(self) -> None:
        operator, person = joined(), joined()
        people.give_hat(house(), person_id=operator.pk, role=Role.OPERATOR)
        act = replace(by(operator), role=Role.OPERATOR)
        people.give_hat(act, person_id=person.pk, role=Role.FINANCE)
        assert queries.hats(person.pk) == {Role.FINANCE}
        assert person.pk in queries.wearers(Role.FINANCE)
        people.take_hat(act, person_id=person.pk, role=Role.FINANCE)
        assert queries.hats(person.pk) == frozenset()

    def test_is_not_given_by_oneself(self) -> None:
        person = joined()
        act = replace(by(person), role=Role.OPERATOR)
        with pytest.raises(NotYours):
            people.give_hat(act, person_id=person.pk, role=Role.OPERATOR)

    def test_of_a_buyer_or_of_the_bank_does_not_exist(self) -> None:
        with pytest.raises(refusals.NoSuchHat):
            people.give_hat(house(), person_id=joined().pk, role=Role.BANK)


def test_two_people_with_one_national_id_at_once_are_one(committed: None, outside: Outside) -> None:
    code, results = new_national_id(), []
    pair = [joined(), joined()]
    gate = threading.Barrier(2)

    def check(person: Person) -> None:
        gate.wait()
        try:
            people.check_identity(by(person), person_id=person.pk, national_id=code)
            results.append("checked")
        except Refused as no:
            results.append(no.code)
        connection.close()

    threads = [threading.Thread(target=check, args=(person,)) for person in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["checked", "identity_taken"]
    assert sorted(queries.is_identified(person.pk) for person in pair) == [False, True]

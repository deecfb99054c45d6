"""People at the door and on their own pages, as a browser without scripts sees them."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries, rules
from amanat.capabilities.people.models import OneTimeCode, Person
from amanat.capabilities.people.pages.door import own_path
from amanat.capabilities.people.tests.cast import (
    by,
    identified,
    joined,
    new_national_id,
    new_phone,
    new_sheba,
)
from amanat.capabilities.people.tests.outside import Outside
from amanat.capabilities.places import queries as places
from amanat.kernel.clock import time as clock
from amanat.kernel.sealing import unseal

pytestmark = pytest.mark.django_db


def newest_code(phone: str) -> str:
    row = OneTimeCode.objects.filter(phone=phone).order_by("-pk")[0]
    return unseal(row.sealed, about=row.place())


def let_in(browser: Client, person: Person) -> None:
    browser.force_login(person)
    session = browser.session
    session["sign_in.at"] = clock.now().isoformat()
    session.save()


class TestTheDoor:
    def test_a_newcomer_gets_a_code_a_name_and_goes_on(self, client: Client) -> None:
        phone = new_phone()
        client.get("/sign-in?next=/me/iban")
        first = client.post("/sign-in", {"phone": f"+98 {phone[1:]}"})
        assert (first.status_code, first["Location"]) == (303, "/sign-in/code")
        assert "/sms" in client.get("/sign-in/code").content.decode()
        persian = newest_code(phone).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        second = client.post("/sign-in/code", {"code": persian})
        assert second["Location"] == "/welcome?next=%2Fme%2Fiban"
        third = client.post(second["Location"], {"name": "سارا كاظمي"})
        assert third["Location"] == "/me/iban"
        assert queries.by_phone(phone).name == "سارا کاظمی"

    def test_the_session_gets_a_new_name_at_the_door(self, client: Client) -> None:
        phone = new_phone()
        client.post("/sign-in", {"phone": phone})
        before = client.cookies["amanat"].value
        client.post("/sign-in/code", {"code": newest_code(phone)})
        assert client.cookies["amanat"].value != before

    def test_strangers_and_friends_get_the_same_answer(self) -> None:
        friend = joined().phone
        OneTimeCode.objects.filter(phone=friend).update(
            created_at=clock.now() - timedelta(days=2), expires_at=clock.now() - timedelta(days=2)
        )
        answers = [Client().post("/sign-in", {"phone": phone}) for phone in (friend, new_phone())]
        assert {(one.status_code, one["Location"]) for one in answers} == {(303, "/sign-in/code")}

    def test_a_wrong_code_says_so_beside_the_field(self, client: Client) -> None:
        phone = new_phone()
        client.post("/sign-in", {"phone": phone})
        wrong = f"{(int(newest_code(phone)) + 1) % 10**6:06d}"
        page = client.post("/sign-in/code", {"code": wrong})
        assert page.status_code == 422
        assert "این کد درست نیست" in page.content.decode()
        english = client.post("/en/sign-in/code", {"code": wrong})
        assert "This code is not right" in english.content.decode()

    def test_a_wrong_number_stays_as_it_was_typed(self, client: Client) -> None:
        page = client.post("/sign-in", {"phone": "021-88776655"})
        assert page.status_code == 422
        assert 'value="021-88776655"' in page.content.decode()

    def test_a_double_click_finds_the_code_on_its_way(self, client: Client) -> None:
        phone = new_phone()
        for _ in range(2):
            assert client.post("/sign-in", {"phone": phone})["Location"] == "/sign-in/code"
        assert OneTimeCode.objects.filter(phone=phone).count() == 1

    def test_asking_again_too_early_says_how_long_to_wait(self, client: Client) -> None:
        client.post("/sign-in", {"phone": new_phone()})
        page = client.post("/sign-in/again")
        assert page.status_code == 429
        assert "۱ دقیقه" in page.content.decode()

    def test_a_network_that_floods_is_refused(self) -> None:
        for turn in range(rules.PER_NETWORK[0].count + 1):
            page = Client(REMOTE_ADDR="203.0.113.9").post("/sign-in", {"phone": new_phone()})
            assert (page.status_code == 303) == (turn < rules.PER_NETWORK[0].count)

    def test_a_flood_through_our_own_proxy_is_counted_by_who_stands_behind_it(self) -> None:
        most = rules.PER_NETWORK[0].count
        for turn in range(most + 1):
            header = f"198.51.{turn}.1, 203.0.113.{turn}"
            browser = Client(headers={"X-Forwarded-For": header})
            page = browser.post("/sign-in", {"phone": new_phone()})
            assert (page.status_code == 303) == (turn < most)

    def test_a_stranger_cannot_choose_the_network_he_is_counted_in(self) -> None:
        most = rules.PER_NETWORK[0].count
        for turn in range(most + 1):
            header = f"198.51.{turn}.1"
            browser = Client(REMOTE_ADDR="203.0.113.9", headers={"X-Forwarded-For": header})
            page = browser.post("/sign-in", {"phone": new_phone()})
            assert (page.status_code == 303) == (turn < most)

    def test_the_code_page_without_a_number_leads_back(self, client: Client) -> None:
        assert client.get("/sign-in/code")["Location"] == "/sign-in"
        assert client.post("/sign-in/again")["Location"] == "/sign-in"

    def test_going_out_ends_the_session(self, client: Client) -> None:
        person = joined()
        let_in(client, person)
        client.post("/sign-out")
        assert client.get("/me").status_code == 303

    def test_going_out_everywhere_ends_the_others_too(self, client: Client) -> None:
        person, phone = joined(), Client()
        let_in(client, person)
        let_in(phone, person)
        client.post("/sign-out/everywhere")
        assert phone.get("/me").status_code == 303

    def test_a_closed_account_is_out_at_once(self, client: Client) -> None:
        person = joined()
        let_in(client, person)
        Person.objects.filter(pk=person.pk).update(is_active=False)
        assert client.get("/me")["Location"] == "/sign-in?next=%2Fme"

    def test_leaving_is_not_a_link(self, client: Client) -> None:
        assert client.get("/sign-out").status_code == 405


@pytest.mark.parametrize(
    ("wanted", "then"),
    [
        ("/deals/D-1?x=1", "/deals/D-1?x=1"),
        ("https://evil.example/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example", ""),
        ("/\t/evil.example", ""),
        ("javascript:alert(1)", ""),
        ("deals", ""),
        ("/" + "x" * 600, ""),
    ],
)
def test_nobody_is_sent_elsewhere(wanted: str, then: str) -> None:
    assert own_path(wanted) == then


@pytest.mark.usefixtures("outside")
class TestMyPages:
    def test_each_needs_a_sign_in(self, client: Client) -> None:
        for page in ("/me", "/me/name", "/me/place", "/me/identity", "/me/iban", "/me/notices"):
            assert client.get(page).status_code == 303

    @pytest.mark.parametrize("prefix", ["", "/en"])
    def test_each_opens_in_both_languages(self, client: Client, prefix: str) -> None:
        person = identified()
        people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba("999"))
        let_in(client, person)
        for page in (
            "/me", "/me/name", "/me/place", "/me/place?province=8", "/me/identity", "/me/iban",
            "/me/notices", "/welcome", "/sign-in",
        ):  # fmt: skip
            answer = client.get(prefix + page)
            assert answer.status_code == 200, page
            assert not re.search(r"\{[a-z]+\}", answer.content.decode()), page

    def test_identity_is_confirmed_and_the_reader_goes_back(self, client: Client) -> None:
        person = joined()
        let_in(client, person)
        answer = client.post("/me/identity?next=/me", {"national_id": new_national_id()})
        assert answer["Location"] == "/me"
        assert queries.is_identified(person.pk)

    def test_an_unanswered_inquiry_keeps_what_was_typed(
        self, client: Client, outside: Outside
    ) -> None:
        outside.silent, code = True, new_national_id()
        let_in(client, joined())
        page = client.post("/me/identity", {"national_id": code})
        text = page.content.decode()
        assert page.status_code == 422
        assert code in text and "پاسخ استعلام هنوز نرسیده" in text

    def test_the_bank_names_the_owner(self, client: Client) -> None:
        person = identified()
        let_in(client, person)
        assert client.post("/me/iban", {"sheba": new_sheba()})["Location"] == "/me/iban"
        assert "مریم احمدی" in client.get("/me/iban").content.decode()

    def test_changing_where_money_goes_needs_a_fresh_sign_in(self, client: Client) -> None:
        person = identified()
        people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        client.force_login(person)
        answer = client.post("/me/iban", {"sheba": new_sheba()})
        assert answer["Location"] == "/sign-in?next=%2Fme%2Fiban"
        assert len(queries.bank_accounts(person.pk)) == 1

    def test_an_account_is_put_aside_by_its_owner(self, client: Client) -> None:
        person = identified()
        account = people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        let_in(client, joined())
        assert client.post(f"/me/iban/{account.pk}/withdraw").status_code == 404
        let_in(client, person)
        assert client.get(f"/me/iban/{account.pk}/withdraw").status_code == 200
        assert queries.payable_account(person.pk, clock.now()) == account
        assert client.post(f"/me/iban/{account.pk}/withdraw", {"form_token": "a"})["Location"]
        assert queries.payable_account(person.pk, clock.now()) is None

    def test_a_full_sheba_is_on_no_page(self, client: Client) -> None:
        person, sheba = identified(), new_sheba()
        people.add_bank_account(by(person), person_id=person.pk, sheba=sheba)
        let_in(client, person)
        assert sheba not in client.get("/me/iban").content.decode()

    def test_a_city_is_chosen_in_two_steps(self, client: Client) -> None:
        person = joined()
        people.introduce(by(person), person_id=person.pk, name="رضا موسوی")
        let_in(client, person)
        city = places.cities_of(8)[0]
        assert city.name in client.get("/me/place?province=8").content.decode()
        client.post("/me/place?province=8", {"city_id": str(city.pk)})
        assert queries.person(person.pk).city == city

    def test_a_national_id_read_for_the_bank_says_so_in_words(self, client: Client) -> None:
        person = identified()
        people.add_bank_account(by(person), person_id=person.pk, sheba=new_sheba())
        let_in(client, person)
        assert "با بانک" in client.get("/me/identity").content.decode()
        assert "with the bank" in client.get("/en/me/identity").content.decode()

    def test_who_looked_is_shown_to_the_owner(self, client: Client) -> None:
        person = identified()
        people.reveal_national_id(by(person), person_id=person.pk, why="پروندهٔ ۱۲")
        let_in(client, person)
        assert "پروندهٔ ۱۲" in client.get("/me/identity").content.decode()

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries, rules
from amanat.capabilities.people.models import ApiKey, Person
from amanat.capabilities.people.refusals import TooManyKeys
from amanat.capabilities.people.tests.cast import by, joined
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words import keys
from amanat.words.refusal import NotFound, NotYours, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> Person:
    return joined()


def make(person: Person, scopes: str = rules.READ_AND_WRITE, days: int = 90) -> people.NewKey:
    return people.make_key(by(person), person_id=person.pk, name="shop", scopes=scopes, days=days)


def answer(client: Client, text: str, path: str = "/api/me") -> int:
    return client.get(path, headers={"Authorization": f"Bearer {text}"}).status_code


class TestTheText:
    def test_a_key_is_read_back_whole(self) -> None:
        key = keys.new_key()
        assert keys.read_key(key.text) == key
        assert keys.SHAPE.fullmatch(key.text)

    def test_one_wrong_letter_is_seen_without_asking_anybody(self) -> None:
        text = keys.new_key().text
        other = "a" if text[30] != "a" else "b"
        assert keys.read_key(text[:30] + other + text[31:]) is None
        assert keys.read_key(text + "a") is None
        assert keys.read_key("") is None

    def test_a_key_does_not_show_its_secret_in_a_traceback(self) -> None:
        key = keys.new_key()
        assert key.secret not in repr(key)


class TestAKey:
    def test_only_the_hash_of_its_secret_is_kept(self, sara: Person) -> None:
        new = make(sara)
        secret = new.text.partition(".")[2]
        row = ApiKey.objects.filter(pk=new.key.pk).values().get()
        assert all(secret[:52] not in str(value) for value in row.values())
        assert bytes(row["secret_sha256"]) == keys.read_key(new.text).sha256
        assert not Entry.objects.filter(facts__icontains=secret[:20]).exists()

    def test_it_opens_the_api_for_its_owner(self, sara: Person, client: Client) -> None:
        told = client.get("/api/me", headers={"Authorization": f"Bearer {make(sara).text}"})
        assert (told.status_code, told.json()["phone"]) == (200, sara.phone)

    def test_it_ends_when_it_is_revoked(self, sara: Person, client: Client) -> None:
        new = make(sara)
        people.revoke_key(by(sara), api_key_id=new.key.pk)
        assert answer(client, new.text) == 401
        with pytest.raises(WrongState):
            people.revoke_key(by(sara), api_key_id=new.key.pk)

    def test_it_ends_with_its_time(self, sara: Person, client: Client) -> None:
        new = make(sara, days=30)
        clock.advance(timedelta(days=30))
        assert answer(client, new.text) == 401

    def test_it_ends_when_its_owner_is_shut_out(self, sara: Person, client: Client) -> None:
        new = make(sara)
        Person.objects.filter(pk=sara.pk).update(is_active=False)
        assert answer(client, new.text) == 401

    def test_the_mark_alone_opens_nothing(self, sara: Person, client: Client) -> None:
        new = make(sara)
        stranger = keys.Key(new.key.mark, keys.new_key().secret)
        assert answer(client, stranger.text) == 401

    def test_nobody_revokes_another_s(self, sara: Person) -> None:
        new = make(sara)
        with pytest.raises(NotFound):
            people.revoke_key(by(joined()), api_key_id=new.key.pk)

    def test_nobody_makes_one_for_another(self, sara: Person) -> None:
        with pytest.raises(NotYours):
            people.make_key(by(joined()), person_id=sara.pk, name="x", scopes=rules.READ, days=30)

    def test_there_is_an_end_to_how_many(self, sara: Person) -> None:
        for _ in range(rules.MOST_KEYS):
            make(sara)
        with pytest.raises(TooManyKeys):
            make(sara)

    def test_its_last_use_is_noted_by_the_hour(self, sara: Person, client: Client) -> None:
        new = make(sara)
        answer(client, new.text)
        first = ApiKey.objects.get(pk=new.key.pk).last_used_at
        answer(client, new.text)
        assert ApiKey.objects.get(pk=new.key.pk).last_used_at == first
        clock.advance(rules.KEY_USE_STEP)
        answer(client, new.text)
        assert ApiKey.objects.get(pk=new.key.pk).last_used_at > first

    def test_its_owner_is_told_by_sms(self, sara: Person) -> None:
        new = make(sara)
        warning = queries.key_warning(new.key.pk, "https://x/me/keys")
        assert "«shop»" in warning.text.fa
        assert warning.phone == sara.phone


class TestThePage:
    def test_a_fresh_sign_in_makes_a_key_that_is_shown_once(
        self, sara: Person, client: Client
    ) -> None:
        signed_in(client, sara)
        page = client.post("/me/keys", {"name": "فروشگاه", "scopes": "read write", "days": "90"})
        text = keys.SHAPE.search(page.content.decode())
        assert text is not None
        assert answer(client, text[0]) == 200
        assert text[2] not in client.get("/me/keys").content.decode()

    def test_an_old_sign_in_has_to_sign_in_again(self, sara: Person, client: Client) -> None:
        client.force_login(sara)
        page = client.post("/en/me/keys", {"name": "x", "scopes": "read", "days": "90"})
        assert page.status_code == 303
        assert "/sign-in" in page["Location"]
        assert not sara.api_keys.exists()

    def test_what_was_typed_stays_beside_what_is_wrong(self, sara: Person, client: Client) -> None:
        signed_in(client, sara)
        page = client.post("/en/me/keys", {"name": "", "scopes": "read", "days": "7"})
        assert page.status_code == 422
        assert "Choose one of the options." in page.content.decode()

    def test_revoking_is_one_click(self, sara: Person, client: Client) -> None:
        new = make(sara)
        client.force_login(sara)
        assert client.post(f"/me/keys/{new.key.pk}/revoke").status_code == 303
        assert "باطل‌شده" in client.get("/me/keys").content.decode()
        assert client.post(f"/en/me/keys/{new.key.pk}/revoke").status_code == 409


def signed_in(client: Client, person: Person) -> None:
    """Signed in a moment ago, as the sign-in page notes it."""
    client.force_login(person)
    session = client.session
    session["sign_in.at"] = clock.now().isoformat()
    session.save()

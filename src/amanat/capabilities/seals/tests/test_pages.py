"""The pages of a seal, as its holder, the desk and a stranger meet them."""

import pytest
from django.test import Client

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.people.models import Person
from amanat.capabilities.seals.models import Decision, Seal
from amanat.capabilities.seals.tests.cast import WORDS, Cast, a_cast, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(cast: Cast, seal: Seal, verb: str = "") -> str:
    return f"/org/{cast.business.code}/seal/{seal.code}" + (f"/{verb}" if verb else "")


def test_a_holder_applies_hands_in_and_reads_what_happens_next(cast: Cast) -> None:
    client = browser(cast.owner)
    page = client.get(f"/org/{cast.business.code}/seal").content.decode()
    assert "درخواست نماد" in page
    sent = client.post(f"/org/{cast.business.code}/seal", {"domain": cast.domain(), "level": "1"})
    seal = Seal.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, at(cast, seal))
    assert "پیش‌نویس پاک می‌شود" in client.get(at(cast, seal)).content.decode()
    client.post(at(cast, seal, "submit_seal"))
    assert fresh(seal).state == "checking"
    assert "counted as late" in client.get(f"/en{at(cast, seal)}").content.decode()


def test_what_was_typed_wrongly_stays_with_a_sentence_beside_it(cast: Cast) -> None:
    seal = cast.signing()
    client = browser(cast.owner)
    given = {"code": "000000", "sha256": "0" * 64}
    page = client.post(at(cast, seal, "sign_undertaking"), given)
    assert page.status_code == 422
    assert 'value="000000"' in page.content.decode()


def test_a_stranger_finds_neither_the_page_nor_the_desk(cast: Cast) -> None:
    seal = cast.draft()
    client = browser(a_person())
    assert client.get(at(cast, seal)).status_code == 404
    assert client.post(at(cast, seal, "submit_seal")).status_code == 404
    assert client.get("/desk/seals").status_code == 404
    assert client.get(f"/desk/seals/{seal.code}").status_code == 404


def test_the_desk_checks_proposes_and_confirms(cast: Cast) -> None:
    seal = cast.checking()
    officer, chief = browser(cast.clerk), browser(cast.chief)
    assert seal.shown in officer.get("/desk/seals").content.decode()
    for check in seal.checks.filter(state="waiting"):
        given = {"verb": "pass_check", "method": "visit", "source": "بازدید محل", "words": ""}
        assert officer.post(f"/desk/seals/checks/{check.pk}", given).status_code == 303
    cast.sign(fresh(seal))
    bench = f"/desk/seals/{seal.code}"
    page = officer.get(bench).content.decode()
    assert "24" in page.replace("۲۴", "24"), "The other validity is shown as a conflict."
    given = {"kind": "grant", "words": WORDS, "level": "1", "notice_hours": ""}
    assert officer.post(f"{bench}/propose", given).status_code == 303
    decision = Decision.objects.get(seal=seal)
    confirm = f"/desk/seals/decisions/{decision.pk}/confirm_decision"
    assert officer.post(confirm).status_code == 422
    assert fresh(seal).state == "review"
    assert "نفر دوم" in chief.get(bench).content.decode()
    assert chief.post(confirm).status_code == 303
    assert fresh(seal).state == "granted"


@pytest.mark.parametrize(
    "station", ["draft", "checking", "signing", "converting", "suspended", "revoked", "refused"]
)
def test_both_sides_read_every_station_in_both_languages(cast: Cast, station: str) -> None:
    seal = getattr(cast, station)()
    for language, prefix in (("fa", ""), ("en", "/en")):
        holder = browser(cast.owner).get(f"{prefix}{at(cast, seal)}")
        desk = browser(cast.clerk).get(f"{prefix}/desk/seals/{seal.code}")
        assert (holder.status_code, desk.status_code) == (200, 200)
        assert seal.state_label.into(language) in desk.content.decode()


def test_the_letter_and_the_appeal_are_answered_on_the_page(cast: Cast) -> None:
    seal = cast.suspended()
    officer, holder, judge = browser(cast.clerk), browser(cast.owner), browser(cast.judge)
    assert officer.post(f"/desk/seals/{seal.code}/letter", {"words": WORDS}).status_code == 303
    letter = seal.letters.get()
    assert holder.post(at(cast, seal, f"letters/{letter.pk}"), {"words": WORDS}).status_code == 303
    assert holder.post(at(cast, seal, "appeal_seal"), {"words": WORDS}).status_code == 303
    appeal = seal.appeals.get()
    answer = f"/desk/seals/appeals/{appeal.pk}/deny_seal_appeal"
    assert judge.post(answer, {"words": WORDS}).status_code == 303
    appeal.refresh_from_db()
    assert (letter.seal.letters.get().state, appeal.state) == ("answered", "denied")


def test_waiting_times_are_public_and_tell_nothing_of_fewer_than_five(cast: Cast) -> None:
    assert "هنوز کم است" in Client().get("/seals/waiting").content.decode()
    cast.granted(1)
    assert "too few yet" in Client().get("/en/seals/waiting").content.decode()

"""The buyer's way in four screens, and what keepers, makers and officers see."""

from datetime import timedelta

import pytest
from django.test import Client

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.payments.tests.cast import checked_account
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_sheba
from amanat.capabilities.permits.tests.cast import permitted
from amanat.capabilities.presale.tests.lottery import Lottery, a_buyer
from amanat.kernel.clock import time as clock
from amanat.words.moments import tehran_day

pytestmark = pytest.mark.django_db
SAID = {"born_on": "1364/2/15", "has_licence": "yes", "plates": "۰"}


@pytest.fixture
def game() -> Lottery:
    return Lottery(permitted(quantity=10))


def browser(person: Person | None = None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_a_buyer_comes_from_the_rules_to_a_ticket_in_four_screens(game: Lottery) -> None:
    game.opened(seats=1)
    buyer = a_person("سارا")
    checked_account(buyer, new_sheba(), clock.now() - timedelta(days=3))
    client, way = browser(buyer), f"/presales/{game.maker.now.code}"
    assert f"{way}/register" in text(client, way)
    assert "نخست این‌ها را بگویید" in text(client, f"{way}/register")
    assert client.post(f"{way}/register", SAID).status_code == 303
    assert f"{way}/register/choose" in text(client, f"{way}/register")
    text(client, f"{way}/register/choose")
    assert "مشکی" in text(client, f"{way}/register/check?choice=1")
    taken = client.post(f"{way}/register/check", {"choice": "1", "read": "on"})
    ticket = taken.headers["Location"]
    shown = text(client, ticket)
    assert taken.status_code == 303 and ticket.startswith("/queue/Q-")
    assert "بلیت شما ثبت است" in shown and "مشکی" in shown
    again = client.post(f"{way}/register/check", {"choice": "1", "read": "on"})
    assert again.headers["Location"] == ticket, "Sent twice, it is the one ticket."
    assert "پیش‌تر در همین نوبت ثبت‌نام شده است" in text(client, f"{way}/register")
    text(browser(a_person()), ticket, status=404)
    changed = ticket[:-1] + ("0" if ticket[-1] != "0" else "1")
    assert "نویسهٔ کنترل" in text(client, changed, status=404)
    assert ticket in text(client, "/queue")
    game.offered()
    assert "نوبت شماست" in text(client, ticket)
    (offer,) = game.offers()
    assert "It is your turn" in text(client, f"/en{ticket}")
    text(browser(a_person()), f"/offers/{offer.pk}", status=404)
    text(client, f"/offers/{offer.pk}")
    assert client.post(f"/offers/{offer.pk}").status_code == 303
    assert game.offers()[0].state == "declined"


def test_who_waits_sees_the_place_and_when_the_turn_may_come(game: Lottery) -> None:
    game.opened(seats=4)
    codes = {person.pk: code for person, code in game.tickets(6)}
    offers = game.offered()
    waiting = next(iter(set(codes) - {one.buyer_id for one in offers}))
    path = f"/queue/{codes[waiting]}"
    client = browser(Person.objects.get(pk=waiting))
    assert "You are on the waiting list" in text(client, f"/en{path}")
    assert "Cannot be told yet" in text(client, f"/en{path}")


def test_who_is_not_eligible_reads_every_reason(game: Lottery) -> None:
    game.opened()
    young = a_buyer(born_on=tehran_day(clock.now()) - timedelta(days=6000), plates=1, years=1)
    shown = text(browser(young), f"/presales/{game.maker.now.code}/register")
    assert "دست‌کم ۱۸ سال" in shown and "پلاک فعال خودرویی" in shown
    assert "هنوز به‌عنوان قانون تأیید نشده است" in shown


def test_a_keeper_sees_the_secret_once_and_opens_it_later(game: Lottery) -> None:
    game.announced()
    game.locked()
    keeper = game.keepers["audit"]
    path = f"/draws/{game.campaign_id}/secret"
    text(browser(a_person()), path, status=404)
    assert game.secrets["audit"] not in text(browser(keeper), path)
    game.opened_now()
    game.fixed()
    client = browser(keeper)
    assert client.post(path, {"secret": "11" * 32}).status_code == 422
    assert client.post(path, {"secret": game.secrets["audit"]}).status_code == 303
    assert client.post(f"{path}/give").status_code == 303


def test_the_desk_names_keepers_and_two_people_pause(game: Lottery) -> None:
    game.announced()
    desk, chief = browser(game.officer), browser(game.chief)
    bench, keeper = f"/desk/campaigns/{game.campaign_id}", a_person()
    text(browser(keeper), "/desk/campaigns", status=404)
    assert bench in text(desk, "/desk/campaigns")
    named = desk.post(f"{bench}/appoint", {"party": "audit", "phone": keeper.phone})
    assert named.status_code == 303
    taken = desk.post(f"{bench}/appoint", {"party": "audit", "phone": keeper.phone})
    assert taken.status_code == 422
    lock = browser(keeper).post(f"/draws/{game.campaign_id}/secret", {"secret": ""})
    assert lock.status_code == 422
    asked = desk.post(f"{bench}/ask", {"step": "cancel", "words": "درخواست سازنده"})
    assert asked.status_code == 303
    assert "درخواست سازنده" in text(chief, bench)
    assert chief.post(f"{bench}/cancel_campaign").status_code == 303
    assert game.now.state == "cancelled"


def test_a_maker_announces_and_calls_off(game: Lottery) -> None:
    client = browser(game.maker.owner)
    permit, business = game.maker.now, game.maker.shop.business
    path = f"/org/{business.code}/campaigns/new/{permit.code}"
    text(client, path)
    today = tehran_day(clock.now())
    typed = {
        "kind": "lottery", "opens_at": str(today + timedelta(days=1)), "hour": "9",
        "closes_at": str(today + timedelta(days=9)), "seats": "4", "maker": "ikco",
    }  # fmt: skip
    assert client.post(path, typed).status_code == 422
    typed["opens_at"] = str(today + timedelta(days=5))
    made = client.post(path, typed)
    assert made.status_code == 303
    page = made.headers["Location"]
    assert client.post(page).status_code == 303
    assert "لغوشده" in text(client, page)

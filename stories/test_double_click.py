"""A button pressed twice: one deed, and both presses are led to the same page."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.deals.models import Message
from amanat.capabilities.people.models import Person
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from stories.jobs import do_waiting_jobs

TOKEN = re.compile(r'name="form_token" value="([0-9a-f]{32})"')
PRESSES = 6


@pytest.fixture
def stage(wired: str, committed: None) -> Player:
    """A player whose deeds are really committed; these people and deals stay."""
    player = Player(Outside(wired), settle=do_waiting_jobs)
    player.outside.set_ahead(clock.ahead().total_seconds())
    return player


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def token_on(client: Client, path: str) -> str:
    found = TOKEN.search(client.get(path).content.decode())
    assert found, path
    return found[1]


def test_six_presses_at_once_are_one_deed(stage: Player) -> None:
    stage.wait(timedelta(minutes=2))
    sara = stage.join("09140000011", "سارا محمدی")
    reza = stage.join("09140000012", "رضا کریمی", paid_at=41)
    deal = stage.ship(stage.pay(stage.agree(sara, reza), sara), reza)
    client = browser_of(sara)
    path = f"/deals/{deal.code}/receive"
    sent = {"form_token": token_on(client, path)}

    def press(_: int) -> tuple[int, str]:
        try:
            answer = client.post(path, sent)
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as hands:
        answers = list(hands.map(press, range(PRESSES)))
    assert answers == [(303, f"/deals/{deal.code}")] * PRESSES
    assert deals.deal_for(sara.pk, deal.code).state == "inspection"


def test_the_same_message_sent_twice_stands_once_and_another_one_too(play: Player) -> None:
    sara = play.join("09160000021", "سارا محمدی")
    reza = play.join("09160000022", "رضا کریمی", paid_at=42)
    deal = play.agree(sara, reza)
    client = browser_of(sara)
    path = f"/deals/{deal.code}/messages"
    token = token_on(client, f"/deals/{deal.code}")
    for words in ("سلام", "سلام", "خداحافظ"):
        assert client.post(path, {"form_token": token, "words": words}).status_code == 303
    said = Message.objects.filter(deal=deal).order_by("pk").values_list("words", flat=True)
    assert list(said) == ["سلام", "خداحافظ"]


def test_a_refused_form_may_be_sent_again(play: Player) -> None:
    sara = play.join("09160000023", "سارا محمدی")
    reza = play.join("09160000024", "رضا کریمی", paid_at=43)
    deal = play.pay(play.agree(sara, reza), sara)
    client = browser_of(sara)
    path, sent = f"/deals/{deal.code}/receive", {"form_token": "0" * 32}
    assert client.post(path, sent).status_code == 422
    play.ship(deal, reza)
    assert client.post(path, sent).status_code == 303

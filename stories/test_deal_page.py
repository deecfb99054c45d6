"""A deal's page asks the database a bounded number of questions, whatever its history."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.people.models import Person
from amanat.config.demo.player import Player

MOST_QUERIES = 12
SESSION_QUERIES = 2  # Who asks: the session and the person; every page pays them.


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        reply = client.get(path)
    assert reply.status_code == 200, (path, reply.status_code)
    return len(captured) - SESSION_QUERIES


def test_a_deal_page_is_bounded_and_its_rail_adds_up(play: Player) -> None:
    sara = play.join("09160000001", "سارا محمدی")
    reza = play.join("09160000002", "رضا کریمی", paid_at=16)
    deal = play.agree(sara, reza)
    path = f"/deals/{deal.code}"
    for go_on, one in ((play.pay, sara), (play.ship, reza), (play.receive, sara)):
        assert max(queries(signed_in(side), path) for side in (sara, reza)) <= MOST_QUERIES
        deal = go_on(deal, one)
    young = {one.pk: queries(signed_in(one), path) for one in (sara, reza)}
    for number in range(30):
        play.say(deal, sara, f"پیام {number}")
    old = {one.pk: queries(signed_in(one), path) for one in (sara, reza)}
    assert old == young
    assert max(old.values()) <= MOST_QUERIES
    page = signed_in(sara).get(path).content.decode()
    assert page.count("<article") == 30


def test_every_page_of_a_deal_renders_for_both_sides_in_both_languages(play: Player) -> None:
    sara = play.join("09160000003", "سارا محمدی")
    reza = play.join("09160000004", "رضا کریمی", paid_at=17)
    deal = play.receive(play.ship(play.pay(play.agree(sara, reza), sara), reza), sara)
    pages = ("", "/terms", "/receipt", "/rail", "/approve", "/report", "/extend", "/counter")
    for person in (sara, reza):
        client = signed_in(person)
        for prefix in ("", "/en"):
            for page in pages:
                assert client.get(f"{prefix}/deals/{deal.code}{page}").status_code == 200, page
    stranger = signed_in(play.join("09160000014", "غریبه"))
    for page in (*pages, "/pay", "/cancel", "/ship", "/messages"):
        assert stranger.get(f"/deals/{deal.code}{page}").status_code == 404, page


def test_a_verb_out_of_its_time_says_so_and_changes_nothing(play: Player) -> None:
    sara = play.join("09160000005", "سارا محمدی")
    reza = play.join("09160000006", "رضا کریمی", paid_at=18)
    deal = play.agree(sara, reza)
    reply = signed_in(sara).post(f"/deals/{deal.code}/receive", {})
    assert reply.status_code == 422
    assert "این کار اکنون باز نیست" in reply.content.decode()
    reply = signed_in(reza).post(f"/deals/{deal.code}/cancel", {})
    assert reply.status_code == 303
    assert play.fresh(deal).state == "cancelled"
    assert signed_in(reza).post(f"/deals/{deal.code}/cancel", {}).status_code == 422


def test_the_rail_asks_every_five_seconds_while_the_deal_is_open(play: Player) -> None:
    sara = play.join("09160000007", "سارا محمدی")
    reza = play.join("09160000008", "رضا کریمی", paid_at=19)
    deal = play.agree(sara, reza)
    client = signed_in(sara)
    page = client.get(f"/en/deals/{deal.code}").content.decode()
    asked = re.search(r'hx-get="([^"]+)" hx-trigger="every 5s"', page)
    assert asked is not None
    assert '<div id="rail-news" role="status" aria-live="polite"></div>' in page
    again = asked[1].replace("&amp;", "&")
    assert client.get(again).status_code == 204, "Nothing new: nothing on the page moves."
    play.pay(deal, sara)
    fresh = client.get(again).content.decode()
    assert 'id="rail-news" hx-swap-oob="innerHTML"' in fresh and "has moved on" in fresh
    assert "autofocus" not in fresh and 'hx-trigger="every 5s"' in fresh
    assert signed_in(play.join("09160000009", "رهگذر")).get(again).status_code == 404


def test_the_rail_of_a_deal_that_is_over_asks_no_more(play: Player) -> None:
    sara = play.join("09160000010", "سارا محمدی")
    reza = play.join("09160000011", "رضا کریمی", paid_at=20)
    deal = play.agree(sara, reza)
    signed_in(reza).post(f"/deals/{deal.code}/cancel", {})
    for path in (f"/deals/{deal.code}", f"/deals/{deal.code}/rail?seen=agreed&drawn=x"):
        page = signed_in(sara).get(path).content.decode()
        assert 'id="rail"' in page and "hx-get" not in page


def test_cancelling_is_asked_once_and_the_page_says_why_not_again(play: Player) -> None:
    sara = play.join("09160000012", "سارا محمدی")
    reza = play.join("09160000013", "رضا کریمی", paid_at=21)
    deal = play.pay(play.agree(sara, reza), sara)
    path = f"/en/deals/{deal.code}"
    assert "/ask_cancel" in signed_in(sara).get(path).content.decode()
    signed_in(sara).post(f"{path}/ask_cancel", {"words": "پشیمان شدم."})
    signed_in(reza).post(f"{path}/refuse_cancel", {"form_token": "once"})
    mine, theirs = (signed_in(one).get(path).content.decode() for one in (sara, reza))
    assert "/ask_cancel" not in mine and "each side may ask once" in mine
    assert "/ask_cancel" in theirs and "each side may ask once" not in theirs

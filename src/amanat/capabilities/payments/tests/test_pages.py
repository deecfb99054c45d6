"""The payer's pages: to the bank, back, and the outcome; without scripts, in both languages."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Attempt, Callback, Payment
from amanat.capabilities.payments.tests.cast import Story, a_financier, fresh
from amanat.capabilities.payments.tests.test_money_out import LARGE, order, owe
from amanat.capabilities.people.models import Person

UNITS = 1_000_000


def browser(person: Person | None = None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def press_pay(story: Story, payment: Payment) -> Any:
    mine = browser(story.payer)
    return mine.post(reverse("payments:pay", args=[payment.pk]), {"next": "/deals/XYZ"})


def attempt_of(payment: Payment) -> Attempt:
    return Attempt.objects.get(payment=payment)


def test_a_press_on_pay_leads_to_our_last_page_before_the_bank(story: Story) -> None:
    payment = story.demand()
    told = press_pay(story, payment)
    attempt = attempt_of(payment)
    assert (told.status_code, told["Location"]) == (303, f"/pay/{attempt.public_id}/bank")
    assert fresh(payment).next_path == "/deals/XYZ"

    page = browser(story.payer).get(told["Location"])

    text = page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert re.search(r'name="RefId" value="([0-9A-Fa-f]{20})"', text)
    assert "رفتن به درگاه بانک" in text
    policy = page["Content-Security-Policy"]
    bank = re.search(r"form-action ([^;]+)", policy)
    assert bank is not None and bank[1].startswith("'self' http")


def test_other_pages_keep_their_forms_at_home(story: Story) -> None:
    page = browser(story.payer).get(
        reverse("payments:result", args=[story.go(story.demand()).public_id])
    )
    assert "form-action 'self';" in page["Content-Security-Policy"] + ";"
    assert page["Referrer-Policy"] == "same-origin"


def test_the_bank_page_is_the_payers_own(story: Story) -> None:
    address = reverse("payments:bank", args=[story.go(story.demand()).public_id])
    assert browser(story.seller).get(address).status_code == 404
    assert browser().get(address).status_code == 303


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil", "x"])
def test_nobody_is_sent_to_another_site_afterwards(story: Story, path: str) -> None:
    """A9: the way back is a path of our own or nothing."""
    payment = story.demand()
    told = browser(story.payer).post(reverse("payments:pay", args=[payment.pk]), {"next": path})
    assert told.status_code == 422
    assert fresh(payment).next_path == "/deals/ABC"


def test_a_cross_site_post_without_cookie_or_token_works(story: Story) -> None:
    """A8: the browser comes from the bank's site; it gets a page, and no sign-in data."""
    payment = story.demand()
    back = story.outside.choose(story.go(payment).ref_id)

    told = story.post_back(back)

    assert (told.status_code, told["Location"]) == (303, f"/pay/{attempt_of(payment).public_id}")
    page = browser().get(told["Location"])
    assert "پرداخت شد" in page.content.decode()
    assert story.payer.phone not in page.content.decode()


def test_an_address_nobody_gave_out_is_a_page_not_a_crash(story: Story) -> None:
    """A10."""
    before = Callback.objects.count()
    told = Client(enforce_csrf_checks=True).post("/pay/back/mellat/abc/def", {"RefId": "x"})
    assert told.status_code == 404
    assert Callback.objects.count() == before + 1
    assert browser().get("/pay/nothing-here").status_code == 404


def test_strange_bytes_are_kept_and_answered(story: Story) -> None:
    attempt = story.go(story.demand())
    path = urlsplit(actions.asking.sale_of(attempt).callback_url).path
    told = Client().post(path, b"\xff\xfe\x00RefId=%FF", content_type="text/plain")
    assert told.status_code == 303
    assert fresh(attempt).state == "invalid"


def test_while_the_bank_is_silent_the_page_says_do_not_pay_again(story: Story) -> None:
    payment = story.demand()
    back = story.outside.choose(story.go(payment).ref_id)
    story.outside.arm("mellat.verify", "timeout_before")
    told = story.post_back(back)

    page = browser(story.payer).get(told["Location"])

    text = page.content.decode()
    assert "دوباره نپردازید" in text and "پرداخت دوباره" not in text
    assert page["Refresh"] == "5"
    english = browser(story.payer).get(f"/en{told['Location']}").content.decode()
    assert "Do not pay again" in english


def test_a_refused_card_says_why_and_offers_another_try(story: Story) -> None:
    payment = story.demand()
    told = story.post_back(story.outside.choose(story.go(payment).ref_id, "no_funds"))
    text = browser(story.payer).get(told["Location"]).content.decode()
    assert "موجودی کارت کافی نیست." in text and "پرداخت دوباره" in text
    assert "پرداخت دوباره" not in browser().get(told["Location"]).content.decode()


def test_reload_and_back_button_pay_once(story: Story) -> None:
    payment = story.demand()
    back = story.outside.choose(story.go(payment).ref_id)
    places = {story.post_back(back)["Location"] for _ in range(3)}
    assert len(places) == 1
    assert fresh(payment).state == "paid"


def test_a_second_press_while_the_outcome_is_open_is_refused_in_words(story: Story) -> None:
    payment = story.demand()
    back = story.outside.choose(story.go(payment).ref_id)
    story.outside.arm("mellat.verify", "timeout_before")
    story.post_back(back)
    told = press_pay(story, payment)
    assert told.status_code == 409
    assert "دوباره نپردازید" in told.content.decode()


def test_a_dead_gateway_is_a_page_with_a_way_out(story: Story) -> None:
    payment = story.demand()
    story.outside.arm("mellat.pay", "http_500")
    told = press_pay(story, payment)
    text = browser(story.payer).get(told["Location"]).content.decode()
    assert "هیچ پولی جابه‌جا نشده است" in text and "پرداخت دوباره" in text


def test_finance_approves_on_its_desk_and_others_find_nothing_there(story: Story) -> None:
    owe(story, LARGE)
    payout = order(story, LARGE)
    officer = browser(a_financier(story.at))
    assert browser(story.payer).get(reverse("payments:finance")).status_code == 404
    assert (
        reverse("payments:approve", args=[payout.pk])
        in officer.get(reverse("payments:finance")).content.decode()
    )

    read = {"sha256": queries.content_sha256(payout)}
    told = officer.post(reverse("payments:approve", args=[payout.pk]), read)
    assert (told.status_code, fresh(payout).state) == (303, "awaiting_second")
    again = officer.post(reverse("payments:countersign", args=[payout.pk]), read)
    assert (again.status_code, fresh(payout).state) == (403, "awaiting_second")
    second = browser(a_financier(story.at))
    told = second.post(reverse("payments:countersign", args=[payout.pk]), read)

    assert (told.status_code, fresh(payout).state) == (303, "queued")
    stranger = browser(story.payer).post(reverse("payments:turn_down", args=[payout.pk]))
    assert stranger.status_code == 403


def test_the_desk_costs_the_same_with_one_row_and_with_three(story: Story) -> None:
    officer = browser(a_financier(story.at))
    counts = []
    for turn in range(3):
        owe(story, LARGE + turn)
        order(story, LARGE + turn, key=f"desk/{turn}/{story.seller.pk}")
        with CaptureQueriesContext(
            connection,
        ) as told:
            officer.get(reverse("payments:finance"))
        counts.append(len(told))
    assert counts[0] == counts[2]

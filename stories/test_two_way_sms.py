"""People answer our SMS with a digit, ask for a post office, or just write; nothing moves money."""

from datetime import timedelta
from itertools import count

import pytest
from django.conf import settings
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import jobs
from amanat.capabilities.deals.letters import HAS_ARRIVED
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.notices import rules
from amanat.capabilities.notices.models import IncomingSms
from amanat.capabilities.support.models import Conversation
from amanat.config.logs import clean
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.market import Market

NUMBERS = count(880_000_000)
STRANGER = "09130009977"


def sms(phone: str, words: str, number: str = "", key: str = "") -> int:
    """The provider tells us of one SMS; answers the status it was told."""
    fields = {"messageid": number or str(next(NUMBERS)), "from": phone, "to": "10008663",
              "message": words, "date": "1763750000"}  # fmt: skip
    return Client().post(f"/sms/in/{key or settings.SMS_INBOUND_KEY}", fields).status_code


def asked(market: Market) -> Deal:
    """The goods are on their way for half of the carrier's time: the buyer is asked."""
    deal = market.shipped()
    assert deal.due_at is not None
    market.play.wait((deal.due_at - clock.now()) / 2 + timedelta(minutes=1))
    jobs.remind(0)
    market.play.settle()
    return market.play.fresh(deal)


def inbox(market: Market, phone: str) -> list[str]:
    return [one["message"] for one in market.play.outside.inbox(phone)]


def test_a_one_says_that_the_goods_came_and_starts_the_inspection(market: Market) -> None:
    deal = asked(market)
    assert any("۱ بله، ۲ نه" in text for text in inbox(market, market.sara.phone))
    assert sms(market.sara.phone, " ۱ ", number="77") == 200
    market.play.settle()
    deal = market.play.fresh(deal)
    assert deal.state == "inspection"
    assert holds.position(deal.subject).held_units == 321_600_000, "A digit releases nothing."
    assert any("ببینید؛ وگرنه" in text for text in inbox(market, market.sara.phone))
    assert sms(market.sara.phone, "2", number="77") == 200, "The provider may tell of it twice."
    assert IncomingSms.objects.filter(phone=market.sara.phone).count() == 1
    assert sms(market.sara.phone, "2") == 200, "The question is answered: this is for a person."
    market.play.settle()
    assert market.play.fresh(deal).state == "inspection"
    assert Conversation.objects.get(phone=market.sara.phone).lines.get().words == "2"

    house = Act(None, Role.HOUSE, clock.now())
    deals.answer_by_sms(house, deal_id=deal.pk, kind=HAS_ARRIVED, choice="2")
    market.play.settle()
    assert market.play.fresh(deal).state == "inspection", "Too late: it changes nothing, and …"
    assert any("دیگر چیزی را عوض نمی‌کند" in text for text in inbox(market, market.sara.phone))


def test_a_two_keeps_the_money_and_opens_the_talk(market: Market) -> None:
    deal = asked(market)
    assert sms(market.sara.phone, "نه") == 200
    market.play.settle()
    deal = market.play.fresh(deal)
    assert (deal.state, deal.problems.get().kind) == ("disputed", "not_received")
    assert holds.position(deal.subject).held_units == 321_600_000


@pytest.mark.django_db
def test_the_name_of_a_city_is_answered_with_its_post_offices() -> None:
    assert sms(STRANGER, "پست شيراز") == 200
    assert sms(STRANGER, "پست ناکجاآباد") == 200
    unknown, known = (one.body for one in notices.sent_to(STRANGER))
    assert "شیراز" in known and notices.fits(known)
    assert "شهری به این نام نیافتیم" in unknown
    assert [sms(STRANGER, "پست رشت") for _ in range(5)] == [200] * 5
    assert len(notices.sent_to(STRANGER)) == rules.MOST_SEARCHES, "An SMS costs money."
    assert not Conversation.objects.filter(phone=STRANGER).exists()


@pytest.mark.django_db
def test_a_forged_call_finds_nothing_and_its_secret_is_in_no_log() -> None:
    assert sms(STRANGER, "سلام", key="guess-4711") == 404
    assert not IncomingSms.objects.filter(phone=STRANGER).exists()
    assert clean("Not Found: /sms/in/guess-4711") == "Not Found: /sms/in/[hidden]"


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [
    {}, {"messageid": "1"}, {"messageid": "x" * 99, "from": STRANGER, "message": "a"},
    {"messageid": "2", "from": "20001", "message": "advertisement"},
])  # fmt: skip
def test_what_is_no_sms_of_a_person_is_not_taken_in(fields: dict[str, str]) -> None:
    answer = Client().get(f"/sms/in/{settings.SMS_INBOUND_KEY}", fields)
    assert answer.status_code == 422
    assert not IncomingSms.objects.filter(phone="20001").exists()


@pytest.mark.parametrize(("words", "choice"), [
    ("1", "1"), ("۲", "2"), ("٢", "2"), ("بله", "1"), ("No.", "2"), ("12", ""), ("سلام", ""),
    ("", ""), ("1 ولی شکسته", ""),
])  # fmt: skip
def test_only_a_plain_digit_or_word_is_an_answer(words: str, choice: str) -> None:
    assert rules.choice_in(rules.readable(words)) == choice


def test_an_sms_is_kept_without_what_cannot_be_seen_and_never_too_long() -> None:
    assert rules.readable("سلام\u202e\x00\nخوبي؟") == "سلام خوبی؟"
    assert len(rules.readable("ن" * 5_000)) == rules.LONGEST_INCOMING
    assert rules.city_asked("ادارهٔ پست رشت") == "رشت"
    assert rules.city_asked("پستچی نیامد") == ""

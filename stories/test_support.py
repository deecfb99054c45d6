"""Help at any hour: a conversation with support, which can do much and has no power over money."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.notices import queries as phones
from amanat.capabilities.notices.refusals import NothingToRepeat, RepeatedLately
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.models import OneTimeCode, Person
from amanat.capabilities.people.refusals import CodeNeeded
from amanat.capabilities.people.tests.cast import joined, new_phone
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.support import actions as support
from amanat.capabilities.support import queries
from amanat.capabilities.support.models import Canned, Conversation, Line
from amanat.capabilities.support.refusals import (
    LineNeeded,
    NotTheirDeal,
    OwnConversation,
    TooManyConversations,
)
from amanat.capabilities.watch.models import Task
from amanat.config.demo.player import CODE_PAUSE
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours
from stories.jobs import do_waiting_jobs
from stories.market import Market

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def agent_of(person: Person, role: Role = Role.SUPPORT) -> Person:
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person.pk, role=role)
    people.introduce(
        Act(person.pk, Role.PERSON, clock.now()), person_id=person.pk, name="لیلا نوری"
    )
    return persons.person(person.pk)


@pytest.fixture
def leila() -> Person:
    return agent_of(joined())


def act(person: Person, role: Role = Role.PERSON) -> Act:
    return Act(person.pk, role, clock.now())


def asked(person: Person, words: str = "پول من کجاست؟", deal: Deal | None = None) -> Conversation:
    deal_id = deal.pk if deal else None
    return support.open_conversation(act(person), phone=person.phone, words=words, deal_id=deal_id)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_customer_asks_sees_the_place_in_the_queue_and_reads_the_answer(leila: Person) -> None:
    earlier, person = asked(joined()), joined()
    desk, mine = browser(leila), browser(person)
    sent = mine.post("/support/new", {"words": "پول من کجاست؟"})
    assert sent.status_code == 303
    page = mine.get(sent["Location"]).content.decode()
    assert "نوبت شما: ۲" in page
    assert "هنوز آن‌قدر پاسخ نداده‌ایم" in page, "No time is claimed that was not measured."
    code = sent["Location"].rpartition("/")[2]
    queue = desk.get("/desk/support").content.decode()
    assert queue.index(earlier.code) < queue.index(code), "Who waits longest comes first."
    desk.post(f"/desk/support/{code}/take")
    assert "لیلا نوری" in desk.get("/desk/support").content.decode()
    assert desk.post(f"/desk/support/{code}/answer", {"words": "نزد امانت است."}).status_code == 303
    do_waiting_jobs()
    assert "نزد امانت است." in mine.get(sent["Location"]).content.decode()
    conversation = Conversation.objects.get(code=code)
    assert (conversation.state, conversation.waiting_since) == ("answered", None)
    mine.post(sent["Location"], {"words": "ممنون"})
    assert Conversation.objects.get(code=code).state == "waiting"


def test_people_write_and_are_answered_at_any_hour_of_any_day(leila: Person) -> None:
    person, night = joined(), datetime.fromisoformat("2026-11-27T03:10:00+03:30")
    assert not phones.phone_hours(night).is_open, "A Friday, before dawn: nobody is on the phone."
    one = support.open_conversation(
        Act(person.pk, Role.PERSON, night), phone=person.phone, words="پول من کجاست؟"
    )
    at_desk = Act(leila.pk, Role.SUPPORT, night + timedelta(minutes=4))
    support.answer(at_desk, conversation_id=one.pk, words="نزد امانت است.")
    assert [line.words for line in queries.lines(one)] == ["پول من کجاست؟", "نزد امانت است."]
    assert "شبانه‌روز می‌توانید بنویسید" in Client().get("/support").content.decode()


def test_the_answer_time_is_what_it_really_took(leila: Person) -> None:
    for minutes in (5, 10, 20, 30, 60):
        one = asked(joined())
        later = Act(leila.pk, Role.SUPPORT, clock.now() + timedelta(minutes=minutes))
        support.answer(later, conversation_id=one.pk, words="سلام")
    found = queries.expected(clock.now() + timedelta(hours=2))
    assert found.half is not None and found.most is not None
    assert timedelta(minutes=19) < found.half < timedelta(minutes=22)
    assert timedelta(minutes=45) < found.most <= timedelta(minutes=61)
    assert queries.expected(clock.now() + 31 * DAY).half is None


def test_a_stranger_proves_the_number_and_comes_back_by_the_link(leila: Person) -> None:
    phone, client = new_phone(), Client()
    sent = client.post("/support/new", {"phone": phone, "words": "نمی‌توانم وارد شوم."})
    assert sent["Location"] == "/support/code"
    assert client.post("/support/code", {"code": "000000"}).status_code == 422
    wanted = persons.code_for_delivery(last_code(phone), clock.now())
    assert wanted is not None
    link = client.post("/support/code", {"code": wanted.code})["Location"]
    assert "نمی‌توانم وارد شوم." in Client().get(link).content.decode()
    assert Client().get("/support/t/aaaaaaaaaaaaaaaa").status_code == 404
    one = Conversation.objects.get(phone=phone)
    support.answer(act(leila, Role.SUPPORT), conversation_id=one.pk, words="کد تازه بخواهید.")
    assert "کد تازه بخواهید." in Client().get(link).content.decode()
    Client().post(link, {"words": "درست شد."})
    assert [line.words for line in queries.lines(one)][-1] == "درست شد."


def last_code(phone: str) -> int:

    return OneTimeCode.objects.filter(phone=phone).latest("pk").pk


def test_each_side_talks_to_support_alone(market: Market) -> None:
    deal, leila = market.agreed(), agent_of(market.person("لیلا"))
    one = asked(market.sara, "فروشنده جواب نمی‌دهد", deal)
    assert browser(market.reza).get(f"/support/{one.code}").status_code == 404
    assert "فروشنده جواب" not in browser(market.reza).get(f"/deals/{deal.code}").content.decode()
    with pytest.raises(NotFound):
        asked(market.person("غریبه"), "این معامله چیست؟", deal)
    with pytest.raises(NotFound):
        support.write(act(market.reza), conversation_id=one.pk, words="من هم هستم")
    page = browser(leila).get(f"/desk/support/{one.code}").content.decode()
    assert deal.code in page, "The agent sees the customer's deal …"
    assert "شرایط را هر دو طرف پذیرفتید" in page, "… and what happened in it."
    his, (account,) = asked(market.reza, "پولم کی می‌رسد؟"), persons.bank_accounts(market.reza.pk)
    found = browser(leila).get(f"/desk/support?q={account.sheba[-6:]}").content.decode()
    assert his.code in found and one.code not in found, "Found by the end of the Sheba."


def test_the_agent_hands_on_with_a_summary_the_customer_never_sees(leila: Person) -> None:
    person, officer = joined(), agent_of(joined(), Role.OFFICER)
    one = asked(person)
    support.hand_on(
        act(leila, Role.SUPPORT), conversation_id=one.pk, desk="officers", words="خشمگین است."
    )
    assert "خشمگین" not in browser(person).get(f"/support/{one.code}").content.decode()
    assert one.code in browser(officer).get("/desk/support?desk=officers").content.decode()
    assert "خشمگین" in browser(officer).get(f"/en/desk/support/{one.code}").content.decode()
    support.solve(act(officer, Role.OFFICER), conversation_id=one.pk)
    support.write(act(person), conversation_id=one.pk, words="هنوز نه.")
    assert Conversation.objects.get(pk=one.pk).state == "waiting", "It opens again at any time."


def test_support_reports_a_problem_only_with_the_customers_own_code(market: Market) -> None:
    leila = agent_of(market.person("لیلا"))
    deal = market.shipped()
    one = asked(market.sara, "کالا نرسیده", deal)
    desk = browser(leila)
    fields = {"conversation_id": one.pk, "deal_id": deal.pk, "kind": "not_received",
              "words": "می‌گوید بسته گم شده است.", "wants": "talk"}  # fmt: skip
    with pytest.raises(CodeNeeded):
        support.dispute_for(act(leila, Role.SUPPORT), **fields)
    other = asked(market.reza, "سؤال دارم")
    with pytest.raises(NotTheirDeal):
        support.dispute_for(
            act(leila, Role.SUPPORT),
            **(fields | {"conversation_id": other.pk}),
        )
    market.play.wait(CODE_PAUSE)
    known = len(market.play.outside.inbox(market.sara.phone))
    desk.post(f"/desk/support/{one.code}/dispute/{deal.code}/code")
    market.play.settle()
    code = market.play.outside.code(market.sara.phone, known)
    assert code not in desk.get(f"/desk/support/{one.code}").content.decode()
    typed = {"deal": deal.code, "kind": "not_received", "words": "می‌گوید بسته گم شده است."}
    assert (
        desk.post(f"/desk/support/{one.code}/dispute", typed | {"code": "000000"}).status_code
        == 422
    )
    assert desk.post(f"/desk/support/{one.code}/dispute", typed | {"code": code}).status_code == 303
    assert market.play.fresh(deal).state == "disputed"
    assert holds.position(deal.subject).held_units == 321_600_000


def test_a_call_back_becomes_a_task_for_the_hours_in_which_we_call(leila: Person) -> None:
    person = joined()
    one = asked(person)
    assert browser(person).post(f"/support/{one.code}/call").status_code == 303
    do_waiting_jobs()
    task = Task.objects.get(about=f"conversation:{one.pk}")
    assert (task.reason, task.person_id) == ("call_back", person.pk)
    assert task.look_by >= clock.now()


def test_the_last_sms_is_repeated_but_never_a_code(leila: Person) -> None:
    person = joined()
    one = asked(person)
    at_desk = act(leila, Role.SUPPORT)
    with pytest.raises(NothingToRepeat):  # All this person ever got was a code.
        support.resend(at_desk, conversation_id=one.pk)
    support.answer(at_desk, conversation_id=one.pk, words="سلام")
    do_waiting_jobs()
    support.resend(at_desk, conversation_id=one.pk)
    with pytest.raises(RepeatedLately):
        support.resend(at_desk, conversation_id=one.pk)


def test_canned_answers_are_edited_and_filled(leila: Person) -> None:
    desk, one = browser(leila), asked(joined())
    words = {"title_fa": "درود", "title_en": "Hi", "body_fa": "درود {name}، {agent} هستم.",
             "body_en": "Hi {name}, {agent} here."}  # fmt: skip
    assert desk.post("/desk/support/canned", words).status_code == 303
    canned = Canned.objects.latest("pk")
    page = desk.get(f"/desk/support/{one.code}?canned={canned.pk}").content.decode()
    assert "لیلا نوری هستم." in page
    desk.post(f"/desk/support/canned/{canned.pk}", words | {"body_fa": "سلام {name}"})
    canned.refresh_from_db()
    assert canned.body_fa == "سلام {name}"
    assert desk.post("/desk/support/canned", words | {"body_en": ""}).status_code == 422
    desk.post(f"/desk/support/canned/{canned.pk}/drop")
    assert canned not in queries.canned()


def test_nobody_else_works_here_and_nobody_answers_himself(leila: Person) -> None:
    person = joined()
    one, own = asked(person), asked(leila)
    assert browser(person).get("/desk/support").status_code == 404
    assert browser(person).get(f"/desk/support/{one.code}").status_code == 404
    with pytest.raises(NotYours):
        support.answer(act(person, Role.SUPPORT), conversation_id=one.pk, words="خودم")
    with pytest.raises(OwnConversation):
        support.answer(act(leila, Role.SUPPORT), conversation_id=own.pk, words="خودم")
    assert Line.objects.filter(conversation=one).count() == 1


def test_what_is_typed_has_limits_and_stays_in_the_field() -> None:
    person = joined()
    with pytest.raises(LineNeeded):
        asked(person, " \u200f ")
    page = browser(person).post("/en/support/new", {"words": "x" * 2_001})
    assert page.status_code == 422
    assert "x" * 2_001 in page.content.decode()
    for _ in range(10):
        asked(person)
    with pytest.raises(TooManyConversations):
        asked(person)


def test_a_program_asks_reads_and_writes() -> None:
    program = Program.of(joined())
    one = program.did("/api/support", {"words": "سلام"}, status=201)
    assert (one["state"], one["place"] >= 1) == ("waiting", True)
    program.did(f"/api/support/{one['code']}/messages", {"words": "باز سلام"}, status=201)
    told = program.get(f"/api/support/{one['code']}").json()
    assert [line["words"] for line in told["lines"]] == ["سلام", "باز سلام"]
    assert program.get("/api/support").json()["conversations"][0]["code"] == one["code"]
    assert Program.of(joined()).get(f"/api/support/{one['code']}").status_code == 404

"""One SMS from the decision to the phone: sent once, asked about, erased when secret."""

import logging
import random
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.notices import jobs, queries, refusals, rules
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.notices.tests.provider import KEY, Provider
from amanat.capabilities.people.models import Person
from amanat.kernel.clock import time as clock
from amanat.kernel.log.history import history
from amanat.words.act import Act, Role
from amanat.words.text import Text

HELLO = Text("سلام، پول رسید.", "Hello, the money arrived.")


def house() -> Act:
    return Act(None, Role.HOUSE, at=clock.now())


def new_phone() -> str:
    return f"09{random.randrange(10**9):09d}"


def queued(text: Text = HELLO, *, secret: bool = False, phone: str = "") -> Notice:
    verb = notices.queue_secret if secret else notices.queue
    key = f"test:{random.random()}"
    return verb(house(), phone=phone or new_phone(), kind="test", text=text, dedupe_key=key)


def again(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


@pytest.mark.django_db
class TestANotice:
    def test_goes_out_once_and_arrives(self, provider: Provider) -> None:
        notice = queued()
        jobs.send(notice.pk)
        jobs.send(notice.pk)
        assert provider.calls == ["send"]
        assert provider.sent[str(notice.pk)]["message"] == HELLO.fa
        provider.reached = 10
        jobs.ask(notice.pk)
        assert again(notice).state == "delivered"
        assert queries.was_delivered(notice.dedupe_key)

    def test_speaks_the_readers_language(self) -> None:
        reader = Person.objects.create(phone=new_phone(), language="en", created_at=clock.now())
        assert queued(phone=reader.phone).body == HELLO.en

    def test_is_queued_once_for_a_fact(self) -> None:
        about = {"phone": new_phone(), "kind": "test", "text": HELLO, "dedupe_key": "event:1:b"}
        first = notices.queue(house(), **about)
        assert notices.queue(house(), **about) == first

    def test_is_handed_to_a_worker_in_the_same_transaction(self) -> None:
        notice = queued()
        jobs_of_it = ProcrastinateJob.objects.filter(
            task_name=notices.SEND_TASK, args={"notice_id": notice.pk}
        )
        assert jobs_of_it.count() == 1

    def test_keeps_number_and_text_out_of_the_log(self) -> None:
        notice = queued()
        facts = [line.facts for line in history(f"notice:{notice.pk}")]
        assert facts == [{"kind": "test"}]

    def test_that_nobody_can_receive_is_told_apart(self, provider: Provider) -> None:
        notice = queued()
        jobs.send(notice.pk)
        provider.reached = 14
        jobs.ask(notice.pk)
        assert (again(notice).state, again(notice).why) == (
            "undelivered",
            "blocked by the receiver",
        )

    def test_is_asked_about_four_times_and_then_left(self, provider: Provider) -> None:
        notice = queued()
        jobs.send(notice.pk)
        for _ in range(len(rules.DELIVERY_ASKS) + 2):
            jobs.ask(notice.pk)
        row = again(notice)
        assert (row.state, row.next_try_at) == ("accepted", None)
        assert provider.calls.count("status") == len(rules.DELIVERY_ASKS) + 2

    def test_longer_than_one_message_may_be_is_refused(self) -> None:
        with pytest.raises(refusals.SmsTooLong):
            queued(Text("ا" * 901, "a" * 901))


@pytest.mark.django_db
class TestTrouble:
    def test_no_line_is_tried_again_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        closed = {"address": "http://127.0.0.1:9", "key": KEY, "sender": "1000"}
        monkeypatch.setattr(settings, "KAVENEGAR", closed)
        notice = queued()
        jobs.send(notice.pk)
        row = again(notice)
        assert (row.state, row.unknown, row.why) == ("queued", False, "no connection")
        assert row.next_try_at is not None and row.next_try_at > notice.created_at

    def test_a_lost_answer_is_asked_for_and_never_sent_again(self, provider: Provider) -> None:
        notice = queued()
        provider.trouble = "lost"
        jobs.send(notice.pk)
        assert (again(notice).state, again(notice).unknown) == ("queued", True)
        provider.trouble = ""
        jobs.send(notice.pk)
        assert provider.calls == ["send", "statuslocalmessageid"]
        assert again(notice).state == "accepted"

    def test_a_message_they_never_had_is_sent_after_asking(self, provider: Provider) -> None:
        notice = queued()
        provider.trouble = "dead"
        jobs.send(notice.pk)
        provider.trouble = ""
        jobs.send(notice.pk)
        assert provider.calls == ["send", "statuslocalmessageid", "send"]
        assert len(provider.sent) == 1

    @pytest.mark.parametrize("status", [411, 413, 422])
    def test_our_own_fault_is_not_repeated(self, provider: Provider, status: int) -> None:
        notice = queued()
        provider.trouble, provider.status = "status", status
        jobs.send(notice.pk)
        assert (again(notice).state, again(notice).why) == ("failed", f"kavenegar {status}")

    @pytest.mark.parametrize("status", [402, 403, 409, 418, 451, 501])
    def test_theirs_is_tried_a_bounded_number_of_times(
        self, provider: Provider, status: int
    ) -> None:
        notice = queued()
        provider.trouble, provider.status = "status", status
        for _ in range(rules.MOST_SENDS + 3):
            jobs.send(notice.pk)
        assert again(notice).state == "failed"
        assert len(provider.calls) == rules.MOST_SENDS

    def test_a_worker_that_died_leaves_a_question_not_a_second_sms(
        self, provider: Provider
    ) -> None:
        notice = queued()
        assert notices.claim(house(), notice_id=notice.pk) is not None
        jobs.send(notice.pk)
        assert provider.calls == []
        later = replace(house(), at=clock.now() + rules.CLAIM_LIFE)
        assert notice.pk in queries.overdue_sends(later.at)
        notices.send(later, notice_id=notice.pk)
        assert provider.calls == ["statuslocalmessageid", "send"]

    def test_the_sweep_picks_up_what_was_dropped(self, provider: Provider) -> None:
        notice = queued()
        jobs.sweep(0)
        assert (again(notice).state, provider.calls) == ("accepted", ["send"])

    def test_the_key_in_the_path_is_in_no_log(
        self, provider: Provider, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        jobs.send(queued().pk)
        provider.trouble = "dead"
        jobs.send(queued().pk)
        assert KEY not in caplog.text


@pytest.mark.django_db
class TestASecret:
    def test_is_sealed_and_then_erased(self, provider: Provider) -> None:
        notice = queued(Text("کد ۱۲۳۴۵۶", "code 123456"), secret=True)
        row = again(notice)
        assert row.body == "" and "کد".encode() not in bytes(row.body_sealed or b"")
        jobs.send(notice.pk)
        assert provider.sent[str(notice.pk)]["message"] == "کد ۱۲۳۴۵۶"
        assert again(notice).body_sealed is None

    def test_that_is_too_late_is_not_sent(self, provider: Provider) -> None:
        notice = queued(secret=True)
        late = replace(house(), at=clock.now() + rules.SECRET_LIFE + timedelta(seconds=1))
        notices.send(late, notice_id=notice.pk)
        assert (again(notice).state, provider.calls) == ("failed", [])
        assert again(notice).body_sealed is None

    def test_goes_before_all_others(self) -> None:
        notice = queued(secret=True)
        job = ProcrastinateJob.objects.get(
            task_name=notices.SEND_TASK, args={"notice_id": notice.pk}
        )
        assert job.priority == notices.SECRETS_FIRST


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("س" * 70, 1),
        ("س" * 71, 2),
        ("س" * 134, 2),
        ("س" * 135, 3),
        ("🙂" * 36, 2),
    ],
)
def test_parts_are_counted_as_the_network_counts(body: str, parts: int) -> None:
    assert rules.parts_of(body) == parts
    assert rules.too_long(body) == (parts > 2)


def test_ten_workers_with_one_notice_send_it_once(committed: None, provider: Provider) -> None:
    notice = queued()

    def work() -> None:
        jobs.send(notice.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert provider.calls == ["send"]
    assert again(notice).state == "accepted"

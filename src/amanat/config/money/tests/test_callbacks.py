"""R2 of faults 1 and 3: double callbacks book once, tampered ones never, and all are kept raw."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connections
from django.test import Client

from amanat.capabilities.payments.actions.callback import BODY_LIMIT, keep_callback
from amanat.capabilities.payments.models import Attempt, Callback, Payment
from amanat.capabilities.payments.ports.gateway import Answer as Answered
from amanat.capabilities.payments.ports.mellat import Mellat
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.tests.cast import Outside, Story, units_in
from amanat.config.money.tests import death, forged
from amanat.config.money.tests.far import Far
from amanat.config.money.tests.places import UNITS
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.storable import storable

DOUBLES, TAMPERED = "AMANAT_DOUBLES", "AMANAT_TAMPERED"
HANDS, PROCESSES = 5, 2
LONGEST_ANSWER_SECONDS = 2  # Ten posts of one answer, on a busy machine.
PAIRS_EACH = 10  # Pairs for one payment: twenty posts of one answer, from two processes.
Answer = tuple[str, bytes]


def kept_raw(post: forged.Post) -> bool:
    """Whether the newest row is what was posted, as far as we keep it."""
    row = Callback.objects.order_by("-pk").first()
    body = storable(post.body[:BODY_LIMIT].decode("utf-8", "replace"))
    return row is not None and row.body == body


def send(post: forged.Post) -> int:
    client = Client(raise_request_exception=False)
    if post.method == "GET":
        return client.get(post.path).status_code
    return client.post(post.path, data=post.body, content_type=post.kind).status_code


def test_a_tampered_callback_moves_no_money_and_is_kept_as_it_came(
    near: Outside, db: None, record_property: Callable[[str, object], None]
) -> None:
    count = int(os.environ.get(TAMPERED, "40"))
    story = Story(near)
    thief = forged.a_thief(story, seed=1405)
    before, lost, broken = units_in("psp_receivable:mellat"), [], []
    for post in forged.forgeries(thief, count):
        status = send(post)
        lost += [] if kept_raw(post) else [post]
        broken += [(status, post)] if status >= 500 else []
    robbed = _robbed()
    story.wait(minutes=45)
    accepted = robbed | _robbed()
    record_property("figures", {"posted": count, "accepted": len(accepted), "lost": len(lost)})
    assert (accepted, [one.path for one in lost], broken) == (set(), [], [])
    assert units_in("psp_receivable:mellat") == before
    assert units_in("psp_unsettled:mellat") == 0


def _robbed() -> set[int]:
    """Payments nobody paid that somebody had counted as money."""
    booked = Attempt.objects.exclude(money_in="").filter(payment__subject__startswith="theft:")
    paid = Payment.objects.filter(subject__startswith="theft:", state="paid")
    return set(booked.values_list("payment_id", flat=True)) | set(paid.values_list("pk", flat=True))


def paid_at_the_bank(story: Story, count: int) -> tuple[list[int], list[Answer]]:
    """So many payers have paid; what each browser is about to post, and where."""
    payments, answers = [], []
    for number in range(count):
        payment = story.demand(UNITS, f"double:{story.payer.pk}:{number}")
        back = story.outside.choose(story.go(payment).ref_id)
        path = urlsplit(back["callback_url"]).path
        payments.append(payment.pk)
        answers.append((path, urlencode(back["fields"]).encode()))
    return payments, answers


def deliver(answers: list[Answer]) -> None:
    """Post each answer ten times from five hands at once; the other process does the same."""
    start = threading.Barrier(HANDS)

    def one_hand(_: int) -> None:
        client = Client()
        try:
            for path, body in answers:
                start.wait()
                for _ in range(PAIRS_EACH // HANDS):
                    client.post(path, data=body, content_type=forged.FORM)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(one_hand, range(HANDS)))


def test_answers_that_arrive_twice_at_once_are_one_payment_each(
    far: Far, record_property: Callable[[str, object], None]
) -> None:
    pairs = int(os.environ.get(DOUBLES, "100"))
    story = Story(far.outside)
    payments, answers = paid_at_the_bank(story, max(1, pairs // PAIRS_EACH))
    earlier = Callback.objects.count()
    longest = death.LONGEST_LIFE_SECONDS + len(answers) * LONGEST_ANSWER_SECONDS

    def deliver_all() -> None:
        deliver(answers)

    with ThreadPoolExecutor(PROCESSES) as pool:
        ended = list(pool.map(lambda _: death.in_a_process(deliver_all, longest), range(2)))
    story.wait(minutes=5)

    posts = Callback.objects.count() - earlier
    twice = [pk for pk in payments if not _held_once(pk)]
    record_property("figures", {"posts": posts, "payments": len(payments), "twice": len(twice)})
    assert (ended, twice) == ([0, 0], [])
    assert posts == 2 * PAIRS_EACH * len(payments)


def _held_once(payment_id: int) -> bool:
    """Paid, by one attempt, verified once, and exactly its units in its hold."""
    payment = Payment.objects.get(pk=payment_id)
    subjects = [f"attempt:{pk}" for pk in payment.attempts.values_list("pk", flat=True)]
    verified = Entry.objects.filter(subject__in=subjects, name="PaymentVerified").count()
    held = book.hold_state(payment.hold_id).open_units
    return (payment.state, len(subjects), verified, held) == ("paid", 1, 1, UNITS)


def post_naively(answers: list[Answer]) -> None:
    """Planted: look whether it is held, then hold it; nothing decides between two."""
    start = threading.Barrier(HANDS)

    def one_hand(_: int) -> None:
        try:
            for path, body in answers:
                start.wait()
                if not Callback.objects.filter(gateway="naive", address=path).exists():
                    keep_callback(
                        Act(None, Role.BANK, clock.now()), gateway="naive", address=path,
                        body=body, attempt_id=None,
                    )  # fmt: skip
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(one_hand, range(HANDS)))


def test_a_house_that_looks_before_it_holds_is_seen_to_hold_twice(
    far: Far, record_property: Callable[[str, object], None]
) -> None:
    mark = Callback.objects.count()
    answers = [(f"naive/{mark}/{number}", b"") for number in range(10)]
    assert death.in_a_process(lambda: post_naively(answers)) == 0
    held = [Callback.objects.filter(gateway="naive", address=path).count() for path, _ in answers]
    twice = sum(count > 1 for count in held)
    record_property("figures", {"twice": twice})
    assert twice > 0


def test_a_house_that_believes_callbacks_is_seen_to_be_robbed(
    near: Outside,
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """Planted: the callback's own success is enough, and the bank is not asked."""
    for question in ("verify", "settle"):
        monkeypatch.setattr(Mellat, question, lambda _self, _sale: Answered(Kind.OK, "0"))
    thief = forged.a_thief(Story(near), seed=1405)
    for post in forged.forgeries(thief, 3):
        send(post)
    robbed = _robbed()
    record_property("figures", {"accepted": len(robbed)})
    assert robbed

"""Two phones in one second, and somebody still enlisting while it closes: with real commits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, transaction

from amanat.capabilities.presale import actions, refusals
from amanat.capabilities.presale.models import Campaign, CampaignPrice
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

pytestmark = pytest.mark.usefixtures("committed")
PHONES = 8
WAIT_SECONDS = 20
_people = count(2 * 10**9)


def an_open_lottery() -> Campaign:
    """Without a permit behind it: what is told here needs none."""
    now = clock.now()
    made = Campaign.objects.create(
        state="announced", permit_id=0, business_id=0, announced_at=now - timedelta(days=9),
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1),
        seats=[{"rule": "everybody", "seats": 1}], pay_hours=72, head=b"h" * 32, head_n=1,
    )  # fmt: skip
    Campaign.objects.filter(pk=made.pk).update(state="open")
    CampaignPrice.objects.create(campaign=made, n=1, units=1, since=now)
    return made


def test_two_phones_in_one_second_have_one_ticket_and_the_other_a_clear_sentence() -> None:
    lottery, mark = an_open_lottery(), uuid4().hex

    def ask(person_id: int) -> str:
        try:
            return actions.enlist_all(lottery.pk, [(mark, person_id, 1, 0)])[0]
        except refusals.EnlistedBefore as no:
            return no.sentence.en
        finally:
            connection.close()

    with ThreadPoolExecutor(PHONES) as pool:
        told = list(pool.map(ask, [next(_people) for _ in range(PHONES)]))
    assert sum(one.startswith("Q-") for one in told) == 1
    no = "Somebody with this national id has already enlisted in this opening."
    assert told.count(no) == PHONES - 1


def test_the_list_waits_for_whoever_began_before_the_close() -> None:
    lottery, inside, leave = an_open_lottery(), Event(), Event()
    house, hand = Act(None, Role.HOUSE, clock.now()), Act(None, Role.CLOCK, clock.now())

    def enlist_slowly() -> None:
        try:
            with transaction.atomic():
                actions.enlist_all(lottery.pk, [(uuid4().hex, next(_people), 1, 0)])
                inside.set()
                leave.wait(WAIT_SECONDS)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(enlist_slowly)
        assert inside.wait(WAIT_SECONDS)
        actions.close_campaign(hand, campaign_id=lottery.pk)
        actions.note_horizon(house, campaign_id=lottery.pk)
        with pytest.raises(refusals.StillEnlisting):
            actions.fix_tickets(house, campaign_id=lottery.pk)
        leave.set()
        slow.result(WAIT_SECONDS)
    assert actions.fix_tickets(house, campaign_id=lottery.pk).tickets == 1
    with pytest.raises(refusals.CampaignShut):
        actions.enlist_all(lottery.pk, [(uuid4().hex, next(_people), 1, 0)])

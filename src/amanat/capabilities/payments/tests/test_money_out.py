"""Money out by Paya: set aside, one file a cycle, one id for ever, home again when it is returned."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Batch, Call, Payout
from amanat.capabilities.payments.refusals import (
    NeedsOtherAccount,
    SameHands,
    SameKeyOtherPayout,
    SignWhatYouRead,
)
from amanat.capabilities.payments.tests.cast import (
    GOOD_SHEBA,
    OTHER_SHEBA,
    Story,
    a_financier,
    checked_account,
    fresh,
    sheba,
    units_in,
)
from amanat.capabilities.people.models import Person
from amanat.kernel.clock.models import CalendarDay
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import OverLimit
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from amanat.words.moments import TEHRAN, tehran_day
from amanat.words.refusal import NotYours, WrongState

UNITS = 990_000
LARGE = 1_500_000_000
RETURNING_SHEBA = sheba("0540102680020817909999")


def owe(story: Story, units: int = UNITS) -> None:
    """A sale of the seller was paid and released: we owe the units."""
    payment = story.demand(units, f"sale:{story.seller.pk}:{units}")
    story.pay(payment)
    release = book.Step(payment.hold_id, 1, book.StepKind.RELEASE)
    book.write(story.bank(), release, key=f"test/release/{payment.pk}")


def order(story: Story, units: int = UNITS, key: str = "") -> Payout:
    return actions.pay_out(
        story.act(story.seller, Role.HOUSE),
        person_id=story.seller.pk,
        units=units,
        subject="hold:7",
        key=key or f"hold/{story.seller.pk}/payout",
    )


def facts(thing: Payout | Batch) -> list[str]:
    subject = f"{type(thing).__name__.lower()}:{thing.pk}"
    return list(Entry.objects.filter(subject=subject).order_by("pk").values_list("name", flat=True))


def at_the_bank(story: Story, payout: Payout) -> dict[str, str]:
    told = story.outside.get(f"/bank/paya/transfers/{payout.end_to_end_id}")
    return told


def test_a_seller_is_paid_in_the_next_cycle(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    payout = order(story)
    assert (payout.state, book.balance(payout.source_account_id).free_units) == ("queued", 0)

    story.wait(hours=2, minutes=32)  # 12:32, past the cut-off of 12:45.
    assert fresh(payout).state == "submitted"
    assert units_in("payout_in_transit") == UNITS
    assert units_in(f"payable:{story.seller.pk}") == 0

    story.wait(hours=1)
    assert fresh(payout).state == "settled"
    assert (units_in("payout_in_transit"), units_in("bank:main")) == (0, -UNITS)
    assert at_the_bank(story, payout)["status"] == "SETTLED"
    assert facts(payout)[:3] == ["PayoutQueued", "PayoutGathered", "PayoutSent"]
    assert facts(payout)[-1] == "PayoutSettled"


def test_it_does_not_leave_before_the_cool_off(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    payout = order(story)
    assert payout.not_before == story.at + timedelta(hours=1)
    story.wait(minutes=59)
    assert fresh(payout).state == "queued"


def test_money_is_set_aside_once(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    order(story)
    with pytest.raises(OverLimit), transaction.atomic():
        order(story, key="another")


def test_the_same_order_twice_is_one_payout(story: Story) -> None:
    owe(story)
    assert order(story).pk == order(story).pk
    with pytest.raises(SameKeyOtherPayout):
        actions.pay_out(
            story.act(None, Role.HOUSE), person_id=story.payer.pk, units=UNITS,
            subject="hold:7", key=f"hold/{story.seller.pk}/payout",
        )  # fmt: skip


def test_payouts_of_one_cycle_share_one_file(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    owe(story, 500_000)
    first, second = order(story), order(story, 500_000, key="two")
    story.wait(hours=2, minutes=40)
    assert fresh(first).batch_id == fresh(second).batch_id
    batch = Batch.objects.get(pk=fresh(first).batch_id)
    assert batch.state == "accepted"
    assert first.end_to_end_id in batch.body and second.end_to_end_id in batch.body


@pytest.mark.parametrize("fault", ["timeout_before", "timeout_after", "http_500", "garbage"])
def test_a_file_without_an_answer_is_handed_in_again_as_it_is(story: Story, fault: str) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    payout = order(story)
    story.outside.arm("bank.batches", fault, count=2)
    story.wait(hours=4)
    batch = Batch.objects.get(pk=fresh(payout).batch_id)
    assert (batch.state, fresh(payout).state) == ("accepted", "settled")
    assert Call.objects.filter(batch=batch).count() == 3
    lines = story.outside.get("/bank/statement", day=tehran_day(story.at).isoformat())["lines"]
    ours = [line for line in lines if line["reference"] == payout.end_to_end_id]
    assert [(line["kind"], line["amount"]) for line in ours] == [("paya_out", UNITS)]


def test_the_content_of_a_sent_file_cannot_be_changed(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    payout = order(story)
    story.wait(hours=3)
    with pytest.raises(Exception, match="not rewritten"), transaction.atomic():
        Batch.objects.filter(pk=fresh(payout).batch_id).update(body="<x/>")


def test_a_returned_payout_is_owed_again_and_asks_for_another_account(story: Story) -> None:
    account = checked_account(story.seller, RETURNING_SHEBA)
    owe(story)
    payout = order(story)
    story.wait(hours=12)
    assert (fresh(payout).state, facts(payout)[-1]) == ("returned", "PayoutReturned")
    assert units_in(f"payable:{story.seller.pk}") == UNITS
    assert (units_in("payout_in_transit"), units_in("returned_payout")) == (0, 0)

    with pytest.raises(NeedsOtherAccount):
        actions.pay_again(story.act(story.seller), payout_id=payout.pk)

    assert account.active_from is not None
    checked_account(story.seller, OTHER_SHEBA, story.at - timedelta(days=1, hours=1))
    again = actions.pay_again(story.act(story.seller), payout_id=payout.pk)
    assert again.end_to_end_id != payout.end_to_end_id
    story.wait(hours=12)
    assert fresh(again).state == "settled"
    assert "PayoutSentMore" in facts(again) and facts(again)[-1] == "PayoutSettled"


def test_a_payout_that_comes_back_days_after_it_arrived_is_owed_again(story: Story) -> None:
    """A23: the receiving bank may return it late; the ledger goes back."""
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    payout = order(story)
    story.wait(hours=5)
    story.at += timedelta(days=3)
    actions.come_home(story.bank(), payout_id=payout.pk, reason="account closed")
    assert (units_in("bank:main"), units_in(f"payable:{story.seller.pk}")) == (0, UNITS)


def test_without_a_checked_account_it_waits_and_then_goes(story: Story) -> None:
    owe(story)
    payout = order(story)
    story.wait(hours=4)
    assert fresh(payout).state in ("needs_account", "queued")
    assert "PayoutWaitsForAccount" in facts(payout)
    checked_account(story.seller, GOOD_SHEBA, story.at)
    story.wait(hours=20)
    assert fresh(payout).state == "settled"


def test_a_transfer_the_bank_never_saw_is_asked_about_and_not_sent_again(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story)
    payout = order(story)
    story.wait(hours=2, minutes=35)
    told = Call.objects.filter(batch_id=fresh(payout).batch_id).count()
    story.outside.arm("bank.transfer", "code", value="500", count=3)
    story.wait(hours=4)
    assert fresh(payout).state == "settled"
    assert Call.objects.filter(batch_id=fresh(payout).batch_id).count() == told


def sign(story: Story, payout: Payout, *people: Person) -> Payout:
    """People of finance sign, one after another, what they read."""
    verbs = (actions.approve, actions.countersign)
    for verb, person in zip(verbs, people, strict=False):
        sha256 = queries.content_sha256(payout)
        payout = verb(story.act(person, Role.FINANCE), payout_id=payout.pk, sha256=sha256)
    return payout


def test_a_large_payout_leaves_by_two_pairs_of_hands(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story, LARGE)
    payout = order(story, LARGE)
    assert payout.state == "awaiting_approval"
    sha256 = queries.content_sha256(payout)
    for stranger in (story.act(story.seller, Role.FINANCE), story.act(story.payer, Role.SUPPORT)):
        with pytest.raises(NotYours):
            actions.approve(stranger, payout_id=payout.pk, sha256=sha256)
    first, second = a_financier(story.at), a_financier(story.at)

    assert sign(story, payout, first).state == "awaiting_second"
    with pytest.raises(SameHands), transaction.atomic():
        actions.countersign(story.act(first, Role.FINANCE), payout_id=payout.pk, sha256=sha256)
    with pytest.raises(SignWhatYouRead), transaction.atomic():
        actions.countersign(story.act(second, Role.FINANCE), payout_id=payout.pk, sha256="0" * 64)
    approved = actions.countersign(
        story.act(second, Role.FINANCE), payout_id=payout.pk, sha256=sha256
    )

    assert (approved.state, approved.approver_id) == ("queued", second.pk)
    signed = payout.signatures.values_list("person_id", "sha256")
    assert set(signed) == {(first.pk, sha256), (second.pk, sha256)}
    story.wait(hours=5)
    assert fresh(payout).state == "settled"


def test_a_signature_is_kept_for_good(story: Story) -> None:
    owe(story, LARGE)
    payout = order(story, LARGE)
    sign(story, payout, a_financier(story.at))
    with pytest.raises(DatabaseError), transaction.atomic():
        payout.signatures.all().delete()


def test_whoever_proposed_or_receives_a_payout_does_not_approve_it(story: Story) -> None:
    story.seller = a_financier(story.at)
    owe(story, LARGE)
    payout = order(story, LARGE)
    with pytest.raises(SameHands):
        sign(story, payout, story.seller)


def test_the_database_too_wants_two_different_people(story: Story) -> None:
    owe(story, LARGE)
    payout = order(story, LARGE)
    with pytest.raises(IntegrityError, match="two_people_approve"), transaction.atomic():
        Payout.objects.filter(pk=payout.pk).update(approver_id=payout.proposer_id)


def test_a_payout_turned_down_leaves_the_money_owed_and_free(story: Story) -> None:
    owe(story, LARGE)
    payout = order(story, LARGE)
    officer = a_financier(story.at)
    actions.turn_down(story.act(officer, Role.FINANCE), payout_id=payout.pk)
    assert book.balance(payout.source_account_id).free_units == LARGE
    with pytest.raises(NotYours):
        actions.pay_again(story.act(story.seller), payout_id=payout.pk)


def test_more_than_paya_carries_goes_by_satna_while_it_is_open(story: Story) -> None:
    checked_account(story.seller, GOOD_SHEBA)
    owe(story, 2_000_000_000)
    owe(story, 1_000_000_000)
    payout = order(story, 3_000_000_000)
    sign(story, payout, a_financier(story.at), a_financier(story.at))
    story.wait(hours=2)
    batch = Batch.objects.get(pk=fresh(payout).batch_id)
    assert (fresh(payout).state, batch.rail) == ("settled", "satna")
    assert units_in("payout_in_transit") == 0


def test_more_than_the_rail_carries_goes_in_parts(story: Story) -> None:
    """In the evening Satna is closed: two transfers of Paya are there first."""
    story.at = story.at.replace(hour=15)
    story.outside.set_time(story.at)
    checked_account(story.seller, GOOD_SHEBA, story.at)
    owe(story, 2_000_000_000)
    owe(story, 1_000_000_000)
    order(story, 3_000_000_000)
    parts = list(queries.payouts_on("hold:7"))
    assert [part.units for part in parts] == [1_500_000_000, 1_500_000_000]
    first, second = a_financier(story.at), a_financier(story.at)
    for part in parts:
        sign(story, part, first, second)
    story.wait(hours=5)
    last = [facts(part)[-1] for part in parts]
    assert sorted(last) == ["PayoutPartSettled", "PayoutSettled"]
    assert sorted(name for part in parts for name in facts(part) if "Sent" in name) == [
        "PayoutSent", "PayoutSentMore",
    ]  # fmt: skip


def test_a_broken_promise_is_told_once(story: Story) -> None:
    owe(story)
    payout = order(story)
    story.at += timedelta(hours=12)
    clock = story.act(None, Role.CLOCK)
    assert (actions.tell_late(clock), actions.tell_late(clock)) == (1, 0)
    assert facts(payout).count("PayoutLate") == 1


def test_a_holiday_makes_the_arrival_honest(story: Story) -> None:
    """What the instant rail carries keeps the promise; a larger sum waits, and we say so."""
    evening = datetime(2026, 11, 22, 17, 35, tzinfo=TEHRAN)
    CalendarDay.objects.create(
        day=tehran_day(evening) + timedelta(days=1), is_off=True, reason_fa="آزمون",
        reason_en="test", source="test",
    )  # fmt: skip
    large = queries.eta(150_000_001, evening)
    assert (large.rail, large.is_in_time) == ("paya", False)
    assert large.cycle_at == datetime(2026, 11, 23, 12, 45, tzinfo=TEHRAN)
    small = queries.eta(150_000_000, evening)
    assert (small.rail, small.is_in_time, small.is_confirmed) == ("pol", True, False)
    assert small.cycle_at == evening + timedelta(hours=1)


def test_on_a_holiday_a_small_payout_goes_at_once(story: Story) -> None:
    """Thursday evening: the next Paya is on Friday noon, too late for the promise."""
    story.at = datetime(2026, 11, 26, 19, 0, tzinfo=TEHRAN)
    story.outside.set_time(story.at)
    checked_account(story.seller, GOOD_SHEBA, story.at)
    owe(story)
    payout = order(story)
    story.wait(hours=1, minutes=20)
    assert (fresh(payout).state, fresh(payout).rail) == ("settled", "pol")


def test_only_a_returned_payout_is_paid_again(story: Story) -> None:
    owe(story)
    payout = order(story)
    with pytest.raises(WrongState):
        actions.pay_again(story.act(story.seller), payout_id=payout.pk)
    with pytest.raises(NotYours):
        actions.pay_again(story.act(story.payer), payout_id=payout.pk)

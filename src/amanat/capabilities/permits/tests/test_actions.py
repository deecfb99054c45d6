"""What becomes of a permit, verb by verb, and who may not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.ceilings.tests.cast import seal, suspend
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries, refusals
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.queries import desk
from amanat.capabilities.permits.rules import tasks
from amanat.capabilities.permits.states import CHANGE, PERMIT
from amanat.capabilities.permits.tests.cast import (
    PRICE,
    WORDS,
    Maker,
    delivery_day,
    parts,
    permitted,
)
from amanat.kernel.clock import calendar
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def later(act: Act, **span: int) -> Act:
    return replace(act, at=act.at + timedelta(**span))


def last_fact(one: Permit) -> Entry:
    return Entry.objects.filter(subject=f"permit:{one.pk}").latest("pk")


# From the first line to the grant.


def test_a_granted_permit_may_sell_just_so_many() -> None:
    maker = permitted(quantity=500)
    one = maker.now
    assert queries.free_stock(one.pk) == 500
    assert queries.terms(one.pk, one.sale_from).quantity == 500
    assert queries.in_force(one.pk, maker.holder().at) == one
    assert last_fact(one).facts["sha256"] == queries.versions(one.pk)[0].sha256
    assert one.parameters["vehicle.methods"]["status"] == "reported"


def test_the_five_hundred_and_first_unit_is_refused(maker: Maker) -> None:
    one = maker.granted(quantity=500)
    hold = book.Hold(book.next_id(), one.stock_account_id, one.sold_account_id, None, 1, 500)
    book.write(maker.house(), hold, key="all of it")
    assert queries.free_stock(one.pk) == 0
    with pytest.raises(refusals.PermitQuantity) as no:
        permits.ask_permit_change(
            maker.holder(), permit_id=one.pk, kind="amend", words=WORDS, quantity=499
        )
        asked = PermitChange.objects.get(permit=one)
        permits.make_permit_change(maker.committee(), permit_change_id=asked.pk)
    assert no.value.code == "permit.quantity" and no.value.facts == {"left": 0}


def test_fewer_may_be_granted_than_were_asked_for(maker: Maker) -> None:
    maker.checked(quantity=500)
    one = permits.grant_permit(maker.committee(), permit_id=maker.pk, quantity=300, words=WORDS)
    assert (one.asked_quantity, one.quantity, queries.free_stock(one.pk)) == (500, 300, 300)


@pytest.mark.parametrize("quantity", [0, -1, 501])
def test_never_more_than_were_asked_for(maker: Maker, quantity: int) -> None:
    maker.checked(quantity=500)
    with pytest.raises(refusals.QuantityUnsound):
        permits.grant_permit(
            maker.committee(), permit_id=maker.pk, quantity=quantity or -5, words=WORDS
        )


def test_capacity_less_backlog_is_the_limit(maker: Maker) -> None:
    maker.granted(quantity=150)
    maker.permit = None
    maker.requested(quantity=100)
    one = permits.check_capacity(
        maker.desk(), permit_id=maker.pk, capacity=260, other_backlog=30, words=WORDS
    )
    assert (one.capacity, one.backlog) == (260, 180)
    with pytest.raises(refusals.QuantityOverCapacity) as no:
        permits.grant_permit(maker.committee(), permit_id=one.pk, quantity=100, words=WORDS)
    assert no.value.facts == {"most": 80}
    permits.grant_permit(maker.committee(), permit_id=one.pk, quantity=80, words=WORDS)


def test_no_capacity_left_stops_the_check(maker: Maker) -> None:
    one = maker.requested()
    with pytest.raises(refusals.QuantityOverCapacity):
        permits.check_capacity(
            maker.desk(), permit_id=one.pk, capacity=50, other_backlog=50, words=WORDS
        )


def test_from_a_sum_on_two_members_decide(maker: Maker) -> None:
    maker.checked(quantity=100, price_units=10**11)
    with pytest.raises(refusals.TwoMembersNeeded):
        permits.grant_permit(maker.committee(), permit_id=maker.pk, words=WORDS)
    permits.propose_grant(maker.other(), permit_id=maker.pk, quantity=60, words=WORDS)
    with pytest.raises(refusals.SecondPersonNeeded):
        permits.grant_permit(maker.other(), permit_id=maker.pk)
    assert permits.grant_permit(maker.committee(), permit_id=maker.pk).quantity == 60


def test_a_turned_down_proposal_gives_no_more_time(maker: Maker) -> None:
    due_at = maker.checked().due_at
    permits.propose_grant(maker.other(), permit_id=maker.pk, quantity=60, words=WORDS)
    one = permits.turn_down_grant(maker.committee(), permit_id=maker.pk)
    assert (one.state, one.due_at, one.proposed_by) == ("checked", due_at, None)


def test_whoever_is_tied_to_the_business_decides_nothing(maker: Maker) -> None:
    one = maker.requested()
    businesses.declare_conflict(maker.desk(), business_id=maker.shop.pk, words=WORDS)
    with pytest.raises(refusals.OwnPermit):
        permits.check_capacity(maker.desk(), permit_id=one.pk, capacity=200, words=WORDS)


def test_what_was_returned_is_corrected_field_by_field(maker: Maker) -> None:
    one = maker.requested()
    permits.return_permit(
        maker.desk(), permit_id=one.pk, defects={"price_units": WORDS, "title": WORDS}
    )
    assert maker.now.state == "returned" and set(maker.now.defects) == {"price_units", "title"}
    maker.change(parts(price_units=PRICE + 10)[1])
    assert set(maker.now.defects) == {"title"}
    assert maker.requested().state == "requested"


# Nobody decides in time.


def test_a_late_check_goes_to_the_committee_and_is_counted(maker: Maker) -> None:
    maker.requested()
    one = permits.hand_up_permit(maker.clock(), permit_id=maker.pk)
    assert one.was_late and one.state == "escalated"
    with pytest.raises(NotYours):
        permits.check_capacity(maker.desk(), permit_id=one.pk, capacity=200, words=WORDS)
    permits.check_capacity(maker.committee(), permit_id=one.pk, capacity=200, words=WORDS)
    with pytest.raises(refusals.SecondPersonNeeded):
        permits.grant_permit(maker.committee(), permit_id=one.pk, words=WORDS)
    assert permits.grant_permit(maker.other(), permit_id=one.pk, words=WORDS)


def test_silence_refuses_and_never_grants(maker: Maker) -> None:
    maker.checked()
    one = permits.refuse_late(maker.clock(), permit_id=maker.pk)
    assert (one.state, one.was_late, queries.free_stock(one.pk)) == ("refused", True, 0)
    assert last_fact(one).facts["was_late"] is True


def test_every_deadline_runs_in_working_days(maker: Maker) -> None:
    one = maker.requested()
    assert one.due_at == calendar.after_working_days(one.requested_at, 5)


# In force.


def test_a_suspended_permit_sells_nothing(granted: Maker) -> None:
    maker, one = granted, granted.suspended()
    with pytest.raises(refusals.PermitNotInForce):
        queries.in_force(one.pk, maker.holder().at)
    with pytest.raises(refusals.PermitNotInForce):
        queries.lock_in_force(one.pk, maker.holder().at)
    resumed = permits.resume_permit(maker.committee(), permit_id=one.pk)
    assert queries.in_force(resumed.pk, maker.holder().at)


def test_one_proposes_to_revoke_and_another_decides(granted: Maker) -> None:
    maker, one = granted, granted.suspended()
    with pytest.raises(refusals.RevocationFirst):
        permits.revoke_permit(maker.committee(), permit_id=one.pk)
    permits.propose_revocation(maker.other(), permit_id=one.pk, words=WORDS)
    with pytest.raises(refusals.SecondPersonNeeded):
        permits.revoke_permit(maker.other(), permit_id=one.pk)
    assert permits.revoke_permit(maker.committee(), permit_id=one.pk).state == "revoked"


def test_a_late_review_leaves_it_suspended(granted: Maker) -> None:
    maker, one = granted, granted.suspended()
    again = permits.count_late_review(maker.clock(), permit_id=one.pk)
    assert again.state == "suspended" and last_fact(one).name == "PermitReviewLate"


def test_the_last_day_of_sale_is_a_whole_day(maker: Maker) -> None:
    one = maker.granted(sale_days=10)
    assert queries.is_in_force(one, one.due_at - timedelta(seconds=1))
    assert not queries.is_in_force(one, one.due_at)
    assert permits.expire_permit(maker.clock(), permit_id=one.pk).state == "expired"


def test_without_a_seal_every_permit_stands_still_and_goes_on_with_it(granted: Maker) -> None:
    maker = granted
    suspend(maker.shop.business)
    assert permits.follow_seal(maker.house(), business_id=maker.shop.pk) == [maker.pk]
    assert maker.now.reason == "seal"
    assert permits.follow_seal(maker.house(), business_id=maker.shop.pk) == []
    seal(maker.shop.business, maker.owner, "vehicle")
    assert permits.follow_seal(maker.house(), business_id=maker.shop.pk) == [maker.pk]
    assert maker.now.state == "permitted"


def test_delivered_units_leave_the_backlog(granted: Maker) -> None:
    maker, one = granted, granted.now
    number = book.next_id()
    book.write(
        maker.house(),
        book.Hold(number, one.stock_account_id, one.sold_account_id, None, 1, 40),
        book.Step(number, 1, book.StepKind.RELEASE),
        key="sold",
    )
    permits.count_delivered(maker.house(), permit_id=one.pk, units=30)
    found = queries.stock(maker.now)
    assert (found.sold, found.free, found.owed) == (40, 60, 10)
    assert queries.backlog(maker.shop.pk) == 70
    with pytest.raises(refusals.PermitQuantity):
        permits.count_delivered(maker.house(), permit_id=one.pk, units=11)
    permits.end_permit(maker.holder(), permit_id=one.pk)
    assert queries.backlog(maker.shop.pk) == 10


# Amendment and extension.


def asked(maker: Maker, kind: str = "amend", **terms: object) -> PermitChange:
    return permits.ask_permit_change(
        maker.holder(), permit_id=maker.pk, kind=kind, words=WORDS, **terms
    )


def test_an_amendment_is_another_version_and_old_contracts_keep_theirs(granted: Maker) -> None:
    maker, one = granted, granted.now
    found = asked(maker, quantity=150, price_units=PRICE + 100)
    permits.make_permit_change(maker.committee(), permit_change_id=found.pk, words=WORDS)
    assert queries.free_stock(one.pk) == 150
    new, old = queries.versions(one.pk)
    assert (new.number, new.body["quantity"], old.body["quantity"]) == (2, 150, 100)
    assert queries.terms(one.pk, tehran_day(found.asked_at)).price_units == PRICE + 100


def test_a_lower_number_takes_free_units_back(granted: Maker) -> None:
    maker, one = granted, granted.now
    permits.make_permit_change(maker.committee(), permit_change_id=asked(maker, quantity=40).pk)
    assert queries.free_stock(one.pk) == 40


def test_an_extension_moves_the_end(maker: Maker) -> None:
    one = maker.granted(sale_days=10)
    until = one.sale_until + 20 * DAY
    permits.make_permit_change(
        maker.committee(), permit_change_id=asked(maker, "extend", sale_until=until).pk
    )
    assert maker.now.sale_until == until and maker.now.due_at == one.due_at + 20 * DAY


def test_no_extension_beyond_the_method_s_limit(granted: Maker) -> None:
    maker = granted
    with pytest.raises(refusals.DeliveryTooLate):
        asked(maker, "extend", last_delivery=delivery_day(maker) + 90 * DAY)


def test_an_amendment_above_the_sum_takes_two_members(granted: Maker) -> None:
    maker = granted
    found = asked(maker, price_units=10**11)
    with pytest.raises(refusals.TwoMembersNeeded):
        permits.make_permit_change(maker.committee(), permit_change_id=found.pk)
    permits.support_permit_change(maker.other(), permit_change_id=found.pk)
    with pytest.raises(refusals.SecondPersonNeeded):
        permits.make_permit_change(maker.other(), permit_change_id=found.pk)
    permits.make_permit_change(maker.committee(), permit_change_id=found.pk)
    assert maker.now.price_units == 10**11


def test_a_change_falls_away_with_the_permit(granted: Maker) -> None:
    maker = granted
    found = asked(maker, quantity=40)
    permits.suspend_permit(maker.house(), permit_id=maker.pk, reason="market")
    found.refresh_from_db()
    assert found.state == "lapsed" and maker.now.quantity == 100


@pytest.mark.parametrize("end", ["take_back", "turn_down", "lapse"])
def test_a_change_that_is_not_made_changes_nothing(granted: Maker, end: str) -> None:
    maker = granted
    found = asked(maker, quantity=40)
    if end == "take_back":
        permits.take_back_permit_change(maker.holder(), permit_change_id=found.pk)
    elif end == "turn_down":
        permits.turn_down_permit_change(maker.committee(), permit_change_id=found.pk, words=WORDS)
    else:
        permits.lapse_permit_change(maker.clock(), permit_change_id=found.pk)
    assert queries.free_stock(maker.pk) == 100
    assert asked(maker, quantity=40).state == "asked"


def test_one_change_at_a_time_and_none_of_nothing(granted: Maker) -> None:
    maker = granted
    with pytest.raises(refusals.ChangeUnsound):
        asked(maker, quantity=100)
    asked(maker, quantity=40)
    with pytest.raises(refusals.ChangeOpen):
        asked(maker, quantity=50)


# Bad input, each with its code and its field.


def without(part: tasks.Part, **changed: object) -> tasks.Part:
    return replace(part, **changed)


BAD: dict[str, tuple[Callable[[Maker], tasks.Part], type[Refused], str]] = {
    "price missing": (
        lambda _: without(parts()[1], price_units=None), refusals.PriceNotSet, "price_units",
    ),
    "delivery beyond the method": (
        lambda maker: without(parts()[2], last_delivery=tehran_day(maker.holder().at) + 400 * DAY),
        refusals.DeliveryTooLate, "last_delivery",
    ),
    "programme too small": (
        lambda _: without(parts()[2], weeks=(parts(quantity=9)[2].weeks[0],)),
        refusals.ProgrammeShort, "weeks",
    ),
    "guarantee too short": (
        lambda maker: without(parts()[3], guarantee_until=tehran_day(maker.holder().at)),
        refusals.GuaranteeTooShort, "guarantee_until",
    ),
    "no certificate": (
        lambda _: without(parts()[2], certificate_number=""),
        refusals.PermitIncomplete, "certificate_number",
    ),
    "sale ends before it begins": (
        lambda maker: without(parts()[2], sale_until=tehran_day(maker.holder().at) - DAY),
        refusals.DaysUnsound, "sale_until",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_an_unsound_application_is_not_sent(maker: Maker, name: str) -> None:
    spoil, refusal, field = BAD[name]
    maker.filled()
    maker.change(spoil(maker)) if field != "sale_until" else _change_unchecked(maker, spoil)
    maker.sign()
    with pytest.raises(refusal) as no:
        permits.request_permit(
            maker.holder(), permit_id=maker.pk, sha256=queries.application_sha256(maker.now)
        )
    assert no.value.param == field


def _change_unchecked(maker: Maker, spoil: Callable[[Maker], tasks.Part]) -> None:
    one = parts()[2]
    maker.change(
        replace(one, sale_from=spoil(maker).sale_until, sale_until=spoil(maker).sale_until)
    )


@pytest.mark.parametrize(
    ("part", "refusal"),
    [
        (tasks.Goods("vehicle", "magic"), refusals.MethodUnfit),
        (tasks.Goods("service", "partnership"), refusals.MethodUnfit),
        (tasks.Price(quantity=0), refusals.QuantityUnsound),
        (tasks.Price(price_units=10**18), refusals.QuantityUnsound),
        (tasks.Price(instalments=({"basis_points": 9999, "months": 0},)), refusals.SharesUnsound),
        (tasks.Price(instalments=({"basis_points": 10000, "months": 1},)), refusals.SharesUnsound),
        (tasks.Price(withdrawal_basis_points=9000), refusals.RateUnsound),
        (tasks.Production(stages=(tasks.Stage("قطعه", 9000),)), refusals.SharesUnsound),
    ],
)
def test_an_unsound_part_is_not_saved(
    maker: Maker, part: tasks.Part, refusal: type[Refused]
) -> None:
    maker.draft()
    with pytest.raises(refusal):
        maker.change(part)


def test_a_linked_party_certifies_nothing(maker: Maker) -> None:
    maker.draft()
    for number in (maker.shop.business.legal_id,):
        with pytest.raises(refusals.LinkedParty) as no:
            maker.change(replace(parts()[2], certifier_id=number))
        assert (no.value.code, no.value.param) == ("conflict", "certifier_id")


def test_what_was_not_read_is_not_signed(maker: Maker) -> None:
    maker.filled()
    maker.sign()
    read = queries.application_sha256(maker.now)
    maker.change(parts(quantity=90)[1])
    with pytest.raises(refusals.PermitTextChanged):
        permits.request_permit(maker.holder(), permit_id=maker.pk, sha256=read)


def test_a_stranger_finds_nothing(maker: Maker) -> None:
    one = maker.requested()
    stranger = Act(a_person("رهگذر").pk, Role.HOLDER, maker.holder().at)
    with pytest.raises(NotFound):
        permits.drop_permit(stranger, permit_id=one.pk)
    with pytest.raises(NotFound):
        permits.check_capacity(
            replace(stranger, role=Role.OFFICER), permit_id=one.pk, capacity=9, words=WORDS
        )
    with pytest.raises(NotFound):
        queries.by_code(one.code)


def test_the_desk_sees_which_rule_holds_and_whose_it_is(maker: Maker) -> None:
    one = maker.requested(prepayment=6000)
    found = {rule.label.en: rule for rule in desk.rules_of(one, maker.desk().at)}
    assert not found["At most half of the price in advance"].is_met
    assert not found["At most half of the price in advance"].is_confirmed
    assert found["Delivery within the method’s limit"].is_met
    assert found["The seal is in force"].is_met


@pytest.mark.parametrize("kind", ["vehicle", "goods", "property", "service"])
def test_one_machine_for_every_kind(kind: str) -> None:
    maker = permitted(kind=kind, quantity=5)
    assert queries.free_stock(maker.pk) == 5


# Every row of both tables is walked somewhere, and nothing else is open.


def test_no_verb_is_open_where_the_table_has_no_row(maker: Maker) -> None:
    one = maker.draft()
    with pytest.raises(WrongState):
        permits.refuse_late(maker.clock(), permit_id=one.pk)
    permits.drop_permit(maker.clock(), permit_id=one.pk)
    assert maker.now.state == "dropped"
    assert PERMIT.ends() == {"dropped", "refused", "revoked", "expired", "ended"}
    assert CHANGE.ends() == {"made", "turned_down", "taken_back", "lapsed"}

"""A lottery from its announcement to the last of its waiting list."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import actions as permit
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.permits.refusals import PermitQuantity
from amanat.capabilities.permits.tests.cast import permitted
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale import refusals as no
from amanat.capabilities.presale.queries import tickets
from amanat.capabilities.presale.tests.lottery import HOURS, Lottery, a_buyer
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def game() -> Lottery:
    return Lottery(permitted(quantity=10))


def test_three_of_five_are_offered_a_car_and_the_next_one_waits(game: Lottery) -> None:
    game.opened(seats=3)
    game.tickets(5)
    offers = game.offered()
    assert [one.place for one in offers] == [1, 2, 3]
    assert game.now.drawn == 4, "Half as many places wait, rounded down: one."
    assert permits.free_stock(game.maker.pk) == 7
    game.wait_until(offers[0].due_at)
    actions.lapse_offer(game.hand(), presale_offer_id=offers[0].pk)
    assert actions.run_offers(game.house()) == 1
    assert actions.run_offers(game.house()) == 0
    assert [one.state for one in game.offers()] == ["lapsed", "offered", "offered", "offered"]
    assert permits.free_stock(game.maker.pk) == 7


def test_a_campaign_is_announced_in_time_and_stays_open_for_days(game: Lottery) -> None:
    at, groups = clock.now(), [actions.Group("everybody", 3)]

    def announce(hours: int, days: int, seats: int = 3) -> None:
        actions.announce_campaign(
            game.maker.holder(), permit_id=game.maker.pk, opens_at=at + hours * HOURS,
            closes_at=at + hours * HOURS + timedelta(days=days),
            groups=[actions.Group("everybody", seats)],
        )  # fmt: skip

    with pytest.raises(no.TooSoon):
        announce(71, 3)
    with pytest.raises(no.WindowTooShort):
        announce(73, 2)
    with pytest.raises(PermitQuantity):
        announce(73, 3, seats=11)
    with pytest.raises(no.OutsideThePermit):
        announce(73, 60)
    with pytest.raises(no.OutsideThePermit) as refused:
        announce(24 * 61, 3)
    assert refused.value.param == "opens_at"
    announce(73, 3, seats=6)
    with pytest.raises(PermitQuantity) as refused:
        announce(73, 3, seats=5)
    assert refused.value.facts == {"left": 4}
    with pytest.raises(no.GroupsUnclear):
        actions.announce_campaign(
            game.maker.holder(), permit_id=game.maker.pk, opens_at=at + 73 * HOURS,
            closes_at=at + 150 * HOURS, groups=[*groups, *groups],
        )  # fmt: skip


def test_a_stranger_announces_nothing_for_a_maker(game: Lottery) -> None:
    stranger = Act(a_person().pk, Role.HOLDER, clock.now())
    opens = clock.now() + 73 * HOURS
    with pytest.raises(NotFound):
        actions.announce_campaign(
            stranger, permit_id=game.maker.pk, opens_at=opens, closes_at=opens + 72 * HOURS,
            groups=[actions.Group("everybody", 1)],
        )  # fmt: skip


def test_it_opens_when_five_parties_have_locked(game: Lottery) -> None:
    game.announced()
    game.wait_until(game.now.opens_at)
    with pytest.raises(no.LocksMissing) as refused:
        actions.open_campaign(game.hand(), campaign_id=game.campaign_id)
    assert refused.value.facts == {"count": 5}
    closes = game.now.closes_at
    game.locked()
    game.wait_until(game.now.opens_at + 5 * HOURS)
    assert actions.open_campaign(game.hand(), campaign_id=game.campaign_id).closes_at > closes


def test_what_is_locked_stands_for_the_database_too(game: Lottery) -> None:
    game.announced()
    game.locked()
    with pytest.raises(no.LockedBefore):
        actions.lock_secret(game.keeper("audit"), campaign_id=game.campaign_id)
    holder = queries.holders(game.campaign_id)[0]
    holder.lock = b"x" * 32
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        holder.save()


def test_a_secret_opens_after_the_list_is_fixed_and_only_as_it_was_locked(game: Lottery) -> None:
    game.opened()
    with pytest.raises(no.TooEarlyToOpen):
        game.open_secrets("maker")
    game.fixed()
    game.secrets["maker"], right = "00" * 32, game.secrets["maker"]
    with pytest.raises(no.SecretBroken):
        game.open_secrets("maker")
    game.secrets["maker"] = right
    game.open_secrets("maker")
    game.wait_until(game.now.draw_at)
    with pytest.raises(no.SecretsMissing):
        actions.draw_campaign(game.house(), campaign_id=game.campaign_id)


def test_three_holders_open_what_two_withhold(game: Lottery) -> None:
    game.opened()
    game.tickets(2)
    game.fixed()
    game.open_secrets("maker", "centre", "audit")
    game.wait_until(game.now.draw_at)
    for party in ("maker", "centre"):
        assert actions.give_parts(game.keeper(party), campaign_id=game.campaign_id) == 2
    assert len(queries.secrets(game.campaign_id)) == 3
    actions.give_parts(game.keeper("audit"), campaign_id=game.campaign_id)
    opened = {party: kept.hex() for party, kept in queries.secrets(game.campaign_id).items()}
    assert opened == game.secrets
    assert actions.draw_campaign(game.house(), campaign_id=game.campaign_id).state == "drawn"


def test_nobody_draws_before_the_time_and_nobody_but_the_house(game: Lottery) -> None:
    game.opened()
    game.fixed()
    game.open_secrets()
    with pytest.raises(no.DrawNotDue):
        actions.draw_campaign(game.house(), campaign_id=game.campaign_id)
    game.wait_until(game.now.draw_at)
    with pytest.raises(NotYours):
        actions.draw_campaign(game.desk(), campaign_id=game.campaign_id)
    assert actions.run_draws(game.house()) == 1


def test_one_person_enlists_once_and_only_while_it_is_open(game: Lottery) -> None:
    game.announced()
    buyer, late = a_buyer(), a_buyer()
    with pytest.raises(no.CampaignShut):
        game.ticket(buyer)
    game.opened()
    code = game.ticket(buyer)
    with pytest.raises(no.EnlistedBefore):
        game.ticket(buyer)
    mark = people.marks_of(buyer.pk).national_id_index
    with pytest.raises(no.EnlistedBefore):
        actions.enlist_all(game.campaign_id, [(mark, late.pk, 1, 0)])
    assert queries.ticket_of(buyer.pk, code).code == code
    game.wait_until(game.now.closes_at)
    with pytest.raises(no.CampaignShut):
        game.ticket(late)


def test_a_ticket_is_its_owners_and_a_mistyped_one_nobodys(game: Lottery) -> None:
    game.opened()
    buyer, other = a_buyer(), a_buyer()
    code = game.ticket(buyer)
    with pytest.raises(NotFound):
        queries.ticket_of(other.pk, code)
    changed = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(no.TicketMistyped):
        queries.ticket_of(buyer.pk, changed)


def test_who_may_not_enlist_hears_every_reason(game: Lottery) -> None:
    game.opened()
    today = clock.tehran_day(clock.now())
    child = a_buyer(born_on=date(today.year - 17, 1, 1), plates=1, years=2, account=False)
    found = queries.eligibility(child.pk, game.now, clock.now())
    assert [one.code for one in found.reasons] == ["age", "active_plate", "account_owner"]
    with pytest.raises(no.NotEligible) as refused:
        game.ticket(child)
    assert "18" in refused.value.sentence.en and "۱۸" in refused.value.sentence.fa


def test_a_purchase_made_here_counts_against_the_next_one(game: Lottery) -> None:
    game.opened()
    buyer = a_buyer()
    actions.note_purchase(game.house(), person_id=buyer.pk, maker="ikco", subject="contract:1")
    found = queries.eligibility(buyer.pk, game.now, clock.now())
    assert [one.code for one in found.reasons] == ["bought_recently"]


def test_who_said_nothing_or_is_nobody_yet_is_told_what_to_do_first(game: Lottery) -> None:
    game.opened()
    silent = a_person()
    with pytest.raises(no.FileMissing):
        game.ticket(silent)
    silent.national_id_index = silent.national_id_sealed = silent.identity_checked_at = None
    silent.save()
    with pytest.raises(no.IdentityMissing):
        game.ticket(silent)


def test_people_without_a_car_have_seats_of_their_own_first(game: Lottery) -> None:
    game.opened(first={"first_car": 1}, seats=1)
    without, with_one = a_buyer(), a_buyer(plates=1, years=9)
    assert queries.ticket_of(without.pk, game.ticket(without)).group == 1
    assert queries.ticket_of(with_one.pk, game.ticket(with_one)).group == 2
    game.drawn()
    assert {(one.group, one.seat) for one in queries.seats(game.campaign_id)} == {(1, 1), (2, 2)}


def test_a_new_price_is_for_who_enlists_after_it(game: Lottery) -> None:
    game.opened(seats=2)
    early, late = a_buyer(), a_buyer()
    game.ticket(early)
    actions.follow_price(game.house(), permit_id=game.maker.pk, units=9_000_000_000)
    game.ticket(late)
    prices = {one.buyer_id: one.price_units for one in game.offered()}
    assert prices == {early.pk: 8_000_000_000, late.pk: 9_000_000_000}


def test_two_people_pause_it_and_two_resume_it_and_it_closes_later(game: Lottery) -> None:
    game.opened()
    buyer = a_buyer()
    code, closes, one = game.ticket(buyer), game.now.closes_at, game.campaign_id
    both = staff(Role.OFFICER, Role.SUPERVISOR)
    alone = Act(both.pk, Role.OFFICER, clock.now())
    with pytest.raises(no.NotAsked):
        actions.pause_campaign(game.supervisor(), campaign_id=one)
    actions.ask_campaign_step(alone, campaign_id=one, step="pause", words="شکایت")
    with pytest.raises(no.SecondPerson):
        actions.pause_campaign(alone.wearing(Role.SUPERVISOR), campaign_id=one)
    actions.pause_campaign(game.supervisor(), campaign_id=one)
    with pytest.raises(no.CampaignShut):
        game.ticket(a_buyer())
    assert queries.ticket_of(buyer.pk, code).code == code
    game.wait_until(clock.now() + 10 * HOURS)
    actions.ask_campaign_step(game.desk(), campaign_id=one, step="resume", words="بررسی شد")
    actions.resume_campaign(game.supervisor(), campaign_id=one)
    assert game.now.closes_at - closes >= 10 * HOURS
    game.ticket(a_buyer())


def test_a_suspended_permit_stops_it_and_keeps_every_ticket(game: Lottery) -> None:
    game.opened()
    buyer = a_buyer()
    code = game.ticket(buyer)
    permit.suspend_permit(game.maker.house(), permit_id=game.maker.pk, reason="production")
    actions.stand_still(game.house(), permit_id=game.maker.pk)
    assert game.now.state == "paused"
    actions.ask_campaign_step(game.desk(), campaign_id=game.campaign_id, step="resume", words="؟")
    with pytest.raises(no.StillSuspended):
        actions.resume_campaign(game.supervisor(), campaign_id=game.campaign_id)
    permit.resume_permit(game.maker.committee(), permit_id=game.maker.pk)
    actions.go_on(game.house(), permit_id=game.maker.pk)
    assert game.now.state == "open"
    assert queries.ticket_of(buyer.pk, code).code == code


def test_an_offer_stands_while_the_permit_is_suspended(game: Lottery) -> None:
    game.opened(seats=1)
    game.tickets(1)
    (offer,) = game.offered()
    permit.suspend_permit(game.maker.house(), permit_id=game.maker.pk, reason="production")
    game.wait_until(offer.due_at)
    with pytest.raises(no.StillSuspended):
        actions.lapse_offer(game.hand(), presale_offer_id=offer.pk)
    permit.resume_permit(game.maker.committee(), permit_id=game.maker.pk)
    actions.extend_offers(game.house(), permit_id=game.maker.pk)
    assert game.offers()[0].due_at - clock.now() > 71 * HOURS


def test_before_it_opens_its_holder_calls_it_off(game: Lottery) -> None:
    game.announced()
    actions.cancel_campaign(game.maker.holder(), campaign_id=game.campaign_id)
    assert game.now.state == "cancelled"
    assert queries.open_campaigns(game.maker.pk) == []


def test_a_revoked_permit_calls_off_what_was_not_drawn(game: Lottery) -> None:
    game.opened()
    actions.call_off(game.house(), permit_id=game.maker.pk)
    assert game.now.state == "cancelled"


def test_an_offer_is_taken_declined_or_lapsed_and_nothing_after_that(game: Lottery) -> None:
    game.opened(seats=3)
    game.tickets(3)
    first, second, third = game.offered()
    buyer = Act(first.buyer_id, Role.BUYER, clock.now())
    with pytest.raises(NotFound):
        actions.decline_offer(buyer, presale_offer_id=second.pk)
    actions.sign_offer(game.house(), presale_offer_id=first.pk, subject="contract:1")
    with pytest.raises(WrongState):
        actions.sign_offer(game.house(), presale_offer_id=first.pk, subject="contract:2")
    actions.take_offer(game.house(), presale_offer_id=first.pk)
    actions.decline_offer(Act(second.buyer_id, Role.BUYER, clock.now()), presale_offer_id=second.pk)
    assert permits.free_stock(game.maker.pk) == 8
    game.wait_until(third.due_at)
    with pytest.raises(no.OfferTooLate):
        actions.sign_offer(game.house(), presale_offer_id=third.pk, subject="contract:3")
    actions.lapse_offer(game.hand(), presale_offer_id=third.pk)
    with pytest.raises(WrongState):
        actions.take_offer(game.house(), presale_offer_id=third.pk)
    assert actions.end_campaign(game.hand(), campaign_id=game.campaign_id).state == "ended"


def test_it_does_not_end_while_an_offer_is_open(game: Lottery) -> None:
    game.opened(seats=1)
    game.tickets(1)
    game.offered()
    with pytest.raises(no.OffersOpen):
        actions.end_campaign(game.hand(), campaign_id=game.campaign_id)


def test_no_row_of_an_enlistment_is_ever_changed(game: Lottery) -> None:
    game.opened()
    game.tickets(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update presale_enlistment set person_id = 1")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from presale_enlistment")
    assert len(list(tickets.lines(game.campaign_id))) == 1

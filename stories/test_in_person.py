"""Two people meet: the buyer shows a code, the seller types it there, the goods change hands."""

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import (
    HandCodeLocked,
    HandCodeNeeded,
    HoursOutOfRange,
    NothingTravels,
    NotInPerson,
    OnlyInPerson,
    WrongHandCode,
)
from amanat.capabilities.deals.rules import MOST_HAND_TRIES
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import tracking_code
from amanat.words.refusal import NotYours
from stories.market import DAY, Market


@pytest.fixture
def market(play) -> Market:
    return Market(play)


def code_of(deal: Deal) -> str:
    return queries.hand_code(deal, queries.meeting_of(deal))


def wrong(deal: Deal) -> str:
    return f"{(int(code_of(deal)) + 1) % 10**6:06d}"


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_code_hands_over_and_the_buyer_has_a_day_to_look(market: Market) -> None:
    deal = market.funded(delivery="hand", inspection_hours=24)
    with pytest.raises(OnlyInPerson):
        deals.ship(market.seller, deal_id=deal.pk, carrier="post", code=tracking_code(7))
    with pytest.raises(HandCodeNeeded):
        deals.meet(market.seller, deal_id=deal.pk)
    act = market.seller
    deals.type_hand_code(act, deal_id=deal.pk, code=code_of(deal))
    deals.meet(act, deal_id=deal.pk)
    deal = market.play.fresh(deal)
    assert (deal.state, deal.due_at) == ("inspection", act.at + DAY)
    market.play.settle()
    market.ends(deal, "completed")


def test_less_than_a_day_to_look_cannot_be_agreed(market: Market) -> None:
    with pytest.raises(HoursOutOfRange):
        market.agreed(delivery="hand", inspection_hours=23)


def test_five_wrong_codes_lock_it_until_the_buyer_makes_a_new_one(market: Market) -> None:
    deal = market.funded(delivery="hand")
    old = code_of(deal)
    for left in range(MOST_HAND_TRIES - 1, 0, -1):
        with pytest.raises(WrongHandCode) as no:
            deals.type_hand_code(market.seller, deal_id=deal.pk, code=wrong(deal))
        assert no.value.facts == {"left": left}
    for typed in (wrong(deal), old):
        with pytest.raises(HandCodeLocked):
            deals.type_hand_code(market.seller, deal_id=deal.pk, code=typed)
    with pytest.raises(NotYours):
        deals.renew_code(market.seller, deal_id=deal.pk)
    deals.renew_code(market.buyer, deal_id=deal.pk)
    assert code_of(deal) != old
    with pytest.raises(WrongHandCode):
        deals.type_hand_code(market.seller, deal_id=deal.pk, code=old)
    deals.type_hand_code(market.seller, deal_id=deal.pk, code=code_of(deal))
    assert market.play.fresh(deal).state == "funded", "Typing alone hands nothing over."


def test_the_code_is_for_these_two_and_this_deal_alone(market: Market) -> None:
    deal, other = market.funded(delivery="hand"), market.funded(delivery="hand")
    assert code_of(deal) != code_of(other)
    with pytest.raises(NotYours):
        deals.type_hand_code(market.buyer, deal_id=deal.pk, code=code_of(deal))
    stranger = market.act(market.person("رهگذر"), market.seller.role)
    with pytest.raises(NotYours):
        deals.type_hand_code(stranger, deal_id=deal.pk, code=code_of(deal))
    posted = market.funded()
    with pytest.raises(NotInPerson):
        deals.type_hand_code(market.seller, deal_id=posted.pk, code="123456")


def test_pages_say_meet_and_only_the_buyer_sees_the_code(market: Market) -> None:
    deal = market.funded(delivery="hand")
    path, code = f"/deals/{deal.code}", code_of(deal)
    buyer, seller = browser(market.sara), browser(market.reza)
    assert code in buyer.get(path).content.decode()
    page = seller.get(path).content.decode()
    assert code not in page
    assert "در انتظار دیدار" in page and f"{path}/pack" not in page, "No carrier takes a parcel."
    with pytest.raises(NothingTravels):
        deals.pack(market.seller, deal_id=deal.pk, weight_grams=500, has_word=True)
    assert f"{path}/meet" in page and f"{path}/ship" not in page and "قرار بگذارید" in page
    assert Program.of(market.sara).get(f"/api{path}/hand_code").json() == {"code": code}
    assert Program.of(market.reza).get(f"/api{path}/hand_code").status_code == 403
    reply = seller.post(f"{path}/meet", {"code": wrong(deal)})
    assert reply.status_code == 422 and "۴ بار دیگر" in reply.content.decode()
    assert seller.post(f"{path}/meet", {"code": code}).status_code == 303
    assert market.play.fresh(deal).state == "inspection"
    letters = market.play.outside.inbox(market.reza.phone)
    assert any("کد خریدار را همان‌جا بنویسید" in letter["message"] for letter in letters)

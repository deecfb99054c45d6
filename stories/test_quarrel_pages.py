"""A quarrel in the browser: amounts on the page, answers by a form, the arbiter's own page."""

import re

import pytest
from django.test import Client

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import CODE_PAUSE, Player
from amanat.words.act import Role
from stories.quarrel import PRICE, REASONS, WORDS, Quarrel

CUT = 200_000_000
SENT = {"form_token": "once"}


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(page: bytes) -> str:
    return re.sub(r"<[^>]+>", "", page.decode())


def test_the_amounts_of_an_offer_stand_on_both_pages_in_toman(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    sent = as_(quarrel.reza).post(
        f"/deals/{deal.code}/make_offer", {"kind": "partial", "new_price": "20,000,000"}
    )
    assert sent.status_code == 303
    for person in (quarrel.reza, quarrel.sara):
        page = text_of(as_(person).get(f"/deals/{deal.code}").content)
        for amount in ("۱۹٬۹۰۰٬۰۰۰ تومان", "۱۲٬۰۶۰٬۰۰۰ تومان", "۲۰۰٬۰۰۰ تومان"):
            assert amount in page
    assert "accept_offer" not in as_(quarrel.reza).get(f"/deals/{deal.code}").content.decode()


def test_the_buyer_accepts_an_amount_by_a_code(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.seller, CUT)
    page = f"/deals/{deal.code}/accept_offer/{offer.pk}"
    buyer = as_(quarrel.sara)
    assert buyer.post(page, {"code": "000000"}).status_code == 422
    assert quarrel.play.fresh(deal).state == "disputed"
    quarrel.play.wait(CODE_PAUSE)
    known = len(quarrel.play.outside.inbox(quarrel.sara.phone))
    assert buyer.post(f"/deals/{deal.code}/offer_code/{offer.pk}").status_code == 303
    quarrel.play.settle()
    code = quarrel.play.outside.code(quarrel.sara.phone, known)
    assert buyer.post(page, {"code": code}).status_code == 303
    assert quarrel.play.fresh(deal).state == "splitting"


def test_a_stale_offer_is_a_sentence_and_not_a_fault(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    first = quarrel.offer(deal, quarrel.seller, PRICE)
    quarrel.offer(deal, quarrel.seller, CUT)
    gone = as_(quarrel.sara).post(f"/deals/{deal.code}/refuse_offer/{first.pk}", SENT)
    assert gone.status_code == 422 and "روی میز نیست" in gone.content.decode()
    other = quarrel.disputed()
    assert as_(quarrel.sara).get(f"/deals/{other.code}/accept_offer/{first.pk}").status_code == 404


def test_cancelling_by_consent_in_the_browser(quarrel: Quarrel) -> None:
    deal = quarrel.funded()
    asked = as_(quarrel.sara).post(f"/deals/{deal.code}/ask_cancel", {"words": "پشیمان شدم."})
    assert asked.status_code == 303
    assert "agree_cancel" in as_(quarrel.reza).get(f"/deals/{deal.code}").content.decode()
    assert "agree_cancel" not in as_(quarrel.sara).get(f"/deals/{deal.code}").content.decode()
    assert as_(quarrel.reza).post(f"/deals/{deal.code}/agree_cancel", SENT).status_code == 303


def test_the_arbiters_page_is_for_officers_without_a_link(quarrel: Quarrel) -> None:
    case = quarrel.heard()
    page = f"/deals/review/{case.deal.code}"
    officer = quarrel.officer()
    assert as_(officer).get(page).status_code == 200
    operator = quarrel.act(None, Role.OPERATOR)
    people.give_hat(operator, person_id=quarrel.sara.pk, role=Role.OFFICER)
    for nobody in (quarrel.sara, quarrel.reza, quarrel.person("رهگذر")):
        assert as_(nobody).get(page).status_code == 404
        assert as_(nobody).post(f"{page}/rule", ruling(0)).status_code == 404
    assert as_(officer).post(f"{page}/stand_aside").status_code == 303
    assert as_(officer).get(page).status_code == 404


def ruling(price_units: int, back_units: int | None = None, code: str = "000000") -> dict[str, str]:
    back = PRICE - price_units if back_units is None else back_units
    return {
        "price_units": str(price_units), "back_units": str(back), "clause": "C2",
        "reasons": REASONS, "no_link": "on", "code": code,
    }  # fmt: skip


def test_a_ruling_must_add_up_and_is_read_by_both(quarrel: Quarrel) -> None:
    case = quarrel.heard()
    clerk = quarrel.officer()
    page, officer = f"/deals/review/{case.deal.code}", as_(clerk)
    assert officer.post(f"{page}/rule", ruling(CUT, 1)).status_code == 422
    unlinked = ruling(CUT)
    del unlinked["no_link"]
    assert officer.post(f"{page}/rule", unlinked).status_code == 422
    assert officer.post(f"{page}/take_case").status_code == 303
    assert officer.post(f"{page}/rule", ruling(CUT)).status_code == 422, "A wrong code."
    quarrel.play.wait(CODE_PAUSE)
    known = len(quarrel.play.outside.inbox(clerk.phone))
    assert officer.post(f"{page}/code").status_code == 303
    quarrel.play.settle()
    code = quarrel.play.outside.code(clerk.phone, known)
    assert officer.post(f"{page}/rule", ruling(CUT, code=code)).status_code == 303
    call = {"side": "buyer", "words": "تلفنی گفته شد و شنید."}
    assert officer.post(f"{page}/note_call", call).status_code == 303
    for person in (quarrel.sara, quarrel.reza):
        shown = as_(person).get(f"/deals/{case.deal.code}").content.decode()
        assert REASONS in shown and "/appeal" in shown


def test_evidence_and_appeal_in_the_browser(quarrel: Quarrel) -> None:
    case = quarrel.before_arbiter()
    page = f"/deals/{case.deal.code}"
    buyer, seller = as_(quarrel.sara), as_(quarrel.reza)
    assert buyer.post(f"{page}/give_evidence", {"words": "کوتاه"}).status_code == 422
    assert buyer.post(f"{page}/give_evidence", {"words": WORDS}).status_code == 303
    assert WORDS.strip() in seller.get(page).content.decode()
    assert seller.post(f"{page}/extend_evidence", SENT).status_code == 303
    for name in ("make_offer", "give_evidence", "extend_evidence", "appeal", "ask_cancel"):
        assert buyer.get(f"{page}/{name}").status_code == 200


def test_an_ordinary_deal_page_costs_few_queries(
    quarrel: Quarrel, django_assert_max_num_queries: object
) -> None:
    deal: Deal = quarrel.disputed()
    client = as_(quarrel.sara)
    client.get(f"/deals/{deal.code}")
    with django_assert_max_num_queries(22):
        client.get(f"/deals/{deal.code}")

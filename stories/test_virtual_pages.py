"""The pages of what does not travel: five questions, the right words, and whose turn it is."""

from collections.abc import Iterator

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import POINTS
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import Player
from amanat.words.act import Role
from amanat.words.refusal import Refused
from stories.test_deal_page import MOST_QUERIES
from stories.test_deal_page import queries as asked
from stories.virtual import ACCOUNT, CODE, DOMAIN, GIFT, VaultMarket

VAULT_QUERIES = 2  # The seal, and the ticks or the transfer.
GOODS_WORDS = ("کالا", "ارسال", " ship", "goods", "tracking", "parcel")
KINDS: dict[str, dict[str, object]] = {"code": CODE, "game_account": ACCOUNT, "domain": DOMAIN}
ANSWERS = {
    "code": {"provider": "فروشگاه نمونه", "inspection_hours": "۶", "checks": ""},
    "game_account": {"game": "نبرد", "mail_changed": "on", "ship_days": "2",
                     "inspection_days": "3", "recovery_hours": "96", "checks": ""},
    "domain_ir": {"domain": "Nemune.IR", "transfer_cost": "buyer", "renewal_cost": "half",
                  "ship_days": "7", "inspection_days": "3"},
    "domain": {"domain": "nemune.com", "transfer_cost": "buyer", "renewal_cost": "half",
               "ship_days": "10", "inspection_days": "3"},
}  # fmt: skip


@pytest.fixture
def market(play: Player) -> VaultMarket:
    return VaultMarket(play)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("kind", ANSWERS)
def test_five_pages_lead_to_an_offer_of_each_kind(market: VaultMarket, kind: str) -> None:
    sara = client_of(market.sara)
    first = {"kind": kind, "title": "نمونه", "description": ""}
    here = sara.post("/deals/new/buyer", first)["Location"]
    code = here.split("/")[2]
    sara.post(here, {"other_phone": market.reza.phone})
    sara.post(f"/deals/{code}/draft/price", {"price_units": "1000000", "fee_payer": "half"})
    assert sara.get(f"/deals/{code}/draft/delivery").status_code == 200
    wrong = sara.post(f"/deals/{code}/draft/delivery", {**ANSWERS[kind], "domain": "x", "game": ""})
    assert wrong.status_code == (303 if kind == "code" else 422)
    sent = sara.post(f"/deals/{code}/draft/delivery", ANSWERS[kind])
    assert sent["Location"] == f"/deals/{code}/check"
    assert sara.get(f"/deals/{code}/check").status_code == 200
    assert sara.post(f"/deals/{code}/check", {}).status_code == 303
    deal = Deal.objects.get(code=code)
    terms = queries.terms(deal)
    assert (terms.kind, terms.delivery, deal.kind) == (kind, "online", kind)
    assert set(terms.more) == set(ANSWERS[kind]) & {
        "provider", "game", "recovery_hours", "domain", "transfer_cost", "renewal_cost",
    } | ({"points"} if kind == "game_account" else set())  # fmt: skip


def test_another_kind_asks_for_its_own_hand_over_again(market: VaultMarket) -> None:
    act = market.buyer
    deal = deals.begin(act, role=Role.BUYER, **{**CODE, "other_phone": market.reza.phone})
    deals.describe(act, deal_id=deal.pk, kind="goods", title="گوشی")
    draft = Deal.objects.get(pk=deal.pk).draft
    assert not {"more", "delivery", "ship_hours"} & set(draft)
    reply = client_of(market.sara).get(f"/deals/{deal.code}/check")
    assert reply["Location"] == f"/deals/{deal.code}/draft/delivery"


@pytest.mark.parametrize("kind", ["coin", "gold"])
def test_only_kinds_that_are_switched_on_are_offered(market: VaultMarket, kind: str) -> None:
    with pytest.raises(Refused) as no:
        deals.begin(market.buyer, role=Role.BUYER, kind=kind, title="نمونه")
    assert no.value.param == "kind"
    assert f'value="{kind}"' not in client_of(market.sara).get("/deals/new/buyer").content.decode()


def test_a_buyer_ticks_the_list_and_reads_the_steps_of_a_transfer(market: VaultMarket) -> None:
    account, sara = market.handed_account(), client_of(market.sara)
    assert sara.post(f"/deals/{account.code}/reveal", {}).status_code == 303
    page = sara.post(f"/deals/{account.code}/tick", {"mail_changed": "on"})
    assert page.status_code == 422, "Each agreed point has its box."
    ticks = dict.fromkeys(POINTS, "on")
    assert sara.post(f"/deals/{account.code}/tick", ticks).status_code == 303
    assert queries.ticks_of(account)[Role.BUYER] == set(POINTS)
    domain = market.paid(DOMAIN)
    deals.hand_over(market.seller, deal_id=domain.pk, secret="EPP-84f2")
    assert sara.post(f"/deals/{domain.code}/take_code", {"handle": ""}).status_code == 303
    page = sara.get(f"/en/deals/{domain.code}/secret")
    assert "locked for 60 days" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_counter_offer_shows_what_it_changed_of_a_domain(market: VaultMarket) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza, **DOMAIN)
    reza = client_of(market.reza)
    assert "nemune-shop.com" in reza.get(f"/deals/{deal.code}/counter").content.decode()
    form = {"title": "دامنهٔ نمونه", "description": "", "price_units": "1000000",
            "fee_payer": "half", **ANSWERS["domain"], "domain": "nemune-shop.com"}  # fmt: skip
    assert reza.post(f"/deals/{deal.code}/counter", form).status_code == 303
    page = client_of(market.sara).get(f"/deals/{deal.code}/terms").content.decode()
    assert page.count("<del>") == 1
    assert "هزینهٔ تمدید با" in page


def walk(market: VaultMarket, kind: str) -> Iterator[Deal]:
    """One deal of this kind, in each state it waits in."""
    yield (deal := market.play.agree(market.sara, market.reza, **KINDS[kind]))
    if kind == "code":
        deals.seal(market.seller, deal_id=deal.pk, secret=GIFT)
    yield (deal := market.play.pay(market.play.fresh(deal), market.sara))
    if kind != "code":
        points = POINTS if kind == "game_account" else ()
        deals.hand_over(market.seller, deal_id=deal.pk, secret="PIN-1370-sara", points=points)
        yield market.play.fresh(deal)
    if kind == "domain":
        deals.take_code(market.buyer, deal_id=deal.pk)
        yield market.play.fresh(deal)
        deals.receive(market.buyer, deal_id=deal.pk)
    else:
        deals.reveal(market.buyer, deal_id=deal.pk)
    yield market.play.fresh(deal)


@pytest.mark.parametrize("kind", ["code", "game_account", "domain"])
def test_no_page_speaks_of_goods_that_travel(market: VaultMarket, kind: str) -> None:
    clients = [client_of(person) for person in (market.sara, market.reza)]
    for deal in walk(market, kind):
        most = MOST_QUERIES + VAULT_QUERIES
        assert asked(clients[0], f"/deals/{deal.code}") <= most
        pages = [f"{prefix}/deals/{deal.code}" for prefix in ("", "/en")]
        for client in clients:
            for page in (*pages, f"{pages[0]}/terms"):
                assert words_of_the_road(client, page) == [], (deal.state, page)
    for prefix in ("", "/en"):
        assert words_of_the_road(clients[0], f"{prefix}/deals/{deal.code}/approve") == []
    offer = market.play.offer(market.sara, Role.BUYER, market.reza, **KINDS[kind])
    invitation = f"/j/{queries.invitation_token(offer)}"
    assert words_of_the_road(Client(), invitation) == words_of_the_road(
        Client(), f"/en{invitation}"
    )
    assert words_of_the_road(Client(), invitation) == []


def words_of_the_road(client: Client, path: str) -> list[str]:
    page = client.get(path).content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    return [word for word in GOODS_WORDS if word in main]


def test_the_pay_page_says_clearly_that_the_code_is_not_sealed_yet(market: VaultMarket) -> None:
    deal = market.play.agree(market.sara, market.reza, **CODE)
    page = client_of(market.sara).get(f"/deals/{deal.code}/pay").content.decode()
    assert "هنوز کد را مهروموم نکرده است" in page
    assert 'action="/pay/' not in page
    sealed = market.sealed()
    page = client_of(market.sara).get(f"/deals/{sealed.code}/pay").content.decode()
    assert market.secret(sealed).commitment in page

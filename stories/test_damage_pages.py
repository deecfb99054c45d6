"""A broken parcel in the browser: packing, the claim, the officer's table, the way back."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.evidence.tests.samples import picture
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import CODE_PAUSE, Player, tracking_code
from amanat.words.act import Role
from stories.damage import NET, PRICE, WORDS, Damage
from stories.quarrel import REASONS


@pytest.fixture
def damage(play: Player) -> Damage:
    return Damage(play)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def photo(name: str = "parcel.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(), "image/jpeg")


def text_of(client: Client, path: str) -> str:
    """The page's words; every page of this story must open."""
    page = client.get(path)
    assert page.status_code == 200, path
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def post(client: Client, path: str, data: dict[str, Any], status: int = 303) -> str:
    sent = client.post(path, data)
    assert sent.status_code == status, sent.content.decode()
    return sent.content.decode()


def test_from_packing_to_the_officer_s_table_and_back(damage: Damage) -> None:
    damage.endow(NET)
    deal = damage.funded()
    here = f"/deals/{deal.code}"
    seller, buyer = as_(damage.reza), as_(damage.sara)
    word = queries.packing_word(deal.code).phrase.fa
    assert word in text_of(seller, here) and word not in text_of(buyer, here)
    assert word in text_of(seller, f"{here}/pack")
    typed = {"weight_grams": "۲٬۳۰۰", "has_word": "on", "pictures": photo()}
    post(seller, f"{here}/pack", {**typed, "weight_grams": "هیچ"}, status=422)
    post(seller, f"{here}/pack", {**typed, "pictures": photo()})
    deal = damage.play.receive(damage.play.ship(deal, damage.reza), damage.sara)
    assert "claim_damage" in buyer.get(here).content.decode()
    assert "claim_damage" not in seller.get(here).content.decode()
    assert "سه عکس لازم است" in text_of(buyer, f"{here}/claim_damage")
    post(buyer, f"{here}/claim_damage", {"words": WORDS, "box": photo(), "label": photo()})
    post(buyer, f"{here}/complete_claim", {}, status=422)
    post(buyer, f"{here}/complete_claim", {"item": photo()})
    post(seller, f"{here}/answer_claim", {"words": "درست بسته بودم.", "pictures": photo()})
    for side in (seller, buyer):
        assert WORDS in text_of(side, here)
        assert "Damage on the way" in text_of(side, f"/en{here}")
    decide(damage, deal)
    assert "ردیف ۵ جدول آسیب" in text_of(buyer, here)
    assert "از صندوق حمایت به فروشنده" in text_of(seller, here)
    clerk = as_(damage.play.hat(damage.person("نیلوفر صدر"), Role.FINANCE))
    assert "۳۱٬۸۴۰٬۰۰۰" in text_of(clerk, "/fund/carriers")
    assert buyer.get("/fund/carriers").status_code == 404


def decide(damage: Damage, deal: Deal) -> None:
    """An officer weighs the facts, sees the row that applies, and signs."""
    claim = damage.hear(queries.claim_on(deal))
    officer = damage.officer()
    desk, page = as_(officer), f"/deals/claims/{deal.code}"
    assert deal.code in text_of(desk, "/deals/claims")
    assert as_(damage.sara).get(page).status_code == 404
    assert as_(damage.sara).get("/deals/claims").status_code == 404
    facts = {"is_packed_right": "on", "has_minutes": "on", "declared_units": f"{PRICE}"}
    query = "&".join(f"{name}={value}" for name, value in {"asked": "1", **facts}.items())
    assert "ردیف ۵:" in text_of(desk, f"{page}?{query}")
    assert "ردیف ۴:" in text_of(desk, f"{page}?asked=1")
    paper = deal.files.first()
    assert paper is not None and desk.get(f"{page}/files/{paper.file_id}").status_code == 200
    damage.play.wait(CODE_PAUSE)
    known = len(damage.play.outside.inbox(officer.phone))
    assert desk.post(f"{page}/code").status_code == 303
    damage.play.settle()
    code = damage.play.outside.code(officer.phone, known)
    wrong = post(desk, f"{page}/decide_claim", {**facts, "reasons": "", "code": code}, status=422)
    assert "این را هم بنویسید" in wrong
    post(desk, f"{page}/decide_claim", {**facts, "reasons": REASONS, "code": code})
    damage.play.settle()
    assert damage.again(claim).row == 5


def test_a_return_in_the_browser(damage: Damage) -> None:
    deal = damage.disputed()
    here = f"/deals/{deal.code}"
    seller, buyer = as_(damage.reza), as_(damage.sara)
    post(buyer, f"{here}/make_offer", {"kind": "return_seller", "words": "", "form_token": "one"})
    assert "کرایهٔ برگشت با فروشنده" in text_of(seller, here)
    offer = queries.offers(deal)[0]
    post(seller, f"{here}/accept_offer/{offer.pk}", {"form_token": "two"})
    back = {"carrier": "post", "code": tracking_code(10**9 + 3)}
    post(buyer, f"{here}/send_return", {**back, "code": "12"}, status=422)
    post(buyer, f"{here}/send_return", back)
    assert back["code"] in text_of(seller, here)
    post(buyer, f"{here}/prove_return", {"file": photo()})
    post(seller, f"{here}/take_return", {"form_token": "three"})
    damage.play.settle()
    assert damage.play.fresh(deal).state == "refunded"

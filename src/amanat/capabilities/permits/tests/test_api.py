"""A permit's road through the API, and what anybody may ask of it."""

import pytest
from django.test import Client

from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.tests.cast import PRICE, WORDS, Maker

pytestmark = pytest.mark.django_db


def test_programs_apply_check_grant_and_change(maker: Maker) -> None:
    owner, officer, member = (Program.of(one) for one in (maker.owner, maker.officer, maker.member))
    wish = {"kind": "vehicle", "method": "firm", "title": "سپهر ۲"}
    made = owner.did(f"/api/businesses/{maker.shop.business.code}/permits", wish, status=201)
    assert made["state"] == "draft" and "price_units" in made["missing"]
    at = f"/api/permits/{made['code']}"
    price = {"quantity": 10, "price_units": str(PRICE), "instalments": [
        {"basis_points": 10000, "months": 0}]}  # fmt: skip
    assert owner.did(f"{at}/change_permit", {"price": price})["quantity"] == 10
    maker.permit = Permit.objects.get(code=made["code"])
    owner.did(f"{at}/drop_permit")
    maker.permit = None
    one = maker.requested()
    at = f"/api/permits/{one.code}"
    assert officer.get("/api/desk/permits").json()["permits"][0]["code"] == one.code
    officer.did(f"{at}/check_capacity", {"capacity": 150, "words": WORDS})
    assert member.did(f"{at}/grant_permit", {"quantity": 80, "words": WORDS})["quantity"] == 80
    given = {"kind": "amend", "words": WORDS, "price_units": str(PRICE + 10)}
    asked = owner.did(f"{at}/ask_permit_change", given, status=201)
    told = member.did(f"/api/permit-changes/{asked['id']}/make_permit_change")
    assert told["state"] == "made"
    shown = Client().get(f"/api/presales/{one.code}").json()
    assert (shown["version"], shown["free"], shown["terms"]["price_units"]) == (2, 80, PRICE + 10)


def test_an_advert_is_compared_claim_by_claim(granted: Maker) -> None:
    code = granted.now.code
    asked = {"price_units": PRICE, "quantity": 101, "delivery": str(granted.now.last_delivery)}
    told = Client().get(f"/api/presales/{code}/advert", asked).json()
    assert told["claims"] == {"price": True, "quantity": False, "delivery": True}
    assert not told["is_true"] and told["is_in_force"]


def test_strangers_find_neither_application_nor_desk(maker: Maker) -> None:
    one, stranger = maker.requested(), Program.of(joined())
    assert stranger.get(f"/api/permits/{one.code}").status_code == 404
    assert stranger.get("/api/desk/permits").status_code == 404
    assert stranger.post(f"/api/permits/{one.code}/drop_permit").status_code == 404
    assert Client().get(f"/api/presales/{one.code}").status_code == 404

"""Receipts, pages and programs of ceilings: the seller, the desk, and everybody."""

import base64
import hashlib
import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.models import Change, Input
from amanat.capabilities.ceilings.rules.receipts import canonical, contradict, faults
from amanat.capabilities.ceilings.tests.cast import (
    REVENUE,
    Shop,
    a_shop,
    hold_at,
    house,
)
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.seals.models import Seal
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words.moments import tehran_day

pytestmark = pytest.mark.django_db
CEILING = REVENUE // 5
DAY = timedelta(days=1)
WHY = "شکایت‌ها زیاد شده است؛ تا بررسی پایین می‌گذاریم."


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_every_buyer_gets_a_signed_receipt_that_anybody_verifies(shop: Shop) -> None:
    first = shop.paid(shop.reserve(6_000_000_000))
    second = shop.paid(shop.reserve(4_000_000_000))
    a, b = (Client().get(f"/api/receipts/{one.receipt.code}").json() for one in (first, second))
    for told in (a, b):
        text = canonical(told["receipt"])
        key = Ed25519PublicKey.from_public_bytes(unpadded(told["signature"]["public_key"]))
        key.verify(unpadded(told["signature"]["value"]), text)
        assert faults(told["receipt"]) == [] and queries.is_signed(told)
    said = b["receipt"]
    assert (said["ceiling_units"], said["before_units"], said["after_units"]) == (
        str(CEILING), "6000000000", "10000000000",
    )  # fmt: skip
    assert contradict(a["receipt"], said) == []
    forged = said | {"taken_from_units": "0", "taken_to_units": "4000000000",
                     "before_units": "0", "after_units": "4000000000"}  # fmt: skip
    assert contradict(a["receipt"], forged) == ["sold_twice"]
    assert not queries.is_signed(b | {"receipt": forged})
    assert b["log_index"] is None, "It is numbered behind the commit."
    entry = Entry.objects.get(name="HeadroomReceiptSigned", facts__code=said["code"])
    assert entry.facts["sha256"] == hashlib.sha256(canonical(said)).hexdigest()


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_receipt_is_never_rewritten(shop: Shop) -> None:
    sale = shop.paid(shop.reserve(5))
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        type(sale.receipt).objects.filter(pk=sale.receipt.pk).update(text="{}")
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        type(sale.decision).objects.filter(pk=sale.decision_id).update(units=1)


def test_the_seller_sees_the_gauge_declares_and_is_told_when_it_stands_above(shop: Shop) -> None:
    page, there = browser(shop.owner), f"/org/{shop.business.code}/ceiling"
    assert "درآمد سالانه" in page.get(there).content.decode()
    typed = {"kind": "revenue", "units": "۵۰۰", "certifier": "آوند", "number": "۱۲",
             "certifier_id": shop.business.legal_id, "valid_until": "1405/13/01"}  # fmt: skip
    wrong = page.post(f"{there}/declare", typed)
    assert wrong.status_code == 422 and "چنین روزی در تقویم نیست" in wrong.content.decode()
    fine = typed | {"valid_until": (tehran_day(clock.now()) + DAY).isoformat()}
    linked = page.post(f"{there}/declare", fine)
    assert linked.status_code == 422 and "پیوند دارد" in linked.content.decode()
    given = {"kind": "bond", "units": "1,000", "issuer": "بورس", "number": "7",
             "valid_until": fine["valid_until"]}  # fmt: skip
    assert page.post(f"{there}/top-up", given).status_code == 303
    found = Input.objects.latest("pk")
    assert found.units == 10_000 and found.state == "proposed"
    assert page.post(f"/org/ceiling/inputs/{found.pk}/take-back").status_code == 303
    shop.paid(shop.reserve(2_000))
    hold_at(shop, 1_000)
    shown = page.get(there).content.decode()
    assert "سقف پایین‌تر از تعهدهای کنونی است" in shown and "تصمیم دو کارشناس" in shown
    assert "below what is owed already" in page.get(f"/en{there}").content.decode()
    assert browser(staff()).get(there).status_code == 404


def test_officers_decide_on_the_desk(shop: Shop) -> None:
    found = shop.declare("revenue", 3 * REVENUE)
    nader, parvin = browser(shop.nader), browser(shop.parvin)
    assert browser(shop.owner).get("/desk/ceilings").status_code == 404
    assert "پارس تجارت" in nader.get("/desk/ceilings").content.decode()
    one = f"/desk/ceilings/inputs/{found.pk}"
    assert nader.get(one).status_code == 200
    assert nader.post(f"{one}/verify_input").status_code == 303
    assert "گام پیشین با شما بود" in nader.get(one).content.decode()
    assert nader.post(f"{one}/confirm_input").status_code == 403
    assert parvin.post(f"{one}/confirm_input").status_code == 303
    there = f"/desk/ceilings/{shop.business.code}"
    assert "شبیه‌سازی" in nader.get(there).content.decode()
    typed = {"kind": "set", "units": "100", "days": "0", "words": WHY}
    above = nader.post(there, typed | {"units": "999999999999"})
    assert above.status_code == 422 and "فرمول" in above.content.decode()
    assert nader.post(there, typed).status_code == 303
    change = Change.objects.get()
    where = f"/desk/ceilings/changes/{change.pk}"
    assert nader.post(f"{where}/approve_change").status_code == 403
    assert parvin.post(f"{where}/approve_change").status_code == 303
    assert shop.now.units == 1_000
    ceilings.freeze(house(), business_id=shop.pk, reason="radar")
    assert "یافتهٔ پایش بازار" in nader.get("/desk/ceilings").content.decode()
    assert nader.post(f"{there}/keep_frozen").status_code == 303
    assert shop.now.state == "kept"


def test_the_desk_costs_the_same_with_one_paper_and_with_three(shop: Shop) -> None:
    desk = browser(shop.nader)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/desk/ceilings").status_code == 200
        return len(asked)

    shop.declare("revenue", 1)
    cost()
    with_one = cost()
    for _ in range(2):
        shop.declare("backlog", 1)
    assert cost() == with_one


def test_everybody_sees_the_ceiling_and_a_band_but_not_how_much_is_free(shop: Shop) -> None:
    sale = shop.paid(shop.reserve(15_123_456_780))
    code = shop.business.code
    page = Client().get(f"/ceilings/{code}").content.decode()
    assert "بین یک‌پنجم و نیم" in page and "۴٬۸۷۶٬۵۴۳٬۲۲۰" not in page
    told = Client().get(f"/api/businesses/{code}/ceiling/public").json()
    assert (told["ceiling_units"], told["band"], told["is_confirmed"]) == (
        str(CEILING), "some", False,
    )  # fmt: skip
    assert "headroom_units" not in told
    receipt = sale.receipt.code
    assert Client().get(f"/receipts/{receipt}").status_code == 200
    assert (
        json.loads(Client().get(f"/receipts/{receipt}.json").content)["receipt"]["code"] == receipt
    )
    other = shop.paid(shop.reserve(10)).receipt.code
    asked = Client().get(f"/receipts/compare?first={receipt}&second={other}")
    assert "هر دو می‌توانند درست باشند" in asked.content.decode()
    assert Client().get("/receipts/H-0000-0000-0000").status_code == 404


def test_programs_reserve_declare_and_decide(shop: Shop) -> None:
    reza, nader, parvin = (Program.of(one) for one in (shop.owner, shop.nader, shop.parvin))
    code = shop.business.code
    here = f"/api/businesses/{code}"
    made = reza.did(f"{here}/reservations", {"sale": "order-1", "units": "100"}, status=201)
    again = reza.did(f"{here}/reservations", {"sale": "order-1", "units": "100"}, status=201)
    assert made["id"] == again["id"] and made["state"] == "reserved"
    full = reza.post(f"{here}/reservations", {"sale": "big", "units": str(CEILING)})
    assert full.status_code == 422 and full.json()["code"] == "ceiling.exceeded"
    assert full.json()["facts"] == {"free": CEILING - 100}
    assert reza.get(f"{here}/ceiling").json()["reserved_units"] == "100"
    freed = reza.did(f"{here}/reservations/{made['id']}/release", {})
    assert freed["state"] == "freed"
    until = (tehran_day(clock.now()) + DAY).isoformat()
    bond = {"kind": "bond", "units": "1000", "issuer": "بورس", "number": "9", "valid_until": until}
    found = reza.did(f"{here}/ceiling/top_up", bond, status=201)
    one = f"/api/ceiling-inputs/{found['id']}"
    assert nader.did(f"{one}/verify_input", {})["state"] == "checked"
    assert parvin.did(f"{one}/confirm_input", {})["state"] == "verified"
    assert reza.get(f"{here}/ceiling/inputs").json()["inputs"][0]["state"] == "verified"
    wanted = {"kind": "freeze", "words": WHY}
    change = nader.did(f"{here}/ceiling/propose_change", wanted, status=201)
    parvin.did(f"/api/ceiling-changes/{change['id']}/approve_change", {})
    assert Client().get(f"{here}/ceiling/public").json()["state"] == "kept"
    assert nader.get(f"{here}/ceiling").status_code == 404
    strange = nader.post(f"{here}/reservations", {"sale": "x", "units": "1"})
    assert strange.status_code == 404, "Only whoever has a mandate sells for a business."
    assert Seal.objects.filter(business=shop.business).exists()

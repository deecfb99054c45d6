"""Work in stages in the browser and over the API: rows that grow, sums that are shown, hashes."""

import re
from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import Player
from amanat.words.act import Role
from stories.test_quarrel_pages import SENT, as_, text_of
from stories.work import STAGE_PRICES, Workshop, project

ROWS = {
    "rows": "3", "fee_payer": "half", "inspection_days": "۳", "revisions": "۱",
    "revision_days": "۳",
    "title_1": "طرح اولیه", "price_units_1": "۳٬۰۰۰٬۰۰۰", "days_1": "۵", "test_1": "با نمونه بخواند",
    "title_3": "تحویل نهایی", "price_units_3": "2,000,000", "days_3": "7", "test_3": "روی سرور بالا بیاید",
}  # fmt: skip


@pytest.fixture
def shop(play: Player) -> Workshop:
    return Workshop(play)


def started(shop: Workshop) -> tuple[Client, Deal]:
    """A draft of work whose title and other side are written."""
    buyer = as_(shop.sara)
    first = buyer.post("/deals/new/buyer", {"kind": "work", "title": "وب‌سایت"})
    assert first.status_code == 303
    deal = Deal.objects.get(buyer=shop.sara, state="draft")
    to = buyer.post(f"/deals/{deal.code}/draft/party", {"other_phone": shop.reza.phone})
    assert to["Location"] == f"/deals/{deal.code}/stages"
    return buyer, deal


def test_stages_are_written_row_by_row_without_scripts(shop: Workshop) -> None:
    buyer, deal = started(shop)
    page = f"/deals/{deal.code}/stages"
    assert buyer.get(page).content.decode().count('name="title_') == 3
    grown = buyer.post(page, ROWS | {"add": "1"})
    assert grown.status_code == 200
    shown = grown.content.decode()
    assert shown.count('name="title_') == 4 and 'value="طرح اولیه"' in shown
    assert 'value="۳٬۰۰۰٬۰۰۰"' in shown and "۵٬۰۰۰٬۰۰۰ تومان" in text_of(grown.content)
    holed = buyer.post(page, ROWS | {"test_3": "", "price_units_1": "پنج"})
    assert holed.status_code == 422
    body = holed.content.decode()
    assert 'value="پنج"' in body and "f-test_3-error" in body and "f-price_units_1-error" in body
    assert buyer.post(page, ROWS)["Location"] == f"/deals/{deal.code}/check"
    check = text_of(buyer.get(f"/deals/{deal.code}/check").content)
    assert "مرحلهٔ ۲" in check and "۲٬۰۰۰٬۰۰۰ تومان · ۷ روز" in check
    assert buyer.post(f"/deals/{deal.code}/check", SENT).status_code == 303
    assert shop.play.fresh(deal).state == "proposed"


def test_a_price_too_low_stands_beside_its_own_row_and_a_21st_is_refused(shop: Workshop) -> None:
    buyer, deal = started(shop)
    page = f"/deals/{deal.code}/stages"
    low = buyer.post(page, ROWS | {"price_units_3": "5"}).content.decode()
    assert "f-price_units_3-error" in low
    many = {f"{cell}_{n}": ROWS[f"{cell}_1"] for n in range(1, 22)
            for cell in ("title", "price_units", "days", "test")}  # fmt: skip
    refused = buyer.post(page, ROWS | many | {"rows": "21"})
    assert refused.status_code == 422 and "حداکثر ۲۰ مرحله" in text_of(refused.content)


def test_other_stages_are_offered_and_the_difference_is_seen(shop: Workshop) -> None:
    deal = shop.play.offer(shop.sara, Role.BUYER, shop.reza, **project(*STAGE_PRICES))
    seller = as_(shop.reza)
    page = f"/deals/{deal.code}/counter"
    assert 'value="پیاده‌سازی"' in seller.get(page).content.decode()
    told = seller.post(page, ROWS | {"title": "وب‌سایت فروشگاهی", "title_2": "", "rows": "3"})
    assert told.status_code == 303
    terms = as_(shop.sara).get(f"/deals/{deal.code}/terms").content.decode()
    assert terms.count("<del>") >= 3 and "نیست" in text_of(terms.encode())


def test_a_project_stands_once_in_the_list_and_its_open_stage_in_the_inbox(shop: Workshop) -> None:
    whole = shop.hired()
    buyer = as_(shop.sara)
    listed = text_of(buyer.get("/deals").content)
    assert "۰ از ۳ مرحله" in listed and listed.count("وب‌سایت فروشگاهی") == 1
    inbox = buyer.get("/inbox").content.decode()
    assert shop.stage(whole, 1).code in inbox and shop.stage(whole, 2).code not in inbox
    assert buyer.post(f"/deals/{whole.code}/open_all", SENT).status_code == 303
    assert as_(shop.reza).post(f"/deals/{whole.code}/stop_work", SENT).status_code == 303


def test_both_see_the_same_hash_and_strangers_nothing(shop: Workshop) -> None:
    whole = shop.hired()
    stage = shop.pay(whole, 1)
    page = f"/deals/{stage.code}"
    empty = as_(shop.reza).post(f"{page}/hand_in", {"words": ""})
    assert empty.status_code == 422 and "فایلی بگذارید" in empty.content.decode()
    assert as_(shop.reza).post(f"{page}/hand_in", {"words": "آماده است."}).status_code == 303
    sha256 = stage.handovers.get().sha256
    for person in (shop.sara, shop.reza):
        assert sha256 in as_(person).get(page).content.decode()
    assert (
        as_(shop.sara).post(f"{page}/revise", {"words": "رنگ دکمه‌ها درست نیست."}).status_code == 303
    )
    assert as_(shop.sara).get(f"{page}/revise").status_code == 200
    for path in (page, f"{page}/hand_in", f"/deals/{whole.code}", f"/deals/{whole.code}/stages"):
        assert as_(shop.person("رهگذر")).get(path).status_code == 404


def test_a_projects_page_costs_the_same_for_two_stages_and_for_nine(
    shop: Workshop, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for count in (2, 9):
        whole = shop.hired(*[10_000_000] * count)
        client = as_(shop.sara)
        client.get(f"/deals/{whole.code}")
        with django_assert_max_num_queries(30) as seen:
            client.get(f"/deals/{whole.code}")
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_two_programs_do_a_stage(shop: Workshop) -> None:
    sara, reza = Program.of(shop.sara), Program.of(shop.reza)
    work = {
        "stages": [
            {"title": "طرح", "price_units": "10000000", "days": 3, "test": "بپسندم"},
            {"title": "کار", "price_units": "20000001", "days": 3, "test": "کار کند"},
        ],
        "revisions": 0, "revision_days": 2,
    }  # fmt: skip
    draft = sara.did(
        "/api/deals",
        {"role": "buyer", "title": "کار", "description": "", "fee_payer": "seller",
         "inspection_hours": 72, "work": work, "other_phone": shop.reza.phone},
        status=201,
    )  # fmt: skip
    here = f"/api/deals/{draft['code']}"
    token = sara.did(f"{here}/propose")["invitation_url"].rpartition("/")[2]
    offer = reza.did("/api/deals/join", {"token": token})
    assert offer["terms"]["price_units"] == "30000001"
    assert offer["terms"]["work"]["stages"][1]["price_units"] == "20000001"
    wrong = reza.post(f"{here}/counter", {"price_units": "99000000"}).json()
    assert (wrong["code"], wrong["param"]) == ("stages_do_not_add_up", "price_units")
    whole = reza.did(f"{here}/accept", {"sha256": offer["terms"]["sha256"]})
    assert whole["state"] == "under_way"
    assert [one["state"] for one in whole["stages"]] == ["agreed", "planned"]
    first = whole["stages"][0]["code"]
    (line,) = sara.get("/api/deals").json()["deals"]
    assert line["progress"] == {"settled": 0, "count": 2}
    shop.play.settle()
    shop.play.pay(Deal.objects.get(code=first), shop.sara)
    done = reza.did(f"/api/deals/{first}/hand_in", {"words": "این هم طرح."})
    assert (done["state"], done["project"], done["place"]) == ("inspection", draft["code"], 1)
    kept = sara.get(f"/api/deals/{first}/handovers").json()["handovers"]
    assert re.fullmatch(r"[0-9a-f]{64}", kept[0]["sha256"])
    no = sara.post(f"/api/deals/{first}/revise", {"words": "رنگش را عوض کنید."}).json()
    assert no["code"] == "revisions_used_up"
    assert sara.get(here).json()["position"]["held_units"] == "10000000"

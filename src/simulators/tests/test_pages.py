"""The pages in a real browser, without script, on a phone."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from simulators.tests.shop import CALLBACK, Shop
from simulators.tests.test_bank import IBAN, pain, send

SHOP_PAGE = "http://localhost:9/"
PHONE = {"width": 390, "height": 844}


def complaints(page: Page) -> list[str]:
    """List what is wrong with a page for people with a screen reader or a phone."""
    found = [str(one["id"]) for one in Axe().run(page).response["violations"]]
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the phone"] if is_wide else [])]


def test_a_buyer_pays_and_comes_back(shop: Shop, browser: Browser) -> None:
    start = f"{shop.url}/mellat/pgwchannel/startpay.mellat"
    form = f"<form method=post action='{start}'><input name=RefId value='{shop.ref_id()}'>"
    page = browser.new_page(viewport=PHONE)
    page.route(
        SHOP_PAGE,
        lambda route: route.fulfill(
            content_type="text/html", body=f"{form}<button>go</button></form>"
        ),
    )
    page.route(CALLBACK, lambda route: route.fulfill(body=route.request.post_data or ""))
    page.goto(SHOP_PAGE)
    page.click("button")
    assert complaints(page) == []
    page.click("button[value=pay]")
    assert complaints(page) == []
    page.click("text=بازگشت به فروشگاه")
    assert "ResCode=0&SaleOrderId=10" in page.inner_text("body")


def test_every_page_is_fit_for_a_phone_and_a_screen_reader(shop: Shop, browser: Browser) -> None:
    shop.sale()
    send(shop, pain("m1", ("p1", IBAN, 700_000)))
    shop.http.post("/bank/steer.json", json={"kind": "iban", "value": IBAN})
    shop.sms("sms/send", receptor="09123456789", message="http://127.0.0.1:8000/d/7")
    shop.arm("mellat", "verify", "slow")
    page = browser.new_page(viewport=PHONE)
    for path in ("/", "/mellat", "/zarinpal", "/sms", "/bank", "/registry", "/sites"):
        page.goto(shop.url + path)
        assert complaints(page) == []


def test_a_switch_armed_on_a_providers_page_leads_back_to_it(shop: Shop) -> None:
    wish = {"place": "zarinpal.verify", "fault": "late_success", "back": "/zarinpal"}
    assert shop.http.post("/faults", data=wish).status_code == 400
    armed = shop.http.post("/faults", data={**wish, "fault": "reversed"})
    assert (armed.status_code, armed.headers["Location"]) == (303, "/zarinpal")
    assert "reversed" in shop.http.get("/zarinpal").text
    assert "برداشتن همه" not in shop.http.get("/parsian").text
    foreign = shop.http.post("/faults/clear", data={"back": "https://example.com"})
    assert foreign.headers["Location"] == "/"

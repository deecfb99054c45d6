"""Sites that the outside world plays: found by their name, with the records of their owner."""

from __future__ import annotations

import httpx

from simulators.tests.shop import Shop

SITE = "shop.example"


def visit(shop: Shop, path: str, host: str = SITE) -> httpx.Response:
    return shop.http.get(path, headers={"Host": host})


def test_a_page_is_found_by_the_name_of_its_site(shop: Shop) -> None:
    page = {"domain": SITE, "path": "/about", "body": "<h1>ما</h1>"}
    assert shop.http.post("/sites.json", json=page).status_code == 201
    assert visit(shop, "/about").text == "<h1>ما</h1>"
    assert visit(shop, "/about", f"www.{SITE}:80").text == "<h1>ما</h1>"
    assert visit(shop, "/other").status_code == 404
    assert visit(shop, "/", "unknown.example").status_code == 421


def test_a_site_may_lead_elsewhere_and_be_taken_away(shop: Shop) -> None:
    page = {"domain": SITE, "path": "/", "location": "http://other.example/"}
    shop.http.post("/sites.json", json=page)
    told = visit(shop, "/")
    assert (told.status_code, told.headers["location"]) == (302, "http://other.example/")
    shop.http.post("/sites/erase.json", json={"domain": SITE})
    assert visit(shop, "/").status_code == 421


def test_a_token_is_put_on_a_site_from_the_desk(shop: Shop) -> None:
    form = {"domain": SITE, "token": "abc123", "dns": "on", "file": "on", "meta": "on"}
    assert shop.http.post("/sites", data=form).status_code == 303
    assert 'content="abc123"' in visit(shop, "/").text
    assert visit(shop, "/.well-known/amanat.txt").text == "abc123"
    found = shop.http.get("/dns.json", params={"name": f"_amanat.{SITE}"}).json()
    assert found["records"] == ["amanat=abc123"]
    assert SITE in shop.http.get("/sites").text

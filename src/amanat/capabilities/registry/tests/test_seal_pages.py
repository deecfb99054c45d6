"""The page of a seal, its badge and the register, as a stranger's browser meets them."""

import re
from datetime import datetime

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.ceilings.models import Ceiling
from amanat.capabilities.registry import actions, queries
from amanat.capabilities.registry.models import Look
from amanat.capabilities.registry.pages import badge as badges
from amanat.capabilities.registry.tests.seal_cast import (
    DAY,
    HOUR,
    applied,
    badge_of,
    becomes,
    granted,
    may_presell,
    rated,
)
from amanat.kernel.clock import time as clock
from amanat.words import domains
from amanat.words.act import Act, Role
from amanat.words.moments import spoken_date, tehran_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> datetime:
    return clock.now()


def word(client: Client, typed: str, address: str = "/v/") -> str:
    found = re.search(r"<h1>([^<]+)</h1>", client.get(address + typed).content.decode())
    assert found is not None
    return found[1]


def test_one_seal_is_found_by_code_badge_and_domain(client: Client) -> None:
    seal = granted("shop.ir")
    names = [seal.code, seal.code.lower().replace("-", ""), badge_of(seal).code, "shop.ir",
             "www.SHOP.ir"]  # fmt: skip
    assert {word(client, name) for name in names} == {"معتبر"}
    assert word(client, seal.code, "/en/v/") == "Valid"


def test_the_page_costs_one_query_whatever_was_asked(client: Client) -> None:
    seal = granted()
    becomes(seal, "suspended", clock.now() - HOUR)
    for asked in (seal.code, "shop.ir?on=2026-01-01", "S-0000-0000-0000", "nobody.ir", "؟"):
        with CaptureQueriesContext(
            connection,
        ) as spent:
            client.get(f"/v/{asked}")
        assert len(spent) == 1, (asked, [one["sql"] for one in spent])


@pytest.mark.parametrize(("state", "says"), [
    ("suspended", "تعلیق‌شده"), ("revoked", "لغوشده"), ("expired", "منقضی"), ("closed", "منقضی"),
])  # fmt: skip
def test_what_changed_is_said_at_once(client: Client, at: datetime, state: str, says: str) -> None:
    seal = granted()
    assert word(client, seal.code) == "معتبر"
    becomes(seal, state, at)
    assert word(client, seal.code) == says


def test_a_seal_whose_time_is_over_is_not_green_however_late_the_clock_is(client: Client) -> None:
    seal = granted(ends_in=-HOUR)
    assert seal.state == "granted"
    assert word(client, seal.code) == "منقضی"
    assert "نماد منقضی" in picture(client, seal.code, "https://shop.ir/").content.decode()


def test_the_domain_stands_large_and_punycode_in_both_spellings(client: Client) -> None:
    kept = granted(domains.domain("کتابخانه.example")).domain
    page = client.get("/v/کتابخانه.example").content.decode()
    assert f'<bdi dir="ltr">{kept}</bdi><small><bdi>کتابخانه.example</bdi>' in page
    assert "حرف‌به‌حرف بسنجید" in page
    plain = granted("shop.ir")
    assert "حرف‌به‌حرف" not in client.get(f"/v/{plain.code}").content.decode()


def test_any_day_is_answered_with_its_stretches(client: Client, at: datetime) -> None:
    seal = granted()
    becomes(seal, "suspended", at - 10 * DAY)
    becomes(seal, "granted", at - 8 * DAY, reason="")

    def then(days_ago: int) -> list[str]:
        day = tehran_day(at - days_ago * DAY)
        page = client.get(f"/en/v/{seal.code}?on={day}").content.decode()
        block = page.partition('class="then"')[2].partition("</section>")[0]
        return re.findall(r"<b>([^<]+)</b>", block)

    assert then(20) == ["Valid"]
    assert then(10) == ["Valid", "Suspended"]
    assert then(9) == ["Suspended"]
    assert then(5) == ["Valid"]
    assert then(100) == []


@pytest.mark.parametrize(("typed", "says"), [
    ("۱۴۰۵/۱۳/۰۱", "چنین روزی در تقویم نیست."), ("3000-01-01", "چنین روزی در تقویم نیست."),
    ("2150-01-01", "این روز هنوز نیامده است."), ("دیروز", "چنین روزی در تقویم نیست."),
])  # fmt: skip
def test_a_day_that_is_none_is_said_beside_its_field(client: Client, typed: str, says: str) -> None:
    page = client.get(f"/v/{granted().code}", {"on": typed}).content.decode()
    assert f'id="on-e">{says}' in page
    assert f'value="{typed}"' in page


def test_a_jalali_day_is_read_too(client: Client, at: datetime) -> None:
    seal = granted()
    page = client.get(f"/v/{seal.code}", {"on": "۱۳۹۰/۰۱/۰۱"}).content.decode()
    assert "داده نشده بود" in page


@pytest.mark.parametrize(
    "typed", ["S-7K4Q-92MX-5TB3", "nobody.ir", "0" * 32, "<script>", "۱۲۷.۰.۰.۱"]
)
def test_whatever_is_wrong_is_the_same_unknown_page(client: Client, typed: str) -> None:
    reply = client.get(f"/v/{typed}")
    assert reply.status_code == 404
    page = reply.content.decode()
    assert "<h1>ناشناخته</h1>" in page
    assert "<script" not in page


def test_an_application_is_nobodys_business(client: Client, at: datetime) -> None:
    seal = applied("shop.ir")
    assert word(client, "shop.ir") == word(client, seal.code) == "ناشناخته"


def test_after_twenty_unknown_codes_a_network_waits_but_a_seal_is_still_shown(
    client: Client,
) -> None:
    seal = granted()
    replies = [client.get(f"/v/wrong-{n}.ir").status_code for n in range(22)]
    assert replies == [404] * 20 + [429] * 2
    assert Look.objects.count() == 21
    assert word(client, seal.code) == "معتبر"
    assert client.get("/v/wrong.ir", REMOTE_ADDR="203.0.113.9").status_code == 404


def test_the_page_is_light_whole_without_script_and_never_framed(client: Client) -> None:
    seal = granted()
    reply = client.get(f"/v/{seal.code}")
    page = reply.content.decode()
    assert "<script" not in page
    assert "style=" not in page
    assert reply["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in reply["Content-Security-Policy"]
    assert reply["Cache-Control"].startswith("public, max-age=")
    assert not reply.cookies
    assert "Cookie" not in reply.get("Vary", "")


@pytest.mark.parametrize(("used", "says"), [
    (0, "More than half is free"), (600, "Between a fifth and a half is free"),
    (900, "Less than a fifth is free"), (1000, "No room left"),
])  # fmt: skip
def test_rank_and_ceiling_stand_on_the_page_when_there_are_any(
    client: Client, used: int, says: str
) -> None:
    seal = granted()
    before = client.get(f"/en/v/{seal.code}").content.decode()
    assert "Rank" not in before
    assert "ceiling" not in before
    rated(seal, 4)
    may_presell(seal, 1000, used)
    with CaptureQueriesContext(connection) as spent:
        page = client.get(f"/en/v/{seal.code}").content.decode()
    assert len(spent) == 1
    assert "4 of 5 stars" in page
    assert f">{says}</a>" in page


def test_a_frozen_ceiling_has_no_room_and_who_is_not_rated_has_no_stars(client: Client) -> None:
    seal = granted()
    rated(seal, None)
    Ceiling.objects.filter(pk=may_presell(seal, 1000, 0).pk).update(state="frozen")
    page = client.get(f"/en/v/{seal.code}").content.decode()
    assert "Not rated yet" in page
    assert ">frozen</a>" in page


#  The badge.


def picture(client: Client, code: str, referrer: str = "", **more: str):
    headers = {"referer": referrer} if referrer else {}
    return client.get(f"/badge/{code}.svg", headers={**headers, **more})


@pytest.mark.parametrize(("referrer", "says"), [
    ("https://shop.ir/", "SEAL VALID"),
    ("https://www.shop.ir/cart", "SEAL VALID"),
    ("https://shop.ir:8443/", "SEAL VALID"),
    ("", "NOT VALID HERE"),
    ("https://evil.ir/", "NOT VALID HERE"),
    ("https://shop.ir.evil.ir/", "NOT VALID HERE"),
    ("https://user.shop.ir/", "NOT VALID HERE"),
    ("https://shop.ir@evil.ir/", "NOT VALID HERE"),
    ("no address", "NOT VALID HERE"),
    ("https://[::1", "NOT VALID HERE"),
])  # fmt: skip
def test_the_badge_is_green_at_home_only(client: Client, referrer: str, says: str) -> None:
    reply = picture(client, granted().code, referrer)
    text = reply.content.decode()
    assert (reply.status_code, reply["Content-Type"]) == (200, "image/svg+xml")
    assert says in text
    assert "shop.ir" in text
    assert ("#2C661C" in text) == (says == "SEAL VALID")


def test_an_origin_counts_before_a_referrer(client: Client) -> None:
    code = granted().code
    assert "SEAL VALID" in picture(client, code, origin="https://shop.ir").content.decode()
    forged = picture(client, code, "https://shop.ir/", origin="https://evil.ir")
    assert "NOT VALID HERE" in forged.content.decode()


@pytest.mark.parametrize(("state", "says"), [
    ("suspended", "SEAL SUSPENDED"), ("revoked", "SEAL REVOKED"), ("expired", "SEAL EXPIRED"),
])  # fmt: skip
def test_a_seal_that_does_not_hold_is_never_green(
    client: Client, at: datetime, state: str, says: str
) -> None:
    seal = granted()
    becomes(seal, state, at)
    text = picture(client, seal.code, "https://shop.ir/").content.decode()
    assert says in text
    assert "#2C661C" not in text


def test_an_unknown_code_is_a_picture_too(client: Client) -> None:
    reply = picture(client, "0" * 32, "https://shop.ir/")
    assert reply.status_code == 200
    assert "NO SUCH SEAL" in reply.content.decode()


def test_a_register_that_does_not_answer_is_never_green(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(typed: str, network: str) -> queries.Answer:
        raise DatabaseError

    monkeypatch.setattr(badges.queries, "the_answer", broken)
    reply = picture(client, "S-7K4Q-92MX-5TB3", "https://shop.ir/")
    assert reply.status_code == 200
    assert "CANNOT TELL NOW" in reply.content.decode()


def test_a_new_code_kills_the_old_one_at_once(client: Client) -> None:
    seal = granted()
    badge = badge_of(seal)
    old, owner = badge.code, seal.business.registered_by
    client.force_login(owner)
    page = client.get(f"/seals/{seal.code}/badge").content.decode()
    assert old in page
    assert client.post(f"/seals/{seal.code}/badge").status_code == 303
    assert word(client, old) == "ناشناخته"
    assert word(client, badge_of(seal).code) == word(client, seal.code) == "معتبر"


def test_a_stranger_does_not_see_the_holders_badge_page(client: Client) -> None:
    seal, other = granted(), granted("other.ir")
    client.force_login(other.business.registered_by)
    assert client.get(f"/seals/{seal.code}/badge").status_code == 404
    assert client.post(f"/seals/{seal.code}/badge").status_code == 404


#  The register and the published files.


def test_the_register_is_searched_by_domain_name_and_state(client: Client, at: datetime) -> None:
    shop, other = granted("shop.ir"), granted("books.example")
    becomes(other, "suspended", at)

    def found(**query: str) -> list[str]:
        page = client.get("/en/seals", query).content.decode()
        return re.findall(r'/en/v/(S-[^"]+)"', page)

    assert found() == sorted([shop.code, other.code])
    assert found(q="SHOP.ir") == found(q="https://shop.ir/cart") == [shop.code]
    assert found(q="پارس") == sorted([shop.code, other.code])
    assert found(state="suspended") == [other.code]
    assert found(q="nobody.ir") == []


def test_the_table_and_the_feed_say_the_same(client: Client, at: datetime) -> None:
    seal = granted()
    becomes(seal, "suspended", at, reason="licence_ended")
    row = client.get("/seals.csv").content.decode("utf-8-sig").splitlines()[1].split(",")
    assert row[:2] == [seal.code, "shop.ir"]
    assert row[3:6] == ["suspended", "2", "licence_ended"]
    feed = client.get("/seals/changes.json").json()
    assert [one["state"] for one in feed["changes"]] == ["valid", "suspended"]
    again = client.get("/seals/changes.json", {"after": str(feed["next"])}).json()
    assert again == {"changes": [], "next": feed["next"]}


def test_a_list_is_published_when_a_seal_changes_and_when_the_last_is_no_longer_young(
    at: datetime,
) -> None:
    seal = granted()

    def publish(when: datetime) -> int:
        return actions.publish(Act(None, Role.HOUSE, when)).sequence

    first = publish(at)
    assert publish(at + HOUR / 60) == first
    becomes(seal, "suspended", at)
    assert publish(at + HOUR / 60) == first + 1
    assert publish(at + HOUR / 5) == first + 2


def test_no_published_address_sets_a_cookie(client: Client, at: datetime) -> None:
    seal = granted()
    actions.publish(Act(None, Role.HOUSE, at))
    for path in ("/.well-known/jwks.json", "/.well-known/did.json", "/seals.json",
                 "/seals/status/revocation", "/seals/status/suspension",
                 f"/v/{seal.code}/credential", "/embed/1/seal.js",
                 "/embed/1/verify_seal.py", "/embed/1/integrity.json", "/seals/changes.json"):  # fmt: skip
        reply = client.get(path)
        assert (reply.status_code, dict(reply.cookies)) == (200, {}), path
        assert reply["Access-Control-Allow-Origin"] == "*"


def test_the_day_is_said_in_the_pages_calendar(client: Client, at: datetime) -> None:
    seal = granted()
    said = spoken_date(tehran_day(at - 40 * DAY), "fa")
    assert said in client.get(f"/v/{seal.code}").content.decode()

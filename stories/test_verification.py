"""A buyer, a payment provider and a stranger with a laptop check one seal, each in their way."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.registry import actions as registry
from amanat.capabilities.registry.models import Publication
from amanat.capabilities.registry.pages import badge
from amanat.capabilities.registry.tests.seal_cast import becomes, granted
from amanat.capabilities.registry.tests.strangers import verify_seal
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals.models import Seal
from amanat.capabilities.seals.tests.cast import a_cast
from amanat.config.environment import PROJECT
from amanat.face import stylesheet
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from stories.jobs import do_waiting_jobs

pytestmark = pytest.mark.django_db
MOST_BYTES = 60 * 1024
FONTS = ("vazirmatn-fa.woff2", "vazirmatn-latin.woff2")
Files = dict[str, str]
PAPERS = {
    "jwks.json": "/.well-known/jwks.json",
    "list.json": "/seals.json",
    "revocation.jwt": "/seals/status/revocation",
    "suspension.jwt": "/seals/status/suspension",
}


@pytest.fixture
def seal() -> Seal:
    """A granted seal, as rows, and the lists that tell of it."""
    one = granted("shop.ir")
    publish()
    return one


def publish() -> Publication:
    return registry.publish(Act(None, Role.HOUSE, clock.now()))


def stop(seal: Seal) -> None:
    becomes(seal, "suspended", clock.now())
    publish()


def read(client: Client, path: str) -> str:
    reply = client.get(path)
    assert reply.status_code == 200, path
    return reply.content.decode()


def fetched(client: Client, seal: Seal) -> Files:
    """What a stranger downloads."""
    files = {name: read(client, path) for name, path in PAPERS.items()}
    return {**files, "credential.jwt": read(client, f"/v/{seal.code}/credential")}


def told(files: Files, seal: Seal, at: datetime | None = None) -> str:
    return verify_seal.verify(files, seal.domain, at or clock.now())[0]


def word(client: Client, seal: Seal) -> str:
    found = re.search(r"<h1>([^<]+)", read(client, f"/en/v/{seal.code}"))
    assert found is not None
    return found[1]


def test_a_buyer_the_provider_and_a_stranger_see_the_same(client: Client) -> None:
    """By the real verbs, and with the worker."""
    cast = a_cast()
    seal = cast.granted()
    do_waiting_jobs()
    assert word(client, seal) == "Valid"
    assert client.get(f"/api/register/{seal.domain}").json()["state"] == "valid"
    assert told(fetched(client, seal), seal) == "valid"
    before = client.get("/seals/changes.json").json()["next"]
    cast.at = clock.now()
    seals.suspend_for(cast.house(), business_id=cast.business.pk, reason="critical_finding")
    assert word(client, seal) == "Suspended"  # Before any worker came by.
    assert client.get(f"/api/register/{seal.code}").json()["state"] == "suspended"
    do_waiting_jobs()
    assert told(fetched(client, seal), seal) == "suspended"
    feed = client.get("/seals/changes.json", {"after": str(before)}).json()["changes"]
    assert [(one["code"], one["state"]) for one in feed] == [(seal.code, "suspended")]
    cast.decide(seal, "revoke")
    do_waiting_jobs()
    assert (word(client, seal), told(fetched(client, seal), seal)) == ("Revoked", "revoked")


def test_a_public_library_verifies_what_we_published(client: Client, seal: Seal) -> None:
    stop(seal)
    files = fetched(client, seal)
    keys = jwt.PyJWKSet.from_json(files["jwks.json"])

    def decoded(token: str) -> dict[str, object]:
        key = keys[jwt.get_unverified_header(token)["kid"]]
        return jwt.decode(token, key, algorithms=["EdDSA"])

    credential = decoded(files["credential.jwt"])
    assert credential["credentialSubject"]["domains"] == [seal.domain]
    set_bits = {}
    for entry in credential["credentialStatus"]:
        purpose, place = entry["statusPurpose"], int(entry["statusListIndex"])
        encoded = decoded(files[f"{purpose}.jwt"])["credentialSubject"]["encodedList"]
        bits = verify_seal.zlib.decompress(verify_seal.decoded(encoded[1:]), 31)
        set_bits[purpose] = bool(bits[place // 8] & 0x80 >> place % 8)
    assert set_bits == {"revocation": False, "suspension": True}


def flipped(text: str) -> str:
    """One letter near the end changed for another of the alphabet."""
    place = len(text) - 20
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]


FORGERIES: dict[str, Callable[[Files, Files], Files]] = {
    "a tampered list": lambda now, _: {
        **now, "list.json": now["list.json"].replace("suspended", "valid")},
    "the list from before": lambda now, was: {**now, "list.json": was["list.json"]},
    "the bits from before": lambda now, was: {**now, "suspension.jwt": was["suspension.jwt"]},
    "a flipped bit of the credential": lambda _, was: {
        **was, "credential.jwt": flipped(was["credential.jwt"])},
    "a flipped bit of the bits": lambda _, was: {
        **was, "suspension.jwt": flipped(was["suspension.jwt"])},
    "a key of somebody else": lambda _, was: {
        **was, "jwks.json": was["jwks.json"].replace('"x": "', '"x": "AAAA')},
}  # fmt: skip


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
def test_a_suspended_seal_is_never_valid_again_by_forgery(
    client: Client, seal: Seal, forged: Callable[[Files, Files], Files]
) -> None:
    was = fetched(client, seal)
    stop(seal)
    files = forged(fetched(client, seal), was)
    answer, cause, _ = verify_seal.verify(files, seal.domain, clock.now())
    assert (answer, bool(cause)) == ("cannot tell", True)


def test_all_papers_from_before_are_noticed_by_whoever_saw_a_newer_list_and_by_all_when_stale(
    client: Client, seal: Seal
) -> None:
    was = fetched(client, seal)
    stop(seal)
    at = clock.now()
    _, _, seen = verify_seal.verify(fetched(client, seal), seal.domain, at)
    assert verify_seal.verify(was, seal.domain, at, seen)[0] == "cannot tell"
    assert told(was, seal, at + timedelta(minutes=31)) == "cannot tell"


def test_the_whole_page_is_below_60_kb_and_asks_the_database_once(
    client: Client, seal: Seal
) -> None:
    with CaptureQueriesContext(connection) as spent:
        page = read(client, f"/v/{seal.code}")
    static = stylesheet.HERE / "static"
    fonts = sum((static / "fonts" / name).stat().st_size for name in FONTS)
    weight = len(page.encode()) + stylesheet.LEAN.stat().st_size + fonts
    assert weight + (static / "mark.svg").stat().st_size <= MOST_BYTES
    assert len(spent) == 1
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert {Path(one).name for one in loaded} == {"seal.css", "mark.svg"}
    assert "<script" not in page


def test_the_short_way_and_the_long_way_give_one_page(
    client: Client, seal: Seal, settings: Any
) -> None:
    door = "amanat.capabilities.registry.pages.door.SealDoor"
    path = f"/en/v/{seal.code}"
    short = client.get(path)
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != door]
    long = Client().get(path)
    assert short.content == long.content
    own = {"Request-Id", "Vary"}
    assert {k: v for k, v in short.items() if k not in own} == {
        k: v for k, v in long.items() if k not in own
    }


def test_what_it_was_on_a_day_stays_the_same_whatever_comes_later(
    client: Client, seal: Seal
) -> None:
    day = tehran_day(clock.now())
    stop(seal)
    then = client.get(f"/api/register/{seal.code}", {"on": day.isoformat()}).json()["history"]
    assert [one["state"] for one in then] == ["valid", "suspended"]
    earlier = client.get(f"/api/register/{seal.code}", {"on": "2026-01-01"}).json()["history"]
    assert earlier == []


def test_a_forged_seal_leads_to_the_page_that_does_not_know_it(client: Client) -> None:
    forged = client.get("/en/v/S-7K4Q-92MX-5TB3")
    assert forged.status_code == 404
    assert "<h1>Unknown</h1>" in forged.content.decode()
    assert "Report it" in forged.content.decode()


def test_the_door_of_the_home_page_leads_to_the_seal(client: Client, seal: Seal) -> None:
    assert 'href="/en/verify"' in read(client, "/en/")
    assert 'action="/en/v"' in read(client, "/en/verify")
    for typed in (seal.domain, f"https://www.{seal.domain}/cart?x=1", seal.code.lower()):
        sent = client.get("/en/v", {"q": typed})
        assert sent.status_code == 303
        assert "<h1>Valid</h1>" in read(client, sent["Location"])


def test_the_hashes_that_are_published_are_those_of_the_files() -> None:
    page = (PROJECT / "docs/how-to/seal-badge.md").read_text("utf-8")
    for name in badge.SERVED:
        assert f"{name} {badge.sri(name)}" in page, f"The hash of {name} is {badge.sri(name)}"


def test_the_script_shows_no_inline_style_and_keeps_nothing() -> None:
    script = badge.contents("seal.js").decode()
    for word in ("cookie", "localStorage", "style=", ".style", "innerHTML", "eval"):
        assert word not in script.partition("(() =>")[2], word


def test_every_change_that_matters_is_a_public_fact(client: Client, seal: Seal) -> None:
    listed = json.loads(publish().seal_list)["list"]
    assert [one["code"] for one in listed["seals"]] == [seal.code]

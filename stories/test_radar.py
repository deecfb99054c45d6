"""The radar finds a forged seal, or a seller who goes on while suspended; every row of its table."""

from dataclasses import replace

import pytest

from amanat.capabilities.notices.models import Notice
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import drill, queries
from amanat.capabilities.radar.models import Sighting, Visit
from amanat.capabilities.radar.states import SIGHTING
from amanat.capabilities.radar.tests.town import Town
from amanat.capabilities.seals.models import Decision
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from amanat.words.machine import BIRTH, Row
from simulators.shops.street import Shop
from stories.jobs import do_waiting_jobs
from stories.radar_desk import FORGER, WORDS, Desk, sealed

pytestmark = pytest.mark.django_db


#  Every row of the table ------------------------------------------------------------------------

TERMS: dict[str, dict[str, object]] = {
    "find_cleared": {"pages": "", "shots": ""},
    "find_persisting": {}, "notify_owner": {}, "recheck": {}, "pass_to_supervisor": {},
    "hand_to_committee": {}, "claim_removal": {},
}  # fmt: skip
ROWS = [row for row in SIGHTING if row.old != BIRTH]


def do(desk: Desk, row: Row, found: Sighting) -> None:
    """This row, by the first of those who may."""
    role = sorted(row.who)[0]
    who = {Role.OFFICER: desk.clerk, Role.SUPERVISOR: desk.chief, Role.COMMITTEE: desk.board}
    terms = dict(TERMS.get(row.verb, {"words": WORDS}))
    if row.verb == "cut_gateway":
        order = radar.order_gateway_cut(
            desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS
        )
        terms = {"token": order.token}
    if row.verb == "request_block":
        act = desk.now(Role.OFFICER, desk.clerk)
        radar.propose_block(act, sighting_id=found.pk, words=WORDS)
    getattr(radar, row.verb)(desk.now(role, who.get(role)), sighting_id=found.pk, **terms)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.verb}-{row.old}")
def test_every_row_of_the_table_is_walked(desk: Desk, row: Row) -> None:
    found = getattr(desk, row.old)()
    do(desk, row, found)
    found.refresh_from_db()
    assert found.state == row.new
    assert (found.due_at is not None) == (row.new in SIGHTING.timers)


#  What is found ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "signs"),
    [
        ("copied.shops.test", {"picture", "shop"}),
        ("resized.shops.test", {"picture", "shop"}),
        ("words.shops.test", {"claim", "shop"}),
        ("elsewhere.shops.test", {"picture", "elsewhere", "mention", "shop"}),
        ("borrowed.shops.test", {"picture", "claimed_code", "mention", "shop"}),
        ("cloaking.shops.test", {"picture", "shop", "two_faces"}),
        ("xn--onest-8ze.shops.test", {"picture", "claimed_code", "mention", "shop"}),
    ],
)
def test_a_forgery_is_found_and_every_point_is_explained(
    desk: Desk, host: str, signs: set[str]
) -> None:
    found = desk.looked_at(host)
    assert found is not None and (found.state, found.kind) == ("suspected", "forged_seal")
    assert {name for name, _, _ in found.parts} == signs
    assert found.score > found.threshold == 8_000
    shots = queries.screenshots(found.pk)
    assert [one.network for one in shots] == ["desk", "phone"]
    fact = Entry.objects.get(subject=f"sighting:{found.pk}", name="SightingDetected")
    assert fact.facts["screenshots"].split() == [one.screenshot.sha256 for one in shots]
    assert len(fact.facts["page_sha256"].split()) == 2


@pytest.mark.parametrize(
    "host", ["article.shops.test", "inside.shops.test", "endless.shops.test", "nobody.shops.test"]
)
def test_what_is_no_forgery_or_cannot_be_seen_is_no_case(desk: Desk, host: str) -> None:
    assert desk.looked_at(host) is None
    seen = Visit.objects.latest("pk").observations.order_by("pk")
    words = {"inside.shops.test": "inside", "endless.shops.test": "too_large"}
    wanted = words.get(host, "unknown_name" if host.startswith("nobody") else "")
    assert [one.why_not for one in seen] == [wanted, wanted]


def test_a_sealed_shop_is_left_alone_and_its_seal_on_another_is_a_forgery(
    trade: Desk, town: Town
) -> None:
    host = sealed(trade, town)
    assert trade.looked_at(host) is None
    town.shops["twin.shops.test"] = replace(town.shops[host], host="twin.shops.test")
    found = trade.looked_at("twin.shops.test")
    assert found is not None and found.kind == "forged_seal"
    assert found.register["claimed"][0][2] == "granted", "The seal is true, and another’s."


def test_a_revoked_seal_still_shown_is_a_forgery(trade: Desk, town: Town) -> None:
    seal = trade.revoked()
    town.shops[seal.domain] = Shop(seal.domain, "sealed", 7, code=seal.code)
    found = trade.looked_at(seal.domain)
    assert found is not None and (found.kind, found.register["state"]) == ("forged_seal", "revoked")
    assert found.seal_id == seal.pk


def test_a_suspended_seller_who_goes_on_is_found_and_the_seal_hears_of_it(
    trade: Desk, town: Town
) -> None:
    seal = trade.suspended()
    town.shops[seal.domain] = Shop(seal.domain, "sealed", 7, code=seal.code)
    found = trade.looked_at(seal.domain)
    assert found is not None and found.kind == "suspended_trading"
    assert [name for name, _, _ in found.parts] == ["basket", "payment", "gateway_alive"]
    assert found.gateway == "bpm.shaparak.ir"
    act = trade.now(Role.OFFICER, trade.clerk)
    radar.confirm_sighting(act, sighting_id=found.pk, words=WORDS)
    do_waiting_jobs()
    assert Decision.objects.filter(seal=seal, kind="revoke").exists()
    assert Notice.objects.filter(kind="radar.notice", person=trade.owner).exists()


def test_a_suspended_seller_who_stopped_is_no_case(trade: Desk, town: Town) -> None:
    seal = trade.suspended()
    town.shops[seal.domain] = Shop(seal.domain, "sealed", 7, code=seal.code, is_open=False)
    assert trade.looked_at(seal.domain) is None


def test_new_adverts_while_suspended_weigh(trade: Desk, town: Town) -> None:
    host = sealed(trade, town)
    assert trade.looked_at(host) is None
    trade.suspended_now()
    town.shops[host] = replace(town.shops[host], adverts=5)
    found = trade.looked_at(host)
    assert found is not None and "new_adverts" in [name for name, _, _ in found.parts]


def test_what_is_looked_at_again_feeds_the_open_case(desk: Desk) -> None:
    first, second = desk.looked_at(FORGER), desk.looked_at(FORGER)
    assert first == second
    assert first is not None and first.observations.count() == 4


def test_a_small_town_is_screened_and_a_planted_bug_is_caught(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The whole town, 3,500 shops, is screened by `make drill-radar`."""
    assert drill.main(["--count", "160"]) == 0
    said = capsys.readouterr().out
    assert "9 of 9 forged seals found" in said and "4 passed, 0 failed" in said

"""The radar and everybody: reports, the schedule of looks, its pages."""

import hashlib

import pytest
from django.db import transaction
from django.test import Client

from amanat.capabilities.evidence.models import File
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import queries, refusals
from amanat.capabilities.radar.models import Report, Sighting, Site
from amanat.capabilities.radar.tests.town import Town
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from stories.jobs import do_waiting_jobs
from stories.radar_desk import FORGER, HOUR, WORDS, Desk, browser, case, cost, sealed

pytestmark = pytest.mark.django_db


#  Reports from outside --------------------------------------------------------------------------


def test_a_report_opens_a_case_and_a_look_follows(desk: Desk) -> None:
    answer = Client().post("/report/seal", {"address": FORGER, "words": "نشانش ساختگی است"})
    assert answer.status_code == 303
    (found,) = Sighting.objects.filter(source="report")
    assert (found.state, found.score) == ("suspected", 0)
    do_waiting_jobs()
    found.refresh_from_db()
    assert found.score > found.threshold and len(queries.screenshots(found.pk)) == 2


def test_reports_of_one_source_are_grouped_and_then_refused(desk: Desk) -> None:
    act = desk.now(Role.PERSON)
    for number in range(10):
        for _ in range(3):
            radar.report_seal(act, address=f"shop{number}.example.com", network="10.0.0.0/24")
    assert sorted(Report.objects.values_list("count", flat=True)) == [3] * 10
    with pytest.raises(refusals.TooManyReports) as no, transaction.atomic():
        radar.report_seal(act, address="one-more.example.com", network="10.0.0.0/24")
    assert no.value.status == 429
    radar.report_seal(act, address="one-more.example.com", network="10.0.1.0/24")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "radar.address"), ("   ", "radar.address"), ("x" * 501, "radar.address"),
        ("http://127.0.0.1/", "radar.address_inside"), ("localhost", "radar.address_inside"),
        ("http://169.254.169.254/latest", "radar.address_inside"),
        ("http://0x7f.1/", "radar.address_inside"), ("javascript:alert(1)", "radar.address_inside"),
        ("ftp://shop.example", "radar.address_inside"),
    ],
)  # fmt: skip
def test_a_report_without_a_public_address_is_refused_beside_its_field(
    desk: Desk, typed: str, code: str
) -> None:
    answer = Client().post("/report/seal", {"address": typed, "words": "همین"})
    assert answer.status_code == 422
    assert "همین" in answer.content.decode(), "What was typed stays."
    with pytest.raises((refusals.AddressNeeded, refusals.AddressNotPublic)) as no:
        radar.report_seal(desk.now(Role.PERSON), address=typed, network="n")
    assert (no.value.code, no.value.param) == (code, "address")


#  The schedule ----------------------------------------------------------------------------------


def test_suspended_sites_are_looked_at_every_six_hours_and_the_rest_once_a_week(
    trade: Desk, town: Town
) -> None:
    host = sealed(trade, town)
    do_waiting_jobs()
    site = Site.objects.get(host=host)
    radar.sweep(trade.now(Role.HOUSE))
    site.refresh_from_db()
    assert site.pace == "normal" and site.next_at - clock.now() > 167 * HOUR
    trade.suspended_now()
    do_waiting_jobs()
    site.refresh_from_db()
    assert site.pace == "suspended" and site.next_at - clock.now() <= 6 * HOUR
    clock.advance(6 * HOUR)
    assert radar.sweep(trade.now(Role.HOUSE)) == 1
    assert radar.sweep(trade.now(Role.HOUSE)) == 0, "One look is on its way."
    do_waiting_jobs()
    assert Sighting.objects.get(site=site).kind == "suspended_trading"


def test_a_look_that_a_dead_worker_dropped_goes_out_again_and_counts_once(desk: Desk) -> None:
    site = radar.watch_site(desk.now(Role.HOUSE), host=FORGER, source="list")
    asked = radar.ask_visit(desk.now(Role.HOUSE), site_id=site.pk, why="schedule")
    assert asked is not None
    clock.advance(HOUR)
    radar.sweep(desk.now(Role.HOUSE))
    do_waiting_jobs()
    assert Sighting.objects.filter(site=site).count() == 1
    assert asked.observations.count() == 2


def test_a_list_is_taken_whole_or_not_at_all(desk: Desk) -> None:
    act = desk.now(Role.OFFICER, desk.clerk)
    with pytest.raises(refusals.SiteListWrong) as no, transaction.atomic():
        radar.watch_list(act, addresses=["one.example.com", "http://10.0.0.1/"])
    assert no.value.facts == {"line": 2} and not Site.objects.exists()
    answer = browser(desk.clerk).post("/desk/radar", {"addresses": "a.example.com\nb.example.com"})
    assert answer.status_code == 303 and Site.objects.count() == 2


#  Pages and API ---------------------------------------------------------------------------------


def test_the_case_is_decided_on_its_page_with_the_evidence_side_by_side(desk: Desk) -> None:
    found = desk.suspected()
    client = browser(desk.clerk)
    shown = client.get(case(found)).content.decode()
    shots = queries.screenshots(found.pk)
    for one in shots:
        path = f"{case(found)}/shot/{one.pk}"
        assert path in shown and one.screenshot.sha256 in shown
        picture = client.get(path)
        assert hashlib.sha256(picture.content).hexdigest() == one.screenshot.sha256
        assert browser(desk.owner).get(path).status_code == 404
    assert Entry.objects.filter(name="ScreenshotOpened", by=desk.clerk.pk).count() == 2
    assert client.post(case(found), {"verb": "confirm_sighting", "words": WORDS}).status_code == 303
    assert browser(desk.owner).get(case(found)).status_code == 404
    assert client.get("/desk/radar").status_code == 200
    assert client.get("/en/desk/radar").status_code == 200
    assert client.get(f"/en{case(found)}").status_code == 200


def test_the_desk_and_the_list_cost_the_same_with_one_case_and_with_three(desk: Desk) -> None:
    counts: list[list[int]] = []
    for host in (FORGER, "words.shops.test", "resized.shops.test"):
        found = desk.looked_at(host)
        assert found is not None
        radar.confirm_sighting(
            desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS
        )
        counts.append([cost(lambda path=path: browser(desk.clerk).get(path)) for path in
                       ("/desk/radar", "/radar", "/radar/feed.json")])  # fmt: skip
    assert counts[0] == counts[1] == counts[2]


def test_photographs_of_the_house_are_nobodys_files(desk: Desk) -> None:
    desk.suspected()
    assert set(File.objects.values_list("person_id", flat=True)) >= {None}

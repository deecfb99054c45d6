"""The radar through the house's own crawler, a real browser as its camera, and its API."""

import base64
import http.server
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.payments.tests.cast import simulators
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import queries
from amanat.capabilities.radar.models import Sighting
from amanat.capabilities.radar.ports import camera, web
from amanat.capabilities.radar.ports.looking import SHOWN
from amanat.capabilities.radar.tests.town import Pencil
from amanat.kernel import crawler
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from simulators.shops import pictures

WORDS = "دو تصویر را دیدم؛ نماد در دفتر نیست."
SEAL = pictures.png(pictures.seal())


class Tripwire(http.server.BaseHTTPRequestHandler):
    """Counts whoever comes: nobody should."""

    touched: list[str] = []

    def do_GET(self) -> None:
        self.touched.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def tripwire() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tripwire)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Tripwire.touched.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_the_camera_shows_the_page_and_asks_nobody(tripwire: str) -> None:
    """Even a page that was not rewritten finds no network."""
    data = base64.b64encode(SEAL).decode()
    hostile = (
        f'<img src="{tripwire}/a.png"><link rel=stylesheet href="{tripwire}/b.css">'
        f'<iframe src="{tripwire}/c"></iframe><script>fetch("{tripwire}/d")</script>'
        f'<img src="data:image/png;base64,{data}" width="400" height="400">'
    )
    try:
        content = camera.Chromium().shoot(hostile)
    except camera.NoPhotograph as no:
        if str(no) == "missing":
            pytest.skip("no Chromium: apt-get install chromium")
        raise
    assert Tripwire.touched == []
    with Image.open(BytesIO(content)) as shot:
        assert shot.format == "PNG" and shot.size == (camera.WIDTH, camera.HEIGHT)
        colours = {colour for _, colour in shot.convert("RGB").getcolors(10**6) or []}
    assert pictures.GREEN in colours, "The seal is on the photograph."


def test_a_server_without_a_browser_says_so() -> None:
    with pytest.MonkeyPatch.context() as outside:
        outside.setenv("PATH", "/nowhere")
        with pytest.raises(camera.NoPhotograph, match="missing"):
            camera.Chromium().shoot("<p>")


@pytest.fixture
def street(tmp_path: Path, settings: Any) -> Iterator[str]:
    """The simulators play the shops; our own crawler goes there and nowhere else."""
    with simulators(tmp_path) as outside:
        settings.SITES = {**settings.SITES, "address": outside.address}
        yield outside.address


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "is_found", "why_not"),
    [
        ("copied.shops.test", True, ""),
        ("cloaking.shops.test", True, ""),
        ("inside.shops.test", False, "inside"),
        ("endless.shops.test", False, "too_large"),
    ],
)
def test_through_the_crawler_as_two_networks(
    street: str, host: str, is_found: bool, why_not: str
) -> None:
    house = Act(None, Role.HOUSE, clock.now())
    site = radar.watch_site(house, host=host, source="list")
    asked = radar.ask_visit(house, site_id=site.pk, why="schedule", url=f"http://{host}/")
    assert asked is not None
    with camera.by_way_of(Pencil()):
        radar.visit(house, visit_id=asked.pk)
    assert Sighting.objects.filter(site=site).exists() is is_found
    seen = asked.observations.order_by("network")
    assert [one.why_not for one in seen] == [why_not, why_not]
    if host.startswith("cloaking"):
        desk, phone = (one.distance for one in seen)
        assert desk > SHOWN and phone == 0, "The phone alone is shown the seal."


def test_each_network_says_another_name_and_none_goes_inside(street: str) -> None:
    agents = {one.agent for one in web.networks()}
    assert len(agents) == 2 and crawler.AGENT not in agents
    for url in ("http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/"):
        with pytest.raises(web.NotFetched):
            web.Crawled().get(url.replace("127.0.0.1", "127.0.0.9"), web.networks()[0])


#  For machines ----------------------------------------------------------------------------------


@pytest.fixture
def case(street: str, db: None) -> Sighting:
    house = Act(None, Role.HOUSE, clock.now())
    site = radar.watch_site(house, host="copied.shops.test", source="list")
    asked = radar.ask_visit(house, site_id=site.pk, why="schedule", url="http://copied.shops.test/")
    assert asked is not None
    with camera.by_way_of(Pencil()):
        radar.visit(house, visit_id=asked.pk)
    return Sighting.objects.get(site=site)


def test_a_case_is_read_and_decided_by_a_program(case: Sighting) -> None:
    clerk = Program.of(staff(Role.OFFICER))
    path = f"/api/radar/sightings/{case.pk}"
    told = clerk.get(path).json()
    assert (told["state"], told["domain"]) == ("suspected", "copied.shops.test")
    assert {one["sign"] for one in told["parts"]} == {"picture", "shop"}
    assert len({one["screenshot_sha256"] for one in told["looks"]} - {None}) == 2
    assert [one["id"] for one in clerk.get("/api/radar/sightings").json()["sightings"]] == [
        str(case.pk)
    ]
    body = {"verb": "confirm_sighting", "words": WORDS}
    assert clerk.post(f"{path}/decisions", body).json()["state"] == "confirmed"
    answer = clerk.post(f"{path}/decisions", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")
    assert clerk.get("/api/radar").json()["entries"][0]["code"] == case.code
    stranger: Person = a_person()
    assert Program.of(stranger).get(path).status_code == 404
    assert Program.of(stranger).post(f"{path}/decisions", body).status_code == 404


def test_a_program_reports_and_an_officer_s_program_watches_a_list(case: Sighting) -> None:
    told = Program.of(a_person()).post("/api/radar/reports", {"address": "copied.shops.test"})
    assert (told.status_code, told.json()["code"]) == (201, case.code), "The same open case."
    bad = Program.of(a_person()).post("/api/radar/reports", {"address": "http://10.0.0.1/"})
    assert (bad.status_code, bad.json()["code"]) == (422, "radar.address_inside")
    clerk = Program.of(staff(Role.OFFICER))
    answer = clerk.post("/api/radar/sites", {"addresses": ["a.example.com", "a.example.com/x"]})
    assert answer.json() == {"hosts": ["a.example.com"]}
    assert queries.figures(clock.now()).screened == 1

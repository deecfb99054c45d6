"""The radar: a forged seal, or a seller who goes on while suspended, from the first look on."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar.models import Sighting
from amanat.capabilities.radar.ports import camera, web
from amanat.capabilities.seals.tests.cast import Cast, a_cast
from amanat.kernel.crawler import NotFetched, Page
from amanat.words.act import Act, Role
from amanat.words.targets import target_of
from simulators.shops.street import GATEWAY, STREET, Shop, visit

pytestmark = pytest.mark.django_db
WORDS = "دو تصویر را دیدم؛ نماد در دفتر نیست."
HOUR = timedelta(hours=1)


class Town:
    """A web of test shops, in this very process; what a shop is can be changed by the story."""

    def __init__(self, shops: dict[str, Shop]) -> None:
        self.shops = dict(shops)
        self.asked: list[str] = []

    def get(self, url: str, network: web.Network) -> Page:
        target = target_of(url)
        self.asked.append(url)
        if target.host in GATEWAY:
            return Page(url, 200, {}, b"")
        if target.host not in self.shops:
            raise NotFetched("unknown_name")
        answer = visit(self.shops[target.host], target.path, network.agent)
        if answer.status == 302:
            return self.get(answer.headers["Location"], network)
        if len(answer.body) > web.LIMIT_BYTES:
            raise NotFetched("too_large")
        headers = {"content-type": answer.content_type}
        return Page(url, answer.status, headers, answer.body, (url,))


class Pencil:
    """Draws instead of photographing; what it was given can be read."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def shoot(self, page: str) -> bytes:
        self.pages.append(page)
        out = BytesIO()
        Image.new("RGB", (40, 40), (len(self.pages) % 256, 90, 120)).save(out, "PNG")
        return out.getvalue()


@pytest.fixture
def town() -> Iterator[Town]:
    made = Town(STREET)
    with ExitStack() as stack:
        stack.enter_context(web.by_way_of(made))
        stack.enter_context(camera.by_way_of(Pencil()))
        yield made


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def house(cast: Cast) -> Act:
    return Act(None, Role.HOUSE, cast.at)


def looked_at(cast: Cast, host: str) -> Sighting | None:
    """This host is watched, and looked at once."""
    site = radar.watch_site(house(cast), host=host, source="list")
    asked = radar.ask_visit(house(cast), site_id=site.pk, why="schedule")
    assert asked is not None
    radar.visit(house(cast), visit_id=asked.pk)
    return Sighting.objects.filter(site=site).order_by("-pk").first()


def test_main_path(cast: Cast, town: Town) -> None:
    found = looked_at(cast, "copied.shops.test")
    assert found is not None
    assert (found.state, found.kind) == ("suspected", "forged_seal")
    radar.confirm_sighting(cast.officer(), sighting_id=found.pk, words=WORDS)

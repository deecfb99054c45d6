"""A town of test shops in this very process, and a pencil in place of the camera."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import BytesIO

from PIL import Image

from amanat.capabilities.radar.ports import camera, web
from amanat.kernel.crawler import NotFetched, Page
from amanat.words.targets import target_of
from simulators.shops.street import GATEWAY, Shop, visit

FOUND = 302


class Town:
    """A web of test shops; what a shop is can be changed by the story."""

    def __init__(self, shops: Mapping[str, Shop]) -> None:
        self.shops = dict(shops)
        self.asked: list[str] = []

    def get(self, url: str, network: web.Network) -> Page:
        target = target_of(url)
        self.asked.append(url)
        if target.host == target_of(GATEWAY).host:
            return Page(url, 200, {}, b"")
        if target.host not in self.shops:
            raise NotFetched("inside" if target.host.startswith("127.") else "unknown_name")
        answer = visit(self.shops[target.host], target.path, network.agent)
        if answer.status == FOUND:
            return self.get(answer.headers["Location"], network)
        if len(answer.body) > web.LIMIT_BYTES:
            raise NotFetched("too_large")
        return Page(url, answer.status, {"content-type": answer.content_type}, answer.body, (url,))


class Pencil:
    """Draws instead of photographing; what it was given can be read."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def shoot(self, page: str) -> bytes:
        self.pages.append(page)
        out = BytesIO()
        Image.new("RGB", (40, 40), (len(self.pages) % 256, 90, 120)).save(out, "PNG")
        return out.getvalue()


class Broken:
    """A server without a browser."""

    def shoot(self, page: str) -> bytes:
        assert page
        raise camera.NoPhotograph("missing")


@contextmanager
def open_town(shops: Mapping[str, Shop]) -> Iterator[Town]:
    """Meanwhile the radar looks at these shops, with a pencil."""
    made = Town(shops)
    with ExitStack() as stack:
        stack.enter_context(web.by_way_of(made))
        stack.enter_context(camera.by_way_of(Pencil()))
        yield made

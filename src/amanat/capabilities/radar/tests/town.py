"""A town of test shops in this very process, a pencil in place of the camera, and a count."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from amanat.capabilities.radar.ports import camera, web
from amanat.capabilities.radar.ports.looking import look
from amanat.capabilities.radar.rules.scoring import (
    FORGED,
    TRADING,
    WHOLE,
    Claimed,
    Register,
    goes_to_a_person,
    trading,
)
from amanat.capabilities.radar.rules.scoring import forged as forged_score
from amanat.kernel.crawler import NotFetched, Page
from amanat.words.targets import target_of
from simulators.shops.street import GATEWAY, MOBILE, Shop, town, visit

FOUND = 302
THRESHOLD = 8_000
REGISTERS = frozenset({"register.test"})
NETWORKS = (web.Network("desk", "Firefox"), web.Network("phone", f"{MOBILE} Safari"))


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
            raise NotFetched("inside" if target.host.startswith("10.") else "unknown_name")
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


@dataclass(frozen=True, slots=True)
class Counted:
    """What was there, what of it was found, and what was called wrongly."""

    screened: int
    wanted: Counter[str]
    found: Counter[str]
    wrong: tuple[str, ...]  # Hosts that go to a person without reason.
    missed: tuple[str, ...]

    @property
    def wrong_basis_points(self) -> int:
        """The share of sound shops that were called wrongly, rounded up."""
        sound = self.screened - self.wanted.total()
        return -(-len(self.wrong) * WHOLE // max(sound, 1))


Answer = Callable[[str, tuple[str, ...]], Register]


def register_of(shops: list[Shop], suspended: frozenset[str]) -> Answer:
    """The register of a town: who shows its seal rightly has one, and some are suspended."""
    states = {one.host: "granted" for one in shops if one.kind == "sealed"}
    states |= dict.fromkeys(suspended, "suspended")

    def answer(host: str, claimed: tuple[str, ...]) -> Register:
        named = tuple(Claimed(one, frozenset({one}), states.get(one, "")) for one in claimed)
        return Register(host, states.get(host, ""), named)

    return answer


def screen(
    shops: list[Shop], forged: frozenset[str], suspended: frozenset[str], register: Answer
) -> Counted:
    """Look at every shop as both networks, and judge it as the radar does."""
    town = Town({one.host: one for one in shops})
    wanted, found = Counter[str](), Counter[str]()
    wrong, missed = list[str](), list[str]()
    for shop in shops:
        truth = FORGED if shop.host in forged else TRADING if shop.host in suspended else ""
        kind = _judged(town, shop.host, register)
        wanted[truth] += bool(truth)
        found[truth] += bool(truth) and kind == truth
        if truth and kind != truth:
            missed.append(shop.host)
        if kind and kind != truth:
            wrong.append(shop.host)
    return Counted(len(shops), +wanted, +found, tuple(wrong), tuple(missed))


def _judged(town: Town, host: str, register: Answer) -> str:
    """What the radar calls this host: a kind, or nothing."""
    before = register(host, ())
    known = frozenset[str]() if before.is_suspended else None
    looks = [
        look(
            town, f"https://{host}/", one, registers=REGISTERS, is_sealed=before.is_sealed,
            known_offers=known,
        )
        for one in NETWORKS
    ]  # fmt: skip
    seen = [one.seen for one in looks if one.seen]
    answer = register(host, tuple(dict.fromkeys(c for one in seen for c in one.reading.claimed)))
    scores = (forged_score(seen, answer), trading(seen, answer))
    return next((one.kind for one in scores if goes_to_a_person(one, THRESHOLD)), "")


def town_of(
    count: int, forged: int, suspended: int
) -> tuple[list[Shop], frozenset[str], frozenset[str]]:
    """A town of so many shops, and who in it forges and who trades while suspended."""
    shops = town(count, forged, suspended)
    names = [one.host for one in shops]
    return shops, frozenset(names[:forged]), frozenset(names[forged : forged + suspended])

"""One look at a site, as one network: the page, its pictures, its basket, and its gateway."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from amanat.capabilities.radar.ports.web import Network, NotFetched, Page, Web
from amanat.capabilities.radar.rules import marks
from amanat.capabilities.radar.rules.markup import decoded
from amanat.capabilities.radar.rules.phrases import plain
from amanat.capabilities.radar.rules.pictures import Print, nearest, print_of
from amanat.capabilities.radar.rules.reading import Picture, Reading, host_of, read
from amanat.capabilities.radar.rules.scoring import DISTANCES, FAR, Seen
from amanat.capabilities.radar.rules.still import still

MOST_STEPS = 3  # Pages of a basket that are followed, up to payment and never into it.
MOST_STATUS = 399
SHOWN = DISTANCES[-1][0]  # A picture up to this far may be the seal's.
WORST_ANSWER = 500  # A gateway that answers anything below this is alive.


@dataclass(frozen=True, slots=True)
class Look:
    """What one network was shown; `why_not` is the crawler's word when it was nothing."""

    network: str
    url: str
    seen: Seen | None = None
    why_not: str = ""
    status: int | None = None
    page_sha256: str = ""
    text_sha256: str = ""
    picture_sha256: str = ""
    picture_print: str = ""
    gateways: tuple[str, ...] = ()
    page: str = field(default="", repr=False)  # Rewritten to stand alone, for the camera.


def look(
    web: Web,
    url: str,
    network: Network,
    *,
    registers: frozenset[str],
    is_sealed: bool = False,
    known_offers: frozenset[str] | None = None,
) -> Look:
    """Look once. `known_offers` are the adverts from before a suspension; then trade is tried too.

    The basket of a shop whose seal `is_sealed`, or that shows none, is left alone.
    """
    try:
        page = web.get(url, network)
    except NotFetched as no:
        return Look(network.name, url, why_not=no.reason)
    if page.status > MOST_STATUS:
        return Look(network.name, page.url, why_not="no_page", status=page.status)
    return _seen(
        web, page, network, registers=registers, is_sealed=is_sealed, known_offers=known_offers
    )


def _seen(
    web: Web,
    page: Page,
    network: Network,
    *,
    registers: frozenset[str],
    is_sealed: bool,
    known_offers: frozenset[str] | None,
) -> Look:
    """What the page shows, with its pictures, its basket and its gateway."""
    kind = page.headers.get("content-type", "")
    reading = read(page.body, url=page.url, registers=registers, content_type=kind)
    pictures = _pictures(web, network, reading)
    near, sha256, mark = _nearest(pictures)
    shows = near <= SHOWN or reading.claims or reading.claimed or reading.elsewhere
    is_followed = known_offers is not None or (shows and not is_sealed)
    steps = _steps(web, network, reading, registers) if is_followed else []
    seen = Seen(
        reading,
        distance=near,
        reaches_payment=any(step.asks_payment for step in steps),
        has_answering_gateway=known_offers is not None
        and _answers(web, network, [reading, *steps]),
        new_offers=reading.offers - known_offers if known_offers else frozenset(),
    )
    text = decoded(page.body, kind)
    return Look(
        network.name, page.url, seen, status=page.status,
        page_sha256=hashlib.sha256(page.body).hexdigest(),
        text_sha256=hashlib.sha256(plain(reading.text).encode()).hexdigest(),
        picture_sha256=sha256, picture_print=mark,
        gateways=tuple(dict.fromkeys(host for one in [reading, *steps] for host in one.gateways)),
        page=still(text, url=page.url, pictures=pictures),
    )  # fmt: skip


def _pictures(web: Web, network: Network, reading: Reading) -> dict[str, tuple[str, bytes]]:
    """The pictures worth comparing, by address; one that cannot be fetched is left out."""
    found: dict[str, tuple[str, bytes]] = {}
    for picture in reading.pictures:
        if fetched := _fetched(web, network, picture):
            found[picture.src] = fetched
    return found


def _fetched(web: Web, network: Network, picture: Picture) -> tuple[str, bytes] | None:
    if picture.src.startswith("data:"):
        return marks.from_data(picture.src)
    try:
        page: Page = web.get(picture.src, network)
    except NotFetched:
        return None
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_fine = page.status <= MOST_STATUS and kind in marks.TYPES
    return (kind, page.body) if is_fine else None


def _nearest(pictures: dict[str, tuple[str, bytes]]) -> tuple[int, str, str]:
    """The distance, hash and print of the picture that is nearest to the seal's."""
    best = (FAR, "", "")
    for _, content in pictures.values():
        near, mark = measured(content)
        if near < best[0]:
            best = (near, hashlib.sha256(content).hexdigest(), mark)
    return best


@lru_cache(maxsize=1_024)
def measured(content: bytes) -> tuple[int, str]:
    """How far this picture is from the seal's, and its print; many sites have the same one."""
    found: Print | None = print_of(content)
    return (FAR, "") if found is None else (nearest(found, marks.PRINTS), str(found))


def _steps(
    web: Web, network: Network, reading: Reading, registers: frozenset[str]
) -> list[Reading]:
    """Where the basket goes on, page by page, by links only: nothing is ordered."""
    waiting, seen, steps = list(reading.steps), set[str](), list[Reading]()
    while waiting and len(seen) < MOST_STEPS:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        try:
            page = web.get(url, network)
        except NotFetched:
            continue
        if page.status <= MOST_STATUS:
            step = read(page.body, url=page.url, registers=registers)
            steps.append(step)
            waiting = [*step.steps, *waiting]
    return steps


def _answers(web: Web, network: Network, readings: list[Reading]) -> bool:
    """Whether a gateway the site leads to answers at all; its first page, and no payment."""
    hosts = dict.fromkeys(host for one in readings for host in one.gateways)
    for host in list(hosts)[:MOST_STEPS]:
        try:
            if web.get(f"https://{host}/", network).status < WORST_ANSWER:
                return True
        except NotFetched:
            continue
    return False


def hosts_linked(look_of: Look) -> list[str]:
    """Other hosts that something on the page passes off as the register."""
    if look_of.seen is None:
        return []
    return [host for to in look_of.seen.reading.elsewhere if (host := host_of(to))]

"""What a page shows and asks: pictures, words and links of the seal, basket, payment, adverts."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

from amanat.capabilities.radar.rules.markup import MOST_TAGS, Piece, decoded, pieces
from amanat.capabilities.radar.rules.phrases import claims, mentions
from amanat.words.persian import ascii_digits

MOST_TEXT = 200_000
MOST_PICTURES = 12
MOST_LINKS = 2_000
MOST_OFFERS = 200
MOST_CLAIMED = 10
LONGEST_ADDRESS = 2_000
LONGEST_CODE = 80
MOST_DEPTH = 60  # Links inside links, however a page is nested.

GATEWAYS = ("shaparak.ir", "zarinpal.com", "idpay.ir", "zibal.ir", "payping.ir", "vandar.io")
BASKET = re.compile(r"cart|basket|checkout|order|sabad|سبد|خرید|پرداخت", re.I)
PAY_FIELDS = frozenset({"refid", "token", "authority", "amount", "price", "terminalid", "merchant"})
OFFER_FIELDS = frozenset({"product", "product_id", "productid", "sku", "item", "add-to-cart"})
PUBLIC_CODE = re.compile(r"\bS(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b")
RANDOM_CODE = re.compile(r"^[A-Za-z0-9_-]{32}$")
STYLED = re.compile(r"url\(\s{0,9}[\"']?([^\"')]{1,2000})", re.I)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, where it leads, and whether words about it name the seal."""

    src: str
    link: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What one page, as one network saw it, shows and asks."""

    text: str
    pictures: tuple[Picture, ...] = ()
    claimed: tuple[str, ...] = ()  # Codes or domains that links to our register name.
    elsewhere: tuple[str, ...] = ()  # Where the words or the picture of a seal lead, if not to us.
    claims: tuple[str, ...] = ()
    mentions: int = 0
    has_basket: bool = False
    asks_payment: bool = False
    gateways: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()  # Where a basket of this site goes on, on this very site.
    offers: frozenset[str] = frozenset()
    phones: tuple[str, ...] = ()
    is_cut: bool = False


@dataclass
class _Desk:
    """What is gathered while the page is read."""

    base: str
    registers: frozenset[str]
    texts: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # Where to, and its words.
    forms: list[tuple[str, set[str]]] = field(default_factory=list)
    offers: set[str] = field(default_factory=set)
    open_links: list[tuple[str, int]] = field(default_factory=list)
    tags: int = 0


def read(body: bytes, *, url: str, registers: frozenset[str], content_type: str = "") -> Reading:
    """Read a page that was fetched from `url`; `registers` are the hosts of our own register."""
    desk = _Desk(url, registers)
    for piece in pieces(decoded(body, content_type)):
        _note(desk, piece)
    while desk.open_links:
        _end_link(desk)
    return _summed(desk)


def _note(desk: _Desk, piece: Piece) -> None:
    if piece.name == "#style":
        desk.pictures += [_picture(desk, found, "") for found in STYLED.findall(piece.text)]
    elif not piece.name:
        if sum(map(len, desk.texts[-1:])) < MOST_TEXT:
            desk.texts.append(piece.text)
    elif piece.is_end:
        if piece.name == "a" and desk.open_links:
            _end_link(desk)
    else:
        _open(desk, piece)


def _open(desk: _Desk, piece: Piece) -> None:
    """An opening tag: a link, a picture, a form or a field of one."""
    desk.tags += 1
    given = piece.attributes
    said = " ".join(given.get(name, "") for name in ("alt", "title", "aria-label"))
    if piece.name == "a" and len(desk.open_links) < MOST_DEPTH:
        desk.open_links.append((_whole(desk, given.get("href", "")), len(desk.texts)))
    if piece.name in ("img", "source", "input") and (given.get("src") or given.get("srcset")):
        src = given.get("src") or given["srcset"].split()[0]
        desk.pictures.append(_picture(desk, src, said))
    for found in STYLED.findall(given.get("style", "")):
        desk.pictures.append(_picture(desk, found, said))
    if piece.name == "form":
        desk.forms.append((_whole(desk, given.get("action", "") or desk.base), set()))
    if piece.name in ("input", "button", "select"):
        _field(desk, given)
    if given.get("data-product-id"):
        desk.offers.add(given["data-product-id"][:LONGEST_CODE])
    desk.texts.append(f" {said} ")


def _field(desk: _Desk, given: dict[str, str]) -> None:
    name = given.get("name", "").lower()
    if desk.forms:
        desk.forms[-1][1].add(name)
    if name in OFFER_FIELDS and given.get("value"):
        desk.offers.add(given["value"][:LONGEST_CODE])
    desk.texts.append(f" {given.get('value', '') if given.get('type') != 'hidden' else ''} ")


def _picture(desk: _Desk, src: str, said: str) -> Picture:
    link = desk.open_links[-1][0] if desk.open_links else ""
    address = src if src.startswith("data:") else _whole(desk, src)
    is_named = mentions(f"{said} {'' if src.startswith('data:') else src}") > 0
    return Picture(address, link, is_named)


def _end_link(desk: _Desk) -> None:
    to, since = desk.open_links.pop()
    if len(desk.links) < MOST_LINKS:
        desk.links.append((to, " ".join(desk.texts[since:])[:LONGEST_ADDRESS]))


def _whole(desk: _Desk, href: str) -> str:
    """The address a link leads to, or nothing when it is none."""
    try:
        return urljoin(desk.base, href.strip())[:LONGEST_ADDRESS]
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host of an address, small and without a dot at its end; nothing when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_gateway(host: str) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in GATEWAYS)


def _summed(desk: _Desk) -> Reading:
    text = " ".join("".join(desk.texts)[:MOST_TEXT].split())
    ours = [to for to, _ in desk.links if host_of(to) in desk.registers]
    claimed = dict.fromkeys(code for to in ours for code in _codes(to))
    claimed |= dict.fromkeys(PUBLIC_CODE.findall(text))
    targets = [to for to, _ in desk.links] + [to for to, _ in desk.forms]
    gateways = sorted({host for to in targets if is_gateway(host := host_of(to))})
    fields = {name for _, names in desk.forms for name in names}
    return Reading(
        text=text,
        pictures=_worth_a_look(desk.pictures),
        claimed=tuple(claimed)[:MOST_CLAIMED],
        elsewhere=_elsewhere(desk),
        claims=tuple(claims(text)),
        mentions=mentions(text),
        has_basket=_has_basket(desk),
        asks_payment=bool(gateways) or len(fields & PAY_FIELDS) > 1,
        gateways=tuple(gateways),
        steps=_steps(desk),
        offers=frozenset(sorted(desk.offers)[:MOST_OFFERS]),
        phones=_phones(desk),
        is_cut=desk.tags >= MOST_TAGS or len(desk.links) >= MOST_LINKS,
    )


def _codes(url: str) -> list[str]:
    """What a link to the register names: /v/<code or domain>, or the id and code of a badge."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    named = [steps[place + 1] for place, step in enumerate(steps[:-1]) if step == "v"]
    asked = parse_qs(parts.query, max_num_fields=50) if len(parts.query) < LONGEST_ADDRESS else {}
    named += [value for key in asked for value in asked[key] if key.lower() in ("id", "code")]
    return [one.rstrip("/") for one in named if len(one) <= LONGEST_CODE]


def _worth_a_look(pictures: list[Picture]) -> tuple[Picture, ...]:
    """The pictures to compare: named ones first, then those that lead somewhere."""
    unique = {one.src: one for one in reversed(pictures) if one.src}
    order = sorted(unique.values(), key=lambda one: (not one.is_named, not one.link))
    return tuple(order[:MOST_PICTURES])


def _elsewhere(desk: _Desk) -> tuple[str, ...]:
    """Where something that names the seal leads, when that is not our register."""
    found = [to for to, words in desk.links if mentions(words) and to]
    found += [one.link for one in desk.pictures if one.is_named and one.link]
    away = [to for to in found if host_of(to) not in desk.registers]
    return tuple(dict.fromkeys(away))[:MOST_CLAIMED]


def _has_basket(desk: _Desk) -> bool:
    asked = [to for to, names in desk.forms if names & OFFER_FIELDS or BASKET.search(_path(to))]
    return bool(asked) or bool(_steps(desk) and desk.offers)


def _steps(desk: _Desk) -> tuple[str, ...]:
    """Where the basket goes on, on this very host."""
    here = host_of(desk.base)
    targets = [to for to, _ in desk.links] + [to for to, _ in desk.forms]
    found = [to for to in targets if host_of(to) == here and BASKET.search(_path(to))]
    return tuple(dict.fromkeys(found))[:MOST_CLAIMED]


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def _phones(desk: _Desk) -> tuple[str, ...]:
    """Mobile numbers that the page itself gives for calls."""
    raw = [to.partition(":")[2] for to, _ in desk.links if to.startswith(("tel:", "sms:"))]
    digits = [re.sub(r"^(\+98|0098)", "0", ascii_digits(one).replace(" ", "")) for one in raw]
    return tuple(dict.fromkeys(one for one in digits if re.fullmatch(r"09\d{9}", one)))[:3]

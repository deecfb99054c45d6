"""How much speaks for a forged seal, or for trade while suspended: in basis points, and why.

Each sign has a weight; signs together weigh 1 − ∏(1 − weight), in whole basis points, rounded
down. Above the threshold a person looks; nobody is called a forger before a person says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from amanat.capabilities.radar.rules.reading import Reading
from amanat.words.text import Text

WHOLE = 10_000  # Basis points.
FORGED, TRADING = "forged_seal", "suspended_trading"
KINDS = {
    FORGED: Text("نماد جعلی", "Forged seal"),
    TRADING: Text("فروش با نماد معلق", "Selling while suspended"),
}
HELD = frozenset({"granted", "converting"})
SUSPENDED = frozenset({"suspended"})

#  Up to this distance of the picture from the seal's, it weighs so much.
DISTANCES = ((10, 8_500), (14, 7_000), (16, 4_000))
FAR = 64
WEIGHTS = {
    "claimed_code": 8_200, "elsewhere": 5_000, "claim": 7_000, "mention": 2_500, "shop": 4_000,
    "two_faces": 3_000,
    "basket": 5_000, "payment": 7_000, "gateway_alive": 2_500, "new_adverts": 4_000,
}  # fmt: skip
REASONS = {
    "picture": Text("تصویر نماد، با فاصلهٔ {n} از ۶۴", "The seal’s picture, {n} of 64 apart"),
    "claimed_code": Text(
        "پیوند یا شناسهٔ نمادی که از آنِ این دامنه نیست",
        "A link or code of a seal that is not this domain’s",
    ),
    "elsewhere": Text(
        "پیوند نماد به دفتر ثبت نمی‌رسد", "The seal’s link does not lead to the register"
    ),
    "claim": Text("نوشته است که نماد دارد", "It says that it holds a seal"),
    "mention": Text("نام نماد آمده است", "It names the seal"),
    "shop": Text("چیزی می‌فروشد", "It sells something"),
    "two_faces": Text(
        "به دو شبکه دو صفحهٔ متفاوت نشان می‌دهد", "It shows two networks two different pages"
    ),
    "basket": Text("سبد خرید باز است", "The basket is open"),
    "payment": Text("تا پرداخت می‌توان رفت", "One can go up to payment"),
    "gateway_alive": Text("درگاه پرداخت پاسخ می‌دهد", "The payment gateway answers"),
    "new_adverts": Text("پس از تعلیق آگهی تازه دارد", "It has new adverts since the suspension"),
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """What our register says of one code or domain that a page names as its own."""

    named: str
    domains: frozenset[str]
    state: str  # Empty for what the register does not know.


@dataclass(frozen=True, slots=True)
class Register:
    """What our register says of a domain, and of what its page claims, at one moment."""

    domain: str
    state: str = ""  # Of the seal of this domain; empty when there is none.
    claimed: tuple[Claimed, ...] = ()

    @property
    def is_sealed(self) -> bool:
        return self.state in HELD

    @property
    def is_suspended(self) -> bool:
        return self.state in SUSPENDED

    @property
    def borrowed(self) -> tuple[Claimed, ...]:
        """What is claimed and is not this very domain's seal in force."""
        return tuple(
            one for one in self.claimed
            if not (one.state in HELD and self.domain in one.domains)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One sign and its weight. `number` fills the place in its sentence."""

    name: str
    weight: int
    number: int = 0

    @property
    def says(self) -> Text:
        return REASONS[self.name].fill(n=self.number)


@dataclass(frozen=True, slots=True)
class Score:
    kind: str
    basis_points: int
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What one network saw: the page, and how far its nearest picture is from the seal's."""

    reading: Reading
    distance: int = FAR
    has_answering_gateway: bool = False
    reaches_payment: bool = False
    new_offers: frozenset[str] = field(default_factory=frozenset)

    @property
    def shows_seal(self) -> bool:
        """The picture, words that claim it, or a code: what makes a forgery, if it is none of ours."""
        reading = self.reading
        return bool(self.distance <= DISTANCES[-1][0] or reading.claims or reading.claimed)


def together(weights: Iterable[int]) -> int:
    """1 − ∏(1 − w), in whole basis points, rounded down."""
    left = WHOLE
    for weight in weights:
        left = -(-left * (WHOLE - weight) // WHOLE)
    return WHOLE - left


def forged(seen: list[Seen], register: Register) -> Score:
    """A seal is forged when it is shown and this domain has none, another's, or a revoked one."""
    shows = [one for one in seen if one.shows_seal]
    if register.is_sealed or register.is_suspended or not (shows or any(_named(seen))):
        return Score(FORGED, 0)
    parts = [part for part in (_picture(seen), *_words(seen, register)) if part]
    if shows and len(shows) < len(seen):
        parts.append(Part("two_faces", WEIGHTS["two_faces"]))
    return Score(FORGED, together(one.weight for one in parts), tuple(parts))


def _named(seen: list[Seen]) -> Iterable[str]:
    return (to for one in seen for to in one.reading.elsewhere)


def _picture(seen: list[Seen]) -> Part | None:
    near = min((one.distance for one in seen), default=FAR)
    weight = next((weight for most, weight in DISTANCES if near <= most), 0)
    return Part("picture", weight, near) if weight else None


def _words(seen: list[Seen], register: Register) -> list[Part]:
    readings = [one.reading for one in seen]
    found = {
        "claimed_code": len(register.borrowed),
        "elsewhere": max((len(one.elsewhere) for one in readings), default=0),
        "claim": max((len(one.claims) for one in readings), default=0),
    }
    if not found["claim"]:
        found["mention"] = max((one.mentions for one in readings), default=0)
    found["shop"] = sum(one.has_basket or one.asks_payment for one in readings)
    return [Part(name, WEIGHTS[name], count) for name, count in found.items() if count]


def trading(seen: list[Seen], register: Register) -> Score:
    """A suspended seller still trades: basket, payment, a gateway that answers, new adverts."""
    if not register.is_suspended:
        return Score(TRADING, 0)
    found = {
        "basket": any(one.reading.has_basket for one in seen),
        "payment": any(one.reaches_payment or one.reading.asks_payment for one in seen),
        "gateway_alive": any(one.has_answering_gateway for one in seen),
        "new_adverts": any(one.new_offers for one in seen),
    }
    parts = tuple(Part(name, WEIGHTS[name]) for name, is_so in found.items() if is_so)
    return Score(TRADING, together(one.weight for one in parts), parts)


def goes_to_a_person(score: Score, threshold: int) -> bool:
    """Above the threshold, not at it."""
    return score.basis_points > threshold


def is_gone(seen: list[Seen], register: Register, kind: str) -> bool:
    """Whether what was found is there no longer, whichever network asks; nothing seen is no proof."""
    if not seen:
        return False
    if kind == TRADING:
        return not trading(seen, register).parts
    return register.is_sealed or not any(one.shows_seal or one.reading.elsewhere for one in seen)

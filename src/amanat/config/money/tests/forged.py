"""Callbacks that somebody tampered with: what a stranger can post to our return address.

Nobody has paid for the attempts they are aimed at: whatever is accepted here is a robbery.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from amanat.capabilities.payments import actions
from amanat.capabilities.payments.models import Attempt
from amanat.capabilities.payments.tests.cast import Story
from amanat.config.money.tests.places import UNITS

CHEAP_UNITS = 10_000
FORM = "application/x-www-form-urlencoded"
HUGE_BYTES = 2 * 1024 * 1024
STRANGE = ("", " ", "0", "-1", "1e9", "۱۲۳۴", "NaN", "\x00", "'; drop table", "9" * 40, "\u202e0")


@dataclass(frozen=True)
class Post:
    """One request to a return address."""

    path: str
    body: bytes
    kind: str = FORM
    method: str = "POST"


@dataclass
class Thief:
    """Knows his own unpaid attempt, a cheap sale he really paid, and other people's callbacks."""

    story: Story
    dice: random.Random
    cheap: dict[str, str]
    settled: dict[str, str]
    settled_path: str

    def at(self, attempt: Attempt) -> tuple[str, dict[str, str]]:
        """The true address, and the callback of a success that never happened."""
        path = urlsplit(actions.asking.sale_of(attempt).callback_url).path
        fields = {
            "RefId": attempt.ref_id, "ResCode": "0", "SaleOrderId": str(attempt.order_id),
            "SaleReferenceId": str(self.dice.randrange(10**11, 10**12)),
            "CardHolderPan": "610433******7890", "FinalAmount": str(attempt.amount_units),
        }  # fmt: skip
        return path, fields

    def forge(self, turn: int) -> Post:
        attempt = self.story.go(self.story.demand(UNITS, f"theft:{turn}"))
        path, fields = self.at(attempt)
        return FORGERIES[turn % len(FORGERIES)](self, path, fields)


def _form(path: str, fields: dict[str, str]) -> Post:
    return Post(path, urlencode(fields).encode())


def plain_lie(_thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return _form(path, fields)


def one_field(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    name = thief.dice.choice(sorted(fields))
    return _form(path, {**fields, name: thief.dice.choice(STRANGE)})


def without_a_field(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    del fields[thief.dice.choice(sorted(fields))]
    return _form(path, fields)


def cheap_sale(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    """Pay 10,000, post its sale number to the dear one."""
    return _form(path, {**fields, "SaleReferenceId": thief.cheap["SaleReferenceId"]})


def whole_cheap_answer(thief: Thief, path: str, _fields: dict[str, str]) -> Post:
    return _form(path, thief.cheap)


def somebodys_sale(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return _form(path, {**fields, "SaleReferenceId": thief.settled["SaleReferenceId"]})


def somebodys_ref(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return _form(path, {**fields, "RefId": thief.settled["RefId"]})


def replay(thief: Thief, _path: str, _fields: dict[str, str]) -> Post:
    """Once more what was already paid: it stays one payment."""
    return _form(thief.settled_path, thief.settled)


def another_amount(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return _form(path, {**fields, "FinalAmount": str(thief.dice.randrange(1, 10**12))})


def other_gateway(_thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return _form(path.replace("/mellat/", "/parsian/"), fields)


def own_seal(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    """The end of the address is ours to write; here is somebody's guess."""
    guess = f"{thief.dice.randrange(16**32):032x}"
    return _form(f"{path.rpartition('/')[0]}/{guess}", fields)


def borrowed_seal(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    seal = thief.settled_path.rpartition("/")[2]
    return _form(f"{path.rpartition('/')[0]}/{seal}", fields)


def strange_path(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    parts = path.split("/")
    parts[thief.dice.choice((3, 4, 5))] = quote(thief.dice.choice(STRANGE[2:]) + "x")
    return _form("/".join(parts), fields)


def binary(thief: Thief, path: str, _fields: dict[str, str]) -> Post:
    return Post(path, thief.dice.randbytes(300))


def binary_parts(thief: Thief, path: str, _fields: dict[str, str]) -> Post:
    return Post(path, thief.dice.randbytes(300), "multipart/form-data; boundary=x")


def as_json(_thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return Post(path, repr(fields).encode(), "application/json")


def huge(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return Post(path, urlencode(fields).encode() + b"&x=" + b"y" * HUGE_BYTES)


def many_fields(_thief: Thief, path: str, fields: dict[str, str]) -> Post:
    more = {f"x{number}": "y" for number in range(400)}
    return _form(path, {**fields, **more})


def twice_each(thief: Thief, path: str, fields: dict[str, str]) -> Post:
    body = f"{urlencode(fields)}&{urlencode(thief.cheap)}"
    return Post(path, body.encode())


def by_address(_thief: Thief, path: str, fields: dict[str, str]) -> Post:
    return Post(f"{path}?{urlencode(fields)}", urlencode(fields).encode(), method="GET")


FORGERIES: tuple[Callable[[Thief, str, dict[str, str]], Post], ...] = (
    plain_lie, one_field, without_a_field, cheap_sale, whole_cheap_answer, somebodys_sale,
    somebodys_ref, replay, another_amount, other_gateway, own_seal, borrowed_seal, strange_path,
    binary, binary_parts, as_json, huge, many_fields, twice_each, by_address,
)  # fmt: skip


def a_thief(story: Story, seed: int) -> Thief:
    """With a cheap sale he paid and nobody has verified, and an honest payer's answer."""
    honest = story.demand(UNITS, "honest:1")
    good = story.outside.choose(story.go(honest).ref_id)
    story.come_back(good)
    bargain = story.outside.choose(story.go(story.demand(CHEAP_UNITS, "cheap:1")).ref_id)
    path = urlsplit(good["callback_url"]).path
    return Thief(story, random.Random(seed), bargain["fields"], good["fields"], path)


def forgeries(thief: Thief, count: int) -> Iterator[Post]:
    for turn in range(count):
        yield thief.forge(turn)

"""What is published of a draw: four files from which anybody computes the same list."""

import json
from collections.abc import Iterable, Iterator, Sequence

from amanat.capabilities.presale.models import Campaign, DrawnSeat
from amanat.capabilities.presale.queries import campaigns, tickets
from amanat.capabilities.presale.refusals import NothingPublished
from amanat.capabilities.presale.rules import draw
from amanat.capabilities.presale.rules.tree import BLOCK, Tree

DRAW, TICKETS, SECRETS, DRAWN_LIST = "draw.json", "tickets.txt", "secrets.json", "drawn.txt"
FILES = (DRAW, TICKETS, SECRETS, DRAWN_LIST)


def fixed(one: Campaign) -> draw.Fixed:
    """What stands since the list of tickets is fixed; NothingPublished before."""
    if one.root is None or one.head is None or one.tickets is None:
        raise NothingPublished
    return draw.Fixed(
        root=bytes(one.root),
        tickets=one.tickets,
        locks=locks(one.pk),
        head=bytes(one.head),
        seats={n: group["seats"] for n, group in enumerate(one.seats, start=1)},
        waiting=one.waiting,
    )


def locks(campaign_id: int) -> dict[str, bytes]:
    """The lock of every party that has locked."""
    found = campaigns.holders(campaign_id)
    return {one.party: bytes(one.lock) for one in found if one.lock is not None}


def secrets(campaign_id: int) -> dict[str, bytes]:
    """The secrets that are open."""
    found = campaigns.holders(campaign_id)
    return {one.party: bytes(one.secret) for one in found if one.secret is not None}


def file(one: Campaign, name: str) -> Iterator[bytes]:
    """One published file, piece by piece; NothingPublished while it is not."""
    if name == DRAW:
        return iter([_json(draw.document(fixed(one)))])
    if name == TICKETS and one.root is not None:
        return (block + b"\n" for block in tickets.blocks(one.pk))
    if name == SECRETS and one.seed is not None:
        return iter([_json({party: kept.hex() for party, kept in secrets(one.pk).items()})])
    if name == DRAWN_LIST and one.seed is not None:
        return (line.encode() for line in draw.published(seats(one.pk)))
    raise NothingPublished


def seats(campaign_id: int) -> Iterator[draw.Seat]:
    """Lines of the result in order, in bounded memory."""
    found = DrawnSeat.objects.filter(campaign_id=campaign_id).order_by("place")
    for row in found.values_list("place", "ticket", "group", "seat").iterator(BLOCK):
        yield draw.Seat(*row)


def root_of_result(found: Iterable[draw.Seat]) -> bytes:
    """The root over the lines of the result, without their ends."""
    tree, block = Tree(), []
    for line in draw.published(found):
        block.append(line.rstrip("\n").encode())
        if len(block) == BLOCK:
            tree.add(block)
            block = []
    if block:
        tree.add(block)
    return tree.root


def seat_of(campaign_id: int, ticket: str) -> DrawnSeat | None:
    return DrawnSeat.objects.filter(campaign_id=campaign_id, ticket=ticket).first()


def ahead_of(seat: DrawnSeat) -> int:
    """How many who wait stand before this one."""
    waiting = DrawnSeat.objects.filter(campaign_id=seat.campaign_id, is_offered=False)
    return waiting.filter(place__lt=seat.place).count()


def standing_of(campaign_id: int, some: Sequence[str]) -> tuple[set[str], dict[str, int]]:
    """Of these tickets: which have a seat, and at which place of the waiting list others stand."""
    result = DrawnSeat.objects.filter(campaign_id=campaign_id)
    seated = result.filter(ticket__in=some, seat__gt=0).values_list("ticket", flat=True)
    line = result.filter(seat=0).order_by("place").values_list("ticket", flat=True)
    wanted = set(some)
    places = {one: n for n, one in enumerate(line.iterator(BLOCK), start=1) if one in wanted}
    return set(seated), places


def _json(content: dict[str, object] | dict[str, str]) -> bytes:
    return json.dumps(content, indent=1).encode()

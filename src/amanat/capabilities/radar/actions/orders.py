"""What follows for a site that goes on: its gateway is cut, it is blocked, a court is asked."""

import hashlib
import json

from django.conf import settings
from django.db import IntegrityError, transaction

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.radar import letters, queries
from amanat.capabilities.radar.actions.base import block_at, decided, note, refuse_one_person
from amanat.capabilities.radar.events import (
    BlockProposed,
    BlockRequested,
    GatewayCut,
    GatewayCutOrdered,
    GatewayOrderLate,
    SightingClosed,
    SightingHandedOn,
    SightingReferred,
)
from amanat.capabilities.radar.models import GatewayOrder, Sighting
from amanat.capabilities.radar.refusals import (
    BlockNotProposed,
    BlockProposedBefore,
    NoGatewaySeen,
    OrderedBefore,
    OwnOrder,
)
from amanat.capabilities.radar.rules import limits
from amanat.kernel import signing
from amanat.kernel.clock import calendar
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

ORDER = "gateway order"  # The kind of paper that is signed.


@atomic
def order_gateway_cut(act: Act, *, sighting_id: int, words: str) -> GatewayOrder:
    """A signed order to the provider whose gateway was seen: stop serving this site in 24 hours."""
    sighting, words = decided(act, sighting_id, words)
    sighting.MACHINE.row("order_gateway_cut", sighting.state, act.role)
    refuse_unless(bool(sighting.gateway), NoGatewaySeen)
    until = act.at + law.hours(limits.GATEWAY, act.at)
    body = _order(act, sighting, until.isoformat())
    order = GatewayOrder(
        sighting=sighting, gateway=sighting.gateway, body=body,
        signature=signing.base64url(signing.sign(body.encode(), kind=ORDER)),
        key_id=signing.key_id(ORDER), ordered_by_id=act.person, ordered_at=act.at, until=until,
    )  # fmt: skip
    try:
        with transaction.atomic():
            order.save()
    except IntegrityError:
        raise OrderedBefore from None
    digest = hashlib.sha256(body.encode()).hexdigest()
    event = GatewayCutOrdered(sighting.gateway, digest)
    move(act, sighting, "order_gateway_cut", event, due_at=sighting.due_at)
    note(act, sighting, "order_gateway_cut", words)
    return order


def _order(act: Act, sighting: Sighting, until: str) -> str:
    """The order as it is signed: the same bytes for the same content."""
    content = {
        "order": "cut_gateway", "case": sighting.code, "domain": sighting.site.host,
        "gateway": sighting.gateway, "kind": sighting.kind, "issued_at": act.at.isoformat(),
        "until": until,
    }  # fmt: skip
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


@atomic
def cut_gateway(act: Act, *, sighting_id: int, token: str) -> Sighting:
    """The provider, by the link of its order, says that the site is served no more."""
    sighting = Sighting.objects.lock(sighting_id)
    order = queries.order_by_token(token)
    refuse_unless(order.sighting_id == sighting.pk, OwnOrder)
    order.done_at = act.at
    order.save(update_fields=["done_at"])
    move(
        act.wearing(Role.BANK),
        sighting,
        "cut_gateway",
        GatewayCut(order.gateway),
        due_at=block_at(sighting, act.at),
    )
    return sighting


@atomic
def note_late_order(act: Act, *, order_id: int) -> GatewayOrder:
    """The provider let its day go by: its supervisors hear of it, and it is counted in public."""
    order = GatewayOrder.objects.select_for_update(of=("self",)).get(pk=order_id)
    if order.done_at is not None or order.late_at is not None:
        return order
    order.late_at = act.at
    order.save(update_fields=["late_at"])
    sighting = queries.sighting(order.sighting_id)
    record(act.wearing(Role.HOUSE), GatewayOrderLate(order.gateway), subject=sighting)
    text = letters.ORDER_LATE.fill(gateway=order.gateway, code=sighting.code)
    for person_id in people.wearers(Role.SUPERVISOR):
        notices.queue(
            act, phone=people.phone_of(person_id), person_id=person_id, kind="radar.order_late",
            text=text, dedupe_key=f"radar.late:{order.pk}:{person_id}",
        )  # fmt: skip
    return order


@atomic
def propose_block(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """An officer proposes to have the site blocked; a second person requests it."""
    sighting, words = decided(act, sighting_id, words)
    refuse_unless(sighting.block_proposed_by_id is None, BlockProposedBefore)
    sighting.block_proposed_by_id = act.person
    move(act, sighting, "propose_block", BlockProposed(), due_at=sighting.due_at)
    note(act, sighting, "propose_block", words)
    return sighting


@atomic
def request_block(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """The second person asks the authority to block: neither who proposed nor who confirmed."""
    sighting, words = decided(act, sighting_id, words)
    sighting.MACHINE.row("request_block", sighting.state, act.role)
    refuse_one_person(act, sighting.confirmed_by_id, sighting.block_proposed_by_id)
    refuse_unless(sighting.block_proposed_by_id is not None, BlockNotProposed)
    sighting.block_approved_by_id = act.person
    move(act, sighting, "request_block", BlockRequested(sighting.site.host))
    note(act, sighting, "request_block", words)
    return sighting


@atomic
def hand_to_committee(act: Act, *, sighting_id: int) -> Sighting:
    """Nobody decided in time. The committee has its working days; later is counted in public."""
    sighting = Sighting.objects.lock(sighting_id)
    days = law.whole(limits.COMMITTEE_DAYS, act.at)
    sighting.committee_at = calendar.after_working_days(act.at, days)
    move(act, sighting, "hand_to_committee", SightingHandedOn())
    return sighting


@atomic
def refer_to_court(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """The committee hands an open case to a court."""
    sighting, words = decided(act, sighting_id, words)
    move(act, sighting, "refer_to_court", SightingReferred())
    note(act, sighting, "refer_to_court", words)
    return sighting


@atomic
def close_sighting(act: Act, *, sighting_id: int, words: str) -> Sighting:
    """It is over: cleared, or with the court."""
    sighting, words = decided(act, sighting_id, words)
    move(act, sighting, "close_sighting", SightingClosed())
    note(act, sighting, "close_sighting", words)
    return sighting


def sweep_orders(act: Act) -> int:
    """Note every order whose day is over."""
    late = queries.late_orders(act.at)
    return sum(note_late_order(act, order_id=one).late_at is not None for one in late)


def order_link(order: GatewayOrder) -> str:
    """Where the provider answers."""
    return f"{settings.SITE_URL}/radar/order/{order.token}"

"""The goods travel; the buyer looks at them; both have deadlines."""

from django.db import IntegrityError, transaction

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.actions.virtual import check_kind, is_unseen, return_unseen
from amanat.capabilities.deals.events import (
    DealCalledOff,
    GoodsLost,
    GoodsReceived,
    GoodsShipped,
    InspectionExtended,
    ShipmentDeclined,
    TrackingCorrected,
)
from amanat.capabilities.deals.models import Deal, DealFile, Return, Shipment
from amanat.capabilities.deals.refusals import (
    AlreadyCorrected,
    AlreadyExtended,
    OnlyInPerson,
    ShipByNotPassed,
    TrackingCodeUsed,
    WaybillPhotoNeeded,
)
from amanat.capabilities.deals.rules import GOODS, Delivery, inspect_by, tracking_code
from amanat.capabilities.evidence import queries as evidence
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import WrongState, refuse, refuse_unless


@atomic
def ship(act: Act, *, deal_id: int, carrier: str, code: str, file_id: int | None = None) -> Deal:
    """Record how the goods travel: a tracking code, or a waybill with its picture."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    refuse_unless(queries.terms(deal).delivery != Delivery.HAND, OnlyInPerson)
    check_kind(deal, "ship")
    code = _keep_code(act, deal, carrier, code, file_id)
    deal.shipped_at = act.at
    due_at = act.at + law.hours("deal.carrier_hours", act.at)
    move(act, deal, "ship", GoodsShipped(carrier, code), due_at=due_at)
    return deal


@atomic
def correct(act: Act, *, deal_id: int, carrier: str, code: str, file_id: int | None = None) -> Deal:
    """Mend a mistyped tracking code, once."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    check_kind(deal, "correct")
    refuse_unless(not deal.is_corrected, AlreadyCorrected)
    deal.is_corrected = True
    deal.shipments.filter(is_current=True).update(is_current=False)
    code = _keep_code(act, deal, carrier, code, file_id)
    move(act, deal, "correct", TrackingCorrected(carrier, code), due_at=deal.due_at)
    return deal


def _keep_code(act: Act, deal: Deal, carrier: str, code: str, file_id: int | None) -> str:
    """A well-formed code that no other deal has; freight needs the waybill itself as well."""
    code = tracking_code(carrier, code)
    if file_id is not None:
        evidence.open_file(file_id, act.by)
    is_used = Return.objects.filter(carrier=carrier, code=code).exists()
    refuse_unless(not is_used, TrackingCodeUsed, "code")
    needs_file = carrier == Delivery.FREIGHT
    refuse_unless(not needs_file or file_id is not None, WaybillPhotoNeeded, "file")
    try:
        with transaction.atomic():
            Shipment.objects.create(
                deal=deal, carrier=carrier, code=code, file_id=file_id, at=act.at
            )
    except IntegrityError:
        refuse(TrackingCodeUsed, "code")
    if file_id is not None:
        DealFile.objects.get_or_create(
            deal=deal, file_id=file_id,
            defaults={"role": act.role, "about": "waybill", "at": act.at},
        )  # fmt: skip
    return code


@atomic
def receive(act: Act, *, deal_id: int) -> Deal:
    """The buyer has the goods in hand; the agreed time to inspect them begins."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    check_kind(deal, "receive")
    refuse_unless(not is_unseen(deal), WrongState)
    deal.received_at = act.at
    deal.claim_by = act.at + law.hours("deal.claim_hours", act.at)
    due_at = inspect_by(act.at, queries.terms(deal))
    move(act, deal, "receive", GoodsReceived(), due_at=due_at)
    return deal


@atomic
def extend(act: Act, *, deal_id: int) -> Deal:
    """More time to inspect, once, by one click; the seller is told."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    check_kind(deal, "extend")
    refuse_unless(not deal.is_extended, AlreadyExtended)
    deal.is_extended = True
    length = law.hours("deal.extension_hours", act.at)
    due_at = deal.due_at + length if deal.due_at else None
    event = InspectionExtended(int(length.total_seconds() // 3600))
    move(act, deal, "extend", event, due_at=due_at)
    return deal


@atomic
def decline(act: Act, *, deal_id: int) -> Deal:
    """The seller cannot ship after all: the buyer gets everything back."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    move(act, deal, "decline", ShipmentDeclined())
    pot.refund(act, deal)
    return deal


@atomic
def call_off(act: Act, *, deal_id: int) -> Deal:
    """Nothing was shipped in time: the buyer leaves, or the clock returns the money for him."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    if act.role is Role.BUYER and deal.ship_by and act.at < deal.ship_by:
        raise ShipByNotPassed(when=f"{deal.ship_by:%Y-%m-%d %H:%M}")
    move(act, deal, "call_off", DealCalledOff(act.role))
    pot.refund(act, deal)
    return deal


@atomic
def lose_track(act: Act, *, deal_id: int) -> Deal:
    """Nobody confirmed an arrival in the carrier's time: keep the money and look into it.

    What lies in the vault and was never looked at goes back instead. Only goods can be lost on the
    way: a transfer that nobody confirms is a matter for the two, and then for an arbiter.
    """
    deal = Deal.objects.lock(deal_id)
    deal.lost_at = act.at if deal.kind == GOODS else None
    if is_unseen(deal):
        return return_unseen(act, deal_id=deal_id)
    due_at = act.at + law.hours("deal.negotiation_hours", act.at)
    move(act, deal, "lose_track", GoodsLost(), due_at=due_at)
    pot.freeze(act, deal)
    return deal

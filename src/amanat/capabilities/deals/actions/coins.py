"""Digital currency: off until two officers say so; coins go straight to the agreed address."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.virtual import check_kind
from amanat.capabilities.deals.events import (
    CoinsSent,
    SwitchConfirmed,
    SwitchDropped,
    SwitchedOff,
    SwitchProposed,
)
from amanat.capabilities.deals.models import CoinTransfer, Deal, Switch
from amanat.capabilities.deals.queries.coins import DAY, YEAR
from amanat.capabilities.deals.refusals import (
    AlreadySwitched,
    AnotherOfficerNeeded,
    CoinCapReached,
    KindNotOffered,
    TxidUsed,
)
from amanat.capabilities.deals.rules import COIN, Terms, txid_of
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.people import queries as people
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.refusal import NotYours, refuse, refuse_unless


@atomic
def propose_switch(act: Act) -> Switch:
    """One officer proposes to allow deals about digital currency, having checked the law."""
    _officer(act)
    refuse_unless(queries.coin_switch() is None, AlreadySwitched)
    switch = Switch(what=COIN, proposed_by_id=act.person, at=act.at)
    move(act, switch, "propose_switch", SwitchProposed(COIN))
    return switch


@atomic
def confirm_switch(act: Act, *, switch_id: int) -> Switch:
    """Another officer has checked the law too: from now on such deals may be started."""
    _officer(act)
    switch = Switch.objects.lock(switch_id)
    refuse_unless(switch.proposed_by_id != act.by, AnotherOfficerNeeded)
    switch.confirmed_by_id = act.person
    move(act, switch, "confirm_switch", SwitchConfirmed(switch.what))
    return switch


@atomic
def drop_switch(act: Act, *, switch_id: int) -> Switch:
    _officer(act)
    switch = Switch.objects.lock(switch_id)
    move(act, switch, "drop_switch", SwitchDropped(switch.what))
    return switch


@atomic
def turn_off(act: Act, *, switch_id: int) -> Switch:
    """No new deals; those that are agreed go on to their end."""
    _officer(act)
    switch = Switch.objects.lock(switch_id)
    move(act, switch, "turn_off", SwitchedOff(switch.what))
    return switch


def _officer(act: Act) -> None:
    is_officer = act.role is Role.OFFICER and Role.OFFICER in people.hats(act.person)
    refuse_unless(is_officer, NotYours)


def check_open(kind: str) -> None:
    """Refuse a deal about what is not switched on."""
    refuse_unless(kind in queries.kinds_on(), KindNotOffered, "kind")


def check_caps(act: Act, deal: Deal, terms: Terms) -> None:
    """What one national id may buy in a day and in a year; one person here has one national id.

    The switch is locked, so that two agreements at the same moment are counted one after another.
    """
    switch = queries.coin_switch()
    assert switch is not None and deal.buyer_id is not None
    Switch.objects.lock(switch.pk)
    caps = [law.whole(f"coin.{span}_cap_units", act.at) for span in ("day", "year")]
    bought = [_bought(deal, act.at - length) + terms.price_units for length in (DAY, YEAR)]
    day, year = (f"{cap // RIALS_PER_TOMAN:,}" for cap in caps)
    fine = all(units <= cap for units, cap in zip(bought, caps, strict=True))
    refuse_unless(fine, CoinCapReached, day=day, year=year)


def _bought(deal: Deal, since: datetime) -> int:
    return queries.coins_bought_units(deal.buyer_id or 0, since)


def pay_window(act: Act, kind: str) -> timedelta:
    """How long an agreement waits for its money; a price of coins is locked for minutes only."""
    if kind == COIN:
        return timedelta(minutes=law.whole("coin.lock_minutes", act.at))
    return law.hours("deal.pay_hours", act.at)


@atomic
def send_coins(act: Act, *, deal_id: int, txid: str) -> Deal:
    """The seller has sent the coins; the transaction's number is the proof."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    check_kind(deal, "send_coins")
    DEAL.row("send_coins", deal.state, act.role)
    network = queries.terms(deal).more["network"]
    number = txid_of(network, txid)
    try:
        with transaction.atomic():
            CoinTransfer.objects.create(deal=deal, network=network, txid=number, at=act.at)
    except IntegrityError:
        refuse(TxidUsed, "txid")
    deal.shipped_at = act.at
    due_at = act.at + law.hours("coin.confirm_hours", act.at)
    move(act, deal, "send_coins", CoinsSent(network, number), due_at=due_at)
    return deal

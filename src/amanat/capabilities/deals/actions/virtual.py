"""A code, an account or a domain changes hands through the vault: sealed, then seen by one."""

from collections.abc import Callable
from datetime import timedelta

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.events import (
    CodeReady,
    PointsTicked,
    ThingHandedOver,
    ThingRevealed,
    ThingSealed,
    TransferCodeTaken,
    UnseenReturned,
)
from amanat.capabilities.deals.models import Deal, Tick, Transfer
from amanat.capabilities.deals.refusals import BuyerIsPaying, PointsOpen
from amanat.capabilities.deals.rules import (
    ACCOUNT,
    DOMAIN_IR,
    DOMAINS,
    SECRET_KINDS,
    Terms,
    has_verb,
    inspect_by,
    registry_handle,
    secret_content,
    secret_mark,
)
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.vault import actions as vault
from amanat.capabilities.vault import queries as seals
from amanat.capabilities.vault import refusals as no
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, NotYours, WrongState, refuse_unless


def seal(act: Act, *, deal_id: int, secret: str) -> Deal:
    """Seal the code before anybody pays; before payment it may be replaced.

    It commits by itself, so that a code we know already stays noted although it is refused.
    """
    return _noting_repeats(act, deal_id, secret, lambda: _seal(act, deal_id, secret))


@atomic
def _seal(act: Act, deal_id: int, secret: str) -> Deal:
    deal = _open(act, deal_id, "seal")
    refuse_unless(not holds.is_being_paid(deal.subject), BuyerIsPaying)
    terms = queries.terms(deal)
    is_first = deal.sealed_at is None
    commitment = _keep(act, deal, terms, secret)
    deal.sealed_at = act.at
    due_at = act.at + law.hours("deal.pay_hours", act.at) if is_first else deal.due_at
    move(act, deal, "seal", ThingSealed(commitment), due_at=due_at)
    if is_first:
        pot.promise(act, deal, terms)
    return deal


@atomic
def make_ready(act: Act, *, deal_id: int) -> Deal:
    """The money is held and the code lies in the vault: from now on its buyer may see it."""
    deal = Deal.objects.lock(deal_id)
    deal.shipped_at = act.at
    due_at = act.at + law.hours("virtual.reveal_hours", act.at)
    move(act, deal, "make_ready", CodeReady(), due_at=due_at)
    return deal


def hand_over(act: Act, *, deal_id: int, secret: str, points: tuple[str, ...] = ()) -> Deal:
    """Put the sign-in details, or the transfer code, into the vault for the buyer.

    Of an account every agreed point of the list is ticked. It commits by itself, as `seal` does.
    """
    return _noting_repeats(
        act, deal_id, secret, lambda: _hand_over(act, deal_id, secret, frozenset(points))
    )


@atomic
def _hand_over(act: Act, deal_id: int, secret: str, points: frozenset[str]) -> Deal:
    deal = _open(act, deal_id, "hand_over")
    terms = queries.terms(deal)
    length = law.hours("virtual.reveal_hours", act.at)
    if deal.kind == ACCOUNT:
        refuse_unless(points >= set(terms.more["points"]), PointsOpen, "points")
        _tick(act, deal, terms.more["points"])
    else:
        length = timedelta(hours=terms.ship_hours)
        Transfer.objects.create(deal=deal, domain=terms.more["domain"], opened_at=act.at)
    commitment = _keep(act, deal, terms, secret)
    deal.shipped_at = act.at
    move(act, deal, "hand_over", ThingHandedOver(commitment), due_at=act.at + length)
    return deal


def _noting_repeats(act: Act, deal_id: int, secret: str, do: Callable[[], Deal]) -> Deal:
    """Do it; what is known already is refused, and the try is kept for the desk."""
    try:
        return do()
    except no.SecretKnown:
        deal = Deal.objects.get(pk=deal_id)
        mark = _mark(queries.terms(deal), secret)
        vault.note_repeat(act, mark=mark, subject=deal.subject)
        raise


def _mark(terms: Terms, secret: str) -> str:
    content = secret_content(terms.kind, secret)
    return secret_mark(terms.kind, content, terms.more.get("domain", ""))


def _keep(act: Act, deal: Deal, terms: Terms, secret: str) -> str:
    """Into the vault, or in the place of what lies there; answers the commitment."""
    content, mark = secret_content(terms.kind, secret), _mark(terms, secret)
    lies = seals.seal_of(deal.subject)
    if lies is None:
        assert deal.buyer_id is not None, "Both sides have agreed."
        kept = vault.seal(
            act, subject=deal.subject, buyer_id=deal.buyer_id, content=content, mark=mark
        )
    else:
        kept = vault.replace(act, secret_id=lies.secret_id, content=content, mark=mark)
    return kept.commitment


@atomic
def reveal(act: Act, *, deal_id: int, network: str = "") -> Deal:
    """Break the seal, once: the time to inspect begins, and the fact says when and from where."""
    deal = _open(act, deal_id, "reveal")
    deal.received_at = act.at
    due_at = inspect_by(act.at, queries.terms(deal))
    move(act, deal, "reveal", ThingRevealed(), due_at=due_at)
    vault.reveal(act, secret_id=_sealed(deal), network=network)
    return deal


@atomic
def take_code(act: Act, *, deal_id: int, handle: str = "", network: str = "") -> Deal:
    """Break the seal of the transfer code. With the buyer's handle the registry is watched."""
    deal = _open(act, deal_id, "take_code")
    if handle or deal.kind == DOMAIN_IR:
        handle = registry_handle(handle)
    Transfer.objects.filter(deal=deal).update(handle=handle)
    move(act, deal, "take_code", TransferCodeTaken(), due_at=deal.due_at)
    vault.reveal(act, secret_id=_sealed(deal), network=network)
    return deal


@atomic
def look_again(act: Act, *, deal_id: int, network: str = "") -> vault.Opened:
    """What was sealed, for the buyer who has broken the seal; every look is noted."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    refuse_unless(act.role is Role.BUYER, NotYours)
    return vault.look_again(act, secret_id=_sealed(deal), network=network)


def _sealed(deal: Deal) -> int:
    seal = seals.seal_of(deal.subject)
    if seal is None:
        raise no.NothingSealed
    return seal.secret_id


@atomic
def tick(act: Act, *, deal_id: int, points: tuple[str, ...]) -> Deal:
    """The buyer ticks what he has checked of the account's hand-over list."""
    deal = _open(act, deal_id, "tick")
    agreed = queries.terms(deal).more["points"]
    refuse_unless(bool(points), PointsOpen, "points")
    refuse_unless(set(points) <= set(agreed), Invalid, "points")
    fresh = [point for point in agreed if point in points]
    move(act, deal, "tick", PointsTicked(act.role, fresh), due_at=deal.due_at)
    _tick(act, deal, fresh)
    return deal


def _tick(act: Act, deal: Deal, points: list[str]) -> None:
    Tick.objects.bulk_create(
        [Tick(deal=deal, role=act.role, point=point, at=act.at) for point in points],
        ignore_conflicts=True,
    )


@atomic
def return_unseen(act: Act, *, deal_id: int) -> Deal:
    """The buyer never looked: the money goes back, and nobody ever sees what was sealed."""
    deal = Deal.objects.lock(deal_id)
    move(act, deal, "return_unseen", UnseenReturned())
    pot.refund(act, deal)
    return deal


def is_unseen(deal: Deal) -> bool:
    """Whether what was sealed for this deal has been seen by nobody."""
    seal = seals.seal_of(deal.subject) if deal.kind in SECRET_KINDS else None
    return seal is not None and not seal.is_revealed


def time_to_hand_over(act: Act, terms: Terms) -> timedelta:
    """How long the seller has once the money is held: a domain's own window is its transfer."""
    if terms.kind in DOMAINS:
        return law.hours("virtual.open_hours", act.at)
    return timedelta(hours=terms.ship_hours)


def check_kind(deal: Deal, verb: str) -> None:
    """A deal about this kind of thing never comes to this verb."""
    refuse_unless(has_verb(deal.kind, verb), WrongState)


def _open(act: Act, deal_id: int, verb: str) -> Deal:
    """The deal, locked, when this side may do this now."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    check_kind(deal, verb)
    DEAL.row(verb, deal.state, act.role)
    return deal

"""Both sides must say yes to the same version of the terms, by its hash."""

from typing import Any

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.actions.coins import check_caps, check_open, pay_window
from amanat.capabilities.deals.actions.draft import lay_on_table
from amanat.capabilities.deals.actions.work import open_stages
from amanat.capabilities.deals.events import (
    DealAgreed,
    DealCancelled,
    DealCountered,
    DealExpired,
    DealJoined,
    DealRejected,
    DealWithdrawn,
)
from amanat.capabilities.deals.models import Deal, Invitation, TermsVersion
from amanat.capabilities.deals.refusals import (
    IdentityNeeded,
    InvitationForAnother,
    OtherIdentityNeeded,
    PriceTenTimesOff,
    SamePerson,
    SameTerms,
    TermsChanged,
    TooManyVersions,
)
from amanat.capabilities.deals.rules import (
    COIN,
    MOST_VERSIONS,
    Terms,
    check_terms,
    in_stages,
    is_ten_times_off,
    other,
    promised,
    stages_of,
)
from amanat.capabilities.people import queries as people
from amanat.capabilities.risk import queries as risk
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, NotFound, NotYours, WrongState, refuse_unless


@atomic
def join(act: Act, *, token: str) -> Deal:
    """Whoever holds the invitation, and signs in with the invited number, takes the other side."""
    invitation = Invitation.objects.filter(token_hash=queries.hash_of(token)).first()
    if invitation is None:
        raise NotFound
    deal = Deal.objects.lock(invitation.deal_id)
    if deal.role_of(act.by):
        return deal
    role = other(Role(deal.starter_role))
    risk.check(act.person, act.at)
    refuse_unless(deal.person_of(role) is None, InvitationForAnother)
    phone = people.phone_of(act.person)
    refuse_unless(invitation.phone in {"", phone}, InvitationForAnother)
    setattr(deal, f"{role}_id", act.by)
    refuse_unless(deal.buyer_id != deal.seller_id, SamePerson)
    Invitation.objects.filter(pk=invitation.pk).update(opened_at=act.at)
    move(act.wearing(role), deal, "join", DealJoined(role), due_at=deal.due_at)
    return deal


@atomic
def counter(act: Act, *, deal_id: int, meant_price_units: int | None = None, **fields: Any) -> Deal:
    """Answer an offer with other terms; now the first side must say yes or no.

    A price of exactly ten times the one on the table, or a tenth, is refused until it is said
    twice: `meant_price_units` repeats it.
    """
    deal = Deal.objects.lock(deal_id)
    _answering(act, deal)
    refuse_unless(deal.version < MOST_VERSIONS, TooManyVersions, most=MOST_VERSIONS)
    refuse_unless(people.is_identified(act.person), IdentityNeeded)
    now = queries.terms(deal)
    refuse_unless(fields.get("kind", now.kind) == now.kind, Invalid, "kind")
    price_units = fields.get("price_units", now.price_units)
    looks_wrong = is_ten_times_off(now.price_units, price_units)
    is_meant = meant_price_units == price_units
    refuse_unless(is_meant or not looks_wrong, PriceTenTimesOff, "price_units")
    merged = {**queries.version_on_table(deal).body, **in_stages({**fields, "kind": now.kind})}
    merged["more"] = queries.with_recovery(now.kind, promised(now.kind, merged["more"]), act.at)
    check_terms(merged, complete=True)
    new = Terms(**merged)
    refuse_unless(new != now, SameTerms)
    version = lay_on_table(act, deal, new)
    due_at = act.at + law.hours("deal.answer_hours", act.at)
    event = DealCountered(version.number, version.sha256, act.role)
    move(act, deal, "counter", event, due_at=due_at)
    return deal


@atomic
def accept(act: Act, *, deal_id: int, sha256: str) -> Deal:
    """Say yes to exactly the version that was read: its hash comes back with the answer."""
    deal = Deal.objects.lock(deal_id)
    _answering(act, deal)
    version = queries.version_on_table(deal)
    refuse_unless(version.sha256 == sha256, TermsChanged)
    risk.check(act.person, act.at)
    refuse_unless(people.is_identified(act.person), IdentityNeeded)
    refuse_unless(people.is_identified(deal.person_of(other(act.role)) or 0), OtherIdentityNeeded)
    check_open(deal.kind)
    if deal.kind == COIN:
        check_caps(act, deal, version.terms)
    deal.agreed_at = act.at
    TermsVersion.objects.filter(pk=version.pk).update(agreed_at=act.at)
    due_at = act.at + pay_window(act, deal.kind)
    event = DealAgreed(version.number, version.sha256, act.role)
    move(act, deal, "accept", event, due_at=due_at)
    if stages_of(version.terms):
        return open_stages(act.wearing(Role.HOUSE), deal_id=deal.pk)
    if not deal.awaits_seal:
        pot.promise(act, deal, version.terms)
    return deal


@atomic
def reject(act: Act, *, deal_id: int) -> Deal:
    deal = Deal.objects.lock(deal_id)
    _answering(act, deal)
    deal.ended_at = act.at
    move(act, deal, "reject", DealRejected(act.role))
    return deal


@atomic
def withdraw(act: Act, *, deal_id: int) -> Deal:
    """Take back one's own offer while the other side has not answered."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    refuse_unless(deal.offered_by == act.role, NotYours)
    deal.ended_at = act.at
    move(act, deal, "withdraw", DealWithdrawn(act.role))
    return deal


@atomic
def expire(act: Act, *, deal_id: int) -> Deal:
    """Time is up. A payment that is still at the bank keeps the deal open until it answers."""
    deal = Deal.objects.lock(deal_id)
    was = deal.state
    deal.ended_at = act.at
    move(act, deal, "expire", DealExpired(was))
    pot.drop(act, deal)
    return deal


@atomic
def cancel(act: Act, *, deal_id: int) -> Deal:
    """Either side leaves before any money has come: free of charge."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    deal.ended_at = act.at
    move(act, deal, "cancel", DealCancelled(act.role))
    pot.drop(act, deal)
    return deal


OPEN = frozenset({"proposed", "countered"})


def _answering(act: Act, deal: Deal) -> None:
    """Only the side that did not make the offer answers it."""
    deal.check_side(act)
    refuse_unless(deal.state in OPEN, WrongState)
    refuse_unless(deal.offered_by != act.role, NotYours)

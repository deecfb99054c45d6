"""The starter writes the terms, page by page, and sends them."""

from dataclasses import asdict
from typing import Any

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.coins import check_open
from amanat.capabilities.deals.events import (
    DealBegun,
    DealDescribed,
    DealDiscarded,
    DealProposed,
)
from amanat.capabilities.deals.models import Deal, Invitation, TermsVersion
from amanat.capabilities.deals.refusals import (
    DraftsTooMany,
    IdentityNeeded,
    KindNotOffered,
    SamePerson,
)
from amanat.capabilities.deals.rules import (
    GOODS,
    MOST_OPEN_DRAFTS,
    Terms,
    check_terms,
    in_stages,
    promised,
)
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.people import queries as people
from amanat.capabilities.risk import queries as risk
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.codes import new_code
from amanat.words.refusal import refuse_unless

OF_A_KIND = ("delivery", "ship_hours", "inspection_hours", "checks", "more")


@atomic
def begin(act: Act, *, role: Role, **fields: Any) -> Deal:
    """Open a draft with what is known so far; the starter takes the buyer's or seller's side."""
    open_drafts = Deal.objects.filter(**{str(role): act.by}, state="draft").count()
    refuse_unless(open_drafts < MOST_OPEN_DRAFTS, DraftsTooMany, most=MOST_OPEN_DRAFTS)
    deal = Deal(code=new_code("D"), starter_role=role, created_at=act.at)
    setattr(deal, f"{role}_id", act.by)
    _write(act, deal, fields)
    due_at = act.at + law.hours("deal.draft_hours", act.at)
    move(act.wearing(role), deal, "begin", DealBegun(role), due_at=due_at)
    return deal


@atomic
def describe(act: Act, *, deal_id: int, **fields: Any) -> Deal:
    """Keep what was typed on one page of the draft; each value given is checked."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    _write(act, deal, fields)
    move(act, deal, "describe", DealDescribed(sorted(fields)), due_at=deal.due_at)
    return deal


def _write(act: Act, deal: Deal, fields: dict[str, Any]) -> None:
    """Put checked values into the draft; the other side's number and the city stand apart."""
    terms = dict(fields)
    if "other_phone" in terms:
        phone = identity.mobile(terms.pop("other_phone"), "other_phone")
        refuse_unless(people.phone_of(act.person) != phone, SamePerson, "other_phone")
        deal.other_phone = phone
    if "city_id" in terms:
        deal.city_id = terms.pop("city_id")
    terms = in_stages({**_kind_of(deal), **terms})
    terms = {**_still_fitting(deal.draft, terms), **terms}
    deal.kind = terms.get("kind", GOODS)
    refuse_unless(deal.kind in queries.kinds_on(), KindNotOffered, "kind")
    if "more" in terms:
        terms["more"] = queries.with_recovery(deal.kind, promised(deal.kind, terms["more"]), act.at)
    check_open(deal.kind)
    check_terms(terms, complete=False)
    deal.draft = terms


def _kind_of(deal: Deal) -> dict[str, Any]:
    """The kind that was chosen before; plain goods say nothing of it."""
    return {"kind": deal.draft["kind"]} if "kind" in deal.draft else {}


def _still_fitting(draft: dict[str, Any], fresh: dict[str, Any]) -> dict[str, Any]:
    """What was written so far; another kind of thing changes hands in another way."""
    if fresh.get("kind", draft.get("kind", GOODS)) == draft.get("kind", GOODS):
        return draft
    return {name: value for name, value in draft.items() if name not in OF_A_KIND}


@atomic
def discard(act: Act, *, deal_id: int) -> Deal:
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    deal.ended_at = act.at
    move(act, deal, "discard", DealDiscarded())
    return deal


@atomic
def propose(act: Act, *, deal_id: int) -> Deal:
    """Send the terms to the other side; from here on they change only by agreement."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    DEAL.row("propose", deal.state, act.role)  # Before an invitation is written twice.
    risk.check(act.person, act.at)
    refuse_unless(people.is_identified(act.person), IdentityNeeded)
    refuse_unless(deal.other_phone != people.phone_of(act.person), SamePerson, "other_phone")
    fields = {**deal.draft, "fee_basis_points": law.whole("fee.basis_points", act.at)}
    check_open(deal.kind)
    check_terms(fields, complete=True)
    version = lay_on_table(act, deal, Terms(**fields))
    Invitation.objects.create(
        deal=deal, phone=deal.other_phone, sent_at=act.at,
        token_hash=queries.hash_of(queries.invitation_token(deal)),
    )  # fmt: skip
    due_at = act.at + law.hours("deal.answer_hours", act.at)
    event = DealProposed(version.number, version.sha256, act.role)
    move(act, deal, "propose", event, due_at=due_at)
    return deal


def lay_on_table(act: Act, deal: Deal, terms: Terms) -> TermsVersion:
    """A new version of the terms, offered by this side; the caller moves and saves the deal."""
    deal.version += 1
    deal.offered_by = act.role
    deal.kind = terms.kind
    return TermsVersion.objects.create(
        deal=deal, number=deal.version, offered_by=act.role, body=asdict(terms),
        sha256=terms.sha256(), at=act.at,
    )  # fmt: skip

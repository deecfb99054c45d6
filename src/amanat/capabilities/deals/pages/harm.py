"""Packing, a claim and a return as they stand on the page of their deal."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Claim, ClaimWord, Deal, Packing, Return
from amanat.capabilities.deals.rules import OUTCOMES, TABLE, Outcome, Terms
from amanat.capabilities.deals.rules.damage import SHORT
from amanat.capabilities.deals.states import CLAIM
from amanat.capabilities.escrow import queries as holds
from amanat.words.act import Role
from amanat.words.text import Text
from amanat.words.watchword import Watchword

PACKED, CLAIMED, BACK = "GoodsPacked", frozenset({"DamageClaimed", "LossClaimed"}), "ReturnSettled"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as both sides and its officer see it."""

    claim: Claim
    state: Text
    at_zero: Text | None
    answers: list[ClaimWord]
    row: Text | None
    outcome: Text | None
    share: holds.Split | None  # What each side got by it, where money moved.
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Harm:
    """What the deal's page shows of the road there and back."""

    packing: Packing | None
    word: Watchword | None  # To be written on the parcel; after that, to be found on it.
    claim: ClaimView | None
    going_back: Return | None


def harm_of(deal: Deal, role: Role, terms: Terms, facts: set[str]) -> Harm:
    """Asks the database only for what the deal's own history says there is."""
    packing = queries.packing_of(deal) if PACKED in facts else None
    is_packing = deal.state == "funded" and role is Role.SELLER and terms.is_carried
    claim = queries.claim_of(deal) if CLAIMED & facts else None
    return Harm(
        packing=packing,
        word=queries.packing_word(deal.code) if packing or is_packing else None,
        claim=claim_view(claim, role, terms) if claim else None,
        going_back=queries.return_of(deal) if BACK in facts else None,
    )


def claim_view(claim: Claim, role: Role, terms: Terms) -> ClaimView:
    timer = CLAIM.timers.get(claim.state)
    rows = {row.number: row.says for row in (*reversed(TABLE), SHORT)}
    is_known = claim.outcome in set(Outcome)
    moved = claim.state == "decided" and claim.outcome != Outcome.NO_CLAIM
    return ClaimView(
        claim=claim,
        state=CLAIM.states[claim.state],
        at_zero=timer.says if timer else None,
        answers=list(claim.answers.order_by("pk")),
        row=rows.get(claim.row or 0),
        outcome=OUTCOMES[Outcome(claim.outcome)] if is_known else None,
        share=queries.share(terms, claim.price_units) if moved else None,
        verbs=frozenset(CLAIM.open_to(role, claim.state)),
    )


def fits(deal: Deal, terms: Terms, verb: str, at: datetime, facts: set[str]) -> bool:
    """Whether a verb of packing, claiming or losing has its place now. Asks nothing of the base."""
    if verb == "claim_loss":
        return deal.lost_at is not None and deal.received_at is None and not CLAIMED & facts
    if verb == "claim_damage":
        is_in_time = deal.received_at is None or (deal.claim_by is not None and at <= deal.claim_by)
        return terms.is_carried and is_in_time and not CLAIMED & facts
    return terms.is_carried

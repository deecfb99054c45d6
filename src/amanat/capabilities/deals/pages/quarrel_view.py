"""What a quarrel looks like on the deal's page: the offer on the table, the case, the ruling."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Appeal, Case, Deal, Offer, Ruling, Statement
from amanat.capabilities.deals.rules import CLAUSES, NEGOTIABLE, Terms
from amanat.capabilities.deals.states import CASE, OFFER
from amanat.capabilities.escrow import queries as holds
from amanat.words.act import Role
from amanat.words.text import Text

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class OfferView:
    """An amount on the table, and what each side would get of it."""

    offer: Offer
    share: holds.Split
    state: Text
    at_zero: Text
    is_mine: bool

    @property
    def is_open(self) -> bool:
        return self.offer.state == "open"


@dataclass(frozen=True, slots=True)
class RulingView:
    ruling: Ruling
    share: holds.Split
    clause: Text


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as both sides and its arbiter see it."""

    case: Case
    state: Text
    at_zero: Text | None
    statements: list[Statement]
    rulings: list[RulingView]
    appeal: Appeal | None
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quarrel:
    offers: list[OfferView]
    case: CaseView | None
    may_offer: bool

    @property
    def is_ruled(self) -> bool:
        """Whether a ruling stands that can still be appealed."""
        return self.case is not None and self.case.case.state == "ruled"

    @property
    def is_shown(self) -> bool:
        return self.may_offer or bool(self.offers) or self.case is not None


def quarrel_of(deal: Deal, role: Role, terms: Terms, facts: set[str], at: datetime) -> Quarrel:
    """Asks the database only for what the deal's own history says there is."""
    may_offer = deal.state in NEGOTIABLE
    offers = queries.offers(deal)[:MOST_SHOWN] if may_offer or "DealSettled" in facts else []
    case = queries.case_of(deal) if "DisputeEscalated" in facts else None
    return Quarrel(
        [_offer(one, role, terms) for one in offers],
        case_view(case, role, terms, at) if case else None,
        may_offer,
    )


def _offer(offer: Offer, role: Role, terms: Terms) -> OfferView:
    share = queries.share(terms, offer.price_units)
    at_zero = OFFER.timers["open"].says
    return OfferView(offer, share, OFFER.states[offer.state], at_zero, offer.role == role)


def case_view(case: Case, role: Role, terms: Terms, at: datetime) -> CaseView:
    timer = CASE.timers.get(case.state)
    verbs = set(CASE.open_to(role, case.state))
    if case.is_extended:
        verbs.discard("extend_evidence")
    if case.due_at is not None and at >= case.due_at:
        verbs.discard("appeal")
    return CaseView(
        case=case,
        state=CASE.states[case.state],
        at_zero=timer.says if timer else None,
        statements=list(case.statements.order_by("pk")),
        rulings=[
            RulingView(one, queries.share(terms, one.price_units), CLAUSES[one.clause])
            for one in case.rulings.all()
        ],
        appeal=Appeal.objects.filter(case=case).first(),
        verbs=frozenset(verbs),
    )

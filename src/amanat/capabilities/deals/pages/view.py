"""What a deal's page shows to one of its sides, gathered once, in a bounded number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal, DealFile, Message, Problem, Shipment
from amanat.capabilities.deals.pages.buttons import Button, buttons, claim_buttons
from amanat.capabilities.deals.pages.countdown import Clock, clock_from
from amanat.capabilities.deals.pages.guard_view import Guard, guard_of
from amanat.capabilities.deals.pages.harm import Harm, harm_of
from amanat.capabilities.deals.pages.quarrel_view import Quarrel, quarrel_of
from amanat.capabilities.deals.pages.sentences import (
    CANCEL_SPENT,
    NOW_IN_PERSON,
    NOW_RULED,
    PAYOUT,
    PAYOUT_WHEN,
    RULING_HOLDS,
    Now,
    ahead_in_person,
    ahead_of,
    now_of,
    past_of,
)
from amanat.capabilities.deals.pages.work_view import Work, work_of
from amanat.capabilities.deals.rules import Delivery, Terms
from amanat.capabilities.deals.states import DEAL, state_words
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import queries as people
from amanat.kernel.clock import pauses
from amanat.kernel.log.history import Line, history
from amanat.words.act import Role
from amanat.words.text import Text

TONES = {
    "agreed": "due", "part_funded": "due", "proposed": "due", "countered": "due",
    "under_way": "held", "finished": "released",
    "funded": "held", "shipped": "held", "inspection": "due",
    "disputed": "dispute", "review": "dispute",
    "accepted": "released", "paying_out": "released", "completed": "released",
    "refunding": "refund", "refunded": "refund",
    "cancel_asked": "due", "stop_asked": "due", "watched": "held",
    "damage_claim": "dispute", "returning": "due", "return_sent": "held", "return_here": "due",
    "splitting": "released", "split_closed": "released",
}  # fmt: skip
MOST_MESSAGES = 200
QUARREL = frozenset({"disputed", "review"})  # What the buyer wrote is on the page only now.


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline: past, open now, or to come."""

    text: Text
    at: datetime | None = None
    note: Text | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class DealView:
    deal: Deal
    role: Role
    is_my_turn: bool
    terms: Terms
    bill: holds.Bill
    position: holds.Position
    now: Now | None
    clock: Clock | None
    past: list[Step]
    ahead: list[Step]
    main: list[Button]
    quiet: list[Button]
    spent: list[Text]  # Why a link that people look for is not there.
    tone: str
    shipment: Shipment | None
    problem: Problem | None
    messages: list[Message]
    files: list[DealFile]
    quarrel: Quarrel
    harm: Harm
    guard: Guard
    handover: queries.Handover | None
    work: Work | None

    @property
    def state_label(self) -> Text:
        return state_words(self.terms.wording, self.deal.state)

    @property
    def other_name(self) -> str:
        return people.name_of(self.deal.seller if self.role is Role.BUYER else self.deal.buyer)

    @property
    def with_buyer_units(self) -> int:
        return self.position.with_payer_units + self.position.returned_units

    @property
    def released_units(self) -> int:
        return self.position.with_payee_units + self.position.fee_units

    @property
    def is_over(self) -> bool:
        return self.deal.state in DEAL.ends()


_RULED = (NOW_RULED, [Step(RULING_HOLDS)])


def view_of(deal: Deal, role: Role, at: datetime) -> DealView:
    """Everything one side sees of a deal that has terms on the table."""
    terms = queries.versions(deal)[-1].terms
    lines = history(deal.subject)
    facts = {line.name for line in lines}
    bill = queries.bill(terms)
    spent = spent_verbs(deal, role, lines)
    work = work_of(deal, terms, role, at)
    project = work if work and work.stages else None
    handover = queries.handover(deal)
    is_seen = handover is not None and handover.is_seen
    main, quiet = buttons(
        deal, role, terms, bill, at, facts,
        spent=frozenset(spent), is_seen=is_seen, work=work,
    )  # fmt: skip
    guard = guard_of(deal, role, terms, at)
    quarrel, harm = quarrel_of(deal, role, terms, facts, at), harm_of(deal, role, terms, facts)
    now, ahead = _RULED if quarrel.is_ruled else _step(deal, terms, is_seen=is_seen)
    return DealView(
        deal=deal,
        role=role,
        is_my_turn=project.is_my_turn if project else queries.turn(deal) == role,
        terms=terms,
        bill=bill,
        position=project.position if project else _position(deal, terms),
        now=(project.now if project else None) or now,
        clock=project.clock if project else clock_of(deal, terms, lines, at, guard.standing),
        past=_past(deal.kind, lines),
        ahead=ahead,
        main=[*claim_buttons(deal, harm), *main],
        quiet=quiet,
        spent=list(spent.values()),
        tone=TONES.get(deal.state, "neutral"),
        quarrel=quarrel,
        harm=harm,
        guard=guard,
        handover=handover,
        work=work,
        **_kept(deal),
    )


def _kept(deal: Deal) -> dict[str, Any]:
    """What the two have sent, said and shown."""
    return {
        "shipment": deal.shipments.filter(is_current=True).first() if deal.shipped_at else None,
        "problem": deal.problems.order_by("-pk").first() if deal.state in QUARREL else None,
        "messages": list(deal.messages.order_by("pk")[:MOST_MESSAGES]),
        "files": list(deal.files.select_related("file").order_by("pk")),
    }


def _position(deal: Deal, terms: Terms) -> holds.Position:
    """Where the money is; before agreement all of it is still with the buyer."""
    position = holds.position(deal.subject)
    if position.total_units:
        return position
    total = queries.bill(terms).buyer_pays.units
    return holds.Position(total, total, 0, 0, 0, 0)


def clock_of(
    deal: Deal,
    terms: Terms,
    lines: list[Line],
    at: datetime,
    standing: Sequence[pauses.Span] = (),
) -> Clock | None:
    """The countdown of the open step; None when nothing runs. In a pause it stands."""
    began = lines[-1].at if lines else deal.created_at
    return clock_from(deal, terms.wording, began, at, standing)


def spent_verbs(deal: Deal, role: Role, lines: list[Line]) -> dict[str, Text]:
    """Verbs that this side has used up and would look for, each with the reason in words."""
    asked = any(line.name == "CancelAsked" and line.facts["by"] == role for line in lines)
    is_open = "ask_cancel" in DEAL.open_to(role, deal.state)
    return {"ask_cancel": CANCEL_SPENT} if asked and is_open else {}


def _past(kind: str, lines: list[Line]) -> list[Step]:
    said = [(past_of(kind, line.name), line) for line in lines]
    return [Step(text, at=line.at, line=line) for text, line in said if text is not None]


def _step(deal: Deal, terms: Terms, *, is_seen: bool) -> tuple[Now | None, list[Step]]:
    """The step that is open and those to come, in the words of what is sold and how it is given."""
    at_hand = {"is_sealed": deal.sealed_at is not None, "is_seen": is_seen}
    now, path = now_of(deal.kind, deal.state, **at_hand), ahead_of(deal.kind, deal.state, **at_hand)
    if terms.delivery == Delivery.HAND:
        now, path = NOW_IN_PERSON.get(deal.state, now), ahead_in_person(path)
    return now, [Step(text, note=PAYOUT_WHEN if text == PAYOUT else None) for text in path]

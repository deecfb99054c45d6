"""What a deal's page shows to one of its sides, gathered once, in a bounded number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal, DealFile, Message, Problem, Shipment
from amanat.capabilities.deals.pages.buttons import Button, buttons
from amanat.capabilities.deals.pages.harm import Harm, harm_of
from amanat.capabilities.deals.pages.quarrel_view import Quarrel, quarrel_of
from amanat.capabilities.deals.pages.sentences import AHEAD, NOW, PAST, PAYOUT, PAYOUT_WHEN, Now
from amanat.capabilities.deals.rules import Terms
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import queries as people
from amanat.kernel.log.history import Line, history
from amanat.words.act import Role
from amanat.words.machine import Timer
from amanat.words.text import Text

TONES = {
    "agreed": "due", "part_funded": "due", "proposed": "due", "countered": "due",
    "funded": "held", "shipped": "held", "inspection": "due",
    "disputed": "dispute", "review": "dispute",
    "accepted": "released", "paying_out": "released", "completed": "released",
    "refunding": "refund", "refunded": "refund",
    "cancel_asked": "due", "stop_asked": "due",
    "damage_claim": "dispute", "returning": "due", "return_sent": "held", "return_here": "due",
    "splitting": "released", "split_closed": "released",
}  # fmt: skip
TICK = timedelta(minutes=1)
QUARREL = frozenset({"disputed", "review"})  # What the buyer wrote is on the page only now.


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline: past, open now, or to come."""

    text: Text
    at: datetime | None = None
    note: Text | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A countdown: what is left, when it ends, how far it has run, and what happens at zero."""

    due_at: datetime
    left: timedelta
    run_percent: int
    at_zero: Text


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
    tone: str
    names: dict[int, str]
    shipment: Shipment | None
    problem: Problem | None
    messages: list[Message]
    files: list[DealFile]
    quarrel: Quarrel
    harm: Harm

    @property
    def state_label(self) -> Text:
        return DEAL.states[self.deal.state]

    @property
    def other_name(self) -> str:
        other = self.deal.seller_id if self.role is Role.BUYER else self.deal.buyer_id
        return self.names.get(other or 0, "")

    @property
    def with_buyer_units(self) -> int:
        return self.position.with_payer_units + self.position.returned_units

    @property
    def released_units(self) -> int:
        return self.position.with_payee_units + self.position.fee_units

    @property
    def is_over(self) -> bool:
        return self.deal.state in DEAL.ends()


def view_of(deal: Deal, role: Role, at: datetime) -> DealView:
    """Everything one side sees of a deal that has terms on the table."""
    versions = queries.versions(deal)
    terms = versions[-1].terms
    lines = history(deal.subject)
    facts = {line.name for line in lines}
    bill = queries.bill(terms)
    main, quiet = buttons(deal, role, terms, bill, at, facts)
    return DealView(
        deal=deal,
        role=role,
        is_my_turn=queries.turn(deal) == role,
        terms=terms,
        bill=bill,
        position=_position(deal, terms),
        now=NOW.get(deal.state),
        clock=clock_of(deal, lines, at),
        past=_past(lines),
        ahead=_ahead(deal.state),
        main=main,
        quiet=quiet,
        tone=TONES.get(deal.state, "neutral"),
        names=people.names([pk for pk in (deal.buyer_id, deal.seller_id) if pk]),
        shipment=deal.shipments.filter(is_current=True).first(),
        problem=deal.problems.order_by("-pk").first() if deal.state in QUARREL else None,
        messages=list(deal.messages.order_by("pk")[:200]),
        files=list(deal.files.select_related("file").order_by("pk")),
        quarrel=quarrel_of(deal, role, terms, facts, at),
        harm=harm_of(deal, role, terms, facts),
    )


def _position(deal: Deal, terms: Terms) -> holds.Position:
    """Where the money is; before agreement all of it is still with the buyer."""
    position = holds.position(deal.subject)
    if position.total_units:
        return position
    total = queries.bill(terms).buyer_pays.units
    return holds.Position(total, total, 0, 0, 0, 0)


def clock_of(deal: Deal, lines: list[Line], at: datetime) -> Clock | None:
    """The countdown of the open step; None when nothing runs."""
    timer: Timer | None = DEAL.timers.get(deal.state)
    if timer is None or deal.due_at is None:
        return None
    began = lines[-1].at if lines else deal.created_at
    whole = max(deal.due_at - began, TICK)
    run = min(max(at - began, timedelta()), whole)
    return Clock(
        due_at=deal.due_at,
        left=max(deal.due_at - at, timedelta()),
        run_percent=int(100 * run.total_seconds() // whole.total_seconds()),
        at_zero=timer.says,
    )


def _past(lines: list[Line]) -> list[Step]:
    return [Step(PAST[line.name], at=line.at, line=line) for line in lines if line.name in PAST]


def _ahead(state: str) -> list[Step]:
    return [
        Step(text, note=PAYOUT_WHEN if text is PAYOUT else None) for text in AHEAD.get(state, ())
    ]

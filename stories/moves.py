"""What a deal may do next, drawn by dice: every verb of every state.

A new verb joins by one method: `@move("its_state")`. The first move of a state leads towards the
end; a walk that has gone on for long takes only those.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case, Deal, Offer
from amanat.capabilities.deals.rules import other
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import tracking_code
from amanat.kernel.log.moves import Thing
from amanat.words.act import Act, Role
from stories.quarrel import REASONS, WORDS, Quarrel

LONG_WALK, LONGEST_WALK = 16, 60
PRICES = (10_000, 10_001, 999_999, 1_000_000, 499_999_999, 500_000_000, 500_000_001, 1_234_567_891)
#  From here on the bank's cycles carry the money; nobody does anything.
UNDER_WAY = frozenset({"accepted", "paying_out", "refunding", "splitting"})
MOVES: dict[str, list[Callable[["Walk"], object]]] = defaultdict(list)
Move = Callable[["Walk"], object]


def move(*states: str) -> Callable[[Move], Move]:
    """Let this be drawn in these states."""

    def register(step: Move) -> Move:
        for state in states:
            MOVES[state].append(step)
        return step

    return register


@dataclass
class Walk:
    """One deal on its way, led by the dice of its seed alone."""

    quarrel: Quarrel
    dice: random.Random
    trail: list[str] = field(default_factory=list)
    kind: Mapping[str, object] = field(default_factory=dict)  # Goods, unless it says more.
    deal: Deal = field(init=False)

    def play(self) -> Deal:
        """From an offer to where only banks are needed."""
        buyer, seller = self.quarrel.sara, self.quarrel.reza
        starts = [(buyer, Role.BUYER, seller), (seller, Role.SELLER, buyer)]
        starter, role, invited = self.dice.choice(starts)
        self.deal = self.quarrel.play.offer(starter, role, invited, **self.terms())
        while self.fresh().state not in UNDER_WAY | DEAL.ends():
            self.step()
        return self.deal

    def step(self) -> None:
        moves = self.open_moves()
        assert moves, f"Write a move for {self.deal.state} in stories/moves.py."
        assert len(self.trail) < LONGEST_WALK, "This deal goes round and round."
        chosen = moves[0] if len(self.trail) > LONG_WALK else self.dice.choice(moves)
        self.trail.append(f"{self.deal.state}:{chosen.__name__}")
        chosen(self)
        self.quarrel.play.settle()

    def open_moves(self) -> list[Move]:
        """Those of this kind of thing, or of this way to hand it over; else those of any deal."""
        wording = queries.terms(self.deal).wording
        return MOVES.get(f"{wording} {self.deal.state}") or MOVES[self.deal.state]

    def fresh(self) -> Deal:
        self.deal = self.quarrel.play.fresh(self.deal)
        return self.deal

    def terms(self) -> dict[str, object]:
        price, payer = self.dice.choice(PRICES), self.dice.choice(["buyer", "seller", "half"])
        return {**self.kind, "price_units": price, "fee_payer": payer}

    def share(self) -> int:
        """Anything from nothing to the price; the ends as likely as the middle."""
        price = queries.terms(self.deal).price_units
        return self.dice.choice([0, 1, 99, price // 3, price - 1, price])

    def side(self, role: Role, at: datetime | None = None) -> Act:
        act = self.quarrel.buyer if role is Role.BUYER else self.quarrel.seller
        return Act(act.by, role, at or act.at)

    def either(self) -> Act:
        return self.side(self.dice.choice([Role.BUYER, Role.SELLER]))

    def clock(self, thing: Thing) -> Act:
        """The clock, at the moment at which this falls due."""
        due_at = type(thing)._default_manager.get(pk=thing.pk).due_at
        assert due_at is not None
        return Act(None, Role.CLOCK, due_at)

    def officer(self, name: str = "نادر رستمی") -> Person:
        return self.quarrel.officer(name)

    @property
    def answering(self) -> Act:
        return self.side(other(Role(self.deal.offered_by)))

    @property
    def asked(self) -> Act:
        return self.side(other(Role(self.deal.cancel_by)))

    # ---- agreement -------------------------------------------------------------------------

    @move("proposed", "countered")
    def accept(self) -> None:
        sha256 = queries.version_on_table(self.deal).sha256
        deals.accept(self.answering, deal_id=self.deal.pk, sha256=sha256)

    @move("proposed", "countered")
    def accept_as_well(self) -> None:
        self.accept()  # Twice in the urn: most offers are taken.

    @move("proposed", "countered")
    def counter(self) -> None:
        price = queries.terms(self.deal).price_units + self.dice.randrange(1, 10_000)
        deals.counter(self.answering, deal_id=self.deal.pk, price_units=price)

    @move("proposed")
    def leave_the_offer(self) -> None:
        mine = self.side(Role(self.deal.offered_by))
        verb, act = self.dice.choice(
            [
                (deals.reject, self.answering),
                (deals.withdraw, mine),
                (deals.expire, self.clock(self.deal)),
            ]
        )
        verb(act, deal_id=self.deal.pk)

    # ---- money in --------------------------------------------------------------------------

    @move("agreed", "part_funded")
    def pay(self) -> None:
        self.quarrel.play.pay(self.deal, self.quarrel.sara)

    @move("agreed", "part_funded")
    def pay_one_part(self) -> None:
        part = holds.next_unpaid(self.deal.subject)
        assert part is not None
        act = self.quarrel.act(self.quarrel.sara, Role.PERSON)
        attempt = payments.go_to_bank(act, payment_id=part.payment_id)
        self.quarrel.play.come_back(self.quarrel.play.outside.pay(attempt.ref_id))

    @move("agreed", "part_funded")
    def pay_all(self) -> None:
        self.pay()

    @move("agreed")
    def cancel(self) -> None:
        deals.cancel(self.either(), deal_id=self.deal.pk)

    @move("part_funded")
    def give_up(self) -> None:
        act = self.dice.choice([self.side(Role.BUYER), self.clock(self.deal)])
        deals.give_up(act, deal_id=self.deal.pk)

    # ---- the goods -------------------------------------------------------------------------

    @move("funded")
    def ship(self) -> None:
        self.quarrel.play.ship(self.deal, self.quarrel.reza)

    @move("funded")
    def ship_as_well(self) -> None:
        self.ship()

    @move("funded")
    def do_not_ship(self) -> None:
        late = self.side(Role.BUYER, self.deal.ship_by)
        verb, act = self.dice.choice(
            [
                (deals.decline, self.side(Role.SELLER)),
                (deals.call_off, late),
                (deals.call_off, self.clock(self.deal)),
            ]
        )
        verb(act, deal_id=self.deal.pk)

    @move("shipped")
    def receive(self) -> None:
        deals.receive(self.side(Role.BUYER), deal_id=self.deal.pk)

    @move("shipped")
    def receive_as_well(self) -> None:
        self.receive()

    @move("shipped")
    def correct(self) -> None:
        if self.deal.is_corrected:
            return self.receive()
        code = tracking_code(10**12 + self.deal.pk)
        deals.correct(self.side(Role.SELLER), deal_id=self.deal.pk, carrier="post", code=code)
        return None

    @move("shipped")
    def lose_track(self) -> None:
        deals.lose_track(self.clock(self.deal), deal_id=self.deal.pk)

    @move("inspection")
    def lapse(self) -> None:
        deals.lapse(self.clock(self.deal), deal_id=self.deal.pk)

    @move("inspection")
    def extend(self) -> None:
        if self.deal.is_extended:
            return self.lapse()
        deals.extend(self.side(Role.BUYER), deal_id=self.deal.pk)
        return None

    @move("shipped", "inspection", "inspection")
    def report(self) -> None:
        deals.report(self.side(Role.BUYER), deal_id=self.deal.pk,
                     kind="damaged" if self.deal.kind == "goods" else "other",
                     words="لبهٔ دستگاه شکسته است.", wants="refund")  # fmt: skip

    # ---- consent ---------------------------------------------------------------------------

    @move("cancel_asked", "stop_asked")
    def agree_cancel(self) -> None:
        deals.agree_cancel(self.asked, deal_id=self.deal.pk)

    @move("cancel_asked", "stop_asked")
    def refuse_cancel(self) -> None:
        deals.refuse_cancel(self.asked, deal_id=self.deal.pk)

    @move("cancel_asked", "stop_asked")
    def ignore_cancel(self) -> None:
        deals.ignore_cancel(self.clock(self.deal), deal_id=self.deal.pk)

    @move("funded", "shipped")
    def ask_cancel(self) -> None:
        act = self.either()
        if self.deal.cancel_asks.filter(role=act.role).exists():
            return self.open_moves()[0](self)
        deals.ask_cancel(act, deal_id=self.deal.pk)
        return None

    # ---- quarrel ---------------------------------------------------------------------------

    @move("disputed", "review")
    def give_back(self) -> None:
        deals.give_back(self.side(Role.SELLER), deal_id=self.deal.pk)

    @move("inspection", "disputed", "review")
    def approve(self) -> None:
        self.quarrel.play.confirm(self.deal, self.quarrel.sara)
        if self.fresh().state in {"inspection", "disputed", "review"}:
            deals.approve(self.side(Role.BUYER), deal_id=self.deal.pk)

    @move("inspection", "disputed", "review")
    def offer(self) -> None:
        """An amount is offered, and taken, refused, replaced or forgotten."""
        role = self.dice.choice([Role.BUYER, Role.SELLER])
        share, now = self.share(), Offer.objects.filter(deal=self.deal, state="open").first()
        if now is not None and now.price_units == share:
            deals.lapse_offer(self.clock(now), offer_id=now.pk)
        if role is Role.BUYER and share:
            self.quarrel.play.confirm(self.deal, self.quarrel.sara)
        deals.make_offer(self.side(role), deal_id=self.deal.pk, price_units=share)

    @move("inspection", "disputed", "review")
    def answer(self) -> None:
        now = Offer.objects.filter(deal=self.deal, state="open").first()
        if now is None:
            return self.offer()
        role = other(Role(now.role))
        if self.dice.random() < 0.3:
            deals.refuse_offer(self.side(role), offer_id=now.pk)
            return None
        if role is Role.BUYER and now.price_units:
            self.quarrel.play.confirm(self.deal, self.quarrel.sara)
        deals.accept_offer(self.side(role), offer_id=now.pk)
        return None

    @move("disputed")
    def escalate(self) -> None:
        deals.escalate(self.clock(self.deal), deal_id=self.deal.pk)

    @move("review", "review", "review")
    def in_court(self) -> None:
        """The next step of the case, whichever it is."""
        case = queries.case_on(self.deal)
        moves = MOVES[f"case {case.state}"]
        assert moves, f'Write a move for "case {case.state}" in stories/moves.py.'
        chosen = moves[0] if len(self.trail) > LONG_WALK else self.dice.choice(moves)
        self.trail[-1] += f"/{chosen.__name__}"
        chosen(self)

    @property
    def case(self) -> Case:
        return queries.case_on(self.deal)

    @move("case evidence")
    def close_evidence(self) -> None:
        deals.close_evidence(self.clock(self.case), case_id=self.case.pk)

    @move("case evidence")
    def give_evidence(self) -> None:
        act = self.either()
        if self.case.statements.filter(role=act.role).count() < 2:
            deals.give_evidence(act, case_id=self.case.pk, words=WORDS)
        elif not self.case.is_extended:
            deals.extend_evidence(act, case_id=self.case.pk)

    @move("case hearing")
    def rule(self) -> None:
        self.quarrel.rule(self.case, self.share(), self.officer())

    @move("case hearing", "case appealed")
    def pass_on(self) -> None:
        deals.pass_on(self.clock(self.case), case_id=self.case.pk)

    @move("case ruled")
    def enforce(self) -> None:
        act = self.quarrel.act(self.officer(), Role.OFFICER)
        for side in ("buyer", "seller"):
            deals.note_call(act, case_id=self.case.pk, side=side, words=REASONS)
        deals.enforce(self.clock(self.case), case_id=self.case.pk)

    @move("case ruled")
    def enforce_unserved(self) -> None:
        """Nobody's phone has confirmed the SMS: the time runs anew."""
        deals.enforce(self.clock(self.case), case_id=self.case.pk)

    @move("case ruled")
    def appeal(self) -> None:
        deals.appeal(self.either(), case_id=self.case.pk, words=WORDS)

    @move("case appealed")
    def rule_again(self) -> None:
        self.quarrel.rule_again(self.case, self.share(), self.officer("پروین اعتصامی"))


MOVES["case appealed"].reverse()  # Its first is the ruling, which ends it.

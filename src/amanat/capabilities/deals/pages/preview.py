"""What happens if…: every timer of a deal in its order, how long it runs, and who gets what at zero.

Computed from the machines' timers, the terms and the law in force; so a new timer is here by
itself, and one without a length or a question of its own still says what it does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.rules import (
    COIN,
    DOMAINS,
    GOODS,
    SECRET_KINDS,
    Delivery,
    Terms,
    comes_to,
)
from amanat.capabilities.deals.states import (
    CASE,
    CLAIM,
    DEAL,
    OFFER,
    named,
    state_words,
    zero_words,
)
from amanat.capabilities.escrow import queries as holds
from amanat.kernel.law import parameters as law
from amanat.words.machine import Machine, Timer
from amanat.words.moments import spoken_span
from amanat.words.persian import persian_digits
from amanat.words.text import Text

MACHINES = (DEAL, OFFER, CLAIM, CASE)
Place = tuple[str, str]
Length = Callable[[Terms, datetime], Text]


@dataclass(frozen=True, slots=True)
class Share:
    """So much for one of them; `units` is None where the terms do not know how much yet."""

    whose: Text
    units: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """One question that people ask beforehand, and its whole answer."""

    place: Place
    question: Text
    length: Text | None
    says: Text
    shares: list[Share]

    @property
    def is_usual(self) -> bool:
        """Whether it is open from the start: what happens by silence on the plain way."""
        return self.place in USUAL


def preview(terms: Terms, at: datetime, *, after: str = "") -> list[Branch]:
    """Every timer under these terms, in the order in which it may matter; those of `after` are
    over already."""
    bill, over = queries.bill(terms), {(DEAL.name, after)}
    return [
        _branch(machine, timer, terms, bill, at)
        for machine in MACHINES
        for timer in machine.timers.values()
        if _comes_to(terms, machine, timer.state) and (machine.name, timer.state) not in over
    ]


def _comes_to(terms: Terms, machine: Machine, state: str) -> bool:
    """Whether this clock can run under these terms; where two meet, nothing is on its way."""
    is_met = terms.delivery == Delivery.HAND
    if is_met and (machine is CLAIM or (machine.name, state) in OF_A_CARRIER):
        return False
    return comes_to(
        terms.kind, "damage_claim" if machine is CLAIM else state if machine is DEAL else ""
    )


def _branch(machine: Machine, timer: Timer, terms: Terms, bill: holds.Bill, at: datetime) -> Branch:
    place = (machine.name, timer.state)
    says = zero_words(terms.wording, timer.state) if machine is DEAL else timer.says
    length = LENGTHS.get(place)
    row = machine.find(timer.then, timer.state)
    assert row is not None, "A machine knows where its timers lead."
    return Branch(
        place=place,
        question=_question(machine, timer.state, terms),
        length=length(terms, at) if length else None,
        says=says or timer.says,
        shares=_unseen(terms.kind, place, bill) or _shares(timer.state, row.new, bill),
    )


def _question(machine: Machine, state: str, terms: Terms) -> Text:
    """What people ask; where nothing is shipped, the name of the state in that thing's words."""
    kind = terms.kind
    if terms.delivery == Delivery.HAND and (machine.name, state) in IF_MET:
        return IF_MET[machine.name, state]
    own = IF.get((machine.name, state))
    if machine is DEAL and kind in SECRET_KINDS and state == "shipped":
        return named(kind, IF_UNSEEN)
    if machine is DEAL and kind != GOODS and state in OF_THE_ROAD:
        return state_words(kind, state)
    return own or machine.states[state]


def _unseen(kind: str, place: Place, bill: holds.Bill) -> list[Share]:
    """What lies in the vault unseen goes back; of a domain's code it depends on the look."""
    if place != (DEAL.name, "shipped") or kind not in SECRET_KINDS:
        return []
    return [Share(AS_SEEN, None) if kind in DOMAINS else Share(BACK, bill.buyer_pays.units)]


def _shares(old: str, new: str, bill: holds.Bill) -> list[Share]:
    """What the state at the end of a timer means for the money."""
    if new in TO_THE_SELLER:
        return [Share(TO_SELLER, bill.seller_gets.units), Share(FEE, bill.fee.units)]
    if new == "refunding":
        part = old == "part_funded"  # How much of it was paid is not known beforehand.
        return [Share(WHAT_WAS_PAID if part else BACK, None if part else bill.buyer_pays.units)]
    if new in STILL_HELD:
        return [Share(HELD, bill.buyer_pays.units)]
    return [Share(AS_RULED, None)] if new == "final" else [Share(NOTHING, None)]


OF_A_CARRIER = frozenset({("deal", "shipped"), ("deal", "stop_asked")})
OF_THE_ROAD = frozenset({"funded", "shipped", "inspection"})
USUAL = frozenset({("deal", "agreed"), ("deal", "funded"), ("deal", "inspection")})
TO_THE_SELLER = frozenset({"accepted", "decided"})  # A claim is decided by silence when unharmed.
STILL_HELD = frozenset({"disputed", "review", "hearing", "appealed", "lapsed", "short", "closed"})
TO_SELLER = Text("به فروشنده", "To the seller")
FEE = Text("کارمزد امانت", "Amanat’s fee")
BACK = Text("به خریدار، بی‌کارمزد", "Back to the buyer, no fee")
WHAT_WAS_PAID = Text("هر پرداخت به همان کارت، بی‌کارمزد", "Each payment to its own card, no fee")
AS_SEEN = Text(
    "کد انتقال دیده نشده باشد: همه به خریدار؛ دیده شده باشد: نزد امانت می‌ماند",
    "Transfer code unseen: all back to the buyer; seen: it stays in escrow",
)
HELD = Text("نزد امانت می‌ماند", "Stays in escrow")
AS_RULED = Text(
    "سهم هر طرف همان که در رأی آمده؛ کارمزد فقط از بخش فروشنده",
    "Each side’s share as ruled; a fee on the seller’s part alone",
)
NOTHING = Text("کسی چیزی نمی‌پردازد", "Nobody pays anything")


def _by_law(name: str) -> Length:
    def length(_: Terms, at: datetime) -> Text:
        return _span(law.hours(name, at))

    return length


def _span(length: timedelta) -> Text:
    return Text(spoken_span(length, "fa"), spoken_span(length, "en"))


def _ship(terms: Terms, at: datetime) -> Text:
    """To deliver, and then until the money goes back; a domain's own window is its transfer."""
    hours = timedelta(hours=terms.ship_hours)
    length = law.hours("virtual.open_hours", at) if terms.kind in DOMAINS else hours
    return _span(length + law.hours("deal.call_off_hours", at))


def _pay(terms: Terms, at: datetime) -> Text:
    """A price of coins is locked for minutes only."""
    if terms.kind == COIN:
        return _span(timedelta(minutes=law.whole("coin.lock_minutes", at)))
    return _span(law.hours("deal.pay_hours", at))


def _arrive(terms: Terms, at: datetime) -> Text:
    """How long it may be on its way; what lies in the vault waits to be looked at."""
    if terms.kind in DOMAINS:
        return _span(timedelta(hours=terms.ship_hours))
    if terms.kind in SECRET_KINDS:
        return _span(law.hours("virtual.reveal_hours", at))
    own = "coin.confirm_hours" if terms.kind == COIN else "deal.carrier_hours"
    return _span(law.hours(own, at))


def _inspect(terms: Terms, at: datetime) -> Text:
    return _span(timedelta(hours=terms.inspection_hours))


def _watch(terms: Terms, at: datetime) -> Text:
    return _span(queries.recovery_time(terms, at))


def _working_days(name: str) -> Length:
    def length(_: Terms, at: datetime) -> Text:
        days = str(law.whole(name, at))
        return Text(f"{persian_digits(days)} روز کاری", f"{days} working days")

    return length


LENGTHS: dict[Place, Length] = {
    ("deal", "draft"): _by_law("deal.draft_hours"),
    ("deal", "proposed"): _by_law("deal.answer_hours"),
    ("deal", "countered"): _by_law("deal.answer_hours"),
    ("deal", "agreed"): _pay,
    ("deal", "part_funded"): _by_law("deal.part_pay_hours"),
    ("deal", "funded"): _ship,
    ("deal", "shipped"): _arrive,
    ("deal", "inspection"): _inspect,
    ("deal", "watched"): _watch,
    ("deal", "cancel_asked"): _by_law("deal.cancel_answer_hours"),
    ("deal", "stop_asked"): _by_law("deal.cancel_answer_hours"),
    ("deal", "returning"): _by_law("deal.return_ship_hours"),
    ("deal", "return_sent"): _by_law("deal.return_carrier_hours"),
    ("deal", "return_here"): _by_law("deal.return_check_hours"),
    ("deal", "disputed"): _by_law("deal.negotiation_hours"),
    ("offer", "open"): _by_law("deal.offer_hours"),
    ("claim", "incomplete"): _by_law("deal.claim_reminder_hours"),
    ("claim", "evidence"): _by_law("deal.claim_proof_hours"),
    ("claim", "hearing"): _working_days("deal.claim_decision_days"),
    ("claim", "short"): _working_days("deal.claim_decision_days"),
    ("claim", "proposed"): _working_days("deal.claim_decision_days"),
    ("claim", "intact"): _by_law("deal.claim_appeal_hours"),
    ("case", "evidence"): _by_law("deal.evidence_hours"),
    ("case", "hearing"): _working_days("deal.review_days"),
    ("case", "ruled"): _by_law("deal.appeal_hours"),
    ("case", "appealed"): _working_days("deal.review_days"),
}
IF: dict[Place, Text] = {
    ("deal", "draft"): Text("اگر پیشنهاد را نفرستید", "If you do not send the offer"),
    ("deal", "proposed"): Text("اگر کسی به پیشنهاد پاسخ ندهد", "If nobody answers the offer"),
    ("deal", "countered"): Text(
        "اگر کسی به شرایط تازه پاسخ ندهد", "If nobody answers the new terms"
    ),
    ("deal", "agreed"): Text("اگر خریدار نپردازد", "If the buyer does not pay"),
    ("deal", "part_funded"): Text(
        "اگر خریدار بخشی را بپردازد و بقیه را نه", "If the buyer pays a part and not the rest"
    ),
    ("deal", "funded"): Text("اگر فروشنده نفرستد", "If the seller does not ship"),
    ("deal", "shipped"): Text(
        "اگر خریدار رسیدن کالا را ثبت نکند", "If the buyer does not record an arrival"
    ),
    ("deal", "inspection"): Text(
        "اگر خریدار پس از رسیدن کالا خاموش بماند", "If the buyer is silent after the arrival"
    ),
    ("deal", "watched"): Text(
        "اگر در مهلت بازپس‌گیری مشکلی پیش نیاید", "If nothing goes wrong in the recovery watch"
    ),
    ("deal", "cancel_asked"): Text(
        "اگر یک طرف لغو بخواهد و دیگری پاسخ ندهد",
        "If one side asks to cancel and the other does not answer",
    ),
    ("deal", "stop_asked"): Text(
        "اگر در راه، یک طرف لغو بخواهد و دیگری پاسخ ندهد",
        "If one side asks to cancel on the way and the other does not answer",
    ),
    ("deal", "returning"): Text(
        "اگر قرار شود کالا برگردد و خریدار پس نفرستد",
        "If the goods are to go back and the buyer does not send them",
    ),
    ("deal", "return_sent"): Text(
        "اگر رسیدن کالای پس‌فرستاده روشن نشود", "If it is not clear that the return arrived"
    ),
    ("deal", "return_here"): Text(
        "اگر کالا به فروشنده برگردد و او خاموش بماند",
        "If the goods are back with the seller and he is silent",
    ),
    ("deal", "disputed"): Text(
        "اگر مشکلی گزارش شود و دو طرف توافق نکنند",
        "If a problem is reported and the two do not agree",
    ),
    ("offer", "open"): Text(
        "اگر مبلغی پیشنهاد شود و پاسخی نیاید", "If an amount is offered and not answered"
    ),
    ("claim", "incomplete"): Text(
        "اگر کالا آسیب دیده باشد و عکس‌ها کامل نشود",
        "If the goods are damaged and the pictures stay incomplete",
    ),
    ("claim", "evidence"): Text(
        "اگر ادعای آسیب کامل باشد: مهلت مدارک", "If damage is claimed: time for evidence"
    ),
    ("claim", "hearing"): Text(
        "اگر کارشناس در مهلتش دربارهٔ آسیب تصمیم نگیرد",
        "If the officer does not decide on the damage in time",
    ),
    ("claim", "short"): Text(
        "اگر موجودی صندوق جبران بس نباشد", "If the protection fund holds too little"
    ),
    ("claim", "proposed"): Text(
        "اگر نتیجه‌ای بیرون از جدول پیشنهاد و تأیید نشود",
        "If an outcome outside the table is proposed and not confirmed",
    ),
    ("claim", "intact"): Text(
        "اگر تحویل سالم شناخته شود و خریدار بازبینی نخواهد",
        "If it is found whole and the buyer does not appeal",
    ),
    ("case", "evidence"): Text(
        "اگر پرونده نزد داور برود: مهلت گفته و مدرک",
        "If it goes to an arbiter: time for statements and evidence",
    ),
    ("case", "hearing"): Text("اگر داور در مهلتش رأی ندهد", "If the arbiter does not rule in time"),
    ("case", "ruled"): Text(
        "اگر رأی داده شود و کسی بازبینی نخواهد", "If it is ruled and nobody appeals"
    ),
    ("case", "appealed"): Text(
        "اگر بازبینی خواسته شود و داور دوم در مهلتش رأی ندهد",
        "If it is appealed and the second arbiter does not rule in time",
    ),
}
IF_UNSEEN = Text("اگر خریدار {secret} را نبیند", "If the buyer does not look at the {secret}")
IF_MET: dict[Place, Text] = {
    ("deal", "funded"): Text(
        "اگر دیداری نشود و کالا تحویل داده نشود", "If you do not meet and nothing is handed over"
    ),
    ("deal", "inspection"): Text(
        "اگر خریدار پس از تحویل خاموش بماند", "If the buyer is silent after the hand-over"
    ),
}

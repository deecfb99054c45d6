"""Why a deal needs a look: rules over facts, each with what to do, who does it, and how soon."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from amanat.words.act import Role
from amanat.words.desks import CASES, FINANCE, PHONES
from amanat.words.text import Text

HOUR = timedelta(hours=1)
LATE_AFTER = HOUR  # A deadline whose default did not happen in this time is stuck.
RISKY_SCORE = 50  # From here on somebody looks before more money moves.
MOST_TRIES = 3  # Calls before an SMS is written instead.
REOPEN_AFTER = timedelta(hours=24)  # A task that was finished is not opened again before.
REST_HOURS = (1, 4, 24, 72)  # For how long a task may be put off.
LONGEST_WORDS = 1_000
LEAST_WORDS = 3
DESKS = {
    PHONES: Text("میز تماس", "The phones"),
    FINANCE: Text("میز مالی", "Finance"),
    CASES: Text("کارشناسان", "Officers"),
}
OUTCOMES = {
    "reached": Text("پاسخ داد", "Reached"),
    "not_reached": Text("پاسخ نداد", "Not reached"),
    "wrong_number": Text("شماره از آنِ او نیست", "Wrong number"),
}
REACHED = "reached"
RISK, PARKED, STUCK = "fraud_score", "parked", "refund_stuck"
#  What stands on another page of the same desk, too.
ELSEWHERE = ((RISK, CASES), (PARKED, CASES), (STUCK, FINANCE))


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What the rules look at, of one deal."""

    state: str
    funded_at: datetime | None = None
    ship_by: datetime | None = None
    shipped_at: datetime | None = None
    due_at: datetime | None = None
    troubles: frozenset[str] = frozenset()  # Of its money, in the words of payments.
    evidence_due_at: datetime | None = None
    silent: frozenset[Role] = field(default_factory=frozenset)  # Sides without evidence.
    is_parked: bool = False
    risk_score: int = 0  # Of its open signs together, at most a hundred.


@dataclass(frozen=True, slots=True)
class Limits:
    """The dated parameters that the rules need."""

    first_ship: timedelta
    second_ship: timedelta
    evidence: timedelta


Holds = Callable[[DealFacts, datetime, Limits], bool]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody should look, in words, and the next step; `call` is the side to ring."""

    code: str
    says: Text
    next_step: Text
    desk: str
    weight: int  # Lower is more urgent: the order of the board.
    look_within: timedelta
    call: Role | None = None
    holds: Holds | None = None  # None: somebody asks for it, no rule finds it.


def _has(trouble: str) -> Holds:
    def holds(facts: DealFacts, at: datetime, limits: Limits) -> bool:
        return trouble in facts.troubles

    return holds


def _parked(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    return facts.is_parked


def _risky(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    return facts.risk_score >= RISKY_SCORE


def _unsent(facts: DealFacts, at: datetime, wait: timedelta) -> bool:
    waits = facts.state == "funded" and facts.funded_at is not None
    return waits and facts.funded_at is not None and at >= facts.funded_at + wait


def _not_shipped(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    is_worse = _not_shipped_long(facts, at, limits) or _ship_late(facts, at, limits)
    return _unsent(facts, at, limits.first_ship) and not is_worse


def _not_shipped_long(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    return _unsent(facts, at, limits.second_ship) and not _ship_late(facts, at, limits)


def _ship_late(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    return facts.state == "funded" and facts.ship_by is not None and at >= facts.ship_by


def _no_arrival(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    """Half of the carrier's window has gone by without a word of an arrival."""
    if facts.state != "shipped" or facts.shipped_at is None or facts.due_at is None:
        return False
    return at - facts.shipped_at >= facts.due_at - at


def _evidence_missing(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    until = facts.evidence_due_at
    return bool(facts.silent) and until is not None and at >= until - limits.evidence


def _late(facts: DealFacts, at: datetime, limits: Limits) -> bool:
    return facts.due_at is not None and at >= facts.due_at + LATE_AFTER


REASONS = {
    one.code: one
    for one in (
        Reason(PARKED, Text("کاری از این معامله مانده است", "Work of this deal is parked"),
               Text("علت را در میز کارشناسان ببینید و دوباره اجرا کنید",
                    "Find the cause on the officers' desk and run it again"),
               CASES, 10, HOUR, holds=_parked),
        Reason("late", Text("مهلت گذشته و کاری نشده است", "A deadline passed and nothing followed"),
               Text("ببینید چه چیزی جلوی گام بعد را گرفته است", "See what keeps the next step back"),
               CASES, 15, HOUR, holds=_late),
        Reason(RISK, Text("نشانه‌های خطر بالاست", "The signs of risk are high"),
               Text("نشانه‌ها را در میز خطر ببینید و تصمیم بگیرید",
                    "Look at the signs on the desk of risks, and decide"),
               CASES, 18, HOUR, holds=_risky),
        Reason("payment_unclear", Text("نتیجهٔ پرداخت بیش از ۱۰ دقیقه نامعلوم است",
                                       "A payment is unclear for more than 10 minutes"),
               Text("از بانک بپرسید", "Ask the bank"), FINANCE, 20, HOUR, holds=_has("unclear")),
        Reason(STUCK, Text("بازگشت پول راهی نیافته است", "A refund found no road"),
               Text("راه دیگر بازپرداخت را برگزینید", "Choose another road for the refund"),
               FINANCE, 25, 2 * HOUR, holds=_has("stuck")),
        Reason("payout_returned", Text("بانک واریز را برگردانده است", "The bank returned a payout"),
               Text("از فروشنده شبای دیگری بخواهید", "Ask the seller for another Sheba"),
               FINANCE, 30, 2 * HOUR, call=Role.SELLER, holds=_has("came_back")),
        Reason("payout_slow", Text("واریز بیش از ۸ ساعت در راه است",
                                   "A payout is on its way for more than 8 hours"),
               Text("وضعیت واریز را از بانک بپرسید", "Ask the bank how far the payout is"),
               FINANCE, 35, 2 * HOUR, holds=_has("slow")),
        Reason("payout_no_account", Text("واریز منتظر شبای تأییدشده است",
                                         "A payout waits for a checked account"),
               Text("از فروشنده بخواهید شبا بدهد", "Ask the seller to name an account"),
               PHONES, 40, 4 * HOUR, call=Role.SELLER, holds=_has("no_account")),
        Reason("refund_no_account", Text("بازگشت پول منتظر شبای خریدار است",
                                         "A refund waits for the buyer's account"),
               Text("از خریدار بخواهید شبایی به نام خودش بدهد",
                    "Ask the buyer to name an account of his own"),
               PHONES, 42, 4 * HOUR, call=Role.BUYER, holds=_has("payer_unknown")),
        Reason("ship_late", Text("مهلت ارسال گذشته است", "The time to ship is over"),
               Text("از فروشنده بپرسید؛ خریدار می‌تواند لغو کند",
                    "Ask the seller; the buyer may call it off"),
               PHONES, 45, 4 * HOUR, call=Role.SELLER, holds=_ship_late),
        Reason("evidence_missing", Text("کمتر از ۲۴ ساعت مانده و مدرکی نیامده است",
                                        "Less than 24 hours left and no evidence given"),
               Text("به طرف ساکت یادآوری کنید", "Remind the side that said nothing"),
               PHONES, 50, 4 * HOUR, holds=_evidence_missing),
        Reason("no_arrival", Text("نیمی از زمان حمل گذشته و خبری از رسیدن نیست",
                                  "Half the carrier's time is over and nothing has arrived"),
               Text("از خریدار بپرسید و کد رهگیری را ببینید",
                    "Ask the buyer and look at the tracking code"),
               PHONES, 55, 8 * HOUR, call=Role.BUYER, holds=_no_arrival),
        Reason("not_shipped_long", Text("۷۲ ساعت پس از پرداخت هنوز فرستاده نشده است",
                                        "72 hours after payment nothing was sent"),
               Text("به فروشنده زنگ بزنید", "Call the seller"),
               PHONES, 60, 4 * HOUR, call=Role.SELLER, holds=_not_shipped_long),
        Reason("sms_missed", Text("دو پیامک پی‌درپی نرسیده است", "Two SMS in a row did not arrive"),
               Text("زنگ بزنید و شماره را بپرسید", "Call and ask for the right number"),
               PHONES, 65, 8 * HOUR),
        Reason("call_back", Text("درخواست تماس تلفنی", "A call back was asked for"),
               Text("در ساعت تماس زنگ بزنید", "Call within phone hours"), PHONES, 70, 4 * HOUR),
        Reason("not_shipped", Text("۲۴ ساعت پس از پرداخت هنوز فرستاده نشده است",
                                   "24 hours after payment nothing was sent"),
               Text("ببینید فروشنده پیامک را گرفته است", "See that the seller got the SMS"),
               PHONES, 75, 24 * HOUR, call=Role.SELLER, holds=_not_shipped),
    )
}  # fmt: skip
#  What a rule found and what a rule may take back; a call back was asked for by a person.
ASKED_FOR = frozenset({"call_back"})


def reasons(facts: DealFacts, at: datetime, limits: Limits) -> list[str]:
    """The codes of all reasons that hold for this deal, the most urgent first."""
    found = [one for one in REASONS.values() if one.holds and one.holds(facts, at, limits)]
    return [one.code for one in sorted(found, key=lambda one: one.weight)]


def side_to_call(reason: Reason, silent: frozenset[Role]) -> Role | None:
    """Whom to ring: the side the reason names, or the one that has said nothing."""
    if reason.code == "evidence_missing":
        return min(silent, default=None)
    return reason.call

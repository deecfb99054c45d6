"""The law of a quarrel: amounts, evidence, and the rule card."""

from amanat.capabilities.deals.refusals import (
    CoinProofNeeded,
    FreightPayerNeeded,
    ProviderProofNeeded,
    ShareOutOfRange,
)
from amanat.capabilities.deals.rules.kinds import ACCOUNT, CODE, COIN, DOMAINS
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.refusal import Invalid, refuse_unless
from amanat.words.text import Text

LEAST_PROBLEM_CHARACTERS = 10
MOST_FILES = 6
AWARD = "award"  # The purpose of the code with which an officer decides.
PROBLEM_KINDS = (
    "not_received",
    "not_as_described",
    "damaged",
    "incomplete",
    "other",
    "code_invalid",
)
CODE_INVALID = "code_invalid"  # Used, invalid, or taken back: the provider's own page proves it.
PROBLEM_WANTS = ("refund", "price_cut", "replace", "talk")
NEGOTIABLE = frozenset(
    {"inspection", "disputed", "review", "damage_claim"}
)  # Where an amount may be offered.
MOST_OFFERS = 20
STATEMENT_CHARACTERS = range(100, 50_001)
MOST_STATEMENTS = 5
LONGEST_REASON = 5_000
#  The rule card: what a ruling may cite. Each clause is a sentence of our terms of service.
CLAUSES = {
    "C1": Text("بی مدرک تحویل، پول به خریدار برمی‌گردد.",
               "Without proof of delivery the money goes back to the buyer."),
    "C2": Text("کالایی که با شرایط نمی‌خواند، به اندازهٔ کاستی از بهایش کم می‌شود.",
               "Goods that are not as agreed lose their price by as much as they lack."),
    "C3": Text("کالایی که با شرایط بخواند پذیرفته است؛ پشیمانی دلیل بازگشت نیست.",
               "Goods as agreed are accepted; a change of mind is no reason to return them."),
    "C4": Text("آسیب در راه با فروشنده است، مگر بسته‌بندی درست را نشان دهد.",
               "Damage on the way is the seller's, unless right packing is shown."),
    "C5": Text("هر طرف ادعای خود را ثابت می‌کند؛ در برابری مدارک، زیان نیم‌به‌نیم است.",
               "Each side proves its claim; where proofs are equal the loss is halved."),
    "C6": Text("طرفی که خبر یافت و پاسخی نداد، بر پایهٔ مدارک طرف دیگر سنجیده می‌شود.",
               "A side that was told and did not answer is judged on the other side's proof."),
    "C7": Text("کدی که پیش از خریدار در دست دیگری بوده ارزشی ندارد و پول برمی‌گردد.",
               "A code that somebody else had before the buyer is worth nothing; the money goes back."),
}  # fmt: skip
RULE_CARD = {  # The clauses that fit each kind of problem, strongest first.
    "not_received": ("C1", "C6"),
    "not_as_described": ("C2", "C3", "C5", "C6"),
    "damaged": ("C4", "C2", "C6"),
    "incomplete": ("C2", "C5", "C6"),
    "other": ("C5", "C3", "C6"),
    "return_contested": ("C5", "C2", "C6"),
    "code_invalid": ("C7", "C2", "C5", "C6"),
}
FREIGHT_PAYERS = ("buyer", "seller")


def problems_of(kind: str) -> tuple[str, ...]:
    """What can be wrong with this kind of thing."""
    if kind in {CODE, ACCOUNT}:
        return (CODE_INVALID, "not_as_described", "other")
    if kind == COIN:  # A change of mind is no problem: only what a transaction can show.
        return ("not_received", "incomplete")
    if kind in DOMAINS:
        return ("not_received", CODE_INVALID, "not_as_described", "other")
    return tuple(problem for problem in PROBLEM_KINDS if problem != CODE_INVALID)


def check_problem(kind: str, problem: str, files: int) -> None:
    """Refuse a problem that this kind of thing cannot have, or that comes without its proof."""
    refuse_unless(problem in problems_of(kind), Invalid, "kind")
    refuse_unless(problem != CODE_INVALID or files > 0, ProviderProofNeeded, "pictures")
    refuse_unless(kind != COIN or files > 0, CoinProofNeeded, "pictures")


def check_share(price_units: int, agreed_units: int) -> None:
    """What is released of a price lies between nothing and all of it."""
    fine = 0 <= price_units <= agreed_units
    highest = f"{agreed_units // RIALS_PER_TOMAN:,}"
    refuse_unless(fine, ShareOutOfRange, "price_units", highest=highest)


def check_return(price_units: int, freight_by: str) -> None:
    """Nothing goes back, or it is said who pays the way and that all the money follows."""
    fine = not freight_by or (freight_by in FREIGHT_PAYERS and price_units == 0)
    refuse_unless(fine, FreightPayerNeeded, "return_freight_by")


def outcome_of(price_units: int, agreed_units: int) -> str:
    """The word for a share of the price: nothing is a refund, all is a release."""
    if price_units == 0:
        return "refund"
    return "release" if price_units == agreed_units else "split"

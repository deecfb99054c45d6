"""The law of damage and loss on the way: nine rows, tried from the top. Guide escrow.md 2.7.

An officer confirms the facts; the table gives the outcome. Nothing here reads a clock or a table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from amanat.capabilities.deals.refusals import FactsContradict
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text

DAMAGE, LOSS = "damage", "loss"
PROOFS = ("box", "label", "item")  # The three pictures without which there is no claim.
MOST_PACKINGS = 3
LEAST_WEIGHT_GRAMS, MOST_WEIGHT_GRAMS = 1, 5_000_000
MOST_CLAIM_WORDS = 5


class Outcome(StrEnum):
    NO_CLAIM = "no_claim"  # The rest of the inspection runs; goodwill only.
    PRICE_CUT = "price_cut"
    GOES_BACK = "goes_back"  # Returned first, then refunded; freight on the seller.
    MADE_GOOD = "made_good"  # Buyer refunded from escrow, seller paid from the fund.
    INTACT = "intact"  # The money is the seller's, unless the buyer appeals.
    REFUND = "refund"  # All of it back; the seller bears it.
    FUND_SHORT = "fund_short"  # Two officers decide.
    BY_TWO = "by_two"  # Two officers decided otherwise than the table.


OUTCOMES = {
    Outcome.NO_CLAIM: Text("ادعا بسته می‌شود و مهلت بررسی ادامه دارد",
                           "The claim is closed and the inspection runs on"),
    Outcome.PRICE_CUT: Text("بها با توافق کم می‌شود", "The price is cut by agreement"),
    Outcome.GOES_BACK: Text("کالا برمی‌گردد و سپس پول؛ کرایه با فروشنده",
                            "The goods go back, then the money; freight on the seller"),
    Outcome.MADE_GOOD: Text("پول خریدار برمی‌گردد و صندوق زیان فروشنده را می‌پردازد",
                            "The buyer is refunded and the fund pays the seller's loss"),
    Outcome.INTACT: Text("پول به فروشنده می‌رسد، مگر خریدار بازبینی بخواهد",
                         "The money goes to the seller, unless the buyer appeals"),
    Outcome.REFUND: Text("همهٔ پول به خریدار برمی‌گردد", "All the money goes back to the buyer"),
    Outcome.FUND_SHORT: Text("دو کارشناس با هم تصمیم می‌گیرند", "Two officers decide together"),
    Outcome.BY_TWO: Text("دو کارشناس با هم تصمیم گرفتند", "Two officers decided together"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What an officer confirms, and what the house knows. Amounts are whole rial."""

    kind: str  # DAMAGE or LOSS.
    price_units: int
    chosen_by: str = "seller"  # Who chose carrier and insurance: "seller" or "buyer".
    is_late: bool = False  # More than a day after delivery, or after the approval.
    is_complete: bool = True  # Box, label and item are all in the pictures.
    agreed_units: int | None = None  # The price both sides agreed on instead.
    is_packed_right: bool = False  # Packing is shown, and no packing rule was broken.
    has_minutes: bool = False  # The carrier's minutes, or the carrier admits it.
    is_proven_intact: bool = False  # The carrier proves intact delivery; the pictures contradict.
    is_handed_over: bool = False  # It is proven that the carrier took the parcel.
    declared_units: int = 0  # What the parcel was insured for.
    is_fund_short: bool = False  # The fund holds less than the row that applies would take.

    @property
    def is_lost(self) -> bool:
        return self.kind == LOSS

    @property
    def is_insured(self) -> bool:
        """The carrier answers for all of it."""
        return self.has_minutes and self.declared_units >= self.price_units


@dataclass(frozen=True, slots=True)
class DamageRow:
    """One row of the table: when it applies, and what follows."""

    number: int
    says: Text
    outcome: Outcome
    fits: Callable[[Facts], bool]


#  A lost parcel shows neither pictures nor packing, so rows 2 and 4 to 7 are of damage alone.
#  Row 6 leaves to row 7 what the carrier proves to have been delivered whole.
TABLE = (
    DamageRow(1, Text("دیر گزارش شد یا معامله تأیید شده بود", "Reported late, or already approved"),
              Outcome.NO_CLAIM, lambda f: f.is_late),
    DamageRow(2, Text("عکس‌ها پس از یک یادآوری هم کامل نشد", "Pictures incomplete after a reminder"),
              Outcome.NO_CLAIM, lambda f: not f.is_lost and not f.is_complete),
    DamageRow(3, Text("هر دو بر بهای کمتر توافق کردند", "Both agree on a lower price"),
              Outcome.PRICE_CUT, lambda f: f.agreed_units is not None),
    DamageRow(4, Text("بسته‌بندی درست نشان داده نشد", "Right packing is not shown"),
              Outcome.GOES_BACK, lambda f: not f.is_lost and not f.is_packed_right),
    DamageRow(5, Text("بسته‌بندی درست، صورت‌جلسهٔ حمل‌کننده، بیمهٔ کامل",
                      "Packed right, carrier's minutes, fully insured"),
              Outcome.MADE_GOOD, lambda f: not f.is_lost and f.is_insured),
    DamageRow(6, Text("بسته‌بندی درست، بی صورت‌جلسه یا بیمهٔ کامل",
                      "Packed right, without minutes or full insurance"),
              Outcome.MADE_GOOD, lambda f: not f.is_lost and not f.is_proven_intact),
    DamageRow(7, Text("حمل‌کننده تحویل سالم را ثابت کرد و عکس‌ها با ادعا نمی‌خواند",
                      "The carrier proves intact delivery and the pictures contradict the claim"),
              Outcome.INTACT, lambda f: not f.is_lost),
    DamageRow(8, Text("گم شده و تحویل به حمل‌کننده ثابت است", "Lost, and the hand-over is proven"),
              Outcome.MADE_GOOD, lambda f: f.is_handed_over),
    DamageRow(8, Text("گم شده و تحویل به حمل‌کننده ثابت نیست", "Lost; the hand-over is not proven"),
              Outcome.REFUND, lambda f: f.is_lost),
)  # fmt: skip
SHORT = DamageRow(
    9, Text("موجودی صندوق بس نیست", "The fund holds too little"),
    Outcome.FUND_SHORT, lambda f: f.is_fund_short,
)  # fmt: skip


def decide(facts: Facts) -> DamageRow:
    """The first row that fits; row 9 in place of one that would take what the fund lacks."""
    row = next(row for row in TABLE if row.fits(facts))
    takes_from_fund = row.outcome is Outcome.MADE_GOOD
    return SHORT if takes_from_fund and SHORT.fits(facts) else row


def made_good_units(facts: Facts, *, claim_cap: int, uninsured_cap: int) -> int:
    """How much of the price the fund makes good: all of it, up to the cap of the row."""
    cap = claim_cap if facts.is_insured else min(claim_cap, uninsured_cap)
    return min(facts.price_units, max(cap, 0))


def released_units(facts: Facts, made_good: int) -> int:
    """How much of the price the seller still gets from escrow.

    Nothing when he chose the carrier and its insurance: what the fund leaves is his loss. When the
    buyer chose, the buyer bears it.
    """
    return facts.price_units - made_good if facts.chosen_by == "buyer" else 0


def check_facts(facts: Facts) -> None:
    """Refuse facts that cannot both be true."""
    fine = not (facts.has_minutes and facts.is_proven_intact)
    refuse_unless(fine, FactsContradict, "is_proven_intact")


def missing_proofs(given: dict[str, int | None]) -> list[str]:
    """Which of the three pictures are not there yet."""
    return [name for name in PROOFS if not given.get(name)]

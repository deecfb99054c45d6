"""What the ledger is told, and what it answers. Units are whole; their meaning is the asset's."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

LARGEST_AMOUNT_UNITS = 10**15
BATCH_LIMIT = 8_000


class StepKind(IntEnum):
    """What can happen to a hold. The first four are final; only an unfreeze follows a freeze."""

    RELEASE = 1
    REFUND = 2
    SPLIT = 3
    EXPIRE = 4
    FREEZE = 5
    UNFREEZE = 6


def check_amount(units: int) -> None:
    assert 1 <= units <= LARGEST_AMOUNT_UNITS, f"{units} units in one item?"


@dataclass(frozen=True, slots=True)
class Transfer:
    """Move `units` from one account to another of the same asset, at once."""

    debit_id: int
    credit_id: int
    units: int
    kind: str = ""

    def __post_init__(self) -> None:
        check_amount(self.units)
        assert self.debit_id != self.credit_id, "A transfer needs two accounts."


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep `units` of the debit account until a step decides.

    Released units go to `credit_id`, refunded ones to `return_id` (None: they are simply free
    again). From `due_at` on, platform time, it can no longer be released.
    """

    hold_id: int
    debit_id: int
    credit_id: int
    return_id: int | None
    party_id: int
    units: int
    due_at: datetime | None = None

    def __post_init__(self) -> None:
        check_amount(self.units)
        assert self.debit_id != self.credit_id, "A hold needs two accounts."
        assert self.due_at is None or self.due_at.utcoffset() is not None, "Aware times only."


@dataclass(frozen=True, slots=True)
class Step:
    """Decide a hold. `turn` is the number of steps the caller has seen, plus one.

    A release pays everything but the fee, a refund returns everything, a split pays
    `paid_units`; the rest of a split goes to the hold's return account.
    """

    hold_id: int
    turn: int
    kind: StepKind
    paid_units: int = 0
    fee_units: int = 0

    def __post_init__(self) -> None:
        assert self.paid_units >= 0 and self.fee_units >= 0, "Units are never negative."
        assert self.kind is StepKind.SPLIT or not self.paid_units, "Only a split says what it pays."
        fee_allowed = self.kind in (StepKind.RELEASE, StepKind.SPLIT)
        assert fee_allowed or not self.fee_units, "Only a release or a split takes a fee."


Item = Transfer | Hold | Step


@dataclass(frozen=True, slots=True)
class Balance:
    """`units` as posted, on the account's normal side; `free_units` is None without a limit."""

    units: int
    pending_units: int
    free_units: int | None
    limit_units: int | None


@dataclass(frozen=True, slots=True)
class HoldState:
    """`open_units` is what is still undecided: all of the hold, or nothing."""

    units: int
    open_units: int
    turns: int
    last_kind: StepKind | None
    frozen: bool


@dataclass(frozen=True, slots=True)
class AssetTotal:
    """The trial balance of one asset: the two sums are equal, or the book is broken."""

    asset: str
    debit_units: int
    credit_units: int
    pending_units: int


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One posted movement of an account: positive on its normal side, with the balance after."""

    n: int
    kind: str
    item_id: int
    units: int
    balance_units: int
    at: datetime


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Newest first. Everything committed before `complete_until` is in it."""

    lines: tuple[StatementLine, ...]
    complete_until: datetime | None

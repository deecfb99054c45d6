"""How much is promised and how much is free: read from the ledger, told in figures or in a band."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet, Sum

from amanat.capabilities.ceilings.models import Ceiling, Decision, Pool, Reservation
from amanat.capabilities.ceilings.queries.standing import law_of
from amanat.capabilities.ceilings.rules import exposure
from amanat.capabilities.ceilings.rules.exposure import Line
from amanat.capabilities.ceilings.states import EXPOSED, IN_FORCE, RESERVED
from amanat.kernel.ledger import book
from amanat.kernel.questions import question
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound

MOST_DECISIONS = 100
NOTHING = "missing_decision"


@dataclass(frozen=True, slots=True)
class InForce:
    """A ceiling as it stands. `headroom_units` is what may be sold now: zero while it is frozen."""

    business_id: int
    units: int
    exposure_units: int
    reserved_units: int  # Of the exposure: sales that await their payment.
    headroom_units: int
    overhang_units: int
    gross_units: int
    is_frozen: bool
    state: str
    binding: str
    failed: tuple[str, ...]
    formula: str
    parameter_set: str
    is_confirmed: bool
    decided_at: datetime | None
    decision_id: int | None


@dataclass(frozen=True, slots=True)
class EscrowShare:
    """How much of all that buyers paid must wait in escrow, and how much does."""

    line: str
    share_basis_points: int
    required_units: int
    escrowed_units: int

    @property
    def share_percent(self) -> int:
        return self.share_basis_points // 100

    @property
    def may_leave_units(self) -> int:
        """What may be paid out of escrow to the seller now."""
        return max(0, self.escrowed_units - self.required_units)


def find(business_id: int) -> Ceiling | None:
    return _ceiling(business_id).first()


@question
def _ceiling(business_id: int) -> QuerySet[Ceiling]:
    return Ceiling.objects.filter(business_id=business_id)


def ceiling_of(business_id: int) -> Ceiling:
    """The ceiling's record, or NotFound while there was never any."""
    found = find(business_id)
    if found is None:
        raise NotFound
    return found


def in_force(business_id: int, at: datetime) -> InForce:
    """The ceiling as it was decided last before `at`, and what the ledger says of it now."""
    ceiling = find(business_id)
    if ceiling is None:
        return InForce(
            business_id, 0, 0, 0, 0, 0, 0, False, IN_FORCE, NOTHING, (NOTHING,), "", "", False,
            None, None,
        )  # fmt: skip
    last = decided(ceiling.pk, at)
    units = 0 if last is None else last.units
    used = book.balance(ceiling.account_id).pending_units
    waiting = ceiling.reservations.filter(state=RESERVED).aggregate(n=Sum("units"))["n"]
    is_frozen = ceiling.state != IN_FORCE
    return InForce(
        business_id=business_id,
        units=units,
        exposure_units=used,
        reserved_units=int(waiting or 0),
        headroom_units=0 if is_frozen else free_units(ceiling, units, used),
        overhang_units=exposure.overhang(units, used),
        gross_units=book.balance(ceiling.gross_account_id).units,
        is_frozen=is_frozen,
        state=ceiling.state,
        binding=NOTHING if last is None else last.binding,
        failed=(NOTHING,) if last is None else tuple(last.failed),
        formula="" if last is None else last.formula,
        parameter_set="" if last is None else last.parameter_set,
        is_confirmed=last is not None and last.is_confirmed,
        decided_at=None if last is None else last.at,
        decision_id=None if last is None else last.pk,
    )


def free_units(ceiling: Ceiling, units: int, used_units: int) -> int:
    """What is free under this ceiling and under that of its owner's firms together."""
    own = exposure.headroom(units, used_units)
    if ceiling.pool is None:
        return own
    together = book.balance(ceiling.pool.account_id).pending_units
    return min(own, exposure.headroom(pool_units(ceiling.pool), together))


def pool_units(pool: Pool) -> int:
    """Firms of one owner may together owe as much as the largest ceiling among them."""
    return int(pool.ceilings.aggregate(n=Max("units"))["n"] or 0)


def decided(ceiling_id: int, at: datetime) -> Decision | None:
    """The decision in force at any moment, past or present."""
    rows = Decision.objects.filter(ceiling_id=ceiling_id, at__lte=at)
    return rows.order_by("-number").first()


def decisions(business_id: int) -> list[Decision]:
    """How the ceiling went, the newest first."""
    rows = Decision.objects.filter(ceiling__business_id=business_id).order_by("-number")
    return list(rows.select_related("change")[:MOST_DECISIONS])


def band(business_id: int, at: datetime) -> str:
    """How much is free, in one of four words: what the public sees."""
    found = in_force(business_id, at)
    if found.is_frozen:
        return "none"
    return exposure.band_of(found.units, found.units - found.headroom_units)


def line(business_id: int, at: datetime) -> Line:
    """Which alert line the gross balance is above now."""
    ceiling = find(business_id)
    if ceiling is None:
        return exposure.line_of(0, 0, law_of(tehran_day(at)).engine.lines)
    return line_of(ceiling, at)


def line_of(ceiling: Ceiling, at: datetime) -> Line:
    gross = book.balance(ceiling.gross_account_id).units
    return exposure.line_of(ceiling.units, gross, law_of(tehran_day(at)).engine.lines)


def escrow_share(business_id: int, at: datetime) -> EscrowShare:
    """How much of what buyers paid must stay in escrow now: asked before anything is paid out."""
    found = line(business_id, at)
    rows = Reservation.objects.filter(ceiling__business_id=business_id, state=EXPOSED)
    kept = int(rows.aggregate(n=Sum("escrowed_units"))["n"] or 0)
    return EscrowShare(found.name, found.share_basis_points, found.escrow_units, kept)

"""How much advance money may leave the account: only as fast as certified progress. Floored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from amanat.capabilities.projects.refusals import (
    BeforeAgreementCap,
    CertificateBackwards,
    CertificateMissing,
    CertificateStale,
    OverFormula,
)
from amanat.words.exact import floor
from amanat.words.months import after_gregorian_months
from amanat.words.refusal import refuse_unless
from amanat.words.said import toman_said


@dataclass(frozen=True, slots=True)
class Releasable:
    """`most_units` in all, from the first day on; `now_units` of it are not drawn yet."""

    most_units: int
    now_units: int
    over_drawn_units: int  # More than the formula left before: a case.


@dataclass(frozen=True, slots=True)
class Project:
    """`collected_units` from buyers, the planned cost, what is certified, what left already."""

    collected_units: int
    cost_units: int
    certified: tuple[Fraction, ...]
    drawn_units: int = 0


def releasable(project: Project, *, account_share: Fraction, certificates: int) -> Releasable:
    """min(account share × collected, lowest certified share × cost) - drawn, floored."""
    given = len(project.certified)
    refuse_unless(
        given >= certificates, CertificateMissing, "certificates", needed=certificates, given=given
    )
    by_account = floor(account_share * project.collected_units)
    by_progress = floor(min(project.certified) * project.cost_units)
    most = min(by_account, by_progress)
    return Releasable(most, max(0, most - project.drawn_units), max(0, project.drawn_units - most))


def check_draw(units: int, allowed: Releasable) -> None:
    """No discretion upward: OverFormula says the largest amount that is possible."""
    most = toman_said(allowed.now_units)
    refuse_unless(units <= allowed.now_units, OverFormula, "units", most=most)


def check_certificate(
    share: Fraction, last: Fraction, *, issued: date, day: date, most_days: int, has_reason: bool
) -> None:
    """Fresh, and not below the last certified share without a reason."""
    is_fresh = timedelta(0) <= day - issued <= timedelta(most_days)
    refuse_unless(is_fresh, CertificateStale, "issued", most=most_days)
    refuse_unless(share >= last or has_reason, CertificateBackwards, "reason")


def check_before_agreement(price_units: int, taken_units: int, *, most_share: Fraction) -> None:
    most = floor(most_share * price_units)
    refuse_unless(taken_units <= most, BeforeAgreementCap, "amount", most=toman_said(most))


def retention(value_units: int, share: Fraction) -> int:
    """What stays after completion, in case of defects. Floored: the rest is the builder's."""
    return floor(share * value_units)


def retention_ends(completed: date, months: int) -> date:
    """The first day on which what was kept may go, if no order about defects is open."""
    return after_gregorian_months(completed, months)


@dataclass(frozen=True, slots=True)
class Kept:
    """The retention rule, and the day of completion when there was one."""

    share: Fraction
    months: int
    completed: date | None = None

    def units(self, value_units: int, day: date | None) -> int:
        """What must still stay on `day`."""
        is_over = (
            self.completed is not None
            and day is not None
            and day >= retention_ends(self.completed, self.months)
        )
        return 0 if is_over else retention(value_units, self.share)


def releasable_with_retention(
    value_units: int, collected_units: int, certified: Fraction, kept: Kept, day: date | None = None
) -> int:
    """In all: certified share × value, never more than collected, never into what is kept."""
    by_progress = floor(certified * value_units)
    return min(by_progress, collected_units, value_units - kept.units(value_units, day))


@dataclass(frozen=True, slots=True)
class Lines:
    """Two alert lines over the ceiling, and the share of the whole balance each sends to escrow."""

    first: Fraction
    first_share: Fraction
    second: Fraction


def escrow_share(balance_units: int, ceiling_units: int, lines: Lines) -> Fraction:
    """The share of the *whole* balance that must lie in escrow now."""
    if balance_units > lines.second * ceiling_units:
        return Fraction(1)
    return lines.first_share if balance_units > lines.first * ceiling_units else Fraction(0)


def preserved(shares: Sequence[int], held_units: int, paid_units: int) -> list[int]:
    """How much of each buyer's money is still in the account: pro rata, floored, so that nobody
    is promised a rial that is not there."""
    return [0 if not paid_units else share * held_units // paid_units for share in shares]

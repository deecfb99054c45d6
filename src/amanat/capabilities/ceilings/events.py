"""Facts of ceilings. What is published stands in clear; what one buyer paid does not."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class CeilingOpened(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class CeilingSet(Event):
    """`binding` names the cap or the gate; formula and parameter set say how it was reckoned."""

    business_id: int
    decision_id: int
    units: int
    binding: str
    formula: str
    parameter_set: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("units", "binding", "formula", "parameter_set")


@dataclass(frozen=True, slots=True)
class CeilingLowered(Event):
    """`overhang_units` is what was sold before and now stands above the ceiling."""

    business_id: int
    decision_id: int
    units: int
    overhang_units: int
    binding: str
    formula: str
    parameter_set: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("units", "binding", "formula", "parameter_set")


@dataclass(frozen=True, slots=True)
class CeilingFrozen(Event):
    business_id: int
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("reason",)


@dataclass(frozen=True, slots=True)
class CeilingFreezeEscalated(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class CeilingFreezeConfirmed(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class CeilingUnfrozen(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class CeilingInputDeclared(Event):
    business_id: int
    kind: str
    units: int


@dataclass(frozen=True, slots=True)
class CollateralOffered(Event):
    business_id: int
    kind: str
    units: int


@dataclass(frozen=True, slots=True)
class CeilingInputTakenBack(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class CeilingInputLate(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class CeilingInputChecked(Event):
    business_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class CeilingInputVerified(Event):
    business_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)


@dataclass(frozen=True, slots=True)
class CeilingInputRefused(Event):
    business_id: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class CeilingInputEnding(Event):
    business_id: int
    kind: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class CeilingInputLapsed(Event):
    business_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)


@dataclass(frozen=True, slots=True)
class CeilingChangeProposed(Event):
    business_id: int
    kind: str
    effective_at: str


@dataclass(frozen=True, slots=True)
class CeilingChangeApproved(Event):
    business_id: int
    kind: str
    effective_at: str


@dataclass(frozen=True, slots=True)
class CeilingChangeTurnedDown(Event):
    business_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class CeilingChangeLapsed(Event):
    business_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class CeilingChangeApplied(Event):
    business_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class HeadroomReserved(Event):
    business_id: int
    units: int


@dataclass(frozen=True, slots=True)
class HeadroomConfirmed(Event):
    """The buyer's money is there; the receipt of this code says what was free and is now taken."""

    business_id: int
    units: int
    exposure_units: int
    receipt: str


@dataclass(frozen=True, slots=True)
class HeadroomReceiptSigned(Event):
    """`sha256` is that of the receipt's own text, so that nobody can say later it was another."""

    code: str
    sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "sha256")


@dataclass(frozen=True, slots=True)
class MoneyExposed(Event):
    business_id: int
    units: int


@dataclass(frozen=True, slots=True)
class PromiseGrown(Event):
    business_id: int
    profit_units: int
    delay_units: int


@dataclass(frozen=True, slots=True)
class HeadroomReleased(Event):
    business_id: int
    units: int
    was: str


@dataclass(frozen=True, slots=True)
class PromisesGrown(Event):
    """A day added `units` to so many sales together."""

    business_id: int
    sales: int
    units: int


@dataclass(frozen=True, slots=True)
class PromiseDelivered(Event):
    business_id: int
    units: int


@dataclass(frozen=True, slots=True)
class CeilingAlertRaised(Event):
    business_id: int
    line: str
    share_basis_points: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("line", "share_basis_points")


@dataclass(frozen=True, slots=True)
class CeilingAlertEased(Event):
    business_id: int
    line: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("line",)

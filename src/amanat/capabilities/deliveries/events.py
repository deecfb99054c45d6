"""What happens to deliveries. Amounts are rial; no name and no VIN stands in a fact in clear."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class DeliveryPlanned(Event):
    contract_id: int
    permit_id: int
    promised: str


@dataclass(frozen=True, slots=True)
class DeliveryCalled(Event):
    """The vehicle is bound, and the buyer is called for `day`."""

    contract_id: int
    vin: str
    day: str
    due_units: int


@dataclass(frozen=True, slots=True)
class DeliveryCallTakenBack(Event):
    """The vehicle or the day was wrong: the vehicle is free again, and the buyer need not come."""

    contract_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryPaid(Event):
    """What was due at delivery arrived and waits for the hand-over."""

    contract_id: int
    units: int


@dataclass(frozen=True, slots=True)
class DeliveryCodeRenewed(Event):
    round: int


@dataclass(frozen=True, slots=True)
class DeliveryCodeMistyped(Event):
    tries: int


@dataclass(frozen=True, slots=True)
class DeliveryLate(Event):
    """The promised day is over and the vehicle is not there; `base_units` is what was paid."""

    contract_id: int
    permit_id: int
    promised: str
    base_units: int


@dataclass(frozen=True, slots=True)
class DeliveryWaits(Event):
    """The maker stands ready in time and the buyer has not paid: that day is nobody's delay."""

    contract_id: int
    until: str


@dataclass(frozen=True, slots=True)
class DeliveryHanded(Event):
    contract_id: int
    permit_id: int
    business_id: int
    day: str
    late_days: int
    compensation_units: int
    has_defects: bool


@dataclass(frozen=True, slots=True)
class DeliveryAccepted(Event):
    contract_id: int
    has_defects: bool


@dataclass(frozen=True, slots=True)
class DeliveryFailed(Event):
    contract_id: int
    accrued_units: int


@dataclass(frozen=True, slots=True)
class DeliveryDropped(Event):
    contract_id: int
    accrued_units: int


@dataclass(frozen=True, slots=True)
class CompensationAsked(Event):
    """The holder is about to pay the compensation."""

    contract_id: int
    units: int


@dataclass(frozen=True, slots=True)
class CompensationTaken(Event):
    """Not paid in time: `units` came from the project's account, `missing_units` are still owed."""

    contract_id: int
    business_id: int
    units: int
    missing_units: int


@dataclass(frozen=True, slots=True)
class CompensationPaid(Event):
    contract_id: int
    business_id: int
    units: int


@dataclass(frozen=True, slots=True)
class CompensationAccrued(Event):
    """One late day of one permit: how many deliveries, and what was added for all of them."""

    PUBLIC: ClassVar[tuple[str, ...]] = ("permit_id", "day", "deliveries", "units")

    permit_id: int
    day: str
    deliveries: int
    units: int


@dataclass(frozen=True, slots=True)
class ProgrammeOpened(Event):
    permit_id: int


@dataclass(frozen=True, slots=True)
class MakerInDefault(Event):
    """Too many deliveries of a permit are too late: its buyers' money is no longer safe."""

    permit_id: int
    business_id: int
    late: int
    longest_days: int


@dataclass(frozen=True, slots=True)
class BackdatedDelivery(Event):
    """Somebody recorded hand-overs on days that were over."""

    business_id: int
    rows: int


@dataclass(frozen=True, slots=True)
class SheetUploaded(Event):
    business_id: int
    work: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class SheetChecked(Event):
    sound: int
    faulty: int


@dataclass(frozen=True, slots=True)
class SheetRowMended(Event):
    row: int


@dataclass(frozen=True, slots=True)
class SheetConfirmed(Event):
    rows: int


@dataclass(frozen=True, slots=True)
class SheetDone(Event):
    done: int
    refused: int


@dataclass(frozen=True, slots=True)
class SheetTakenBack(Event):
    rows: int


@dataclass(frozen=True, slots=True)
class DelayComplained(Event):
    contract_id: int
    business_id: int
    late_days: int
    units: int


@dataclass(frozen=True, slots=True)
class DelayAnswered(Event):
    contract_id: int
    business_id: int


@dataclass(frozen=True, slots=True)
class DelayUnanswered(Event):
    contract_id: int
    business_id: int


@dataclass(frozen=True, slots=True)
class DelayComplaintClosed(Event):
    contract_id: int

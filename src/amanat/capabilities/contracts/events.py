"""Facts of contracts. Who bought and what was paid stands as a commitment; the hash is public."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class ContractSigned(Event):
    """`terms_sha256` is the hash of the canonical terms, word for word as they were agreed."""

    permit_id: int
    business_id: int
    buyer_id: int
    offer_id: int
    units: int
    terms_sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("terms_sha256",)


@dataclass(frozen=True, slots=True)
class ContractFunded(Event):
    permit_id: int
    business_id: int
    buyer_id: int
    units: int
    batch: str  # The key under which the ledger wrote stock, ceiling and money together.


@dataclass(frozen=True, slots=True)
class ContractExtended(Event):
    """Its offer has more time, and so has its first payment."""

    pay_by: str


@dataclass(frozen=True, slots=True)
class ContractTurnedBack(Event):
    """The money came, and the contract could not come into force: it goes back to the payer."""

    permit_id: int
    business_id: int
    buyer_id: int
    units: int
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("reason",)


@dataclass(frozen=True, slots=True)
class ContractLapsed(Event):
    permit_id: int
    business_id: int
    buyer_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ContractDocumented(Event):
    """The signed document: its first version at the signature, another after each assignment."""

    version: int
    document_sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("version", "document_sha256")


@dataclass(frozen=True, slots=True)
class InstalmentDemanded(Event):
    number: int
    units: int
    kind: str


@dataclass(frozen=True, slots=True)
class InstalmentPaid(Event):
    number: int
    units: int
    batch: str


@dataclass(frozen=True, slots=True)
class InstalmentPartPaid(Event):
    """One payment of several came, and waits for the rest: `rest_units` of the instalment."""

    number: int
    units: int
    rest_units: int


@dataclass(frozen=True, slots=True)
class InstalmentTurnedBack(Event):
    number: int
    units: int
    reason: str


@dataclass(frozen=True, slots=True)
class AssignmentAsked(Event):
    contract_id: int
    to_id: int


@dataclass(frozen=True, slots=True)
class AssignmentAccepted(Event):
    contract_id: int


@dataclass(frozen=True, slots=True)
class AssignmentDone(Event):
    contract_id: int


@dataclass(frozen=True, slots=True)
class AssignmentRefused(Event):
    contract_id: int
    by_role: str


@dataclass(frozen=True, slots=True)
class AssignmentCalledOff(Event):
    contract_id: int


@dataclass(frozen=True, slots=True)
class AssignmentLapsed(Event):
    contract_id: int


@dataclass(frozen=True, slots=True)
class ContractAssigned(Event):
    permit_id: int
    business_id: int
    from_id: int
    to_id: int
    number: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class ContractCalled(Event):
    """`price_units` is the price on the day of the call, `due_units` what is still to be paid."""

    permit_id: int
    business_id: int
    buyer_id: int
    price_units: int
    due_units: int


@dataclass(frozen=True, slots=True)
class ContractCallUndone(Event):
    """The maker took the call back; the price it settled stays."""

    permit_id: int
    business_id: int
    buyer_id: int


@dataclass(frozen=True, slots=True)
class ContractFulfilled(Event):
    permit_id: int
    business_id: int
    buyer_id: int


@dataclass(frozen=True, slots=True)
class ContractWithdrawn(Event):
    permit_id: int
    business_id: int
    buyer_id: int
    paid_units: int
    profit_units: int
    repay_by: str


@dataclass(frozen=True, slots=True)
class RepaymentDemanded(Event):
    units: int


@dataclass(frozen=True, slots=True)
class RepaymentBrought(Event):
    units: int


@dataclass(frozen=True, slots=True)
class RepaymentOrdered(Event):
    """The project's account did not hold enough: the rest is ordered from collateral."""

    permit_id: int
    business_id: int
    buyer_id: int
    given_units: int
    ordered_units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("given_units", "ordered_units")


@dataclass(frozen=True, slots=True)
class ContractRepaid(Event):
    permit_id: int
    business_id: int
    buyer_id: int
    units: int


@dataclass(frozen=True, slots=True)
class ContractRefunded(Event):
    permit_id: int
    business_id: int
    buyer_id: int
    units: int

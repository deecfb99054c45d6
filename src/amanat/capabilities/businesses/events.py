"""What happens to a business. No name, no national id and no account stands in a fact."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class BusinessRegistered(Event):
    code: str
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "kind")


@dataclass(frozen=True, slots=True)
class BusinessConfirmed(Event):
    """The inquiry agreed with what was registered."""

    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class BusinessTurnedDown(Event):
    code: str


@dataclass(frozen=True, slots=True)
class BusinessClosed(Event):
    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class MandateGiven(Event):
    """`powers` are words of the rules, with a space between; `person_id` has them now."""

    business_id: int
    mandate_id: int
    person_id: int
    powers: str


@dataclass(frozen=True, slots=True)
class MandateEnded(Event):
    business_id: int
    mandate_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class TradeLicenceAdded(Event):
    business_id: int
    class_code: str


@dataclass(frozen=True, slots=True)
class TradeLicenceTakenBack(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class TradeLicenceConfirmed(Event):
    """The inquiry agreed; it counts from its first to the end of its last day in Tehran."""

    business_id: int
    class_code: str
    valid_from: str
    valid_until: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("class_code", "valid_from", "valid_until")


@dataclass(frozen=True, slots=True)
class TradeLicenceTurnedDown(Event):
    business_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class TradeLicenceEnded(Event):
    """`reason` is "expired" when its last day is over, else why an officer ended it."""

    business_id: int
    class_code: str
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("class_code", "reason")


@dataclass(frozen=True, slots=True)
class DomainAdded(Event):
    business_id: int
    name: str


@dataclass(frozen=True, slots=True)
class DomainProven(Event):
    """Two of the three proofs were seen, and they were not the last time."""

    business_id: int
    name: str
    methods: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("name", "methods")


@dataclass(frozen=True, slots=True)
class DomainStillProven(Event):
    """Looked at again, and found as before."""

    business_id: int
    methods: str


@dataclass(frozen=True, slots=True)
class DomainProofMissing(Event):
    """The proof is not there any more; the domain is lost at `lost_at` unless it comes back."""

    business_id: int
    name: str
    lost_at: str


@dataclass(frozen=True, slots=True)
class DomainLost(Event):
    business_id: int
    name: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("name",)


@dataclass(frozen=True, slots=True)
class DomainDropped(Event):
    business_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ActivityAdded(Event):
    business_id: int
    class_code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("class_code",)


@dataclass(frozen=True, slots=True)
class ActivityEnded(Event):
    business_id: int
    class_code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("class_code",)


@dataclass(frozen=True, slots=True)
class PremisesNamed(Event):
    business_id: int
    city_id: int


@dataclass(frozen=True, slots=True)
class BusinessAccountAdded(Event):
    business_id: int
    bank_code: str


@dataclass(frozen=True, slots=True)
class BusinessAccountConfirmed(Event):
    """The bank says that it is the company's own: from `active_from` on money goes into it."""

    business_id: int
    active_from: str


@dataclass(frozen=True, slots=True)
class BusinessAccountRefused(Event):
    """The bank says that it is somebody else's: nothing is ever paid into it."""

    business_id: int


@dataclass(frozen=True, slots=True)
class BusinessAccountEnded(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class OwnerNamed(Event):
    business_id: int
    basis_points: int


@dataclass(frozen=True, slots=True)
class OwnerEnded(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class OfficerConflictDeclared(Event):
    """This officer has a tie to this business and decides nothing about it."""

    business_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class OfficerConflictEnded(Event):
    business_id: int
    officer_id: int

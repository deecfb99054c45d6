"""Facts of projects. What is collected, certified and released is public; who paid is not."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class ProjectOpened(Event):
    business_id: int
    permit_id: int
    code: str
    cost_units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "cost_units")


@dataclass(frozen=True, slots=True)
class ProjectFunded(Event):
    """The first buyer's money came."""

    business_id: int


@dataclass(frozen=True, slots=True)
class MoneyReceived(Event):
    """Money of one contract stands in the account; `collected_units` is all of it so far."""

    contract: str
    units: int
    collected_units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("collected_units",)


@dataclass(frozen=True, slots=True)
class MoneyGivenBack(Event):
    """A buyer left: money of the contract went back out of the account."""

    contract: str
    units: int
    returned_units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("returned_units",)


@dataclass(frozen=True, slots=True)
class CertifierNamed(Event):
    project_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)


@dataclass(frozen=True, slots=True)
class CertifierEnded(Event):
    project_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)


@dataclass(frozen=True, slots=True)
class ProgressCertified(Event):
    """`text_sha256` is of the signed text; `photos` are the hashes of the pictures we keep."""

    project_id: int
    kind: str
    basis_points: int
    last_basis_points: int
    code: str
    text_sha256: str
    photos: str
    PUBLIC: ClassVar[tuple[str, ...]] = (
        "kind", "basis_points", "last_basis_points", "code", "text_sha256", "photos",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CertificateLapsed(Event):
    project_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)


@dataclass(frozen=True, slots=True)
class CertificateReplaced(Event):
    project_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)


@dataclass(frozen=True, slots=True)
class DrawRequested(Event):
    project_id: int
    number: int
    asked_units: int
    until: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("number", "asked_units", "until")


@dataclass(frozen=True, slots=True)
class DrawObjected(Event):
    project_id: int
    number: int
    objections: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number", "objections")


@dataclass(frozen=True, slots=True)
class DrawWithdrawn(Event):
    project_id: int
    number: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class DrawWindowClosed(Event):
    project_id: int
    number: int
    objections: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number", "objections")


@dataclass(frozen=True, slots=True)
class DrawDecisionLate(Event):
    """Nobody decided in time: the supervisor does, the delay is counted, the money stays."""

    project_id: int
    number: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class DrawSeconded(Event):
    """A first person agreed to a large draw; a second one must."""

    project_id: int
    number: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class DrawReleased(Event):
    """`most_units` is what the formula allowed, in all, with every number that went into it."""

    project_id: int
    number: int
    units: int
    most_units: int
    drawn_units: int
    collected_units: int
    cost_units: int
    certified_basis_points: int
    rule: str
    parameter_set: str
    PUBLIC: ClassVar[tuple[str, ...]] = (
        "number", "units", "most_units", "drawn_units", "collected_units", "cost_units",
        "certified_basis_points", "rule", "parameter_set",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawRefused(Event):
    project_id: int
    number: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class DrawStopped(Event):
    """The project stopped, and with it the draw that was under way."""

    project_id: int
    number: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class MilestoneMet(Event):
    stage: int
    certified_basis_points: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("stage", "certified_basis_points")


@dataclass(frozen=True, slots=True)
class MilestoneMissed(Event):
    """Behind its plan for too long: the committee decides."""

    business_id: int
    stage: int
    certified_basis_points: int
    needed_basis_points: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("stage", "certified_basis_points", "needed_basis_points")


@dataclass(frozen=True, slots=True)
class ProjectLetGoOn(Event):
    business_id: int
    until: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("until",)


@dataclass(frozen=True, slots=True)
class ProjectDecisionLate(Event):
    """The committee did not decide in time: counted in public."""

    business_id: int
    PUBLIC: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class ProjectDefaulted(Event):
    business_id: int
    permit_id: int
    held_units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("held_units",)


@dataclass(frozen=True, slots=True)
class RefundPlanned(Event):
    """A source is shared out; `short_units` is still owed after it, by order."""

    business_id: int
    plan_id: int
    source: str
    source_units: int
    planned_units: int
    short_units: int
    contracts: int
    PUBLIC: ClassVar[tuple[str, ...]] = (
        "source", "source_units", "planned_units", "short_units", "contracts",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefundsPaid(Event):
    """One batch: the shares from `first_id` to `last_id` of the plan (queries.refund_shares)."""

    plan_id: int
    first_id: int
    last_id: int
    units: int
    left: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("units", "left")


@dataclass(frozen=True, slots=True)
class RefundsFinished(Event):
    business_id: int
    plan_id: int
    short_units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("short_units",)


@dataclass(frozen=True, slots=True)
class CollateralBrought(Event):
    business_id: int
    units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("units",)


@dataclass(frozen=True, slots=True)
class ProjectAudited(Event):
    business_id: int
    until: str
    paper_sha256: str
    balance_units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("until", "paper_sha256", "balance_units")


@dataclass(frozen=True, slots=True)
class ProjectCompleted(Event):
    business_id: int
    kept_units: int
    until: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kept_units", "until")


@dataclass(frozen=True, slots=True)
class RetentionKept(Event):
    """A defect is open: what was retained stays longer."""

    business_id: int
    until: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("until",)


@dataclass(frozen=True, slots=True)
class RetentionReleased(Event):
    business_id: int
    units: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("units",)


@dataclass(frozen=True, slots=True)
class ReceiptsPassed(Event):
    """A contract has another buyer now; its money stayed where it was."""

    contract: str
    buyer_id: int
    receipts: int

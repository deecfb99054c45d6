"""Facts of money in and money out. The log names the thing itself; facts say what more there is."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class PaymentDemanded(Event):
    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class PaymentSettled(Event):
    """The money counts: hold `hold_id` is open and the bank has promised the money."""

    payment_id: int
    subject: str
    units: int
    hold_id: int


@dataclass(frozen=True, slots=True)
class PaymentUndone(Event):
    """The bank took a verified payment back before it settled; the payment is due again."""

    payment_id: int
    subject: str
    units: int
    hold_id: int


@dataclass(frozen=True, slots=True)
class PaymentClosed(Event):
    payment_id: int
    subject: str


@dataclass(frozen=True, slots=True)
class AttemptMoved(Event):
    """What every step of one attempt has to say; the subclass says which step it was."""

    payment_id: int
    code: str = ""


class AttemptStarted(AttemptMoved): ...


class TokenIssued(AttemptMoved): ...


class AttemptNotStarted(AttemptMoved): ...


class PayerSentToBank(AttemptMoved): ...


class TokenExpired(AttemptMoved): ...


class PaymentDeclined(AttemptMoved): ...


class PaymentCancelled(AttemptMoved): ...


class CallbackRefused(AttemptMoved): ...


class PayerCameBack(AttemptMoved): ...


class GatewayAsked(AttemptMoved): ...


class PaymentVerified(AttemptMoved): ...


class PaymentUnclear(AttemptMoved): ...


class AttemptSettled(AttemptMoved): ...


class PaymentOrphaned(AttemptMoved): ...


class PaymentMismatched(AttemptMoved): ...


class BankTookBack(AttemptMoved): ...


class ReversalStarted(AttemptMoved): ...


class PaymentReversed(AttemptMoved): ...


class ReversalFailed(AttemptMoved): ...


@dataclass(frozen=True, slots=True)
class GatewayAlarmed(Event):
    """Something about a gateway needs a person: why, and the code it gave."""

    gateway: str
    why: str
    code: str


@dataclass(frozen=True, slots=True)
class RefundMoved(Event):
    payment_id: int
    subject: str
    units: int


@dataclass(frozen=True, slots=True)
class OrphanRefundMoved(Event):
    """A refund of money nobody waited for; `step` is what it is called in other refunds."""

    payment_id: int
    step: str
    units: int


class RefundQueued(RefundMoved): ...


class RefundSent(RefundMoved): ...


class RefundAsked(RefundMoved): ...


class RefundRerouted(RefundMoved): ...


class RefundHeldBack(RefundMoved):
    """It is blocked: nothing is asked of the bank until the block is lifted."""


class RefundLetOut(RefundMoved):
    """The block is lifted: it goes on at once."""


class RefundNeedsAccount(RefundMoved):
    """No gateway gives it back, and the payer has no checked account: its payout asks for one."""


class RefundSettled(RefundMoved): ...


class RefundStuck(RefundMoved): ...


@dataclass(frozen=True, slots=True)
class PayoutMoved(Event):
    """To a person, or to a company: one of the two ids is there."""

    person_id: int | None
    subject: str
    units: int
    business_id: int | None = None


@dataclass(frozen=True, slots=True)
class RefundTransferMoved(Event):
    """A refund on the rail to the payer's account; `step` is what it is called in payouts."""

    refund_id: int
    step: str
    units: int


class PayoutQueued(PayoutMoved): ...


class PayoutProposed(PayoutMoved): ...


class PayoutSigned(PayoutMoved):
    """The first of two people signed it."""


class PayoutApproved(PayoutMoved): ...


class PayoutTurnedDown(PayoutMoved): ...


class PayoutGathered(PayoutMoved): ...


class PayoutWaitsForAccount(PayoutMoved): ...


class PayoutHeld(PayoutMoved):
    """Its owner has just changed the Sheba: it waits until the new one counts."""


class PayoutHeldBack(PayoutMoved):
    """It is blocked: it stays in the queue until the block is lifted."""


class PayoutLetOut(PayoutMoved):
    """The block is lifted: it joins the next file."""


class PayoutPulledOut(PayoutMoved):
    """It was in a file that had not left yet, and was taken out of it."""


class PayoutSent(PayoutMoved): ...


class PayoutSentMore(PayoutMoved):
    """Another transfer of a subject that had one: a further part, or again after a return."""


class PayoutPartSettled(PayoutMoved):
    """One of several transfers of a subject has arrived; others are on their way."""


class PayoutAsked(PayoutMoved): ...


class PayoutUnclear(PayoutMoved): ...


class PayoutTransferred(PayoutMoved): ...


class PayoutSettled(PayoutMoved): ...


class PayoutReturned(PayoutMoved): ...


class PayoutLate(PayoutMoved): ...


@dataclass(frozen=True, slots=True)
class BatchMoved(Event):
    file_name: str
    transfers: int
    units: int


class BatchOpened(BatchMoved): ...


class BatchSent(BatchMoved): ...


class BatchAccepted(BatchMoved): ...


class BatchRefused(BatchMoved): ...


class BatchKeptBack(BatchMoved):
    """Payouts are halted: the file is not handed in again before they go on."""


class BatchDropped(BatchMoved):
    """Everything in it was taken out before it left."""


@dataclass(frozen=True, slots=True)
class MoneyBlocked(Event):
    subject: str


@dataclass(frozen=True, slots=True)
class MoneyUnblocked(Event):
    subject: str


@dataclass(frozen=True, slots=True)
class PayoutsHalted(Event):
    """Nothing leaves any more; `grounds` are the codes of what is wrong, joined by spaces."""

    grounds: str
    words: str


@dataclass(frozen=True, slots=True)
class HaltKept(Event):
    """What is wrong has changed, or somebody does not want to go on yet."""

    grounds: str


@dataclass(frozen=True, slots=True)
class RestartAsked(Event):
    words: str


@dataclass(frozen=True, slots=True)
class PayoutsRestarted(Event):
    """Two people let money leave again."""

    seconds: int

"""Where a payment can be when a fault strikes: one function brings it there, in good weather.

Each leaves the trip in the state of its name; `go_on` is what payer and browser then do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from amanat.capabilities.payments import actions, ports
from amanat.capabilities.payments.models import Attempt, Payment, Refund
from amanat.capabilities.payments.ports.gateway import Returned
from amanat.capabilities.payments.tests.cast import Story, fresh
from amanat.config.money.tests import tills
from amanat.kernel.ledger import book
from amanat.words.act import Role
from amanat.words.refusal import Refused

UNITS = 1_000_000
PART_UNITS = 400_000


@dataclass
class Trip:
    """One payer who pays one demand through one gateway, whatever happens."""

    story: Story
    gateway: str
    payment: Payment = field(init=False)
    attempt: Attempt = field(init=False)
    back: dict[str, Any] | None = None
    refund: Refund | None = None

    def __post_init__(self) -> None:
        self.payment = self.story.demand(UNITS, f"hold:{self.story.payer.pk}")

    @property
    def till(self) -> tills.Till:
        return tills.TILLS[self.gateway]

    def arm(self, question: str, fault: str, **more: Any) -> None:
        self.story.outside.arm(f"{self.gateway}.{self.till.calls[question]}", fault, **more)

    def pay_at_the_bank(self, choice: str = "pay") -> None:
        self.attempt = self.story.go(self.payment, self.gateway)
        self.back = tills.choose(self.gateway, self.attempt.ref_id, choice)

    def deliver(self, **changed: str) -> None:
        assert self.back is not None
        self.attempt = self.story.come_back(self.back, **changed)


def created(trip: Trip) -> None:
    story = trip.story
    trip.attempt = actions.start(
        story.act(story.payer), payment_id=trip.payment.pk, gateway=trip.gateway
    )


def token_issued(trip: Trip) -> None:
    created(trip)
    trip.attempt = actions.carry(trip.story.bank(), attempt_id=trip.attempt.pk)


def redirected(trip: Trip) -> None:
    trip.attempt = trip.story.go(trip.payment, trip.gateway)


def paid_at_bank(trip: Trip) -> None:
    trip.pay_at_the_bank()


def returned(trip: Trip) -> None:
    trip.pay_at_the_bank()
    told = _told(trip)
    trip.attempt = actions.come_back(
        trip.story.bank(), attempt_id=trip.attempt.pk, reference=told.reference
    )


def _told(trip: Trip) -> Returned:
    assert trip.back is not None
    return ports.gateway(trip.gateway).parse_callback(trip.back["fields"])


def verifying(trip: Trip) -> None:
    """The process that took the callback died before it asked."""
    trip.pay_at_the_bank()
    trip.attempt = actions.hear_callback(
        trip.story.bank(), attempt_id=trip.attempt.pk, back=_told(trip)
    )


def verify_unknown(trip: Trip) -> None:
    """The bank never heard our verify, and its time is nearly over."""
    _unknown(trip, "timeout_before")


def verify_unknown_done(trip: Trip) -> None:
    """The bank has verified it, and all its answers were lost."""
    _unknown(trip, "timeout_after")


def _unknown(trip: Trip, fault: str) -> None:
    trip.pay_at_the_bank()
    trip.arm("verify", fault, count=None)
    trip.story.outside.arm(f"{trip.gateway}.inquiry", "timeout_before", count=None)
    trip.deliver()
    trip.story.wait(minutes=18, seconds=30)


def verified(trip: Trip) -> None:
    """Booked, and whoever booked it died before settling."""
    verifying(trip)
    gateway = ports.gateway(trip.gateway)
    answer = gateway.verify(actions.asking.sale_of(fresh(trip.attempt)))
    trip.attempt = actions.verify(trip.story.bank(), attempt_id=trip.attempt.pk, code=answer.code)


def settling(trip: Trip) -> None:
    trip.pay_at_the_bank()
    trip.arm("settle", "timeout_before")
    trip.deliver()


def settled(trip: Trip) -> None:
    trip.pay_at_the_bank()
    trip.deliver()


def returned_to_payer(trip: Trip) -> None:
    settled(trip)
    decision = book.Step(trip.payment.hold_id, 1, book.StepKind.REFUND)
    book.write(trip.story.bank(), decision, key=f"matrix/refund/{trip.payment.pk}")


def refund(trip: Trip, units: int) -> None:
    """Whoever decided it orders it."""
    act = trip.story.act(None, Role.HOUSE)
    trip.refund = actions.refund(
        act, payment_id=trip.payment.pk, units=units, purpose=trip.payment.subject
    )


def refunding(trip: Trip) -> None:
    returned_to_payer(trip)
    refund(trip, UNITS)


def refunding_part(trip: Trip) -> None:
    returned_to_payer(trip)
    refund(trip, PART_UNITS)


def orphan(trip: Trip) -> None:
    """Nobody waits for it any more when the payer comes back."""
    trip.pay_at_the_bank()
    actions.close(trip.story.act(None, Role.HOUSE), payment_id=trip.payment.pk)
    trip.deliver()


def orphan_to_be(trip: Trip) -> None:
    """The bank has verified it, its answer was lost, and nobody waits for it any more."""
    trip.pay_at_the_bank()
    trip.arm("verify", "timeout_after")
    trip.deliver()
    actions.close(trip.story.act(None, Role.HOUSE), payment_id=trip.payment.pk)


def reversing(trip: Trip) -> None:
    orphan_to_be(trip)
    trip.arm("reversal", "timeout_before")
    trip.story.wait(seconds=6)


def reverse_failed(trip: Trip) -> None:
    orphan_to_be(trip)
    trip.arm("reversal", "code", value=trip.till.never_reversed)
    trip.story.wait(seconds=6)


def mismatch(trip: Trip) -> None:
    trip.pay_at_the_bank()
    trip.deliver(**trip.till.other_amount)


def token_expired(trip: Trip) -> None:
    """Paid, and the browser is slow to come back."""
    trip.pay_at_the_bank()
    trip.story.wait(minutes=16)


def user_cancelled(trip: Trip) -> None:
    trip.pay_at_the_bank("cancel")
    trip.deliver()


def declined(trip: Trip) -> None:
    trip.pay_at_the_bank("wrong_pin")
    trip.deliver()


Entry = Callable[[Trip], None]
#  Name of the place: the state it must be in.
STATES = {
    paid_at_bank: "redirected", verify_unknown_done: "verify_unknown",
    refunding: "settled", refunding_part: "settled", returned_to_payer: "settled", orphan_to_be: "verifying",
}  # fmt: skip
EVERYWHERE: tuple[Entry, ...] = (
    created, token_issued, redirected, paid_at_bank, returned, verifying, settled,
    refunding, orphan, orphan_to_be, reversing, reverse_failed, mismatch, token_expired,
    user_cancelled, declined,
)  # fmt: skip
WITH_SETTLING: tuple[Entry, ...] = (verified, settling)  # Elsewhere these are one step.
WITH_INQUIRY: tuple[Entry, ...] = (verify_unknown, verify_unknown_done)
WITH_PARTS: tuple[Entry, ...] = (refunding_part,)


def places_of(gateway: str) -> list[Entry]:
    """The places a payment through this gateway can be in."""
    maker, found = ports.MAKERS[gateway], list(EVERYWHERE)
    found += WITH_SETTLING if maker.settles else ()
    found += WITH_INQUIRY if maker.inquires else ()
    found += WITH_PARTS if maker.refunds_parts else ()
    if not tills.TILLS[gateway].other_amount:
        found.remove(mismatch)
    if getattr(maker, "inquires_by_token", False):
        found.remove(token_expired)  # Its bank is asked before: paid is paid, browser or not.
        found.remove(user_cancelled)  # NOK is all it brings back: declined and cancelled are one.
    return found


def arrive(trip: Trip, place: Entry) -> None:
    """Bring the trip there, and make sure that it is there."""
    place(trip)
    wanted, found = STATES.get(place, place.__name__), fresh(trip.attempt).state
    assert found == wanted, f"{trip.gateway}: wanted {wanted}, is {found}"
    trip.story.outside.clear()


def go_on(trip: Trip) -> None:
    """Payer and browser do what they would do next, as far as the house lets them."""
    try:
        if fresh(trip.attempt).state in ("created", "token_issued", "redirected"):
            trip.attempt = trip.story.go(trip.payment, trip.gateway)
        if trip.attempt.state == "redirected" and trip.back is None:
            trip.back = tills.choose(trip.gateway, trip.attempt.ref_id)
        for _ in range(0 if trip.back is None else int(trip.back["times"])):
            trip.deliver()
    except Refused:
        return  # Said to the payer in a sentence; the clock goes on.


def pay_again(trip: Trip) -> None:
    """The weather is fine again, and it is still due: another try must simply work."""
    trip.pay_at_the_bank()
    trip.deliver()
    trip.story.wait(minutes=1)

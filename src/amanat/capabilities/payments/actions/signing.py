"""Large payouts leave by two pairs of hands: each signs the hash of exactly what they read."""

from amanat.capabilities.payments import events
from amanat.capabilities.payments.actions.locks import finance_only
from amanat.capabilities.payments.actions.payout import next_gathering, step
from amanat.capabilities.payments.models import Payout, Signature
from amanat.capabilities.payments.queries import payees
from amanat.capabilities.payments.queries.signing import content_sha256
from amanat.capabilities.payments.refusals import SameHands, SignWhatYouRead
from amanat.kernel.ledger import book
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless


@atomic
def approve(act: Act, *, payout_id: int, sha256: str) -> Payout:
    """The first of two people agrees to a large payout."""
    payout = _signed(act, payout_id, sha256)
    return step(act, payout, "approve", events.PayoutSigned)


@atomic
def countersign(act: Act, *, payout_id: int, sha256: str) -> Payout:
    """The second person agrees: the payout joins the queue."""
    payout = _signed(act, payout_id, sha256)
    payout.approver_id = act.by
    due_at = next_gathering(payout, act.at)
    return step(act, payout, "countersign", events.PayoutApproved, due_at)


def _signed(act: Act, payout_id: int, sha256: str) -> Payout:
    """The locked payout with one more signature: not by who asked for it, gets it, has a tie to
    the company that gets it, or signed it."""
    finance_only(act)
    payout = Payout.objects.lock(payout_id)
    signed = payout.signatures.values_list("person_id", flat=True)
    refuse_unless(act.by not in (payout.proposer_id, *signed), SameHands)
    refuse_unless(not payees.is_tied(act.by, payees.payee_of(payout)), SameHands)
    refuse_unless(sha256 == content_sha256(payout), SignWhatYouRead)
    Signature.objects.create(payout=payout, person_id=act.person, sha256=sha256, at=act.at)
    return payout


@atomic
def turn_down(act: Act, *, payout_id: int) -> Payout:
    """Somebody of finance does not agree: the units are free again and still owed."""
    finance_only(act)
    payout = Payout.objects.lock(payout_id)
    refuse_unless(act.by != payout.proposer_id, SameHands)
    step(act, payout, "turn_down", events.PayoutTurnedDown)
    decision = book.Step(payout.reserve_id, 1, book.StepKind.REFUND)
    book.write(act, decision, key=f"payout/{payout.pk}/turned down")
    return payout

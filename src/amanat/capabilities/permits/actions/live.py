"""What becomes of a permit in force: suspended, resumed, revoked, expired, ended; units delivered."""

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.actions.changes import drop_open_change
from amanat.capabilities.permits.actions.staff import after, check_other, judged, said
from amanat.capabilities.permits.actions.version import sale_ends_at
from amanat.capabilities.permits.events import (
    PermitExpired,
    PermitResumed,
    PermitReviewLate,
    PermitRevocationProposed,
    PermitRevoked,
    PermitSuspended,
)
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.refusals import PermitQuantity, RevocationFirst
from amanat.capabilities.permits.rules import terms
from amanat.capabilities.permits.states import GRANTED, IN_FORCE
from amanat.capabilities.seals import queries as seals
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, NotFound, refuse_unless

REVIEW = "review_working_days"
SEAL = "seal"


@atomic
def suspend_permit(act: Act, *, permit_id: int, reason: str) -> Permit:
    """Nothing new is sold under it from now on; earlier contracts stand. Reviewed within days."""
    one = _locked(act, permit_id)
    refuse_unless(reason in terms.REASONS, Invalid, "reason")
    one.reason, one.suspended_by_id, one.suspended_at = reason, act.by, act.at
    one.revocation_by_id, one.revocation_words = None, ""
    event = PermitSuspended(one.business_id, one.code, reason)
    move(act, one, "suspend_permit", event, due_at=after(REVIEW, act.at))
    drop_open_change(act, one)
    return one


@atomic
def resume_permit(act: Act, *, permit_id: int) -> Permit:
    """Its cause is gone: it sells again, until the day it always had."""
    one = _locked(act, permit_id)
    if act.role is not Role.HOUSE:
        check_other(act, one, "resume_permit")
    queries.check_may_sell(one, act.at)
    one.reason, one.suspended_by_id, one.suspended_at = "", None, None
    one.revocation_by_id, one.revocation_words = None, ""
    event = PermitResumed(one.business_id, one.code)
    move(act, one, "resume_permit", event, due_at=sale_ends_at(one))
    return one


@atomic
def propose_revocation(act: Act, *, permit_id: int, words: str) -> Permit:
    """Somebody proposes to end a suspended permit; a member of the committee decides."""
    one = judged(act, permit_id)
    due_at = one.due_at
    one.revocation_by_id, one.revocation_words = act.person, said(words)
    event = PermitRevocationProposed(one.business_id, one.code)
    move(act, one, "propose_revocation", event, due_at=due_at)
    return one


@atomic
def revoke_permit(act: Act, *, permit_id: int) -> Permit:
    """A second person agrees: the permit is over. What buyers paid is decided by their contracts."""
    one = judged(act, permit_id)
    refuse_unless(one.revocation_by_id is not None, RevocationFirst)
    check_other(act, one, "revoke_permit")
    event = PermitRevoked(one.business_id, one.code, one.reason)
    move(act, one, "revoke_permit", event)
    return one


@atomic
def count_late_review(act: Act, *, permit_id: int) -> Permit:
    """Nobody decided in time: it stays suspended, and the delay is counted in public."""
    one = Permit.objects.lock(permit_id)
    event = PermitReviewLate(one.business_id, one.code)
    move(act, one, "count_late_review", event, due_at=after(REVIEW, act.at))
    return one


@atomic
def expire_permit(act: Act, *, permit_id: int) -> Permit:
    """The last day of sale is over. Earlier contracts stand; nothing new is signed."""
    one = Permit.objects.lock(permit_id)
    event = PermitExpired(one.business_id, one.code, queries.stock(one).free)
    move(act, one, "expire_permit", event)
    drop_open_change(act, one)
    return one


@atomic
def count_delivered(act: Act, *, permit_id: int, units: int) -> Permit:
    """So many more units came to their buyers: the backlog of later applications is less."""
    one = Permit.objects.lock(permit_id)
    refuse_unless(one.state in GRANTED, NotFound, "permit_id")
    left = queries.stock(one).owed
    refuse_unless(1 <= units <= left, PermitQuantity, "units", left=left)
    one.delivered += units
    one.save(update_fields=["delivered"])
    return one


@atomic
def follow_seal(act: Act, *, business_id: int) -> list[int]:
    """Without any seal every permit in force is suspended; with one again, what was suspended for
    that alone resumes. Which they were."""
    is_sealed = seals.is_granted(business_id, act.at)
    rows = Permit.objects.filter(business_id=business_id).order_by("pk")
    rows = rows.filter(state="suspended", reason=SEAL) if is_sealed else rows.filter(state=IN_FORCE)
    ids = list(rows.values_list("pk", flat=True))
    for permit_id in ids:
        if is_sealed:
            resume_permit(act, permit_id=permit_id)
        else:
            suspend_permit(act, permit_id=permit_id, reason=SEAL)
    return ids


def _locked(act: Act, permit_id: int) -> Permit:
    return Permit.objects.lock(permit_id) if act.role is Role.HOUSE else judged(act, permit_id)

"""A frozen ceiling takes no new promise; what was sold is served. Two people open it again."""

from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions.staff import one_of, untied
from amanat.capabilities.ceilings.events import (
    CeilingFreezeConfirmed,
    CeilingFreezeEscalated,
    CeilingFrozen,
    CeilingUnfrozen,
)
from amanat.capabilities.ceilings.models import Ceiling
from amanat.capabilities.ceilings.rules.terms import FREEZES
from amanat.capabilities.ceilings.states import STOPPED
from amanat.capabilities.ranks import queries as ranks
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotYours, refuse_unless

COMPLAINT = "complaint_filed"  # As the ranks' record calls it.


@atomic
def freeze(act: Act, *, business_id: int, reason: str) -> Ceiling:
    """The platform stops new promises at once; an officer confirms it, else the committee decides.

    A ceiling that is frozen already stays as it is. NotFound when there never was one.
    """
    assert reason in FREEZES, reason
    ceiling = Ceiling.objects.lock(queries.ceiling_of(business_id).pk)
    if ceiling.state in STOPPED:
        return ceiling
    ceiling.freeze_reason = reason
    until = act.at + queries.law_of(tehran_day(act.at)).engine.freeze
    event = CeilingFrozen(business_id, reason)
    move(act.wearing(Role.HOUSE), ceiling, "freeze", event, due_at=until)
    return ceiling


@atomic
def watch_for_burst(act: Act, *, business_id: int) -> None:
    """Freeze when more complaints came lately than may come by chance."""
    ceiling = queries.find(business_id)
    most = law.whole("ceiling.burst_complaints", act.at)
    since = act.at - law.hours("ceiling.burst_hours", act.at)
    complaints = sum(
        one.kind == COMPLAINT and one.noted_at > since for one in ranks.notes(business_id)
    )
    if ceiling is not None and complaints >= most:
        freeze(act, business_id=business_id, reason="burst")


def order_freeze(act: Act, *, ceiling: Ceiling) -> Ceiling:
    """Two people stop new promises; called by their approved change."""
    ceiling.freeze_reason = "inquiry"
    event = CeilingFrozen(ceiling.business_id, ceiling.freeze_reason)
    move(act, ceiling, "order_freeze", event)
    return ceiling


@atomic
def freeze_by_two(act: Act, *, business_id: int) -> Ceiling | None:
    """Two people at another desk stopped this seller; None where nothing is open to freeze."""
    found = queries.find(business_id)
    ceiling = None if found is None else Ceiling.objects.lock(found.pk)
    if ceiling is None or ceiling.state in STOPPED:
        return None
    return order_freeze(act, ceiling=ceiling)


@atomic
def escalate_freeze(act: Act, *, ceiling_id: int) -> Ceiling:
    """No officer confirmed it in time: the committee decides, and meanwhile it stays frozen."""
    ceiling = Ceiling.objects.lock(ceiling_id)
    move(act, ceiling, "escalate_freeze", CeilingFreezeEscalated(ceiling.business_id))
    return ceiling


@atomic
def keep_frozen(act: Act, *, ceiling_id: int) -> Ceiling:
    """An officer, or the committee when it came to it, confirms what the platform did."""
    one_of(act, Role.OFFICER, Role.COMMITTEE)
    ceiling = Ceiling.objects.lock(ceiling_id)
    untied(act, ceiling.business_id)
    move(act, ceiling, "keep_frozen", CeilingFreezeConfirmed(ceiling.business_id))
    return ceiling


@atomic
def unfreeze(act: Act, *, ceiling_id: int) -> Ceiling:
    """New promises may be sold again: by the committee, or by an approved change of two people."""
    if act.role is Role.COMMITTEE:
        one_of(act, Role.COMMITTEE)
    else:
        refuse_unless(act.role in {Role.HOUSE, Role.CLOCK}, NotYours)
    ceiling = Ceiling.objects.lock(ceiling_id)
    if act.role is Role.COMMITTEE:
        untied(act, ceiling.business_id)
    ceiling.freeze_reason = ""
    move(act, ceiling, "unfreeze", CeilingUnfrozen(ceiling.business_id))
    return ceiling

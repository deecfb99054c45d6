"""An officer says that there is a tie to a business, and decides nothing about it from then on."""

from amanat.capabilities.businesses.actions.parts import officer, reason
from amanat.capabilities.businesses.events import OfficerConflictDeclared, OfficerConflictEnded
from amanat.capabilities.businesses.models import Business, Conflict
from amanat.capabilities.businesses.refusals import ConflictKnown
from amanat.capabilities.people import queries as people
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import NotFound, refuse, refuse_unless


@atomic
def declare_conflict(act: Act, *, business_id: int, words: str) -> Conflict:
    """Anybody of the staff may declare a tie; it blocks every verb about this business."""
    refuse_unless(bool(people.hats(act.person)), NotFound)
    one = Business.objects.lock(business_id)
    live = Conflict.objects.filter(business=one, officer_id=act.person, ended_at=None)
    refuse_unless(not live.exists(), ConflictKnown)
    conflict = Conflict.objects.create(
        business=one, officer_id=act.person, words=reason(words, "words"), declared_at=act.at
    )
    record(act, OfficerConflictDeclared(business_id, act.person), subject=one)
    return conflict


@atomic
def end_conflict(act: Act, *, conflict_id: int) -> Conflict:
    """The tie is gone. Never by the one who has it: another officer says so."""
    officer(act)
    found = Conflict.objects.filter(pk=conflict_id).first() or refuse(NotFound)
    one = Business.objects.lock(found.business_id)
    conflict = Conflict.objects.select_for_update().get(pk=conflict_id)
    fine = conflict.ended_at is None and conflict.officer_id != act.by
    refuse_unless(fine, NotFound)
    conflict.ended_at = act.at
    conflict.save(update_fields=["ended_at"])
    record(act, OfficerConflictEnded(one.pk, conflict.officer_id), subject=one)
    return conflict

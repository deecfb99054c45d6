"""The holder appeals; a member of the panel who took no part answers."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions.base import (
    begin_period,
    held,
    judged,
    named,
    set_end,
    step,
    words_of,
)
from amanat.capabilities.seals.events import (
    SealAppealAllowed,
    SealAppealDenied,
    SealAppealed,
    SealAppealLate,
    SealRestored,
)
from amanat.capabilities.seals.models import Appeal, Seal
from amanat.capabilities.seals.refusals import (
    CauseRemains,
    DecisionUnfit,
    OwnDecisionAppealed,
    SealAppealOpen,
    SealAppealTooLate,
    ValidityOver,
)
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse_unless


@atomic
def appeal_seal(act: Act, *, seal_id: int, words: str) -> Appeal:
    """Against a refusal, a suspension or a revocation, within ten days. The decision stands
    meanwhile."""
    seal = held(act, seal_id)
    refuse_unless(seal.state in rules.APPEALED and seal.decided_at is not None, DecisionUnfit)
    assert seal.decided_at is not None, "Refused above."
    length = queries.clock("appeal_days", act.at)
    is_early = act.at <= seal.decided_at + timedelta(days=length)
    refuse_unless(is_early, SealAppealTooLate, days=length)
    appeal = Appeal(
        seal=seal, decision=seal.state, words=words_of(words), by_id=act.person, at=act.at
    )
    due_at = act.at + queries.days("appeal_decision_days", act.at)
    event = SealAppealed(seal.pk, seal.business_id, seal.state)
    try:
        with transaction.atomic():
            move(act, appeal, "appeal_seal", event, due_at=due_at)
    except IntegrityError:
        raise SealAppealOpen from None
    return appeal


@atomic
def delay_appeal(act: Act, *, seal_appeal_id: int) -> Appeal:
    """Fifteen days without an answer: the decision stands, and the delay is counted in public."""
    appeal = Appeal.objects.lock(seal_appeal_id)
    appeal.was_late = True
    move(act, appeal, "delay_appeal", SealAppealLate(appeal.seal_id))
    return appeal


@atomic
def allow_seal_appeal(act: Act, *, seal_appeal_id: int, words: str) -> Appeal:
    """The decision was wrong: the seal is in force again, or for the first time."""
    seal, appeal = _heard(act, seal_appeal_id, words)
    event = SealAppealAllowed(seal.pk, seal.business_id)
    move(act, appeal, "allow_seal_appeal", event)
    if seal.state == appeal.decision:
        restore_seal(act, seal_id=seal.pk)
    return appeal


@atomic
def deny_seal_appeal(act: Act, *, seal_appeal_id: int, words: str) -> Appeal:
    """The decision was right: everything is as before."""
    seal, appeal = _heard(act, seal_appeal_id, words)
    move(act, appeal, "deny_seal_appeal", SealAppealDenied(seal.pk, seal.business_id))
    return appeal


def _heard(act: Act, appeal_id: int, words: str) -> tuple[Seal, Appeal]:
    """Seal and appeal, locked, for a panel member without a part in what is appealed."""
    seal_id = Appeal.objects.filter(pk=appeal_id).values_list("seal_id", flat=True).first()
    if seal_id is None:
        raise NotFound
    seal = judged(act, seal_id, Role.PANEL)
    appeal = Appeal.objects.lock(appeal_id)
    took_part = seal.decisions.values_list("proposed_by_id", "confirmed_by_id")
    parties = {one for pair in took_part for one in pair}
    refuse_unless(act.by not in parties, OwnDecisionAppealed)
    appeal.answer, appeal.answered_by_id, appeal.answered_at = words_of(words), act.person, act.at
    return seal, appeal


@atomic
def restore_seal(act: Act, *, seal_id: int) -> Seal:
    """The panel puts the seal in force, unless a cause that anybody can see still stands."""
    seal = judged(act, seal_id, Role.PANEL)
    allowed = seal.appeals.filter(decision=seal.state, answered_at=act.at, answered_by_id=act.by)
    refuse_unless(allowed.exists(), DecisionUnfit)
    day = tehran_day(act.at)
    if seal.period_until is None:
        seal.level, seal.granted_at = seal.asked_level, act.at
        begin_period(act, seal, day)
    left = sorted(queries.lasting_causes(seal, day))
    names = named("causes", (rules.CAUSES[one] for one in left))
    refuse_unless(not left, CauseRemains, **names)
    assert seal.period_until is not None, "It has one by now."
    refuse_unless(day <= seal.period_until, ValidityOver)
    seal.causes.filter(gone_at=None).update(gone_at=act.at)
    seal.reason, seal.lift_asked_at, seal.lift_due_at = "", None, None
    set_end(act, seal)
    event = SealRestored(seal.business_id, seal.code, seal.domain, seal.level)
    step(act, seal, "restore_seal", event)
    return seal

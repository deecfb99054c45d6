"""New weights: proposed with their effect, consulted for fourteen days, enacted by two people."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from amanat.capabilities.ranks import queries, rules
from amanat.capabilities.ranks.actions.parts import check_second, reason
from amanat.capabilities.ranks.events import (
    ConsultationEnded,
    WeightsChanged,
    WeightsDropped,
    WeightsProposed,
)
from amanat.capabilities.ranks.models import WeightSet
from amanat.capabilities.ranks.refusals import (
    EnactedTooSoon,
    ProposalUnderWay,
    WeightsSame,
    WeightsWrong,
)
from amanat.kernel.clock.calendar import after_working_days
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import refuse_unless

SOURCE = "Enacted by two people after consultation, proposal {id}"


@atomic
def propose_weights(act: Act, *, weights: Mapping[str, int], words: str) -> WeightSet:
    """One officer proposes; everybody reads it and its effect for fourteen days."""
    queries.check_hat(act)
    faults = rules.faults_of(weights)
    refuse_unless(not faults, WeightsWrong, faults[0] if faults else "")
    current = queries.law_on(tehran_day(act.at)).law.weights
    refuse_unless(dict(weights) != dict(current), WeightsSame)
    proposal = WeightSet(
        weights=dict(weights), words=reason(words), proposed_by_id=act.person, proposed_at=act.at
    )
    until = act.at + timedelta(days=law.whole("rank.consultation_days", act.at))
    try:
        with transaction.atomic():
            move(act, proposal, "propose_weights", WeightsProposed(dict(weights)), due_at=until)
    except IntegrityError:
        raise ProposalUnderWay from None
    return proposal


@atomic
def end_consultation(act: Act, *, weight_set_id: int) -> WeightSet:
    """Everybody had time; now two people have ten working days."""
    proposal = WeightSet.objects.lock(weight_set_id)
    until = after_working_days(act.at, law.whole("rank.decision_working_days", act.at))
    move(act, proposal, "end_consultation", ConsultationEnded(), due_at=until)
    return proposal


@atomic
def change_weights(act: Act, *, weight_set_id: int, valid_from: date) -> WeightSet:
    """The second person puts them in force from a day that lies ahead; no past day changes."""
    queries.check_hat(act)
    proposal = WeightSet.objects.lock(weight_set_id)
    check_second(act, proposal.proposed_by_id)
    days = law.whole("rank.ahead_days", act.at)
    is_ahead = valid_from >= tehran_day(act.at) + timedelta(days=days)
    refuse_unless(is_ahead, EnactedTooSoon, "valid_from", days=days)
    value = {**law.row_in_force(rules.WEIGHTS, valid_from).value, "weights": proposal.weights}
    proposal.decided_by_id, proposal.decided_at = act.person, act.at
    proposal.valid_from = valid_from
    event = WeightsChanged(proposal.weights, valid_from.isoformat())
    move(act, proposal, "change_weights", event)
    law.enact(rules.WEIGHTS, value, valid_from=valid_from, source=SOURCE.format(id=proposal.pk))
    return proposal


@atomic
def drop_weights(act: Act, *, weight_set_id: int) -> WeightSet:
    """The weights stay as they are: a supervisor says so, or nobody decided in time."""
    proposal = WeightSet.objects.lock(weight_set_id)
    if act.role is not Role.CLOCK:
        queries.check_hat(act)
        proposal.decided_by_id = act.person
    proposal.decided_at = act.at
    move(act, proposal, "drop_weights", WeightsDropped())
    return proposal

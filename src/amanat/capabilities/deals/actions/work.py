"""Work in stages: the project opens its small deals one after another, and ends with the last."""

from dataclasses import asdict

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.events import (
    AllStagesOpened,
    StageDropped,
    StageOpened,
    StageOpenedEarly,
    StagePlanned,
    StagesOpened,
    WorkFinished,
    WorkStopped,
)
from amanat.capabilities.deals.models import Deal, TermsVersion
from amanat.capabilities.deals.refusals import NoStageWaits
from amanat.capabilities.deals.rules import SETTLED, WORK, Terms, stage_terms
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.codes import new_code
from amanat.words.event import Event
from amanat.words.refusal import WrongState, refuse_unless


@atomic
def open_stages(act: Act, *, deal_id: int) -> Deal:
    """Each stage becomes a small deal; the first may be paid at once.

    In the transaction of the agreement: an agreed project without stages to pay would be a lie.
    """
    project = Deal.objects.lock(deal_id)
    each = stage_terms(queries.terms(project))
    move(act, project, "open_stages", StagesOpened(len(each)))
    stages = [_plan(act, project, place, terms) for place, terms in enumerate(each, start=1)]
    open_stage(act, deal_id=stages[0].pk)
    return project


def _plan(act: Act, project: Deal, place: int, terms: Terms) -> Deal:
    """A stage: the project's people, and terms that follow from those both have signed."""
    stage = Deal(
        code=new_code("D"), buyer_id=project.buyer_id, seller_id=project.seller_id,
        starter_role=project.starter_role, city_id=project.city_id, version=1,
        offered_by=project.offered_by, created_at=act.at, agreed_at=act.at,
        parent=project, place=place, kind=WORK,
    )  # fmt: skip
    move(act, stage, "plan", StagePlanned(project.pk, place, terms.sha256()))
    TermsVersion.objects.create(
        deal=stage, number=1, offered_by=project.offered_by, body=asdict(terms),
        sha256=terms.sha256(), at=act.at, agreed_at=act.at,
    )  # fmt: skip
    return stage


@atomic
def open_stage(act: Act, *, deal_id: int) -> Deal:
    """The stage's turn has come: the buyer may put its money into escrow."""
    stage = Deal.objects.lock(deal_id)
    return _open(act, stage, StageOpened(stage.place or 0))


def _open(act: Act, stage: Deal, event: Event) -> Deal:
    due_at = act.at + law.hours("deal.stage_pay_hours", act.at)
    move(act, stage, "open_stage", event, due_at=due_at)
    pot.promise(act, stage, queries.terms(stage))
    return stage


@atomic
def open_all(act: Act, *, deal_id: int) -> Deal:
    """The buyer wants to fund every stage now, rather than one after another."""
    project = Deal.objects.lock(deal_id)
    project.check_side(act)
    planned = [stage for stage in _locked(project) if stage.state == "planned"]
    move(act, project, "open_all", AllStagesOpened(len(planned)))
    refuse_unless(bool(planned), NoStageWaits)
    for stage in planned:
        _open(act.wearing(Role.HOUSE), stage, StageOpenedEarly(stage.place or 0))
    return project


@atomic
def stop_work(act: Act, *, deal_id: int) -> Deal:
    """Either side ends the project: unpaid stages are dropped for free, paid ones run on."""
    project = Deal.objects.lock(deal_id)
    project.check_side(act)
    idle = [stage for stage in _locked(project) if _is_idle(stage)]
    move(act, project, "stop_work", WorkStopped(act.role, len(idle)))
    refuse_unless(bool(idle), NoStageWaits)
    for stage in idle:
        _drop(act, stage)
    _finish_when_over(act, project)
    return project


def _is_idle(stage: Deal) -> bool:
    """Not paid, and no bank is about to say that it is."""
    is_unpaid = stage.state == "agreed" and not holds.is_being_paid(stage.subject)
    return stage.state == "planned" or is_unpaid


def _drop(act: Act, stage: Deal) -> None:
    stage.ended_at = act.at
    move(act, stage, "cancel", StageDropped(stage.place or 0))
    pot.drop(act, stage)


@atomic
def go_on(act: Act, *, deal_id: int) -> None:
    """A stage is settled: the next one opens, and after the last one the project is finished.

    A stage that nobody paid in time ends the rest too: the buyer has gone.
    """
    project_id = queries.project_of(deal_id)
    if project_id is None:
        return
    project = Deal.objects.lock(project_id)
    if project.state != "under_way":
        return
    stages = _locked(project)
    planned = [stage for stage in stages if stage.state == "planned"]
    if any(stage.pk == deal_id and stage.state == "expired" for stage in stages):
        for stage in planned:
            _drop(act, stage)
    elif planned and not any(_is_live(stage) for stage in stages):
        open_stage(act, deal_id=planned[0].pk)
    _finish_when_over(act, project)


def _is_live(stage: Deal) -> bool:
    """Somebody still has something to do in it."""
    return stage.state not in {"planned"} | SETTLED | DEAL.ends()


def _finish_when_over(act: Act, project: Deal) -> None:
    if not Deal.objects.filter(parent=project).exclude(state__in=DEAL.ends()).exists():
        finish(act.wearing(Role.HOUSE), deal_id=project.pk)


@atomic
def finish(act: Act, *, deal_id: int) -> Deal:
    """Every stage is over and its money has arrived: the project ends with its sums."""
    project = Deal.objects.lock(deal_id)
    stages = _locked(project)
    refuse_unless(all(stage.state in DEAL.ends() for stage in stages), WrongState)
    whole = queries.whole_position(queries.stages_of(project))
    project.ended_at = act.at
    event = WorkFinished(whole.with_payee_units, whole.fee_units, whole.returned_units)
    move(act, project, "finish", event)
    return project


def _locked(project: Deal) -> list[Deal]:
    """The stages in their order, locked after their project: the order of every verb."""
    return list(
        Deal.objects.select_for_update(of=("self",)).filter(parent=project).order_by("place")
    )

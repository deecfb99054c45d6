"""The project's account: opened with its permit, filled by buyers, given back to who leaves."""

from collections.abc import Sequence
from datetime import date, datetime

from amanat.capabilities.projects import queries
from amanat.capabilities.projects.events import (
    MoneyReceived,
    ProjectFunded,
    ProjectMoneyReturned,
    ProjectOpened,
)
from amanat.capabilities.projects.models import Project, Receipt, Stage
from amanat.capabilities.projects.queries import law
from amanat.capabilities.projects.refusals import (
    MoneyIsShared,
    MoneyNotThere,
    ProjectTakesNoMoney,
    UnitsTooMany,
)
from amanat.capabilities.projects.rules.terms import (
    MOST_UNITS,
    WHOLE,
    PlannedStage,
    stage_days,
)
from amanat.capabilities.projects.states import STOPPED, TAKES_MONEY
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import KeyReused
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import last_second_of, tehran_day
from amanat.words.refusal import refuse_unless
from amanat.words.said import toman_said
from amanat.words.text import Text

ALL_OF_IT = Text("همهٔ کار", "All of it")


@atomic
def open_project(
    act: Act,
    *,
    permit_id: int,
    permit_code: str,
    business_id: int,
    kind: str,
    title: str,
    cost_units: int,
    last_delivery: date,
    stages: Sequence[PlannedStage] = (),
) -> Project:
    """Open the account of a permit that was granted; the same permit again gives the same one.

    Without stages the plan has one: everything until the last delivery.
    """
    known = queries.find(permit_id)
    if known is not None:
        return known
    code = queries.new_code()
    project = Project(
        code=code, permit_id=permit_id, permit_code=permit_code, business_id=business_id,
        kind=kind, title=title, cost_units=cost_units, last_delivery=last_delivery,
        account_id=book.open_account(f"project:{code}"), opened_at=act.at,
    )  # fmt: skip
    event = ProjectOpened(business_id, permit_id, code, cost_units)
    move(act.wearing(Role.HOUSE), project, "open_project", event)
    plan = stages or [PlannedStage(ALL_OF_IT.fa, WHOLE)]
    found = stage_days(plan, tehran_day(act.at), last_delivery)
    for number, (stage, reached, due_on) in enumerate(found, start=1):
        Stage.objects.create(
            project=project, number=number, title=stage.title, basis_points=reached, due_on=due_on
        )
    return project


@atomic
def receive(
    act: Act, *, permit_id: int, subject: str, buyer_id: int, units: int, reservation_id: int
) -> Receipt:
    """Write down that money of a contract stands in the account. Call it after the ledger's batch.

    The same reservation again is the same receipt. MoneyNotThere when the account holds less than
    its receipts say; ProjectTakesNoMoney once the project stopped.
    """
    project = Project.objects.lock(queries.project_of(permit_id).pk)
    known = Receipt.objects.filter(reservation_id=reservation_id).first()
    if known is not None:
        same = (known.subject, known.buyer_id, known.units) == (subject, buyer_id, units)
        refuse_unless(same, KeyReused, "reservation_id")
        return known
    refuse_unless(project.state in TAKES_MONEY, ProjectTakesNoMoney)
    refuse_unless(0 < units <= MOST_UNITS, UnitsTooMany, "units", most=toman_said(MOST_UNITS))
    project.collected_units += units
    there = book.balance(project.account_id).units
    refuse_unless(there >= project.held_units, MoneyNotThere)
    if project.state == "account_open":
        fund_project(act, project_id=project.pk)
        project.refresh_from_db(fields=["state", "due_at"])
    project.save(update_fields=["collected_units"])
    receipt = Receipt.objects.create(
        project=project, subject=subject, buyer_id=buyer_id, units=units,
        reservation_id=reservation_id, at=act.at,
    )  # fmt: skip
    record(act, MoneyReceived(subject, units, project.collected_units), subject=project)
    return receipt


@atomic
def fund_project(act: Act, *, project_id: int) -> Project:
    """The first money came: from now on the plan's days count."""
    project = Project.objects.lock(project_id)
    event = ProjectFunded(project.business_id)
    due_at = next_look(project, act.at)
    move(act.wearing(Role.HOUSE), project, "fund_project", event, due_at=due_at)
    return project


def next_look(project: Project, at: datetime) -> datetime:
    """When the plan is looked at next: some days after the next stage that is not over yet."""
    grace = law.days("milestone", at)
    for stage in project.stages.all():
        due_at = last_second_of(stage.due_on) + grace
        if due_at > at:
            return due_at
    return at + grace


@atomic
def give_back(act: Act, *, permit_id: int, subject: str, units: int, to_account_id: int) -> int:
    """Move up to `units` of a contract's own money out of the account; answers how much it was.

    What was released to the seller is not there any more and is not taken from others.
    MoneyIsShared after a default: then all buyers share what is there.
    """
    refuse_unless(0 < units <= MOST_UNITS, UnitsTooMany, "units", most=toman_said(MOST_UNITS))
    project = Project.objects.lock(queries.project_of(permit_id).pk)
    refuse_unless(project.state not in STOPPED, MoneyIsShared)
    given = 0
    for receipt in Receipt.objects.filter(project=project, subject=subject).order_by("pk"):
        part = min(units - given, receipt.left_units)
        if part <= 0:
            continue
        key = f"project/{project.pk}/back/{receipt.pk}/{receipt.returned_units}"
        book.write(act, book.Transfer(project.account_id, to_account_id, part, "back"), key=key)
        receipt.returned_units += part
        receipt.save(update_fields=["returned_units"])
        given += part
    if given:
        project.returned_units += given
        project.save(update_fields=["returned_units"])
        record(act, ProjectMoneyReturned(subject, given, project.returned_units), subject=project)
    return given

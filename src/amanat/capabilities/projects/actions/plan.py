"""The plan of a project: looked at by the clock, and what follows when it is missed."""

from datetime import date, timedelta

from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.projects import queries
from amanat.capabilities.projects.actions.account import next_look
from amanat.capabilities.projects.actions.draws import record_kept, stop_what_is_open
from amanat.capabilities.projects.actions.hands import officer, said, untied, wears
from amanat.capabilities.projects.events import (
    MilestoneMet,
    MilestoneMissed,
    ProjectAudited,
    ProjectCompleted,
    ProjectDecisionLate,
    ProjectDefaulted,
    ProjectLetGoOn,
    RetentionKept,
    RetentionReleased,
)
from amanat.capabilities.projects.models import Audit, Project
from amanat.capabilities.projects.queries import law
from amanat.capabilities.projects.refusals import (
    DayUnsound,
    MoneyNotThere,
    NotBehind,
    NotDone,
    OwnReport,
)
from amanat.capabilities.projects.rules import release
from amanat.capabilities.projects.rules.terms import ACCOUNTANT, WHOLE
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import start_of, tehran_day
from amanat.words.refusal import Invalid, NotFound, refuse_unless

MOST_DAYS = 365


@atomic
def look_at_milestone(act: Act, *, project_id: int) -> Project:
    """The clock compares progress with the plan: behind for too long, it goes to the committee."""
    project = Project.objects.lock(project_id)
    if queries.missed(project, act.at) is not None:
        return hand_to_committee(act, project_id=project_id)
    done = queries.certified(project)
    event = MilestoneMet(queries.reached(project, done), done)
    move(act, project, "look_at_milestone", event, due_at=next_look(project, act.at))
    return project


@atomic
def hand_to_committee(act: Act, *, project_id: int) -> Project:
    """Behind its plan for too long: draws rest, and the committee decides."""
    project = Project.objects.lock(project_id)
    if act.role is not Role.CLOCK:
        officer(act, project)
    stage = queries.missed(project, act.at)
    days = law.days("milestone", act.at).days
    refuse_unless(stage is not None, NotBehind, days=days)
    assert stage is not None, "Refused above."
    project.late_by_id = act.by
    event = MilestoneMissed(
        project.business_id, stage.number, queries.certified(project), stage.basis_points
    )
    due_at = act.at + law.days("committee", act.at)
    move(act, project, "hand_to_committee", event, due_at=due_at)
    return project


@atomic
def stay_late(act: Act, *, project_id: int) -> Project:
    """The committee did not decide in time: counted, and the money stays."""
    project = Project.objects.lock(project_id)
    due_at = act.at + law.days("committee", act.at)
    event = ProjectDecisionLate(project.business_id)
    move(act, project, "stay_late", event, due_at=due_at)
    return project


@atomic
def let_go_on(act: Act, *, project_id: int, days: int, words: str) -> Project:
    """The committee gives the missed stages some more days."""
    project = _before_committee(act, project_id, words)
    refuse_unless(0 < days <= MOST_DAYS, Invalid, "days")
    until = tehran_day(act.at) + timedelta(days)
    done = queries.certified(project)
    for stage in project.stages.filter(basis_points__gt=done, due_on__lt=until):
        stage.due_on = until
        stage.save(update_fields=["due_on"])
    event = ProjectLetGoOn(project.business_id, until.isoformat())
    move(act, project, "let_go_on", event, due_at=next_look(project, act.at))
    return project


@atomic
def default_project(act: Act, *, project_id: int, words: str) -> Project:
    """The committee says that the maker failed: draws end, and refunds are planned."""
    project = _before_committee(act, project_id, words)
    stop_what_is_open(act, project)
    event = ProjectDefaulted(project.business_id, project.permit_id, project.held_units)
    due_at = act.at + law.days("resolve", act.at)
    move(act, project, "default_project", event, due_at=due_at)
    return project


def _before_committee(act: Act, project_id: int, words: str) -> Project:
    """The project, locked, for a member without a tie who did not report it."""
    wears(act, Role.COMMITTEE)
    project = Project.objects.lock(project_id)
    untied(act, project)
    refuse_unless(act.by != project.late_by_id, OwnReport)
    project.decided_by_id, project.reason = act.person, said(words)
    return project


@atomic
def audit_project(act: Act, *, project_id: int, until: date, file_id: int, words: str) -> Audit:
    """The project's accountant looked at its books up to a day; with the ledger's own balance.

    MoneyNotThere when the ledger and the receipts differ: then nobody signs anything.
    """
    project = Project.objects.lock(project_id)
    refuse_unless(queries.certifier_of(project_id, act.by).kind == ACCOUNTANT, NotFound)
    after = project.audited_until or tehran_day(project.opened_at) - timedelta(1)
    refuse_unless(after < until < tehran_day(act.at), DayUnsound, "until")
    there = book.balance(project.account_id).units
    refuse_unless(there == project.held_units, MoneyNotThere)
    paper = evidence.open_file(file_id, act.by)
    made = Audit.objects.create(
        project=project, person_id=act.person, until=until, paper=paper, balance_units=there,
        words=said(words), at=act.at,
    )  # fmt: skip
    project.audited_until = until
    event = ProjectAudited(project.business_id, until.isoformat(), paper.sha256, there)
    move(act, project, "audit_project", event, due_at=project.due_at)
    return made


@atomic
def complete_project(act: Act, *, project_id: int) -> Project:
    """Everybody needed certified all of it: from now on only the retention stays, for months."""
    project = Project.objects.lock(project_id)
    officer(act, project)
    found = queries.formula(project, act.at)
    done = found.certified_basis_points
    refuse_unless(done == WHOLE, NotDone, certified=done // 100)
    terms = queries.terms_on(project.kind, tehran_day(act.at))
    kept = release.retention(project.live_units, terms.retention_share)
    day = release.retention_ends(tehran_day(act.at), terms.retention_months)
    project.completed_at = act.at
    until = start_of(day)
    event = ProjectCompleted(project.business_id, kept, until.isoformat())
    move(act, project, "complete_project", event, due_at=until)
    return project


@atomic
def keep_retention(act: Act, *, project_id: int, days: int, words: str) -> Project:
    """An order about a defect is open: the committee keeps the retention longer."""
    wears(act, Role.COMMITTEE)
    project = Project.objects.lock(project_id)
    untied(act, project)
    refuse_unless(0 < days <= MOST_DAYS, Invalid, "days")
    project.reason = said(words)
    due_at = max(project.due_at or act.at, act.at) + timedelta(days)
    event = RetentionKept(project.business_id, due_at.isoformat())
    move(act, project, "keep_retention", event, due_at=due_at)
    return project


@atomic
def release_retention(act: Act, *, project_id: int) -> Project:
    """The months are over and nobody kept it: what is left belongs to the seller."""
    project = Project.objects.lock(project_id)
    stop_what_is_open(act, project)
    leaving = queries.leaving(project, act.at)
    units = sum(one.left_units for one in leaving.receipts)
    if units:
        record_kept(act, project, units, leaving)
        project.refresh_from_db(fields=["released_units"])
    event = RetentionReleased(project.business_id, units)
    move(act, project, "release_retention", event)
    return project

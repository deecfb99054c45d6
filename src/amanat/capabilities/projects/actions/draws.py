"""Money drawn out of a project: asked by the holder, open to objection, decided by the formula."""

from datetime import timedelta

from amanat.capabilities.projects import queries
from amanat.capabilities.projects.actions import paying
from amanat.capabilities.projects.actions.hands import holder, said, untied, wears
from amanat.capabilities.projects.events import (
    DrawDecisionLate,
    DrawObjected,
    DrawRefused,
    DrawReleased,
    DrawRequested,
    DrawSeconded,
    DrawStopped,
    DrawWindowClosed,
    DrawWithdrawn,
)
from amanat.capabilities.projects.models import Drawdown, Objection, Project
from amanat.capabilities.projects.queries import law
from amanat.capabilities.projects.queries.drawing import Formula
from amanat.capabilities.projects.refusals import (
    DrawsFrozen,
    DrawUnderWay,
    NothingToRelease,
    OwnDraw,
    ProjectTakesNoMoney,
    SaidBefore,
    UnitsTooMany,
    WindowOver,
)
from amanat.capabilities.projects.rules import release
from amanat.capabilities.projects.rules.terms import MOST_UNITS
from amanat.capabilities.projects.states import DRAWDOWN, IN_WINDOW, OPEN_DRAWDOWNS, RUNNING
from amanat.kernel.clock import calendar
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, refuse_unless
from amanat.words.said import date_said, toman_said


@atomic
def request_draw(act: Act, *, project_id: int, units: int, words: str) -> Drawdown:
    """Ask for `units` out of the account; buyers have some days to object.

    OverFormula with the largest amount that is possible; CertificateMissing before everybody
    needed has certified; DrawsFrozen while an audit is overdue.
    """
    project = Project.objects.lock(project_id)
    holder(act, project)
    allowed = _allowed(act, project)
    rows = Drawdown.objects.filter(project=project, state__in=OPEN_DRAWDOWNS)
    refuse_unless(not rows.exists(), DrawUnderWay)
    refuse_unless(0 < units <= MOST_UNITS, UnitsTooMany, "units", most=toman_said(MOST_UNITS))
    known = release.Releasable(allowed.most_units, allowed.now_units, 0)
    release.check_draw(units, known)
    draw = Drawdown(
        project=project, number=project.drawdowns.count() + 1, asked_units=units,
        asked_by_id=act.person, asked_at=act.at, words=said(words),
    )  # fmt: skip
    days = queries.terms_on(project.kind, tehran_day(act.at)).objection_days
    until = act.at + timedelta(days)
    event = DrawRequested(project.pk, draw.number, units, until.isoformat())
    move(act, draw, "request_draw", event, due_at=until)
    return draw


def _allowed(act: Act, project: Project) -> Formula:
    """What the formula gives a project that is neither stopped nor frozen."""
    refuse_unless(project.state in RUNNING, ProjectTakesNoMoney)
    overdue = queries.audit_day(project, act.at)
    if overdue is not None:
        raise DrawsFrozen(day=date_said(overdue))
    return queries.formula(project, act.at)


@atomic
def object_draw(act: Act, *, drawdown_id: int, words: str) -> Drawdown:
    """Any buyer says why the money should not leave; then an officer decides."""
    draw = _locked(drawdown_id)
    refuse_unless(queries.is_buyer(draw.project_id, act.by), NotFound)
    refuse_unless(draw.state in IN_WINDOW, WindowOver)
    fine = draw.due_at is not None and act.at < draw.due_at
    refuse_unless(fine, WindowOver)
    mine = Objection.objects.filter(drawdown=draw, person_id=act.person)
    refuse_unless(not mine.exists(), SaidBefore)
    Objection.objects.create(drawdown=draw, person_id=act.person, words=said(words), at=act.at)
    event = DrawObjected(draw.project_id, draw.number, draw.objections.count())
    move(act, draw, "object_draw", event, due_at=draw.due_at)
    return draw


@atomic
def withdraw_draw(act: Act, *, drawdown_id: int) -> Drawdown:
    """The holder takes the request back."""
    draw = _locked(drawdown_id)
    holder(act, draw.project)
    move(act, draw, "withdraw_draw", DrawWithdrawn(draw.project_id, draw.number))
    return draw


@atomic
def close_window(act: Act, *, drawdown_id: int) -> Drawdown:
    """Nobody may object any more: now it waits for its decision, some working days at most."""
    draw = _locked(drawdown_id)
    event = DrawWindowClosed(draw.project_id, draw.number, draw.objections.count())
    days = queries.terms_on(draw.project.kind, tehran_day(act.at)).decision_days
    due_at = calendar.after_working_days(act.at, days)
    move(act, draw, "close_window", event, due_at=due_at)
    return draw


@atomic
def hand_up_draw(act: Act, *, drawdown_id: int) -> Drawdown:
    """Nobody decided in time: it goes up, and the money stays."""
    draw = _locked(drawdown_id)
    move(act, draw, "hand_up_draw", DrawDecisionLate(draw.project_id, draw.number))
    return draw


@atomic
def decide_draw(act: Act, *, drawdown_id: int) -> Drawdown:
    """Release what was asked, or less when formula and alert lines allow less now; never more.

    A large sum only waits for its second person then (`confirm_draw`).
    """
    draw = _decided_by(act, drawdown_id)
    DRAWDOWN.row("decide_draw", draw.state, act.role)
    if law.needs_two(draw.asked_units, act.at):
        return propose_draw(act, drawdown_id=drawdown_id)
    return _release(act, draw, "decide_draw")


@atomic
def propose_draw(act: Act, *, drawdown_id: int) -> Drawdown:
    """The first of two people agrees to a large draw."""
    draw = _decided_by(act, drawdown_id)
    _units(act, draw, _allowed(act, draw.project))
    draw.proposed_by_id = act.person
    move(act, draw, "propose_draw", DrawSeconded(draw.project_id, draw.number))
    return draw


@atomic
def confirm_draw(act: Act, *, drawdown_id: int) -> Drawdown:
    """The second person agrees: the formula is asked once more, and the money leaves."""
    draw = _decided_by(act, drawdown_id)
    DRAWDOWN.row("confirm_draw", draw.state, act.role)
    return _release(act, draw, "confirm_draw")


@atomic
def refuse_draw(act: Act, *, drawdown_id: int, words: str) -> Drawdown:
    """Nothing leaves, and the reason is written down."""
    draw = _decided_by(act, drawdown_id)
    draw.reason, draw.decided_at, draw.decided_by_id = said(words), act.at, act.person
    move(act, draw, "refuse_draw", DrawRefused(draw.project_id, draw.number))
    return draw


@atomic
def stop_draw(act: Act, *, drawdown_id: int) -> Drawdown:
    """The project stopped: what was asked is not decided any more."""
    draw = _locked(drawdown_id)
    draw.decided_at = act.at
    house = act.wearing(Role.HOUSE)
    move(house, draw, "stop_draw", DrawStopped(draw.project_id, draw.number))
    return draw


def _locked(drawdown_id: int) -> Drawdown:
    """The drawdown, locked after its project."""
    project = Project.objects.lock(queries.drawdown(drawdown_id).project_id)
    draw = Drawdown.objects.lock(drawdown_id)
    draw.project = project
    return draw


def _decided_by(act: Act, drawdown_id: int) -> Drawdown:
    """The same, for somebody without a tie who neither asked for it nor agreed to it before."""
    draw = _locked(drawdown_id)
    wears(act, Role.FINANCE, Role.OFFICER, Role.SUPERVISOR)
    untied(act, draw.project)
    refuse_unless(act.by not in (draw.asked_by_id, draw.proposed_by_id), OwnDraw)
    return draw


def _units(act: Act, draw: Drawdown, allowed: Formula) -> tuple[int, queries.Leaving]:
    """What leaves now: what was asked, the formula and the alert lines, whichever is least."""
    leaving = queries.leaving(draw.project, act.at)
    units = min(draw.asked_units, allowed.now_units, leaving.may_leave_units)
    refuse_unless(units > 0, NothingToRelease)
    return units, leaving


def _release(act: Act, draw: Drawdown, verb: str) -> Drawdown:
    project = draw.project
    allowed = _allowed(act, project)
    units, leaving = _units(act, draw, allowed)
    draw.released_units, draw.formula = units, allowed.facts
    draw.certificate_ids = list(allowed.certificate_ids)
    draw.decided_at, draw.decided_by_id = act.at, act.person
    event = DrawReleased(
        project.pk, draw.number, units, allowed.most_units, allowed.drawn_units,
        allowed.collected_units, allowed.cost_units, allowed.certified_basis_points,
        allowed.rule, allowed.parameter_set,
    )  # fmt: skip
    move(act, draw, verb, event)
    paying.pay_the_seller(act, draw, leaving)
    return draw


def stop_what_is_open(act: Act, project: Project) -> None:
    """Stop the draw of a locked project, if there is one."""
    draw = queries.open_drawdown(project.pk)
    if draw is not None:
        stop_draw(act, drawdown_id=draw.pk)


def record_kept(act: Act, project: Project, units: int, leaving: queries.Leaving) -> Drawdown:
    """What was retained leaves with a drawdown of its own, that nobody had to ask for."""
    draw = Drawdown(
        project=project, number=project.drawdowns.count() + 1, asked_units=units,
        released_units=units, asked_at=act.at, words="", decided_at=act.at,
        certificate_ids=[one.pk for one in queries.valid_certificates(project.pk)],
    )  # fmt: skip
    event = DrawReleased(
        project.pk, draw.number, units, project.live_units, project.released_units,
        project.live_units, project.cost_units, 0, "retention", "",
    )  # fmt: skip
    move(act.wearing(Role.HOUSE), draw, "release_kept", event)
    paying.pay_the_seller(act, draw, leaving)
    return draw

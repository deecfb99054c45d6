"""The desk of projects: draws that wait, projects that are behind, and each verb on its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.people import queries as people
from amanat.capabilities.projects import actions, queries
from amanat.capabilities.projects.models import Project
from amanat.capabilities.projects.pages import forms
from amanat.capabilities.projects.pages.money import TONES, shown
from amanat.capabilities.projects.states import DRAWDOWN, PROJECT
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Duty:
    """A verb of the desk: who does it, what it asks, from which states."""

    role: Role
    form: type[Form]
    label: Text
    states: tuple[str, ...] = ()


DUTIES = {
    "name_certifier": Duty(
        Role.OFFICER, forms.NameForm, Text("نام‌بردن صادرکنندهٔ گواهی", "Name a certifier")
    ),
    **{
        verb: Duty(
            role,
            form,
            PROJECT.verbs[verb],
            tuple(row.old for row in PROJECT if row.verb == verb and role in row.who),
        )
        for verb, role, form in (
            ("hand_to_committee", Role.OFFICER, Form),
            ("complete_project", Role.OFFICER, Form),
            ("let_go_on", Role.COMMITTEE, forms.DaysForm),
            ("default_project", Role.COMMITTEE, forms.WordsForm),
            ("resolve_project", Role.COMMITTEE, Form),
            ("keep_retention", Role.COMMITTEE, forms.DaysForm),
            ("bring_collateral", Role.FINANCE, forms.CollateralForm),
        )
    },
}


def _act(request: HttpRequest, *wanted: Role) -> Act:
    """The act under the first of these hats that is worn; NotFound for who has no business here."""
    worn = queries.check_staff(request.user.pk)
    return act_of(request, next((hat for hat in wanted if hat in worn), wanted[0]))


@never_cache
@signed_in
def projects(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, what is behind, and everything else."""
    _act(request, Role.OFFICER)
    page = {
        "draws": [(one, TONES.get(one.state, "due")) for one in queries.to_decide()],
        "late": queries.before_committee(),
        "projects": [(one, TONES.get(one.state, "due")) for one in queries.running()],
    }
    return render(request, "projects/desk.html", page)


@never_cache
@signed_in
def project(request: HttpRequest, code: str) -> HttpResponse:
    """One project with everything that may be done to it now."""
    act = _act(request, Role.OFFICER)
    one = queries.by_code(code)
    worn = queries.check_staff(act.by)
    duties = [
        (verb, duty.label)
        for verb, duty in DUTIES.items()
        if duty.role in worn and (not duty.states or one.state in duty.states)
    ]
    named = queries.certifiers(one.pk)
    names = people.names(found.person_id for found in named)
    page = shown(one, act.at) | {
        "duties": duties,
        "named": [(found, names.get(found.person_id, "")) for found in named],
        "collateral": queries.collateral(one),
        "is_officer": Role.OFFICER in worn,
    }
    return render(request, "projects/desk_project.html", page)


def of_project(verb: str) -> Callable[..., HttpResponse]:
    """The page of one verb about a project."""
    duty, do = DUTIES[verb], getattr(actions, verb)

    def page(request: HttpRequest, code: str) -> HttpResponse:
        act = _act(request, duty.role)
        one = queries.by_code(code)
        form = duty.form(sent(request))
        back = reverse("projects:project", args=[one.code])
        return answer(
            request,
            form,
            lambda data: do(act, project_id=one.pk, **data),
            then=back,
            otherwise=lambda: render(
                request, "projects/verb.html", _verb_page(one, form, duty.label, back)
            ),
        )

    page.__name__ = verb
    return never_cache(signed_in(page))


def _verb_page(one: Project, form: Form, label: Text, back: str) -> dict[str, Any]:
    return {"project": one, "form": form, "label": label, "back": back}


@require_POST
@signed_in
def end_certifier(request: HttpRequest, certifier_id: int) -> HttpResponse:
    act = _act(request, Role.OFFICER)
    done = actions.end_certifier(act, certifier_id=certifier_id)
    return SeeOther(reverse("projects:project", args=[queries.project(done.project_id).code]))


@never_cache
@signed_in
def drawdown(request: HttpRequest, drawdown_id: int) -> HttpResponse:
    """One draw: what was asked, what buyers said, what the formula gives; and the decision."""
    act = _act_on(request, drawdown_id, "refuse_draw")
    draw = queries.drawdown(drawdown_id)
    form = forms.WordsForm(sent(request))
    objections = queries.objections(draw.pk)
    verbs = [
        (verb, DRAWDOWN.verbs[verb])
        for verb in ("decide_draw", "confirm_draw")
        if (row := DRAWDOWN.find(verb, draw.state)) is not None and act.role in row.who
    ]
    row = DRAWDOWN.find("refuse_draw", draw.state)
    page = shown(draw.project, act.at) | {
        "draw": draw,
        "draw_state": draw.state_label,
        "objections": objections,
        "verbs": verbs,
        "may_refuse": row is not None and act.role in row.who,
        "is_own": act.by in (draw.asked_by_id, draw.proposed_by_id),
        "form": form,
    }
    return answer(
        request,
        form,
        lambda data: actions.refuse_draw(act, drawdown_id=drawdown_id, **data),
        then=reverse("projects:projects"),
        otherwise=lambda: render(request, "projects/draw.html", page),
    )


def of_drawdown(verb: str) -> Callable[..., HttpResponse]:
    """Where a yes about a draw is sent."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, drawdown_id: int) -> HttpResponse:
        do(_act_on(request, drawdown_id, verb), drawdown_id=drawdown_id)
        return SeeOther(reverse("projects:drawdown", args=[drawdown_id]))

    page.__name__ = verb
    return require_POST(signed_in(page))


def _act_on(request: HttpRequest, drawdown_id: int, verb: str) -> Act:
    """Under the hat that the draw's state asks for."""
    worn = queries.check_staff(request.user.pk)
    row = DRAWDOWN.find(verb, queries.drawdown(drawdown_id).state)
    hats = [hat for hat in row.who if hat in worn] if row is not None else []
    return act_of(request, hats[0] if hats else Role.OFFICER)

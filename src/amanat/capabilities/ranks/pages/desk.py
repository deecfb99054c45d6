"""The officers' desk of ranks: objections by deadline, papers for a second person, cases, weights."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.ranks import actions, queries
from amanat.capabilities.ranks.pages import view
from amanat.capabilities.ranks.pages.forms import (
    OUTCOMES,
    AnswerForm,
    CloseForm,
    EnactForm,
    PaperForm,
    WeightsForm,
)
from amanat.capabilities.ranks.rules.sentences import NAMES
from amanat.capabilities.ranks.states import (
    CONSULTED,
    ENTERED,
    OBJECTION,
    OPEN,
    PAPER,
    PROPOSED,
    VOTED,
    WEIGHT_SET,
    WITH_PANEL,
)
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.text import Text

CASES = {
    "self_made": Text("فروش به خود", "Sales to oneself"),
    "declared_off": Text("فروش اظهارشده دور از جمع درگاه‌ها", "Declared sales far from the gateways’"),
}  # fmt: skip
TONES = {OPEN: "due", PROPOSED: "due", WITH_PANEL: "dispute"}


def _hat(request: HttpRequest, *roles: Role) -> Act:
    """The act under the first of these hats that this person wears; NotFound for others."""
    return act_of(request, queries.hat(request.user.pk, *roles))


STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.PANEL)


@never_cache
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, the first due on top."""
    _hat(request, *STAFF)
    page = {
        "objections": [
            (one, OBJECTION.states[one.state], TONES[one.state])
            for one in queries.live_objections()
        ],
        "papers": queries.entered_papers(),
        "cases": [(one, CASES[one.kind]) for one in queries.open_sales_cases()],
        "proposal": queries.live_weight_set(),
    }
    return render(request, "ranks/desk.html", page)


@never_cache
@signed_in
def enter(request: HttpRequest) -> HttpResponse:
    """An officer writes down what a paper says."""
    act = _hat(request, Role.OFFICER)
    form = PaperForm(sent(request))

    def do(data: dict[str, Any]) -> Any:
        business = businesses.by_code(data.pop("code"))
        data["units"], data["other_units"] = data["units"] or 0, data["other_units"] or 0
        return actions.enter_paper(act, business_id=business.pk, **data)

    return answer(
        request,
        form,
        do,
        then=reverse("ranks:desk"),
        otherwise=lambda: render(request, "ranks/enter.html", {"form": form}),
    )


@never_cache
@signed_in
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """One paper, and the second officer's yes or no."""
    act = _hat(request, Role.OFFICER)
    found = queries.paper(paper_id)
    page = {
        "paper": found,
        "state": PAPER.states[found.state],
        "is_open": found.state == ENTERED,
        "is_first": act.by == found.entered_by_id,
        "name": people.display_name(found.entered_by_id),
    }
    return render(request, "ranks/paper.html", page)


@never_cache
@signed_in
def objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """What the holder says beside what was counted, and the officer's or the panel's answer."""
    found = queries.objection(objection_id)
    is_panel = found.state == WITH_PANEL
    act = _hat(request, *((Role.PANEL,) if is_panel else ()), *STAFF)
    form = AnswerForm(sent(request))
    verbs = {"corrected": actions.correct_score, "upheld": actions.uphold_score}

    def do(data: dict[str, Any]) -> Any:
        if not is_panel:
            return actions.propose_answer(act, objection_id=found.pk, **data)
        struck = {"struck": data["struck"]} if data["outcome"] == "corrected" else {}
        verb: Callable[..., Any] = verbs[data["outcome"]]
        return verb(act, objection_id=found.pk, words=data["words"], **struck)

    page = {
        "objection": found,
        "state": OBJECTION.states[found.state],
        "tone": TONES.get(found.state, "neutral"),
        "shown": view.shown(found.score, act.at),
        "notes": queries.notes_of_day(found.business_id, found.score.day, found.score.left_out),
        "form": form,
        "is_mine": is_panel or found.state == OPEN,
        "is_panel": is_panel,
        "outcome": OUTCOMES.get(found.outcome),
        "verb": "correct_score" if found.outcome == "corrected" else "uphold_score",
        "is_second": found.state == PROPOSED and act.by != found.proposed_by_id
        and Role.SUPERVISOR in people.hats(act.person),
    }  # fmt: skip
    return answer(
        request,
        form,
        do,
        then=reverse("ranks:desk"),
        otherwise=lambda: render(request, "ranks/objection.html", page),
    )


@never_cache
@signed_in
def sales_case(request: HttpRequest, sales_case_id: int) -> HttpResponse:
    """Sales that cannot be believed, with what was noted, and what the officer found."""
    act = _hat(request, Role.OFFICER)
    found = queries.sales_case(sales_case_id)
    form = CloseForm(sent(request))
    page = {
        "case": found,
        "kind": CASES[found.kind],
        "notes": queries.notes(found.business_id),
        "form": form,
    }
    return answer(
        request,
        form,
        lambda data: actions.close_sales_case(act, sales_case_id=found.pk, **data),
        then=reverse("ranks:desk"),
        otherwise=lambda: render(request, "ranks/sales_case.html", page),
    )


@never_cache
@signed_in
def weights(request: HttpRequest) -> HttpResponse:
    """The weights in force, proposals with their effect, and the form that proposes others."""
    act = _hat(request, Role.OFFICER, Role.SUPERVISOR)
    today = tehran_day(act.at)
    of = queries.law_on(today)
    form = WeightsForm(sent(request), initial=dict(of.law.weights))

    def do(data: dict[str, Any]) -> Any:
        return actions.propose_weights(act, weights=form.weights(), words=data["words"])

    live = queries.live_weight_set()
    page = {
        "of": of,
        "form": form,
        "live": live,
        "live_state": WEIGHT_SET.states[live.state] if live else None,
        "rows": [(NAMES[name], of.law.weights[name], live.weights[name]) for name in NAMES]
        if live else [],
        "effect": queries.effect_of(live.weights, today) if live else None,
        "enact": EnactForm(),
        "may_enact": live is not None and live.state == VOTED and act.by != live.proposed_by_id,
        "may_drop": live is not None and live.state in (CONSULTED, VOTED)
        and Role.SUPERVISOR in people.hats(act.person),
        "sets": [(one, WEIGHT_SET.states[one.state]) for one in queries.weight_sets()],
    }  # fmt: skip
    return answer(
        request,
        form,
        do,
        then=reverse("ranks:weights"),
        otherwise=lambda: render(request, "ranks/weights.html", page),
    )


@never_cache
@signed_in
def change_weights(request: HttpRequest, weight_set_id: int) -> HttpResponse:
    """The second person names the day from which they hold."""
    act = _hat(request, Role.SUPERVISOR)
    found = queries.weight_set(weight_set_id)
    form = EnactForm(sent(request))
    return answer(
        request,
        form,
        lambda data: actions.change_weights(act, weight_set_id=found.pk, **data),
        then=reverse("ranks:weights"),
        otherwise=lambda: render(request, "ranks/enact.html", {"form": form, "set": found}),
    )


def page_of(verb: str, role: Role, name: str) -> Callable[..., HttpResponse]:
    """Where a second person's press of a button is sent."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, /, **ids: int) -> HttpResponse:
        do(_hat(request, role), **ids)
        return SeeOther(reverse(name))

    page.__name__ = verb
    return require_POST(signed_in(page))

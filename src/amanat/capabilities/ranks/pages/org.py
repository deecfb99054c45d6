"""The rank as its holder sees it: every point, what would win it back, and how to object."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks import actions, queries, rules
from amanat.capabilities.ranks.models import Score
from amanat.capabilities.ranks.pages import view
from amanat.capabilities.ranks.pages.forms import ObjectionForm
from amanat.capabilities.ranks.rules import WhatIf
from amanat.capabilities.ranks.rules.sentences import told_points
from amanat.capabilities.ranks.states import OBJECTION, RANK, UNRATED
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.moments import tehran_day
from amanat.words.text import Text


@never_cache
@signed_in
def rank(request: HttpRequest, code: str) -> HttpResponse:
    """Stars, points and reasons; the form of an objection stands below."""
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    found, score = queries.rank_of(business.pk), queries.latest(business.pk)
    history = queries.history(business.pk)
    form = ObjectionForm(sent(request))
    objection = queries.last_objection(business.pk)
    page = {
        "business": business,
        "rank": found,
        "state": RANK.states[found.state if found else UNRATED],
        "shown": view.shown(score, act.at) if score else None,
        "least_sales": queries.law_on(tehran_day(act.at)).law.number("least_sales_to_rate"),
        "steps": _steps(score) if score else [],
        "curves": view.chart(history),
        "days": view.days(history),
        "notes": queries.notes(business.pk),
        "objection": objection,
        "objection_state": OBJECTION.states[objection.state] if objection else None,
        "is_open": objection is not None and objection.state in OBJECTION_OPEN,
        "form": form,
    }
    return answer(
        request,
        form,
        lambda data: actions.object_to_score(act, business_id=business.pk, words=data["words"]),
        then=reverse("ranks:rank", args=[business.code]),
        otherwise=lambda: render(request, "ranks/rank.html", page),
    )


OBJECTION_OPEN = frozenset(OBJECTION.all_states() - OBJECTION.ends())


def _steps(score: Score) -> list[tuple[WhatIf, Text]]:
    """What would win points today, the most first."""
    found = queries.recompute(score.business_id, score.day)
    steps = rules.what_ifs(found.inputs, found.day, found.law, found.rank)
    return [(one, told_points(one.gain_basis_points)) for one in steps]

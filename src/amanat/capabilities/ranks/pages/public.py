"""The rank for everybody: factors, caps, formula, every day, and a page that computes it again."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.pages import view
from amanat.capabilities.ranks.rules import CRITERIA, FORMULA, WEIGHTS
from amanat.capabilities.ranks.rules.sentences import NAMES
from amanat.capabilities.ranks.rules.texts import CRITERIA_TEXTS, SEVERITY_TEXTS
from amanat.capabilities.ranks.states import WEIGHT_SET
from amanat.kernel.clock import time as clock
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound


def _public(code: str) -> Any:
    business = businesses.by_code(code)
    queries.public_rank(business.pk)
    return business


@require_GET
def seller(request: HttpRequest, code: str) -> HttpResponse:
    """What every buyer may read of a seller."""
    business, at = _public(code), clock.now()
    score = queries.latest(business.pk)
    history = queries.history(business.pk)
    objections = queries.objections_of(business.pk)
    page = {
        "business": business,
        "shown": view.shown(score, at) if score else None,
        "curves": view.chart(history),
        "days": view.days(history),
        "corrected": sum(one.state == "corrected" for one in objections),
        "upheld": sum(one.state == "upheld" for one in objections),
        "late": sum(one.is_late for one in objections),
        "at": at,
    }
    return render(request, "ranks/seller.html", page)


@require_GET
def day(request: HttpRequest, code: str, day: date) -> HttpResponse:
    """One day computed again before the reader's eyes, beside what was recorded."""
    business = _public(code)
    recorded = queries.editions(business.pk, day)
    if not recorded:
        raise NotFound
    found = queries.recompute(business.pk, day)
    page = {
        "business": business,
        "day": day,
        "recorded": [(one, view.heading(one)) for one in recorded],
        "found": found,
        "agrees": found.agrees_with(recorded[-1]),
        "shown": view.shown(recorded[-1], clock.now()),
        "inputs": found.inputs.as_json(),
    }
    return render(request, "ranks/day.html", page)


@require_GET
def formula(request: HttpRequest) -> HttpResponse:
    """What is counted and how much it weighs, since when; and what is proposed instead."""
    at = clock.now()
    today = tehran_day(at)
    of = queries.law_on(today)
    proposal = queries.live_weight_set()
    page = {
        "of": of,
        "formula": FORMULA,
        "weights": [(NAMES[name], weight) for name, weight in of.law.weights.items()],
        "criteria": [
            *((CRITERIA_TEXTS[name], number) for name, number in of.law.numbers.items()),
            *((SEVERITY_TEXTS[name], part) for name, part in of.law.finding_percent.items()),
        ],
        "floors": of.law.star_floor,
        "law": of.law,
        "sets": [row for name in (WEIGHTS, CRITERIA) for row in law.values_of(name)],
        "proposal": proposal,
        "proposed": _proposed(proposal, of) if proposal else [],
        "proposal_state": WEIGHT_SET.states[proposal.state] if proposal else None,
        "effect": queries.effect_of(proposal.weights, today) if proposal else None,
    }
    return render(request, "ranks/formula.html", page)


def _proposed(proposal: Any, of: queries.LawOfDay) -> list[tuple[Any, int, int]]:
    return [(NAMES[name], of.law.weights[name], proposal.weights[name]) for name in NAMES]

"""What everybody may read without a key: scores, their days, and the formula."""

from datetime import date

from django.http import HttpRequest

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.api.routes import public
from amanat.capabilities.ranks.api.shapes import (
    FormulaOut,
    ScoreDayOut,
    SellerOut,
    day_out,
    history_out,
    score_out,
)
from amanat.capabilities.ranks.rules import FORMULA
from amanat.face.machines import Refusals
from amanat.kernel.clock import time as clock
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound


@public.get("/formula", response={200: FormulaOut, **Refusals}, auth=None,
            summary="How ranks are computed today")  # fmt: skip
def formula(request: HttpRequest) -> FormulaOut:
    of = queries.law_on(tehran_day(clock.now()))
    return FormulaOut(
        formula=FORMULA, parameter_set=of.parameter_set, is_confirmed=of.is_confirmed,
        parameters=of.values,
    )  # fmt: skip


@public.get("/{code}/rank", response={200: SellerOut, **Refusals}, auth=None,
            summary="The public rank of a seller")  # fmt: skip
def seller(request: HttpRequest, code: str) -> SellerOut:
    business = businesses.by_code(code)
    queries.public_rank(business.pk)
    score = queries.latest(business.pk)
    return SellerOut(
        code=business.code,
        is_stale=score is not None and queries.is_stale(score, clock.now()),
        score=score_out(score) if score else None,
        history=history_out(business.pk),
    )


@public.get("/{code}/rank/{day}", response={200: ScoreDayOut, **Refusals}, auth=None,
            summary="One day, with all it takes to compute it again")  # fmt: skip
def day(request: HttpRequest, code: str, day: date) -> ScoreDayOut:
    """`docs/reference/recompute_rank.py` finds the same number from this answer alone."""
    business = businesses.by_code(code)
    queries.public_rank(business.pk)
    editions = queries.editions(business.pk, day)
    if not editions:
        raise NotFound
    return day_out(business.code, editions[-1], queries.law_on(day).values)

"""The rank for whoever acts for the business."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks import actions, queries
from amanat.capabilities.ranks.api.routes import router
from amanat.capabilities.ranks.api.shapes import (
    ObjectionIn,
    ObjectionOut,
    RankOut,
    history_out,
    objection_out,
    score_out,
)
from amanat.face.machines import Refusals, act_of, change
from amanat.words.act import Role


@router.get("/{code}", response={200: RankOut, **Refusals}, summary="Your rank")
def rank(request: HttpRequest, code: str) -> RankOut:
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    found, score = queries.rank_of(business.pk), queries.latest(business.pk)
    return RankOut(
        code=business.code,
        state=found.state if found else "unrated",
        public_at=found.due_at if found else None,
        is_stale=score is not None and queries.is_stale(score, act.at),
        score=score_out(score) if score else None,
        history=history_out(business.pk),
    )


@router.post(
    "/{code}/objections", response={201: ObjectionOut, **Refusals}, summary="Object to your score"
)
def object_to_score(request: HttpRequest, code: str, body: ObjectionIn) -> HttpResponse:
    """Two people answer within ten days, or the panel of appeals does."""

    def do() -> ObjectionOut:
        business = businesses.by_code(code)
        act = act_of(request, Role.HOLDER)
        made = actions.object_to_score(act, business_id=business.pk, words=body.words)
        return objection_out(made)

    return change(request, ObjectionOut, do, status=201)

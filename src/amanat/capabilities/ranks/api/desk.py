"""The desk of ranks for machines: papers, answers, cases and weights."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks import actions, queries
from amanat.capabilities.ranks.api.routes import router
from amanat.capabilities.ranks.api.shapes import (
    ObjectionAnswerIn,
    ObjectionOut,
    RankDeskOut,
    RankPaperIn,
    RankPaperOut,
    SalesCaseIn,
    SalesCaseOut,
    WeightsEnactIn,
    WeightSetOut,
    WeightsIn,
    objection_out,
    paper_out,
    weight_set_out,
)
from amanat.face.machines import InPath, Refusals, act_of, caller, change
from amanat.words.act import Act, Role

OFFICER, SUPERVISOR, PANEL = Role.OFFICER, Role.SUPERVISOR, Role.PANEL


def _under(request: HttpRequest, *roles: Role) -> Act:
    """The caller under the first of these hats; 404 for whoever wears none."""
    return act_of(request, queries.hat(caller(request), *roles))


@router.get("/desk", response={200: RankDeskOut, **Refusals}, summary="What waits for officers")
def desk(request: HttpRequest) -> RankDeskOut:
    _under(request, OFFICER, SUPERVISOR, PANEL)
    return RankDeskOut(
        objections=[objection_out(one) for one in queries.live_objections()],
        papers=[paper_out(one) for one in queries.entered_papers()],
        cases=[
            SalesCaseOut(id=str(one.pk), kind=one.kind, state=one.state, opened_at=one.opened_at)
            for one in queries.open_sales_cases()
        ],
    )


@router.post("/papers", response={201: RankPaperOut, **Refusals}, summary="Enter a paper")
def enter_paper(request: HttpRequest, body: RankPaperIn) -> HttpResponse:
    """It counts only when another officer has confirmed it."""

    def do() -> RankPaperOut:
        act = _under(request, OFFICER)
        business = businesses.by_code(body.code)
        made = actions.enter_paper(
            act, business_id=business.pk, kind=body.kind, day=body.day, subject=body.subject,
            source=body.source, units=int(body.units), other_units=int(body.other_units),
            until=body.until,
        )  # fmt: skip
        return paper_out(made)

    return change(request, RankPaperOut, do, status=201)


@router.post(
    "/papers/{paper_id}/confirm",
    response={200: RankPaperOut, **Refusals},
    summary="Confirm a paper",
)
def confirm_paper(request: HttpRequest, paper_id: InPath) -> HttpResponse:
    def do() -> RankPaperOut:
        return paper_out(actions.confirm_paper(_under(request, OFFICER), paper_id=paper_id))

    return change(request, RankPaperOut, do)


@router.post(
    "/papers/{paper_id}/turn_down", response={200: RankPaperOut, **Refusals}, summary="Turn it down"
)
def turn_down_paper(request: HttpRequest, paper_id: InPath) -> HttpResponse:
    def do() -> RankPaperOut:
        return paper_out(actions.turn_down_paper(_under(request, OFFICER), paper_id=paper_id))

    return change(request, RankPaperOut, do)


OBJECTION = "/objections/{objection_id}"


@router.post(f"{OBJECTION}/propose", response={200: ObjectionOut, **Refusals},
             summary="Propose an answer")  # fmt: skip
def propose_answer(
    request: HttpRequest, objection_id: InPath, body: ObjectionAnswerIn
) -> HttpResponse:
    def do() -> ObjectionOut:
        made = actions.propose_answer(
            _under(request, OFFICER), objection_id=objection_id, outcome=body.outcome,
            words=body.words, struck=body.struck,
        )  # fmt: skip
        return objection_out(made)

    return change(request, ObjectionOut, do)


@router.post(f"{OBJECTION}/return", response={200: ObjectionOut, **Refusals},
             summary="Return the answer to the officer")  # fmt: skip
def return_answer(request: HttpRequest, objection_id: InPath) -> HttpResponse:
    def do() -> ObjectionOut:
        act = _under(request, SUPERVISOR)
        return objection_out(actions.return_answer(act, objection_id=objection_id))

    return change(request, ObjectionOut, do)


@router.post(f"{OBJECTION}/confirm", response={200: ObjectionOut, **Refusals},
             summary="Confirm the answer, as the second person")  # fmt: skip
def confirm_answer(request: HttpRequest, objection_id: InPath) -> HttpResponse:
    """The score is corrected or upheld, as the officer proposed."""

    def do() -> ObjectionOut:
        act = _under(request, SUPERVISOR)
        proposed = queries.objection(objection_id).outcome
        verb = actions.correct_score if proposed == "corrected" else actions.uphold_score
        return objection_out(verb(act, objection_id=objection_id))

    return change(request, ObjectionOut, do)


@router.post(f"{OBJECTION}/decide", response={200: ObjectionOut, **Refusals},
             summary="Decide, as the panel of appeals")  # fmt: skip
def decide(request: HttpRequest, objection_id: InPath, body: ObjectionAnswerIn) -> HttpResponse:
    """What officers did not answer in time."""

    def do() -> ObjectionOut:
        act = _under(request, PANEL)
        if body.outcome == "upheld":
            made = actions.uphold_score(act, objection_id=objection_id, words=body.words)
        else:
            made = actions.correct_score(
                act, objection_id=objection_id, words=body.words, struck=body.struck
            )
        return objection_out(made)

    return change(request, ObjectionOut, do)


@router.post("/cases/{sales_case_id}/close", response={200: SalesCaseOut, **Refusals},
             summary="Close a case about sales")  # fmt: skip
def close_sales_case(
    request: HttpRequest, sales_case_id: InPath, body: SalesCaseIn
) -> HttpResponse:
    def do() -> SalesCaseOut:
        act = _under(request, OFFICER)
        one = actions.close_sales_case(act, sales_case_id=sales_case_id, words=body.words)
        return SalesCaseOut(id=str(one.pk), kind=one.kind, state=one.state, opened_at=one.opened_at)

    return change(request, SalesCaseOut, do)


@router.post("/weights", response={201: WeightSetOut, **Refusals}, summary="Propose weights")
def propose_weights(request: HttpRequest, body: WeightsIn) -> HttpResponse:
    """Consulted for fourteen days; then a second person decides."""

    def do() -> WeightSetOut:
        act = _under(request, OFFICER)
        weights = body.weights.model_dump()
        return weight_set_out(actions.propose_weights(act, weights=weights, words=body.words))

    return change(request, WeightSetOut, do, status=201)


@router.post("/weights/{weight_set_id}/change", response={200: WeightSetOut, **Refusals},
             summary="Put proposed weights in force")  # fmt: skip
def change_weights(
    request: HttpRequest, weight_set_id: InPath, body: WeightsEnactIn
) -> HttpResponse:
    def do() -> WeightSetOut:
        act = _under(request, SUPERVISOR)
        return weight_set_out(
            actions.change_weights(act, weight_set_id=weight_set_id, valid_from=body.valid_from)
        )

    return change(request, WeightSetOut, do)


@router.post("/weights/{weight_set_id}/drop", response={200: WeightSetOut, **Refusals},
             summary="Drop proposed weights")  # fmt: skip
def drop_weights(request: HttpRequest, weight_set_id: InPath) -> HttpResponse:
    def do() -> WeightSetOut:
        act = _under(request, SUPERVISOR)
        return weight_set_out(actions.drop_weights(act, weight_set_id=weight_set_id))

    return change(request, WeightSetOut, do)

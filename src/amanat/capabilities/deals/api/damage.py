"""Packing before the road, the claim after it, and the way back."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.damage_shapes import (
    AnswerIn,
    ClaimIn,
    ClaimOut,
    PackIn,
    ProofsIn,
    ProveIn,
    SendBackIn,
)
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine, on
from amanat.capabilities.deals.api.shapes import DealOut, Side
from amanat.capabilities.deals.models import Claim
from amanat.capabilities.deals.states import CLAIM
from amanat.face.machines import Refusals
from amanat.words.act import Role

DONE = {200: DealOut, **Refusals}


@router.post("/{code}/pack", response=DONE, summary="Record the packing")
def pack(request: HttpRequest, code: str, body: PackIn) -> HttpResponse:
    fields = body.model_dump() | {"file_ids": tuple(body.file_ids)}
    return on(request, code, lambda act, deal: deals.pack(act, deal_id=deal.pk, **fields))


@router.post("/{code}/claim_damage", response=DONE, summary="Claim damage on the way")
def claim_damage(request: HttpRequest, code: str, body: ClaimIn) -> HttpResponse:
    """Within a day of delivery. Without all three pictures there is one day to complete them."""
    fields = body.model_dump()
    return on(request, code, lambda act, deal: deals.claim_damage(act, deal_id=deal.pk, **fields))


@router.get("/{code}/claim", response={200: ClaimOut, **Refusals}, summary="The claim")
def claim(request: HttpRequest, code: str) -> ClaimOut:
    deal, role = mine(request, code)
    return _claim(queries.claim_on(deal), role)


@router.post("/{code}/claim/complete", response=DONE, summary="Complete the pictures")
def complete_claim(request: HttpRequest, code: str, body: ProofsIn) -> HttpResponse:
    fields = body.model_dump()
    return on(
        request,
        code,
        lambda act, deal: deals.complete_claim(act, claim_id=queries.claim_on(deal).pk, **fields),
    )


@router.post("/{code}/claim/answer", response=DONE, summary="Your word and proof on the damage")
def answer_claim(request: HttpRequest, code: str, body: AnswerIn) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.answer_claim(
            act,
            claim_id=queries.claim_on(deal).pk,
            words=body.words,
            file_ids=tuple(body.file_ids),
        ),
    )


@router.post("/{code}/claim/appeal", response=DONE, summary="Appeal the decision on the claim")
def appeal_claim(request: HttpRequest, code: str) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.appeal_claim(act, claim_id=queries.claim_on(deal).pk),
    )


@router.post("/{code}/send_return", response=DONE, summary="Record sending the goods back")
def send_return(request: HttpRequest, code: str, body: SendBackIn) -> HttpResponse:
    fields = body.model_dump(mode="json")
    return on(request, code, lambda act, deal: deals.send_return(act, deal_id=deal.pk, **fields))


@router.post("/{code}/prove_return", response=DONE, summary="Prove that the return arrived")
def prove_return(request: HttpRequest, code: str, body: ProveIn) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.prove_return(act, deal_id=deal.pk, file_id=body.file_id),
    )


@router.post("/{code}/contest_return", response=DONE, summary="Contest the return")
def contest_return(request: HttpRequest, code: str, body: AnswerIn) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.contest_return(
            act, deal_id=deal.pk, words=body.words, file_ids=tuple(body.file_ids)
        ),
    )


def _claim(found: Claim, role: Role) -> ClaimOut:
    payer = found.return_freight_by
    return ClaimOut(
        kind=found.kind,
        state=found.state,
        due_at=found.due_at,
        verbs=list(CLAIM.open_to(role, found.state)),
        row=found.row,
        outcome=found.outcome or None,
        price_units=str(found.price_units),
        fund_units=str(found.fund_units),
        return_freight_by=Side(payer) if payer else None,
        reasons=found.reasons if found.decided_at else "",
    )

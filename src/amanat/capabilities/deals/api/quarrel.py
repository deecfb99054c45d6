"""A quarrel for machines: cancelling by consent, amounts, evidence, appeal."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.quarrel_shapes import (
    AppealIn,
    AskCancelIn,
    CaseOut,
    CaseStatementOut,
    OfferIn,
    OfferOut,
    OffersOut,
    RulingOut,
    ShareOut,
    StatementIn,
    YesIn,
)
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine, on, shown
from amanat.capabilities.deals.api.shapes import DealOut, Side
from amanat.capabilities.deals.models import Case, Deal, Offer
from amanat.capabilities.deals.rules import APPROVE, Terms
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.face.machines import (
    InPath,
    Refusals,
    act_of,
    caller,
    change,
    change_in_steps,
)
from amanat.words.act import Role

DONE = {200: DealOut, **Refusals}


@router.post("/{code}/ask_cancel", response=DONE, summary="Ask to cancel by agreement")
def ask_cancel(request: HttpRequest, code: str, body: AskCancelIn) -> HttpResponse:
    return on(
        request, code, lambda act, deal: deals.ask_cancel(act, deal_id=deal.pk, words=body.words)
    )


@router.get("/{code}/offers", response={200: OffersOut, **Refusals}, summary="Amounts offered")
def offers(request: HttpRequest, code: str) -> OffersOut:
    """Newest first; at most one is open."""
    deal, _ = mine(request, code)
    terms = queries.terms(deal)
    return OffersOut(offers=[_offer(one, terms) for one in queries.offers(deal)])


@router.post("/{code}/offers", response={201: OfferOut, **Refusals}, summary="Offer an amount")
def make_offer(request: HttpRequest, code: str, body: OfferIn) -> HttpResponse:
    """`price_units` is what the goods are worth now: "0" is a full refund, the price a release."""

    def then(found: tuple[Deal, Role]) -> OfferOut:
        deal, role = found
        offer = deals.make_offer(
            act_of(request, role),
            deal_id=deal.pk,
            price_units=int(body.price_units),
            words=body.words,
            return_freight_by=body.return_freight_by or "",
        )
        return _offer(offer, queries.terms(deal))

    return change_in_steps(
        request, OfferOut, lambda: _confirmed(request, code, body.code), then, status=201
    )


@router.post("/{code}/offers/{offer_id}/accept", response=DONE, summary="Accept the amount")
def accept_offer(request: HttpRequest, code: str, offer_id: InPath, body: YesIn) -> HttpResponse:
    """The money moves at once. The buyer gives the code of …/approve/code."""

    def then(found: tuple[Deal, Role]) -> DealOut:
        deal, role = found
        offer = queries.offer_of(deal, offer_id)
        return shown(deals.accept_offer(act_of(request, role), offer_id=offer.pk), role)

    return change_in_steps(request, DealOut, lambda: _confirmed(request, code, body.code), then)


@router.post("/{code}/offers/{offer_id}/refuse", response=DONE, summary="Refuse the amount")
def refuse_offer(request: HttpRequest, code: str, offer_id: InPath) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.refuse_offer(act, offer_id=queries.offer_of(deal, offer_id).pk),
    )


@router.get("/{code}/case", response={200: CaseOut, **Refusals}, summary="The arbiter's case")
def case(request: HttpRequest, code: str) -> CaseOut:
    deal, _ = mine(request, code)
    return _case(queries.case_on(deal), queries.terms(deal))


@router.post(
    "/{code}/evidence", response={201: CaseStatementOut, **Refusals}, summary="Give evidence"
)
def give_evidence(request: HttpRequest, code: str, body: StatementIn) -> HttpResponse:
    def do() -> CaseStatementOut:
        deal, role = mine(request, code)
        said = deals.give_evidence(
            act_of(request, role),
            case_id=queries.case_on(deal).pk,
            words=body.words,
            file_ids=tuple(body.file_ids),
        )
        return CaseStatementOut(role=Side(role), words=said.words, at=said.at)

    return change(request, CaseStatementOut, do, status=201)


@router.post("/{code}/evidence/extend", response=DONE, summary="More time for evidence, once")
def extend_evidence(request: HttpRequest, code: str) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.extend_evidence(act, case_id=queries.case_on(deal).pk),
    )


@router.post("/{code}/appeal", response=DONE, summary="Appeal the ruling")
def appeal(request: HttpRequest, code: str, body: AppealIn) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.appeal(act, case_id=queries.case_on(deal).pk, words=body.words),
    )


def _confirmed(request: HttpRequest, code: str, typed: str | None) -> tuple[Deal, Role]:
    """The caller's deal; a code that came along is confirmed first, and a wrong one is counted."""
    deal, role = mine(request, code)
    if typed is not None:
        phone = persons.phone_of(caller(request))
        people.confirm_code(
            act_of(request, role), phone=phone, purpose=APPROVE, code=typed, subject=deal.code
        )
    return deal, role


def _payer(side: str) -> Side | None:
    """Who pays the way back; None when the goods stay."""
    return Side(side) if side else None


def _share(terms: Terms, price_units: int) -> ShareOut:
    return ShareOut.model_validate(queries.share(terms, price_units), from_attributes=True)


def _offer(offer: Offer, terms: Terms) -> OfferOut:
    return OfferOut(
        id=str(offer.pk),
        state=offer.state,
        by=Side(offer.role),
        price_units=str(offer.price_units),
        return_freight_by=_payer(offer.return_freight_by),
        words=offer.words,
        at=offer.at,
        due_at=offer.due_at,
        share=_share(terms, offer.price_units),
    )


def _case(found: Case, terms: Terms) -> CaseOut:
    return CaseOut(
        state=found.state,
        due_at=found.due_at,
        statements=[
            CaseStatementOut(role=Side(one.role), words=one.words, at=one.at)
            for one in found.statements.order_by("pk")
        ],
        rulings=[
            RulingOut(
                number=one.number, clause=one.clause, reasons=one.reasons, at=one.at,
                return_freight_by=_payer(one.return_freight_by),
                share=_share(terms, one.price_units),
            )
            for one in found.rulings.all()
        ],
    )  # fmt: skip

"""Offers for machines: mine, and the way out. Signing is the contract's."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.api.routes import router
from amanat.capabilities.presale.api.shapes import CampaignOffer, CampaignOffers, offer_out
from amanat.face.machines import InPath, Refusals, act_of, caller, change
from amanat.words.act import Role


@router.get("/presale-offers", response={200: CampaignOffers, **Refusals}, summary="My offers")
def offers(request: HttpRequest) -> CampaignOffers:
    return CampaignOffers(offers=[offer_out(one) for one in queries.offers_of(caller(request))])


@router.get("/presale-offers/{offer_id}", response={200: CampaignOffer, **Refusals},
            summary="One offer of mine")  # fmt: skip
def offer(request: HttpRequest, offer_id: InPath) -> CampaignOffer:
    return offer_out(queries.offer_of(caller(request), offer_id))


@router.post("/presale-offers/{offer_id}/decline", response={200: CampaignOffer, **Refusals},
             summary="Decline: it goes on to the next")  # fmt: skip
def decline(request: HttpRequest, offer_id: InPath) -> HttpResponse:
    act = act_of(request, Role.BUYER)
    return change(
        request,
        CampaignOffer,
        lambda: offer_out(actions.decline_offer(act, presale_offer_id=offer_id)),
    )

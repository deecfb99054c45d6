"""Campaigns and tickets for machines: what anybody may know, and what a buyer does."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.api.routes import router
from amanat.capabilities.presale.api.shapes import (
    AnnounceIn,
    BuyerFileIn,
    BuyerFileOut,
    CampaignList,
    CampaignOut,
    Code,
    EligibilityOut,
    FindingOut,
    TicketIn,
    TicketList,
    TicketOut,
    campaign_out,
    ticket_out,
)
from amanat.capabilities.presale.rules.window import EVERYBODY, FIRST_CAR, OLD_CAR
from amanat.face.machines import InPath, Refusals, act_of, change
from amanat.kernel.clock import time as clock
from amanat.words.act import Role


@router.get("/presales/{code}/campaigns", response={200: CampaignList, **Refusals}, auth=None,
            summary="Campaigns of a permit")  # fmt: skip
def campaigns(request: HttpRequest, code: Code) -> CampaignList:
    permit = permits.by_code(code)
    return CampaignList(
        campaigns=[campaign_out(one, permit.code) for one in queries.of_permit(permit.pk)]
    )


@router.get("/campaigns/{campaign_id}", response={200: CampaignOut, **Refusals}, auth=None,
            summary="One campaign, with what is fixed of its draw")  # fmt: skip
def campaign(request: HttpRequest, campaign_id: InPath) -> CampaignOut:
    one = queries.campaign(campaign_id)
    return campaign_out(one, permits.permit(one.permit_id).code)


@router.post("/presales/{code}/campaigns", response={201: CampaignOut, **Refusals},
             summary="Announce a campaign")  # fmt: skip
def announce(request: HttpRequest, code: Code, given: AnnounceIn) -> HttpResponse:
    act, permit = act_of(request, Role.HOLDER), permits.by_code(code)
    named = [(OLD_CAR, given.old_car), (FIRST_CAR, given.first_car)]
    groups = [actions.Group(rule, seats) for rule, seats in named if seats]

    def do() -> CampaignOut:
        one = actions.announce_campaign(
            act, permit_id=permit.pk, kind=given.kind, maker=given.maker,
            opens_at=given.opens_at, closes_at=given.closes_at,
            groups=[*groups, actions.Group(EVERYBODY, given.seats)],
        )  # fmt: skip
        return campaign_out(one, permit.code)

    return change(request, CampaignOut, do, status=201)


@router.post("/me/buyer-file", response={200: BuyerFileOut, **Refusals},
             summary="Say what the rules of buyers ask about")  # fmt: skip
def declare(request: HttpRequest, given: BuyerFileIn) -> HttpResponse:
    said = given.dict()
    said["last_purchase_maker"] = said["last_purchase_maker"] or ""
    return change(request, BuyerFileOut, lambda: actions.declare_buyer(act_of(request), **said))


@router.get("/campaigns/{campaign_id}/eligibility", response={200: EligibilityOut, **Refusals},
            summary="May I enlist? Every condition with its answer")  # fmt: skip
def eligibility(request: HttpRequest, campaign_id: InPath) -> EligibilityOut:
    act = act_of(request)
    found = queries.eligibility(act.person, queries.campaign(campaign_id), act.at)
    return EligibilityOut(
        is_eligible=found.is_eligible, has_file=found.has_file,
        is_identified=found.is_identified, group=found.group,
        findings=[
            FindingOut(code=one.code, fa=one.words.fa, en=one.words.en, is_met=one.is_met)
            for one in found.findings
        ],
    )  # fmt: skip


@router.post("/campaigns/{campaign_id}/tickets", response={201: TicketOut, **Refusals},
             summary="Take a ticket of a lottery")  # fmt: skip
def enlist(request: HttpRequest, campaign_id: InPath, given: TicketIn) -> HttpResponse:
    act = act_of(request)

    def do() -> TicketOut:
        code = actions.enlist(act, campaign_id=campaign_id, choice=given.choice)
        mine = queries.ticket_of(act.person, code)
        return ticket_out(mine, queries.campaign(campaign_id), act.at)

    return change(request, TicketOut, do, status=201)


@router.get("/tickets", response={200: TicketList, **Refusals}, summary="My tickets")
def tickets(request: HttpRequest) -> TicketList:
    act = act_of(request)
    mine = queries.tickets_of(act.person)
    return TicketList(
        tickets=[ticket_out(one, queries.campaign(one.campaign_id), act.at) for one in mine]
    )


@router.get("/tickets/{code}", response={200: TicketOut, **Refusals},
            summary="One ticket of mine, and where it stands")  # fmt: skip
def ticket(request: HttpRequest, code: Code) -> TicketOut:
    act = act_of(request)
    mine = queries.ticket_of(act.person, code)
    return ticket_out(mine, queries.campaign(mine.campaign_id), clock.now())

"""A deal as one of its sides may see it, and the one way to run a verb on it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.shapes import (
    DealOut,
    PositionOut,
    PromiseSealOut,
    Side,
    StageOut,
    StageTermsOut,
    TermsOut,
    Turn,
    WorkOut,
)
from amanat.capabilities.deals.models import Deal, TermsVersion
from amanat.capabilities.deals.rules import has_verb, other, stages_of
from amanat.capabilities.deals.states import DEAL, zero_words
from amanat.capabilities.escrow import queries as holds
from amanat.face.machines import act_of, caller, change
from amanat.words.act import Act, Role

PROJECT = frozenset({"under_way", "finished"})
Verb = Callable[[Act, Deal], Any]


def mine(request: HttpRequest, code: str) -> tuple[Deal, Role]:
    """The caller's deal and side; NotFound for a stranger."""
    deal = queries.deal_for(caller(request), code)
    role = deal.role_of(caller(request))
    assert role is not None, "deal_for finds only deals one is a side of."
    return deal, role


def on(request: HttpRequest, code: str, verb: Verb) -> HttpResponse:
    """Find the caller's deal, take the caller's side, run one verb, show the deal."""

    def do() -> DealOut:
        deal, role = mine(request, code)
        verb(act_of(request, role), deal)
        return shown(*mine(request, code))

    return change(request, DealOut, do)


def shown(deal: Deal, role: Role) -> DealOut:
    handover = queries.handover(deal)
    seal = handover.seal if handover else None
    open_now = [verb for verb in DEAL.open_to(role, deal.state) if has_verb(deal.kind, verb)]
    version = queries.version_on_table(deal) if deal.version else None
    wording = version.terms.wording if version else deal.kind
    at_zero = zero_words(wording, deal.state) if deal.due_at else None
    stages = queries.stages_of(deal) if deal.state in PROJECT else []
    position = queries.whole_position(stages) if stages else holds.position(deal.subject)
    return DealOut(
        code=deal.code,
        state=deal.state,
        role=Side(role),
        turn=turn_of(deal),
        due_at=deal.due_at,
        at_zero=at_zero.en if at_zero else None,
        at_zero_fa=at_zero.fa if at_zero else None,
        verbs=list(open_now),
        terms=terms_of(version) if version else None,
        position=PositionOut.model_validate(position, from_attributes=True),
        seal=PromiseSealOut.model_validate(seal, from_attributes=True) if seal else None,
        invitation_url=_invitation(deal, role),
        stages=[_stage(line) for line in stages],
        project=deal.parent.code if deal.parent else None,
        place=deal.place,
    )


def turn_of(deal: Deal) -> Turn | None:
    turn = queries.turn(deal)
    return Turn(turn) if turn else None


def terms_of(version: TermsVersion) -> TermsOut:
    terms = asdict(version.terms)
    more, work = terms["more"], None
    if stages := stages_of(version.terms):
        each = [
            StageTermsOut(**asdict(one) | {"price_units": str(one.price_units)}) for one in stages
        ]
        work = WorkOut(
            stages=each, revisions=more["revisions"], revision_days=more["revision_days"]
        )
        terms["more"] = {}  # Said under `work`, with amounts as the API writes them.
    return TermsOut(version=version.number, sha256=version.sha256, work=work, **terms)


def _stage(line: queries.StageLine) -> StageOut:
    deal = line.deal
    return StageOut(
        code=deal.code,
        place=deal.place or 0,
        title=line.terms.title,
        state=deal.state,
        turn=turn_of(deal),
        due_at=deal.due_at,
        price_units=str(line.terms.price_units),
        position=PositionOut.model_validate(line.position, from_attributes=True),
    )


def _invitation(deal: Deal, role: Role) -> str | None:
    """The link to share, for the starter, while the other side has not come."""
    is_open = deal.state in {"proposed", "countered"} and deal.person_of(other(role)) is None
    if not is_open:
        return None
    return f"{settings.SITE_URL}/j/{queries.invitation_token(deal)}"

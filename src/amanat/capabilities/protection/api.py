"""The fund's public figures for machines; no key is needed."""

from django.http import HttpRequest
from ninja import Router, Schema

from amanat.capabilities.protection import queries
from amanat.face.machines import Rial
from amanat.kernel.clock import time as clock

router = Router(tags=["figures"])


class FundOut(Schema):
    """`is_confirmed` is false while the share and the caps are defaults."""

    balance_units: Rial
    fed_units: Rial
    recovered_units: Rial
    paid_units: Rial
    claims: int
    feed_basis_points: int
    cap_claim_units: Rial
    cap_uninsured_units: Rial
    cap_person_year_units: Rial
    is_confirmed: bool


@router.get("/fund", response=FundOut, auth=None, summary="The protection fund")
def fund(request: HttpRequest) -> FundOut:
    found = queries.standing(clock.now())
    return FundOut(
        balance_units=str(found.balance_units),
        fed_units=str(found.fed_units),
        recovered_units=str(found.recovered_units),
        paid_units=str(found.paid_units),
        claims=found.claims,
        feed_basis_points=found.feed_basis_points,
        cap_claim_units=str(found.caps.claim_units),
        cap_uninsured_units=str(found.caps.uninsured_units),
        cap_person_year_units=str(found.caps.person_year_units),
        is_confirmed=found.is_confirmed,
    )

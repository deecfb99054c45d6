"""What anybody may know of pre-sales."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.api import shapes
from amanat.capabilities.permits.api.routes import router
from amanat.capabilities.permits.queries import view
from amanat.capabilities.permits.rules.advert import Claims, Known, compare
from amanat.capabilities.permits.rules.terms import MOST_QUANTITY, MOST_UNIT_PRICE
from amanat.face.machines import Refusals
from amanat.kernel.clock import time as clock

MOST_SHOWN = 100
Price = Annotated[int | None, Query(None, ge=1, le=MOST_UNIT_PRICE)]
Quantity = Annotated[int | None, Query(None, ge=1, le=MOST_QUANTITY)]
Delivery = Annotated[date | None, Query(None)]


@router.get("/presales", response={200: shapes.PresalesOut, **Refusals}, auth=None,
            summary="Permits in force or suspended")  # fmt: skip
def presales(request: HttpRequest) -> shapes.PresalesOut:
    at = clock.now()
    found = queries.public(is_live=True)[:MOST_SHOWN]
    return shapes.PresalesOut(presales=[shapes.presale(one, at) for one in found])


@router.get("/presales/{code}", response={200: shapes.PresaleOut, **Refusals}, auth=None,
            summary="One permit as it was published")  # fmt: skip
def presale(request: HttpRequest, code: shapes.Code) -> shapes.PresaleOut:
    return shapes.presale(queries.by_code(code), clock.now())


@router.get("/presales/{code}/advert", response={200: shapes.AdvertOut, **Refusals}, auth=None,
            summary="Does an advert say what its permit says?")  # fmt: skip
def advert(
    request: HttpRequest,
    code: shapes.Code,
    price_units: Price,
    quantity: Quantity,
    delivery: Delivery,
) -> shapes.AdvertOut:
    """Only what is given is compared."""
    one = queries.by_code(code)
    now = view.terms_now(one)
    known = Known(now.price_units, now.quantity, now.first_delivery, now.last_delivery)
    verdicts = compare(Claims(price_units, quantity, delivery), known)
    is_in_force = queries.is_in_force(one, clock.now())
    return shapes.AdvertOut(
        code=one.code,
        is_in_force=is_in_force,
        claims={verdict.about: verdict.is_true for verdict in verdicts},
        is_true=is_in_force and all(verdict.is_true for verdict in verdicts),
    )

"""An API with faults planted on purpose, before ours: the checkers must find each of them."""

from django.http import HttpRequest
from django.urls import path
from ninja import Router, Schema

from amanat.capabilities.deals.models import Deal
from amanat.config.api import build
from amanat.config.urls import urlpatterns as ours
from amanat.face.machines import Refusals

handler400 = "amanat.face.views.unreadable"
handler404 = "amanat.face.views.not_found"
handler500 = "amanat.face.views.broken"
router = Router(tags=["planted"])


class Opened(Schema):
    code: str


@router.get("/broken", response={200: Opened, **Refusals})
def broken(request: HttpRequest) -> Opened:
    raise ZeroDivisionError


@router.get("/open/{code}", response={200: Opened, **Refusals})
def open_to_all(request: HttpRequest, code: str) -> Opened:
    """Forgets to ask whose deal it is."""
    return Opened(code=Deal.objects.get(code=code).code)


planted = build(is_sandbox=True, namespace="planted", rooms=(("/planted", router),))
urlpatterns = [path("api/", planted.urls), *ours]

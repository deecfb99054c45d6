"""The API: every capability's routes under one OpenAPI document."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from amanat.capabilities.businesses.api import public as activity_classes
from amanat.capabilities.businesses.api import router as businesses
from amanat.capabilities.ceilings.api import router as ceilings
from amanat.capabilities.contracts.api import router as contracts
from amanat.capabilities.deals.api import router as deals
from amanat.capabilities.deliveries.api import router as deliveries
from amanat.capabilities.evidence.api import router as files
from amanat.capabilities.lab.api import router as lab
from amanat.capabilities.market.api import router as market
from amanat.capabilities.payments.api import router as payments
from amanat.capabilities.people.api import Bearer
from amanat.capabilities.people.api import router as me
from amanat.capabilities.permits.api import router as permits
from amanat.capabilities.places.api import offices as post_offices
from amanat.capabilities.places.api import router as provinces
from amanat.capabilities.presale.api import router as presale
from amanat.capabilities.projects.api import router as projects
from amanat.capabilities.protection.api import router as fund
from amanat.capabilities.radar.api import router as radar
from amanat.capabilities.ranks.api import public as sellers
from amanat.capabilities.ranks.api import router as ranks
from amanat.capabilities.reconciliation.api import router as finance
from amanat.capabilities.registry.api import router as figures
from amanat.capabilities.risk.api import router as risk
from amanat.capabilities.seals.api import public as seal_figures
from amanat.capabilities.seals.api import router as seals
from amanat.capabilities.support.api import router as support
from amanat.config import sandbox
from amanat.face import problems
from amanat.face.machines import ANY_NO, KEY_HEADER, STATUSES, Json
from amanat.kernel.log.answers import LONGEST_KEY
from amanat.words.refusal import Refused

VERSION = "2026-11-01"
DESCRIPTION = (
    "Amounts are whole rial in strings of digits; moments are ISO 8601 in UTC. Every POST takes an "
    "Idempotency-Key: the same key with the same body gets the same answer, marked "
    "Idempotent-Replayed. A refusal is a problem (RFC 9457) whose code stands in the documentation. "
    "Lists are read from the newest on, a page at a time: give `next_before` as `before`."
)
KEY_PARAMETER = {
    "in": "header",
    "name": KEY_HEADER,
    "required": True,
    "description": "Any fresh text; the same again for a repeat of the same request.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}

Answer = Callable[[HttpRequest, Any], HttpResponse]
ANSWERS: tuple[tuple[type[Exception], Answer], ...] = (
    (Refused, problems.refused),
    (ValidationError, problems.not_well_formed),
    (AuthenticationError, problems.not_signed_in),
    (HttpError, problems.not_readable),
)

Rooms = tuple[tuple[str, Router], ...]
#  Market before permits: /presales/figures is no number of a permit.
ROOMS: Rooms = (
    ("/me", me),
    ("/provinces", provinces),
    ("/post-offices", post_offices),
    ("", market),
    ("/files", files),
    ("/businesses", businesses),
    ("", activity_classes),
    ("/seals", seals),
    ("", seal_figures),
    ("/ranks", ranks),
    ("/sellers", sellers),
    ("/deals", deals),
    ("/payments", payments),
    ("/finance", finance),
    ("/support", support),
    ("/risk", risk),
    ("/lab", lab),
    ("", ceilings),
    ("", deliveries),
    ("", contracts),
    ("", permits),
    ("", projects),
    ("", presale),
    ("/radar", radar),
    ("", figures),
    ("", fund),
)


class Health(Schema):
    version: str
    sandbox: bool


class Api(NinjaAPI):
    """Ninja's document, with what ninja does not know: problems, and the key of every POST."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._documents: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Made once: routes do not change while we run, and making it takes a second."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        known = self._documents.get(prefix)
        if known is not None:
            return known
        document = super().get_openapi_schema(path_prefix=prefix)
        for methods in document["paths"].values():
            for method, operation in methods.items():
                _finish(method, operation)
        self._documents[prefix] = document
        return document


def _finish(method: str, operation: dict[str, Any]) -> None:
    no = operation["responses"].pop(ANY_NO, None)
    if no is not None:
        content = {problems.PROBLEM: no["content"]["application/json"]}
        for status in STATUSES:
            operation["responses"][status] = {
                "description": HTTPStatus(status).phrase, "content": content,
            }  # fmt: skip
    if method == "post":
        operation["parameters"].append(KEY_PARAMETER)


def _empty(namespace: str) -> Api:
    """The API before any room has brought its routes."""
    return Api(
        title="Amanat",
        version=VERSION,
        description=DESCRIPTION,
        urls_namespace=namespace,
        docs_url=None,
        auth=[Bearer()],
        parser=Json(),
        servers=[{"url": settings.SITE_URL}],
    )


def build(*, is_sandbox: bool, namespace: str = "api", rooms: Rooms = ROOMS) -> Api:
    """The API of these rooms; in a sandbox with the clock that can be moved."""
    api = _empty(namespace)
    api.get("/health", response=Health, auth=None, summary="The API answers", tags=["health"])(
        health
    )
    for path, room in rooms:
        api.add_router(path, room)
    if is_sandbox:
        api.add_router("/sandbox", sandbox.router)
    for kind, handler in ANSWERS:
        api.add_exception_handler(kind, handler)
    return api


def health(request: HttpRequest) -> Health:
    return Health(version=VERSION, sandbox=settings.SANDBOX)


api = build(is_sandbox=settings.SANDBOX)

"""The API: every capability's routes under one OpenAPI document."""

from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import django_auth

from amanat.capabilities.deals.api import router as deals
from amanat.face import machines
from amanat.words.refusal import Refused

api = NinjaAPI(
    title="Amanat",
    version="2026-11-01",
    description="Amounts are whole rial in strings. Every POST takes an Idempotency-Key.",
    urls_namespace="api",
    docs_url=None,
    auth=[django_auth],
)
api.add_router("/deals", deals)
api.add_exception_handler(Refused, machines.refused)
api.add_exception_handler(ValidationError, machines.not_well_formed)
api.add_exception_handler(AuthenticationError, machines.not_signed_in)
api.add_exception_handler(HttpError, machines.not_readable)

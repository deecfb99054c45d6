"""At the door of every request: a name for it, its language, and a page for every no."""

import re
import secrets
from collections.abc import Callable

import structlog
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from amanat.face import views
from amanat.words.refusal import NotFound, Refused

Get = Callable[[HttpRequest], HttpResponse]
SANE_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
say = structlog.get_logger("web")


class RequestId:
    """Every request has a name, in the answer's header and in each log line."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("Request-Id", "")
        name = sent if SANE_ID.match(sent) else secrets.token_hex(16)
        request.META["amanat.request_id"] = name
        structlog.contextvars.bind_contextvars(request_id=name)
        try:
            answer = self.get_response(request)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
        answer["Request-Id"] = name
        return answer


class LanguageOfTheAddress:
    """/en/ is English, everything else Persian: no cookie and no header changes a page."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = "en" if request.path.startswith("/en/") or request.path == "/en" else "fa"
        with translation.override(code):
            answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", code)
        return answer


class RefusalsBecomePages:
    """A refusal that no form caught becomes a page, or a problem for a machine."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Http404):
            error = NotFound()
        if isinstance(error, Refused):
            say.info("refused", code=error.code, path=request.path)
            return views.refusal(request, error)
        if isinstance(error, SuspiciousOperation | PermissionDenied):
            return views.refusal(request, views.NotReadable())
        say.error("broken", path=request.path, exc_info=error)
        return None

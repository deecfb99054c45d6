"""At the door of the API: sizes, methods and headers that are the same for every route."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseNotAllowed

from amanat.face.problems import API, BodyTooLarge, WrongMethod, problem
from amanat.kernel.clock import time as clock
from amanat.words.refusal import NotFound

Get = Callable[[HttpRequest], HttpResponse]
LARGEST_UPLOAD_BYTES = 12 * 1024 * 1024  # One file and what multipart puts around it.


class MachinesDoor:
    """Every answer under /api/ is fresh, says the sandbox's time, and is a problem when it is no."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            return self.get_response(request)
        answer = self._turned_away(request) or self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed):
            answer = _wrong_method(answer)
        answer.headers.setdefault("Cache-Control", "no-store")
        if settings.SANDBOX and (at := _time()):
            answer["Sandbox-Time"] = at
        return answer

    def _turned_away(self, request: HttpRequest) -> HttpResponse | None:
        if "\x00" in request.path:
            return problem(NotFound())
        is_upload = request.content_type == "multipart/form-data"
        most = LARGEST_UPLOAD_BYTES if is_upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = request.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > most:
            return problem(BodyTooLarge(most=most))
        return None


def _wrong_method(plain: HttpResponse) -> HttpResponse:
    answer = problem(WrongMethod())
    answer["Allow"] = plain["Allow"]
    return answer


def _time() -> str:
    """Platform time; empty when the database cannot say, which the answer itself will tell."""
    try:
        return clock.now().isoformat()
    except DatabaseError:
        return ""

"""Pages that belong to no capability: home, help, refusals, and the health of the platform."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.face.problems import API, problem
from amanat.face.texts import PAGES
from amanat.words.refusal import NotFound, Refused
from amanat.words.text import Text

HEADINGS = {
    403: Text("این کار با شما نیست", "This is not yours to do"),
    404: Text("چیزی اینجا نیست", "Nothing here"),
    409: Text("وضعیت عوض شده است", "Things have moved on"),
    429: Text("کمی صبر کنید", "Please wait a little"),
    500: Text("خطا از ماست", "This is our fault"),
}
NO = Text("نشد", "That did not work")


class NotReadable(Refused):
    """This request could not be read. Go back and try again."""

    fa = "این درخواست خوانده نشد. برگردید و دوباره بکوشید."
    status = 400


class FormTooOld(Refused):
    """This page was open too long, or came from elsewhere. Go back, reload it and try again."""

    fa = "این صفحه زیادی باز مانده یا از جای دیگری آمده است. برگردید، تازه‌اش کنید و دوباره بکوشید."
    status = 403


class OurFault(Refused):
    """Something broke on our side. It is recorded; nothing of yours was half done. Try again."""

    fa = "چیزی در سامانه شکست و ثبت شد؛ هیچ کاری از شما نیمه‌کاره نماند. دوباره بکوشید."
    status = 500


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


def page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the short explaining pages."""
    return render(request, "page.html", {"page": PAGES[name]})


def refusal(request: HttpRequest, no: Refused) -> HttpResponse:
    """A page for a no: what it means, and where to go on; a problem for a machine."""
    if request.path.startswith(API):
        return problem(no)
    shown = {
        "heading": HEADINGS.get(no.status, NO),
        "sentence": no.sentence,
        "way_out": reverse("home"),
        "request_id": request.META.get("amanat.request_id", ""),
    }
    return render(request, "refused.html", shown, status=no.status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, NotFound())


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, NotReadable())


def broken(request: HttpRequest) -> HttpResponse:
    """The last page: must not need anything that may be what broke."""
    try:
        return refusal(request, OurFault())
    except Exception:  # Whatever broke, a person still gets a sentence.
        return HttpResponse(OurFault.fa, status=500, content_type="text/plain; charset=utf-8")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refusal(request, FormTooOld())


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. No detail, no sign-in."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has this version's tables."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "database"}, status=503)
    ready = not behind
    return JsonResponse({"ready": ready}, status=200 if ready else 503)

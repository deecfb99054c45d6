"""A page's entry: request → Act, one verb, refusal → an answer beside its field."""

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from amanat.face.forms import Form
from amanat.kernel.clock import time as clock
from amanat.kernel.log.answers import StillBeingDone, Told, once_in_steps
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

P = ParamSpec("P")
SEE_OTHER = 303
NO_CONTENT = 204
UNPROCESSABLE = 422
WAIT_SECONDS = 5.0  # How long a second press waits for the first one's answer.
PAUSE_SECONDS = 0.1


class PressedTwice(Refused):
    """You sent this twice and the first one is still being done. Reload the page in a minute."""

    fa = "این را دو بار فرستادید و بار نخست هنوز در حال انجام است. یک دقیقهٔ دیگر صفحه را تازه کنید."


class SeeOther(HttpResponseRedirect):
    """After a form: the browser fetches the next page, and a reload repeats nothing."""

    status_code = SEE_OTHER


def act_of(request: HttpRequest, role: Role = Role.PERSON, key: str = "") -> Act:
    """Who asks, in which role, when; the clock is read here, once. The verb checks the role."""
    return Act(request.user.pk, role, at=clock.now(), key=key)


def sent(request: HttpRequest) -> QueryDict | None:
    """What the form brought, also when that is nothing; None when it was only opened."""
    return request.POST if request.method == "POST" else None


def signed_in(
    page: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for people who have signed in; others sign in first and come back to this address."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return page(request, *args, **kwargs)
        is_part = "HX-Request" in request.headers
        to = request.get_full_path() if request.method == "GET" and not is_part else request.path
        door = f"{reverse('people:sign_in')}?{urlencode({'next': to})}"
        return _whole_page(door) if is_part else SeeOther(door)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)


def _whole_page(url: str) -> HttpResponse:
    """A part of a page asked, but only a whole page can answer."""
    return HttpResponse(status=NO_CONTENT, headers={"HX-Redirect": url})


def answer(
    request: HttpRequest,
    form: Form,
    verb: Callable[[dict[str, Any]], Any],
    *,
    then: str | Callable[[Any], str],
    otherwise: Callable[[], HttpResponse],
) -> HttpResponse:
    """Show the form; when it is sent and sound, run the one verb and go on to `then`.

    A refusal goes beside its field, or above the form; what was typed stays. The same form sent
    twice is done once: the second press is led where the first one was.
    """

    def do() -> str:
        done = verb(form.cleaned_data)
        return then(done) if callable(then) else then

    if request.method == "POST" and form.is_valid():
        try:
            return SeeOther(_once(request, form, do))
        except Refused as no:
            form.refuse(no)
    page = otherwise()
    if request.method == "POST" and page.status_code == 200:
        page.status_code = UNPROCESSABLE
    return page


def _once(request: HttpRequest, form: Form, do: Callable[[], str]) -> str:
    """Where this form leads, done once for one token and one content."""
    person_id = request.user.pk
    if person_id is None or not form.was_shown:
        return do()
    key = f"form:{_fingerprint(request)}"
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            return once_in_steps(person_id, key, b"", lambda: _leading_to(do())).body
        except StillBeingDone:
            time.sleep(PAUSE_SECONDS)
    raise PressedTwice


def _leading_to(url: str) -> Callable[[], Told]:
    """The answer to keep, once the verb has committed."""
    return lambda: Told(SEE_OTHER, url)


def _fingerprint(request: HttpRequest) -> str:
    """The same for the same form with the same content, token included; another for any change."""
    typed = sorted((n, v) for n, v in request.POST.lists() if n != "csrfmiddlewaretoken")
    files = sorted((n, [(f.name, f.size) for f in v]) for n, v in request.FILES.lists())
    return hashlib.sha256(repr((request.path, typed, files)).encode()).hexdigest()

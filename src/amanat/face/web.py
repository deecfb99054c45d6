"""A page's entry: request → Act, one verb, refusal → an answer beside its field."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from amanat.face.forms import Form
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

P = ParamSpec("P")
SEE_OTHER = 303
UNPROCESSABLE = 422


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
        to = request.get_full_path() if request.method == "GET" else request.path
        return SeeOther(f"{reverse('people:sign_in')}?{urlencode({'next': to})}")

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)


def answer(
    request: HttpRequest,
    form: Form,
    verb: Callable[[dict[str, Any]], Any],
    *,
    then: str | Callable[[Any], str],
    otherwise: Callable[[], HttpResponse],
) -> HttpResponse:
    """Show the form; when it is sent and sound, run the one verb and go on to `then`.

    A refusal goes beside its field, or above the form; what was typed stays.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = verb(form.cleaned_data)
        except Refused as no:
            form.refuse(no)
        else:
            return SeeOther(then(done) if callable(then) else then)
    page = otherwise()
    if request.method == "POST" and page.status_code == 200:
        page.status_code = UNPROCESSABLE
    return page

"""Coming in: a number, a code, and at the first visit a name. And going out."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.pages.forms import CodeForm, NameForm, PhoneForm
from amanat.capabilities.people.refusals import TooManyCodes
from amanat.face.say import language
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.refusal import Refused

PHONE, NEXT, SINCE = "sign_in.phone", "sign_in.next", "sign_in.at"
LONGEST_NEXT = 500
INBOX = "deals:inbox"  # Where everybody lands: what waits for them, from all rooms.
FRESH = timedelta(minutes=10)


def own_path(wanted: str) -> str:
    """A path of this site to go on to, or an empty string: nobody is sent elsewhere."""
    is_ours = wanted.startswith("/") and len(wanted) <= LONGEST_NEXT
    fine = is_ours and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if fine else ""


def network(request: HttpRequest) -> str:
    """The asker's neighbourhood, as the rate limit counts it.

    A proxy of ours stands on this very machine, and the last address it forwards is the one it
    saw itself; whatever a stranger wrote into the header stands before that.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    return queries.network_of(peer, request.headers.get("X-Forwarded-For", ""))


def reader(request: HttpRequest) -> Person:
    """Who reads this page; only for pages behind `signed_in`."""
    person = request.user
    assert isinstance(person, Person)
    return person


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """A mobile number; the answer is the same whether or not we know it."""
    if request.method == "GET" and "next" in request.GET:
        request.session[NEXT] = own_path(request.GET["next"])
    known = request.user.phone if request.user.is_authenticated else None
    form = PhoneForm(sent(request), initial={"phone": known})
    return answer(
        request,
        form,
        lambda data: _send(request, data["phone"]),
        then=reverse("people:code"),
        otherwise=lambda: render(request, "people/sign_in.html", {"form": form}),
    )


def _send(request: HttpRequest, phone: str) -> None:
    """Send a code; a double click finds the code of the first click on its way."""
    is_again = request.session.get(PHONE) == phone
    request.session[PHONE] = phone
    try:
        people.send_code(act_of(request), phone=phone, purpose="sign_in", network=network(request))
    except TooManyCodes:
        if not is_again:
            raise


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The code from the SMS. The session gets a new name when it is right."""
    phone = request.session.get(PHONE)
    if phone is None:
        return SeeOther(reverse("people:sign_in"))
    form = CodeForm(sent(request))
    act = act_of(request)
    shown = {
        "form": form,
        "phone": phone,
        "wait_seconds": queries.seconds_to_next_code(phone, act.at),
        "inbox": f"{settings.SIMULATORS_URL}/sms" if settings.SANDBOX else "",
    }
    return answer(
        request,
        form,
        lambda data: _come_in(
            request, people.sign_in(act, phone=phone, code=data["code"]), act.at.isoformat()
        ),
        then=lambda path: path,
        otherwise=lambda: render(request, "people/code.html", shown),
    )


def _come_in(request: HttpRequest, person: Person, at: str) -> str:
    """A new session for this person; answers where to go on."""
    then = request.session.get(NEXT) or reverse(INBOX)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    for name in (PHONE, NEXT):
        request.session.pop(name, None)
    request.session[SINCE] = at
    if person.name:
        return str(then)
    return f"{reverse('people:welcome')}?{urlencode({'next': then})}"


@require_POST
def code_again(request: HttpRequest) -> HttpResponse:
    """Send a new code to the same number; too early, the page says how long to wait."""
    phone = request.session.get(PHONE)
    if phone is None:
        return SeeOther(reverse("people:sign_in"))
    act = act_of(request)
    try:
        people.send_code(act, phone=phone, purpose="sign_in", network=network(request))
    except Refused as no:
        shown = {"form": CodeForm(), "phone": phone, "refusal": no.sentence, "inbox": ""}
        return render(request, "people/code.html", shown, status=no.status)
    return SeeOther(reverse("people:code"))


@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """The first visit: what shall others call you?"""
    then = own_path(request.GET.get("next", "")) or reverse("people:me")
    form = NameForm(sent(request), initial={"name": reader(request).name})
    return answer(
        request,
        form,
        lambda data: people.introduce(
            act_of(request),
            person_id=reader(request).pk,
            name=data["name"],
            language=language(),
        ),
        then=then,
        otherwise=lambda: render(request, "people/welcome.html", {"form": form}),
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave this device."""
    logout(request)
    return SeeOther(reverse("home"))


@require_POST
@signed_in
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Leave every device."""
    people.sign_out_everywhere(act_of(request), person_id=reader(request).pk)
    logout(request)
    return SeeOther(reverse("people:sign_in"))

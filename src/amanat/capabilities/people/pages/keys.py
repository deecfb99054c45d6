"""Keys for programs: which there are, a new one shown once, and an end to any of them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries
from amanat.capabilities.people.models import ApiKey
from amanat.capabilities.people.pages.door import reader
from amanat.capabilities.people.pages.forms import KEY_SCOPES, KeyForm
from amanat.capabilities.people.pages.me import is_fresh
from amanat.face.web import SeeOther, act_of, sent, signed_in
from amanat.words.act import Act
from amanat.words.refusal import Refused
from amanat.words.text import Text

IN_FORCE = Text("معتبر", "In force")
REVOKED = Text("باطل‌شده", "Revoked")
EXPIRED = Text("مهلت گذشته", "Expired")
UNPROCESSABLE = 422


@never_cache
@signed_in
def keys(request: HttpRequest) -> HttpResponse:
    """My keys, and a form for one more. Making one needs a sign-in of the last ten minutes."""
    act = act_of(request)
    if request.method == "POST" and not is_fresh(request, act.at):
        return SeeOther(f"{reverse('people:sign_in')}?{urlencode({'next': request.path})}")
    form = KeyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        new = _make(act, form)
        if new is not None:
            return render(request, "people/key_made.html", {"key": new.key, "text": new.text})
    rows = [_row(key, act.at) for key in queries.keys_of(reader(request).pk)]
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "people/keys.html", {"form": form, "rows": rows}, status=status)


def _make(act: Act, form: KeyForm) -> people.NewKey | None:
    """The new key; None when it was refused, and the form says why."""
    typed = form.cleaned_data
    try:
        return people.make_key(
            act, person_id=act.by or 0, name=typed["name"], scopes=typed["scopes"],
            days=int(typed["days"]),
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return None


def _row(key: ApiKey, at: datetime) -> dict[str, object]:
    """One key as its owner sees it."""
    label, tone = IN_FORCE, "released"
    if key.revoked_at is not None:
        label, tone = REVOKED, "neutral"
    elif key.expires_at <= at:
        label, tone = EXPIRED, "neutral"
    return {"key": key, "label": label, "tone": tone, "scopes": KEY_SCOPES[key.scopes],
            "is_in_force": key.is_in_force(at)}  # fmt: skip


@require_POST
@signed_in
def revoke(request: HttpRequest, api_key_id: int) -> HttpResponse:
    """End a key. Needs no fresh sign-in: it only stops a program."""
    people.revoke_key(act_of(request), api_key_id=api_key_id)
    return SeeOther(reverse("people:keys"))

"""Who keeps a secret of a draw: locks it, opens it, or opens with others what was withheld."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import SecretHolder
from amanat.capabilities.presale.pages.forms import LockForm, OpenForm, PressForm
from amanat.capabilities.presale.pages.public import shown
from amanat.capabilities.presale.rules.window import PARTIES
from amanat.face.forms import Form
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.refusal import NotFound, Refused


def _mine(request: HttpRequest, campaign_id: int) -> SecretHolder:
    """The secret of whoever asks; NotFound for everybody else."""
    for one in queries.holders(campaign_id):
        if one.person_id == request.user.pk:
            return one
    raise NotFound


def _page(request: HttpRequest, holder: SecretHolder, form: Form, secret: str = "") -> HttpResponse:
    one = queries.campaign(holder.campaign_id)
    page = shown(one) | {
        "holder": holder, "party": PARTIES[holder.party], "form": form, "secret": secret,
        "permit": permits.permit(one.permit_id), "missing": [
            PARTIES[other.party] for other in queries.holders(one.pk) if other.secret is None
        ],
        "appointed": len(queries.holders(one.pk)),
    }  # fmt: skip
    return render(request, "presale/secret.html", page)


@never_cache
@signed_in
def secret(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Lock a secret before the campaign opens; open it after the list is fixed."""
    act, holder = act_of(request), _mine(request, campaign_id)
    if holder.lock is None:
        return _lock(request, holder)
    form = OpenForm(sent(request))
    return answer(
        request, form,
        lambda data: actions.open_secret(act, campaign_id=campaign_id, secret=data["secret"]),
        then=request.path, otherwise=lambda: _page(request, holder, form),
    )  # fmt: skip


def _lock(request: HttpRequest, holder: SecretHolder) -> HttpResponse:
    """The secret is shown once, on the very answer: it stands in no address and in no session."""
    form = LockForm(sent(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["secret"]
        try:
            plain = actions.lock_secret(
                act_of(request), campaign_id=holder.campaign_id, secret=typed
            )
        except Refused as no:
            form.refuse(no)
        else:
            return _page(request, _mine(request, holder.campaign_id), OpenForm(), plain)
    return _page(request, holder, form)


@require_POST
@signed_in
def give(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Give the parts kept for whoever has not opened."""
    holder = _mine(request, campaign_id)
    form = PressForm(sent(request))
    return answer(
        request, form,
        lambda _: actions.give_parts(act_of(request), campaign_id=campaign_id),
        then=request.path.removesuffix("/give"),
        otherwise=lambda: _page(request, holder, form),
    )  # fmt: skip

"""The invitation, the terms with what changed in them, and the answer to them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.around import arrival
from amanat.capabilities.deals.pages.draft import as_fields, as_typed
from amanat.capabilities.deals.pages.forms import AcceptForm, PlainForm
from amanat.capabilities.deals.pages.kind_forms import counter_form, sure_counter_form
from amanat.capabilities.deals.pages.preview import preview
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.pages.stages import counter as counter_stages
from amanat.capabilities.deals.pages.termlines import lines_of
from amanat.capabilities.deals.rules import WORK, Terms, is_ten_times_off
from amanat.capabilities.deals.states import DEAL, state_words
from amanat.capabilities.people import queries as people
from amanat.face import forms
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Act, Role


def join(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation: the terms on one page, readable before signing in."""
    deal = queries.invited(token)
    form = PlainForm(sent(request))
    if request.method == "POST":
        return _take_the_side(request, token=token, form=form)
    if deal.role_of(request.user.pk):
        return redirect("deals:deal", code=deal.code)
    return _invitation(request, deal, form)


@signed_in
def _take_the_side(request: HttpRequest, *, token: str, form: PlainForm) -> HttpResponse:
    deal = queries.invited(token)
    return answer(
        request,
        form,
        lambda _: deals.join(act_of(request), token=token),
        then=reverse("deals:terms", args=[deal.code]),
        otherwise=lambda: _invitation(request, deal, form),
    )


def _invitation(request: HttpRequest, deal: Deal, form: PlainForm) -> HttpResponse:
    terms = queries.terms(deal)
    role = Role.SELLER if deal.starter_role == Role.BUYER else Role.BUYER
    starter = deal.person_of(Role(deal.starter_role))
    shown = {
        "deal": deal, "terms": terms, "bill": queries.bill(terms), "role": role, "form": form,
        "lines": lines_of(terms), "starter": people.names([starter or 0]).get(starter or 0, ""),
        "preview": preview(terms, act_of(request).at, after="draft"),
        "is_open": deal.state in {"proposed", "countered"}, "state": state_words(terms.wording, deal.state),
    }  # fmt: skip
    return render(request, "deals/join.html", shown)


@signed_in
def terms(request: HttpRequest, code: str) -> HttpResponse:
    """Read the version on the table, see what changed, and answer it."""
    deal, act, role = side(request, code)
    versions = queries.versions(deal)
    now = versions[-1]
    previous = versions[-2].terms if len(versions) > 1 else None
    may_answer = deal.offered_by != role and "accept" in DEAL.open_to(role, deal.state)
    form = AcceptForm(sent(request), initial={"sha256": now.sha256})
    shown = {
        "deal": deal, "role": role, "version": now, "lines": lines_of(now.terms, previous),
        "bill": queries.bill(now.terms), "form": form, "may_answer": may_answer,
        "is_identified": people.is_identified(act.person), "is_changed": previous is not None,
        "preview": preview(now.terms, act.at, after="draft"),
        "arrival": arrival(now.terms, act.at) if now.terms.kind != WORK else None,
        "plan": queries.plan_ahead(queries.bill(now.terms), act.at),
    }  # fmt: skip
    return answer(
        request,
        form,
        lambda data: deals.accept(act, deal_id=deal.pk, sha256=data["sha256"]),
        then=_after_accepting(act, role, reverse("deals:deal", args=[code])),
        otherwise=lambda: render(request, "deals/terms.html", shown),
    )


def _after_accepting(act: Act, role: Role, deal_page: str) -> str:
    """A seller who has named no account yet names one now: nobody pays before that."""
    if role is Role.BUYER or people.bank_accounts(act.person):
        return deal_page
    return f"{reverse('people:iban')}?{urlencode({'next': deal_page})}"


def _looks_wrong(form: forms.Form, now: Terms) -> bool:
    """Whether the price that was typed asks for a second yes."""
    typed = form.is_bound and form.is_valid() and form.cleaned_data["price_units"]
    return bool(typed) and is_ten_times_off(now.price_units, typed)


@signed_in
def counter(request: HttpRequest, code: str) -> HttpResponse:
    """Offer other terms: everything can be changed, and the other side sees the difference."""
    deal, act, _ = side(request, code)
    now = queries.version_on_table(deal)
    if deal.kind == WORK:
        return counter_stages(request, deal, act)
    form = counter_form(deal.kind)(sent(request), initial=as_typed(now.body))
    if _looks_wrong(form, now.terms):
        form = sure_counter_form(deal.kind)(sent(request))

    def do(data: dict[str, Any]) -> Deal:
        meant = data["price_units"] if data.pop("is_meant", False) else None
        fields = as_fields(data, deal.kind)
        return deals.counter(act, deal_id=deal.pk, meant_price_units=meant, **fields)

    return answer(
        request,
        form,
        do,
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/counter.html", {"deal": deal, "form": form}),
    )

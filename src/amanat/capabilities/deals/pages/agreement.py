"""The invitation, the terms with what changed in them, and the answer to them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.around import arrival
from amanat.capabilities.deals.pages.draft import as_fields, as_typed
from amanat.capabilities.deals.pages.forms import (
    CARRIERS,
    FEE_PAYERS,
    HOURS_PER_DAY,
    AcceptForm,
    CounterForm,
    PlainForm,
)
from amanat.capabilities.deals.pages.preview import preview
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import Terms, differences
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.people import queries as people
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text


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
        "is_open": deal.state in {"proposed", "countered"}, "state": DEAL.states[deal.state],
    }  # fmt: skip
    return render(request, "deals/join.html", shown)


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term in words; `before` when the last counter-offer changed it."""

    label: Text
    value: Text | str
    before: Text | str | None = None


LABELS = {
    "title": Text("کالا", "Goods"),
    "description": Text("توضیح", "Description"),
    "price_units": Text("بها", "Price"),
    "fee_payer": Text("کارمزد با", "Fee paid by"),
    "delivery": Text("ارسال با", "Sent by"),
    "ship_hours": Text("مهلت ارسال", "Time to ship"),
    "inspection_hours": Text("مهلت بررسی", "Time to inspect"),
    "checks": Text("خریدار می‌سنجد", "The buyer checks"),
}


def lines_of(terms: Terms, previous: Terms | None = None) -> list[TermLine]:
    """The terms line by line, with what stood there before a counter-offer."""
    changed = differences(previous, terms) if previous else {}
    lines = []
    for name, label in LABELS.items():
        value = getattr(terms, name)
        before = changed[name][0] if name in changed else None
        if value or before:
            lines.append(TermLine(label, _in_words(name, value), _before(name, before)))
    return lines


def _before(name: str, value: Any) -> Text | str | None:
    return None if value is None else _in_words(name, value)


def _in_words(name: str, value: Any) -> Text | str:
    if name == "price_units":
        toman = f"{value // RIALS_PER_TOMAN:,}"
        return Text(fa=persian_digits(toman.replace(",", "٬")) + " تومان", en=f"{toman} toman")
    if name == "fee_payer":
        return FEE_PAYERS[value]
    if name == "delivery":
        return CARRIERS[value]
    if name in {"ship_hours", "inspection_hours"}:
        days = str(value // HOURS_PER_DAY)
        return Text(fa=f"{persian_digits(days)} روز", en=f"{days} days")
    return "، ".join(value) if isinstance(value, list) else value


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
        "arrival": arrival(now.terms, act.at),
    }  # fmt: skip
    return answer(
        request,
        form,
        lambda data: deals.accept(act, deal_id=deal.pk, sha256=data["sha256"]),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/terms.html", shown),
    )


@signed_in
def counter(request: HttpRequest, code: str) -> HttpResponse:
    """Offer other terms: everything can be changed, and the other side sees the difference."""
    deal, act, _ = side(request, code)
    now = queries.version_on_table(deal)
    form = CounterForm(sent(request), initial=as_typed(now.body))
    return answer(
        request,
        form,
        lambda data: deals.counter(act, deal_id=deal.pk, **as_fields(data)),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/counter.html", {"deal": deal, "form": form}),
    )

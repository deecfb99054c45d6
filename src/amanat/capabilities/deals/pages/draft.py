"""Five pages to an offer: what, with whom, how much, how delivered, check. Each one is kept.

A seller needs four: the invitation is a link to share, and the buyer's number is there if wanted.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.around import arrival
from amanat.capabilities.deals.pages.forms import (
    HOURS_PER_DAY,
    DeliveryForm,
    PartyForm,
    PlainForm,
    PriceForm,
)
from amanat.capabilities.deals.pages.kind_forms import (
    KindForm,
    delivery_form,
    with_promises,
    without_promises,
)
from amanat.capabilities.deals.pages.preview import preview
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.pages.termlines import handover_lines, lines_of
from amanat.capabilities.deals.rules import GOODS, SECRET_KINDS, WORK, Terms
from amanat.capabilities.people import queries as people
from amanat.face import forms
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.kernel.law import parameters as law
from amanat.words.act import Role
from amanat.words.refusal import NotFound, WrongState
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Page:
    """One question page of the draft."""

    form: type[forms.Form]
    buyers: Text
    sellers: Text
    following: str


PAGES = {
    "item": Page(KindForm, Text("چه می‌خرید؟", "What are you buying?"),
                 Text("چه می‌فروشید؟", "What are you selling?"), "party"),
    "party": Page(PartyForm, Text("از چه کسی می‌خرید؟", "Who is selling it?"),
                  Text("به چه کسی می‌فروشید؟", "Who is buying it?"), "price"),
    "price": Page(PriceForm, Text("بها و کارمزد", "Price and fee"),
                  Text("بها و کارمزد", "Price and fee"), "delivery"),
    "delivery": Page(DeliveryForm, Text("ارسال و بررسی", "Delivery and inspection"),
                     Text("ارسال و بررسی", "Delivery and inspection"), "check"),
}  # fmt: skip
HANDING_OVER = Text("تحویل و بررسی", "Hand-over and inspection")
STEPS = [*PAGES, "check"]
WORK_STEPS = ["item", "party", "stages", "check"]  # Work has a page of its own for its stages.
PARTY = "party"


def as_fields(data: dict[str, Any], kind: str = GOODS) -> dict[str, Any]:
    """What a form collected, in the words of the terms: days become hours."""
    fields = dict(data)
    for name in ("ship", "inspection"):
        days = fields.pop(f"{name}_days", None)
        if days is not None:
            fields[f"{name}_hours"] = days * HOURS_PER_DAY
    return with_promises(kind, fields)


def as_typed(fields: dict[str, Any]) -> dict[str, Any]:
    """The draft's fields as the forms show them again."""
    typed = without_promises(fields)
    for name in ("ship", "inspection"):
        if f"{name}_hours" in typed:
            typed[f"{name}_days"] = typed[f"{name}_hours"] // HOURS_PER_DAY
    return typed


@signed_in
def begin(request: HttpRequest, role: str) -> HttpResponse:
    """The first question; its answer opens the draft."""
    side_of = Role(role)
    form = KindForm(sent(request))

    def do(data: dict[str, Any]) -> Deal:
        return deals.begin(act_of(request, side_of), role=side_of, **as_fields(data))

    return answer(
        request,
        form,
        do,
        then=lambda deal: _following(deal, "item"),
        otherwise=lambda: _question(request, "item", side_of, form, steps=asked_of(STEPS, side_of)),
    )


@signed_in
def draft(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One question of an open draft; going back never loses what was typed."""
    page = PAGES.get(step)
    if page is None:
        raise NotFound
    deal, act, role = side(request, code)
    if deal.state != "draft":
        raise WrongState
    typed = {**as_typed(deal.draft), "other_phone": deal.other_phone}
    questions = delivery_form(deal.kind) if step == "delivery" else page.form
    form = questions(sent(request), initial={k: v for k, v in typed.items() if v not in ("", [])})
    steps = steps_of(deal)
    return answer(
        request,
        form,
        lambda data: deals.describe(act, deal_id=deal.pk, **as_fields(data, deal.kind)),
        then=lambda now: _following(now, step),
        otherwise=lambda: _question(request, step, role, form, deal, steps),
    )


def _following(deal: Deal, step: str) -> str:
    """The question after this one; another kind of thing asks other questions."""
    steps = steps_of(deal)
    following = steps[steps.index(step) + 1] if step in steps else "check"
    if following in PAGES:
        return reverse("deals:draft", args=[deal.code, following])
    return reverse(f"deals:{following}", args=[deal.code])


def steps_of(deal: Deal) -> list[str]:
    """The question pages of this draft, in their order."""
    steps = WORK_STEPS if deal.draft.get("kind") == WORK else STEPS
    return asked_of(steps, Role(deal.starter_role))


def asked_of(steps: list[str], role: Role) -> list[str]:
    """A seller shares a link, so the buyer's number is no question of its own."""
    return steps if role is Role.BUYER else [step for step in steps if step != PARTY]


def _question(
    request: HttpRequest,
    step: str,
    role: Role,
    form: forms.Form,
    deal: Deal | None = None,
    steps: list[str] = STEPS,
) -> HttpResponse:
    page = PAGES[step]
    heading = page.buyers if role is Role.BUYER else page.sellers
    if step == "delivery" and deal is not None and deal.kind in SECRET_KINDS:
        heading = HANDING_OVER
    shown = {"form": form, "heading": heading, "back": _before(step, deal, steps)}
    if step in steps:
        shown |= {"number": steps.index(step) + 1, "count": len(steps)}
    return render(request, "deals/question.html", shown)


def _before(step: str, deal: Deal | None, steps: list[str]) -> str:
    """Where «back» leads: the question before; from one that is asked aside, the check page."""
    if deal is None or step == steps[0]:
        return ""
    if step not in steps:
        return reverse("deals:check", args=[deal.code])
    return reverse("deals:draft", args=[deal.code, steps[steps.index(step) - 1]])


@signed_in
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Everything at a glance, with what it costs each side; then it is sent."""
    deal, act, role = side(request, code)
    if deal.state != "draft":
        return redirect("deals:deal", code=code)
    missing = next((step for step in steps_of(deal)[:-1] if not _is_written(deal, step)), None)
    if missing == "stages":
        return redirect("deals:stages", code=code)
    if missing:
        return redirect("deals:draft", code=code, step=missing)
    fields = {**deal.draft, "fee_basis_points": law.whole("fee.basis_points", act.at)}
    terms = Terms(**fields)
    form = PlainForm(sent(request))
    shown = {
        "deal": deal, "form": form, "terms": terms, "bill": queries.bill(terms), "role": role,
        "is_identified": people.is_identified(act.person), "arrival": arrival(terms, act.at),
        "plan": queries.plan_ahead(queries.bill(terms), act.at),
        "other_price_units": queries.looks_ten_times_off(act.person, deal, terms),
        "lines": lines_of(terms) if terms.kind == WORK else handover_lines(terms),
        "is_goods": terms.kind == GOODS,
        "preview": preview(terms, act.at), "count": len(steps_of(deal)),
    }  # fmt: skip
    template = "deals/check_work.html" if terms.kind == WORK else "deals/check.html"
    return answer(
        request,
        form,
        lambda _: deals.propose(act, deal_id=deal.pk),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, template, shown),
    )


def _is_written(deal: Deal, step: str) -> bool:
    wanted = {"item": "title", "price": "price_units", "delivery": "delivery", "stages": "more"}
    return bool(deal.other_phone) if step == "party" else wanted[step] in deal.draft

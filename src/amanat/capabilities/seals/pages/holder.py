"""The holder's side: one page with the task list, the clock, the checks, and the buttons."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Letter, Seal
from amanat.capabilities.seals.pages import forms
from amanat.capabilities.seals.queries import portal
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound

TONES = {
    "draft": "neutral", "checking": "due", "defect": "dispute", "signing": "due", "review": "due",
    "committee": "due", "granted": "released", "converting": "released", "refused": "dispute",
    "suspended": "dispute", "revoked": "dispute", "expired": "neutral", "closed": "neutral",
    "removed": "neutral", "incomplete": "neutral", "waiting": "due", "late": "dispute",
    "passed": "released", "failed": "dispute", "dropped": "neutral",
}  # fmt: skip
SHOWN = '<span class="code wrap-any" dir="ltr">{}</span>'
Do = Callable[[Act, Seal, dict[str, Any]], Any]
FORMS: dict[str, type[Form]] = {
    "sign_undertaking": forms.SignForm,
    "report_change": forms.ChangeForm,
    "appeal_seal": forms.WordsForm,
}
#  What is done at a press, and what is asked before.
VERBS: dict[str, Do] = {
    "submit_seal": lambda act, seal, _: seals.submit_seal(act, seal_id=seal.pk),
    "remove_draft": lambda act, seal, _: seals.remove_draft(act, seal_id=seal.pk),
    "fix_defects": lambda act, seal, _: seals.fix_defects(act, seal_id=seal.pk),
    "keep_level": lambda act, seal, _: seals.keep_level(act, seal_id=seal.pk),
    "renew_seal": lambda act, seal, _: seals.renew_seal(act, seal_id=seal.pk),
    "ask_lift": lambda act, seal, _: seals.ask_lift(act, seal_id=seal.pk),
    "announce_surrender": lambda act, seal, _: seals.announce_surrender(act, seal_id=seal.pk),
    "withdraw_surrender": lambda act, seal, _: seals.withdraw_surrender(act, seal_id=seal.pk),
    "surrender_seal": lambda act, seal, _: seals.surrender_seal(act, seal_id=seal.pk),
    "ask_conversion": lambda act, seal, _: seals.ask_conversion(
        act, seal_id=seal.pk, level=seal.level + 1
    ),
    "report_change": lambda act, seal, data: seals.report_change(
        act, seal_id=seal.pk, kinds=[data["kinds"]]
    ),
    "appeal_seal": lambda act, seal, data: seals.appeal_seal(
        act, seal_id=seal.pk, words=data["words"]
    ),
    "sign_undertaking": lambda act, seal, data: _sign(act, seal, data),
}


def holder(request: HttpRequest) -> Act:
    return act_of(request, Role.HOLDER)


@never_cache
@signed_in
def home(request: HttpRequest, code: str) -> HttpResponse:
    """The newest seal of the business; without one, the form that begins it."""
    act = holder(request)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    found = queries.of_business(business.pk)
    living = [one for one in found if one.state not in {"removed", "incomplete"}]
    if living and request.method != "POST":
        return SeeOther(reverse("seals:seal", args=[business.code, living[0].code]))
    return _apply(request, act, business.pk)


@never_cache
@signed_in
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A further seal, for another domain."""
    act = holder(request)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    return _apply(request, act, business.pk)


def _apply(request: HttpRequest, act: Act, business_id: int) -> HttpResponse:
    business = businesses.business(business_id)
    form = forms.WishForm(sent(request)).offer(_domains(business_id))
    shown = {
        "business": business,
        "form": form,
        "tasks": portal.tasks(business_id, None, act.at),
        "has_domains": bool(_domains(business_id)),
    }
    return answer(
        request,
        form,
        lambda data: seals.apply_for_seal(
            act, business_id=business_id, domain=data["domain"], level=int(data["level"])
        ),
        then=lambda seal: reverse("seals:seal", args=[business.code, seal.code]),
        otherwise=lambda: render(request, "seals/new.html", shown),
    )


def _domains(business_id: int) -> list[tuple[str, str]]:
    return [(one.name, format_html(SHOWN, one.shown)) for one in businesses.domains(business_id)]


@never_cache
@signed_in
def seal(request: HttpRequest, code: str, seal_code: str) -> HttpResponse:
    """The one page of a seal; its form changes a draft."""
    act = holder(request)
    found = portal.our_seal(act, code, seal_code)
    wish = forms.WishForm(
        sent(request), initial={"domain": found.domain, "level": str(found.asked_level)}
    ).offer(_domains(found.business_id))
    return answer(
        request,
        wish,
        lambda data: seals.change_application(
            act, seal_id=found.pk, domain=data["domain"], level=int(data["level"])
        ),
        then=_page_of(found),
        otherwise=lambda: _show(request, act, found, {"wish": wish}),
    )


def _page_of(found: Seal) -> str:
    return reverse("seals:seal", args=[found.business.code, found.code])


def _show(request: HttpRequest, act: Act, found: Seal, typed: dict[str, Form]) -> HttpResponse:
    level = max(found.asked_level, found.level)
    lines = portal.lines(found, level, act.at)
    shown = {
        "seal": found,
        "business": found.business,
        "tone": TONES[found.state],
        "tones": TONES,
        "label": rules.LEVELS[level],
        "next_label": rules.LEVELS.get(found.level + 1),
        "tasks": portal.tasks(found.business_id, found, act.at),
        "lines": [(one, TONES[one.check.state] if one.check else "neutral") for one in lines],
        "failed": portal.failed(lines),
        "clock": portal.clock_of(found, act.at),
        "may": portal.verbs_of(found, act.at),
        "causes": [one.label for one in found.causes.filter(gone_at=None)],
        "letters": [(one, _letter_form(one, typed)) for one in portal.letters(found)],
        "appeals": portal.appeals(found),
        "decision": queries.open_decision(found.pk),
        "decided": portal.last_against(found),
        "others": [one for one in queries.of_business(found.business_id) if one.pk != found.pk],
        "undertaking": rules.UNDERTAKING,
        "undertaking_version": rules.UNDERTAKING_VERSION,
        "sent": next(iter(typed.values()), None),
        **{verb: typed.get(verb) or kind(auto_id=f"{verb}-%s") for verb, kind in FORMS.items()},
        **typed,
    }
    return render(request, "seals/seal.html", shown)


def _letter_form(letter: Letter, typed: dict[str, Form]) -> Form:
    name = f"letter_{letter.pk}"
    return typed.get(name) or forms.WordsForm(auto_id=f"{name}-%s")


@never_cache
@signed_in
@require_POST
def verb(request: HttpRequest, code: str, seal_code: str, verb: str) -> HttpResponse:
    """Every verb of the holder: its form is on the seal's page, and its errors come back there."""
    act = holder(request)
    found = portal.our_seal(act, code, seal_code)
    do = VERBS.get(verb)
    if do is None:
        raise NotFound
    form = FORMS.get(verb, forms.NoForm)(sent(request), auto_id=f"{verb}-%s")
    return answer(
        request,
        form,
        lambda data: do(act, found, data),
        then=_page_of(found),
        otherwise=lambda: _show(request, act, found, {verb: form}),
    )


def _sign(act: Act, found: Seal, data: dict[str, Any]) -> Any:
    """The code is spent in a transaction of its own, so that a wrong try stays counted."""
    phone = persons.phone_of(act.person)
    people.confirm_code(
        act, phone=phone, purpose=seals.UNDERTAKE, code=data["code"], subject=found.code
    )
    return seals.sign_undertaking(act, seal_id=found.pk, sha256=data["sha256"])


@signed_in
@require_POST
def send_code(request: HttpRequest, code: str, seal_code: str) -> HttpResponse:
    """Send the one-time code that signs the undertaking."""
    act = holder(request)
    found = portal.our_seal(act, code, seal_code)
    phone = persons.phone_of(act.person)
    people.send_code(act, phone=phone, purpose=seals.UNDERTAKE, subject=found.code)
    return SeeOther(f"{_page_of(found)}#sign")


@never_cache
@signed_in
@require_POST
def answer_letter(request: HttpRequest, code: str, seal_code: str, letter_id: int) -> HttpResponse:
    act = holder(request)
    found = portal.our_seal(act, code, seal_code)
    name = f"letter_{letter_id}"
    form = forms.WordsForm(sent(request), auto_id=f"{name}-%s")
    return answer(
        request,
        form,
        lambda data: seals.answer_letter(act, centre_letter_id=letter_id, words=data["words"]),
        then=_page_of(found),
        otherwise=lambda: _show(request, act, found, {name: form}),
    )

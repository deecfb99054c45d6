"""The desk of seals: the queue by deadline, and one seal with facts, rules and decisions."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Appeal, Check, Decision, Seal
from amanat.capabilities.seals.pages import forms
from amanat.capabilities.seals.pages.holder import TONES
from amanat.capabilities.seals.queries import agenda, desk, portal, waits
from amanat.capabilities.seals.states import APPEAL, CHECK, DECISION
from amanat.face.forms import Form
from amanat.face.say import say
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.machine import Machine
from amanat.words.refusal import NotFound

Do = Callable[[Act, int, dict[str, Any]], Any]


@never_cache
@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, by deadline; what is late is said in words."""
    act = act_of(request)
    queries.check_staff(act.by)
    rows = agenda.queue(act.at)
    shown = {
        "rows": rows,
        "late": sum(row.is_late for row in rows),
        "letters": desk.letters_waiting(act.at),
        "counts": [(queries.state_label(name), many) for name, many in desk.counts().items()],
        "at": act.at,
    }
    return render(request, "seals/queue.html", shown)


@never_cache
@signed_in
def bench(request: HttpRequest, code: str) -> HttpResponse:
    act = act_of(request)
    queries.check_staff(act.by)
    return _show(request, act, queries.by_code(code), {})


def _show(request: HttpRequest, act: Act, seal: Seal, typed: dict[str, Form]) -> HttpResponse:
    """Facts left, rules right, decisions below; the form that was sent keeps what was typed."""
    hats = people.hats(act.person)
    open_decision = queries.open_decision(seal.pk)
    level = max(seal.asked_level, seal.level)
    kinds = {kind: say(label) for kind, label in desk.kinds_for(seal).items()}
    shown = {
        "seal": seal,
        "business": seal.business,
        "tone": TONES[seal.state],
        "label": rules.LEVELS[level],
        "facts": desk.facts(seal, act.at),
        "rules": desk.rules_of(seal, act.at),
        "checks": [
            (one, TONES[one.state], _check_form(one, typed)) for one in queries.checks_of(seal.pk)
        ],
        "decision": open_decision,
        "may_confirm": open_decision is not None and _may_confirm(open_decision, act, hats),
        "stops": desk.STOPS.get(open_decision.kind) if open_decision else None,
        "goes_on": desk.GOES_ON,
        "public_words": _public(open_decision, seal),
        "decisions": desk.decisions(seal.pk),
        "propose": typed.get("propose") or forms.ProposeForm(auto_id="propose-%s").offer(kinds),
        "may_propose": bool(kinds) and open_decision is None and Role.OFFICER in hats,
        "letter": typed.get("letter") or forms.WordsForm(auto_id="letter-%s"),
        "letters": portal.letters(seal),
        "may_write": seal.state in {"granted", "converting", "suspended"} and Role.OFFICER in hats,
        "appeals": [(one, _appeal_form(one, typed)) for one in portal.appeals(seal)],
        "is_panel": Role.PANEL in hats,
        "history": queries.history(seal.pk),
        "causes": [rules.CAUSES[one] for one in sorted(desk.causes_of(seal, act.at))],
        "clock": portal.clock_of(seal, act.at),
        "is_tied": businesses.is_in_conflict(act.person, seal.business_id),
        "sent": next(iter(typed.values()), None),
    }
    return render(request, "seals/bench.html", shown)


def _may_confirm(decision: Decision, act: Act, hats: frozenset[Role]) -> bool:
    """Somebody else's proposal, and the hat it takes."""
    is_other = decision.proposed_by_id != act.by
    return decision.state == "proposed" and is_other and bool(desk.second_role(decision, hats))


def _public(decision: Decision | None, seal: Seal) -> Any:
    if decision is None or decision.kind not in desk.PUBLIC_WORDS:
        return None
    return desk.public_words(decision.kind, seal, decision.level)


def _check_form(check: Check, typed: dict[str, Form]) -> Form | None:
    name = f"check_{check.pk}"
    if not check.is_open:
        return None
    return typed.get(name) or forms.CheckForm(auto_id=f"{name}-%s")


def _appeal_form(appeal: Appeal, typed: dict[str, Form]) -> Form | None:
    name = f"appeal_{appeal.pk}"
    if appeal.answered_at is not None:
        return None
    return typed.get(name) or forms.WordsForm(auto_id=f"{name}-%s")


def _back(seal: Seal) -> str:
    return reverse("seals:bench", args=[seal.code])


@never_cache
@signed_in
@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """The first of two people."""
    act = act_of(request, Role.OFFICER)
    queries.check_staff(act.by)
    seal = queries.by_code(code)
    kinds = {kind: say(label) for kind, label in desk.kinds_for(seal).items()}
    form = forms.ProposeForm(sent(request), auto_id="propose-%s").offer(kinds)
    return answer(
        request,
        form,
        lambda data: seals.propose_decision(
            act, seal_id=seal.pk, kind=data["kind"], words=data["words"], level=data["level"],
            notice_hours=int(data["notice_hours"] or 0),
        ),
        then=_back(seal),
        otherwise=lambda: _show(request, act, seal, {"propose": form}),
    )  # fmt: skip


@never_cache
@signed_in
@require_POST
def check(request: HttpRequest, check_id: int) -> HttpResponse:
    """Pass or fail one check, with how and where it was looked at."""
    found = _found(request, Check, check_id)
    form = forms.CheckForm(sent(request), auto_id=f"check_{check_id}-%s")
    act = _staff(request, CHECK, "pass_check", found.state)

    def do(data: dict[str, Any]) -> Any:
        verb = {"pass_check": seals.pass_check, "fail_check": seals.fail_check}[data.pop("verb")]
        return verb(act, check_id=check_id, **data)

    return answer(
        request,
        form,
        do,
        then=_back(found.seal),
        otherwise=lambda: _show(request, act, found.seal, {f"check_{check_id}": form}),
    )


@never_cache
@signed_in
@require_POST
def decision(request: HttpRequest, decision_id: int, verb: str) -> HttpResponse:
    """The second person confirms or turns down; the first takes back; the supervisor calls off."""
    found = _found(request, Decision, decision_id)
    do = DECIDE.get(verb)
    if do is None:
        raise NotFound
    act = _staff(request, DECISION, verb, found.state)
    second = desk.second_role(found, people.hats(act.person))
    if verb == "confirm_decision" and second is not None:
        act = act.wearing(second)
    form = forms.NoForm(sent(request))
    return answer(
        request,
        form,
        lambda data: do(act, decision_id, data),
        then=_back(found.seal),
        otherwise=lambda: _show(request, act, found.seal, {verb: form}),
    )


DECIDE: dict[str, Do] = {
    "confirm_decision": lambda act, pk, _: seals.confirm_decision(act, seal_decision_id=pk),
    "turn_down_decision": lambda act, pk, _: seals.turn_down_decision(act, seal_decision_id=pk),
    "take_back_decision": lambda act, pk, _: seals.take_back_decision(act, seal_decision_id=pk),
    "call_off_decision": lambda act, pk, _: seals.call_off_decision(act, seal_decision_id=pk),
}
HEAR: dict[str, Do] = {
    "allow_seal_appeal": lambda act, pk, data: seals.allow_seal_appeal(
        act, seal_appeal_id=pk, words=data["words"]
    ),
    "deny_seal_appeal": lambda act, pk, data: seals.deny_seal_appeal(
        act, seal_appeal_id=pk, words=data["words"]
    ),
}


@never_cache
@signed_in
@require_POST
def appeal(request: HttpRequest, appeal_id: int, verb: str) -> HttpResponse:
    """A member of the panel answers."""
    found = _found(request, Appeal, appeal_id)
    do = HEAR.get(verb)
    if do is None:
        raise NotFound
    act = _staff(request, APPEAL, verb, found.state)
    form = forms.WordsForm(sent(request), auto_id=f"appeal_{appeal_id}-%s")
    return answer(
        request,
        form,
        lambda data: do(act, appeal_id, data),
        then=_back(found.seal),
        otherwise=lambda: _show(request, act, found.seal, {f"appeal_{appeal_id}": form}),
    )


@never_cache
@signed_in
@require_POST
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the holder something."""
    act = act_of(request, Role.OFFICER)
    queries.check_staff(act.by)
    seal = queries.by_code(code)
    form = forms.WordsForm(sent(request), auto_id="letter-%s")
    return answer(
        request,
        form,
        lambda data: seals.write_letter(act, seal_id=seal.pk, words=data["words"]),
        then=_back(seal),
        otherwise=lambda: _show(request, act, seal, {"letter": form}),
    )


def _found(request: HttpRequest, model: type[Any], pk: int) -> Any:
    """The row with its seal, for staff; NotFound for everybody else."""
    queries.check_staff(request.user.pk)
    found = model.objects.select_related("seal", "seal__business").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _staff(request: HttpRequest, machine: Machine, verb: str, state: str) -> Act:
    act = act_of(request)
    return act.wearing(desk.role_for(machine, verb, state, act.person))


def waiting(request: HttpRequest) -> HttpResponse:
    """How long each step takes: for everybody."""
    shown = {"waits": waits.waits(clock.now()), "least": waits.LEAST_TOLD, "days": waits.SPAN.days}
    return render(request, "seals/waiting.html", shown)

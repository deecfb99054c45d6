"""The holder's routes, under the seal's code."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries
from amanat.capabilities.seals.api.routes import router
from amanat.capabilities.seals.api.shapes import (
    OUT,
    SealApplyIn,
    SealChangeIn,
    SealCodeOut,
    SealLetterIn,
    SealLevelIn,
    SealOut,
    Seals,
    SealWishIn,
    SealWordsIn,
    UndertakingIn,
    line,
    shown,
)
from amanat.capabilities.seals.models import Seal
from amanat.capabilities.seals.states import SEAL
from amanat.face.machines import Refusals, act_of, change, change_in_steps
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound


def _ours(request: HttpRequest, code: str) -> tuple[Act, Seal]:
    """The seal, for somebody who may act for its business; others find nothing."""
    act, seal = act_of(request, Role.HOLDER), queries.by_code(code)
    businesses.check_mandate(act, seal.business_id)
    return act, seal


def _held(request: HttpRequest, code: str, do: Callable[[Act, Seal], Any]) -> HttpResponse:
    def then() -> SealOut:
        act, seal = _ours(request, code)
        do(act, seal)
        return shown(seal.pk, act.at)

    return change(request, SealOut, then)


@router.get("", response={200: Seals, **Refusals}, summary="Seals of my businesses")
def mine(request: HttpRequest) -> Seals:
    act = act_of(request, Role.HOLDER)
    found = [
        seal
        for business in businesses.of_person(act.person, act.at)
        for seal in queries.of_business(business.pk)
    ]
    return Seals(seals=[line(one) for one in found])


@router.post("", response={201: SealOut, **Refusals}, summary=SEAL.verbs["apply_for_seal"].en)
def apply_for_seal(request: HttpRequest, body: SealApplyIn) -> HttpResponse:
    """A draft, until it is submitted; it stays for thirty days."""

    def do() -> SealOut:
        act = act_of(request, Role.HOLDER)
        business = businesses.by_code(body.business)
        made = seals.apply_for_seal(
            act, business_id=business.pk, domain=body.domain, level=body.level
        )
        return shown(made.pk, act.at)

    return change(request, SealOut, do, status=201)


@router.get("/{code}", response=OUT, summary="One seal")
def seal(request: HttpRequest, code: str) -> SealOut:
    act, found = _ours(request, code)
    return shown(found.pk, act.at)


@router.post("/{code}/change_application", response=OUT, summary="Change the application")
def change_application(request: HttpRequest, code: str, body: SealWishIn) -> HttpResponse:
    return _held(request, code, lambda act, one: seals.change_application(
        act, seal_id=one.pk, domain=body.domain, level=body.level))  # fmt: skip


def _press(verb: str) -> None:
    """A route of a verb that needs nothing but the seal."""

    def press(request: HttpRequest, code: str) -> HttpResponse:
        do = getattr(seals, verb)
        return _held(request, code, lambda act, one: do(act, seal_id=one.pk))

    press.__name__ = verb
    router.post(f"/{{code}}/{verb}", response=OUT, summary=SEAL.verbs[verb].en)(press)


for _verb in ("submit_seal", "remove_draft", "fix_defects", "keep_level", "renew_seal", "ask_lift",
              "announce_surrender", "withdraw_surrender", "surrender_seal"):  # fmt: skip
    _press(_verb)


@router.post(
    "/{code}/code", response={201: SealCodeOut, **Refusals}, summary="Send me a code to sign"
)
def send_code(request: HttpRequest, code: str) -> HttpResponse:
    """By SMS, to the caller's own number."""

    def do() -> SealCodeOut:
        act, one = _ours(request, code)
        phone = persons.phone_of(act.person)
        made = people.send_code(act, phone=phone, purpose=seals.UNDERTAKE, subject=one.code)
        return SealCodeOut(expires_at=made.expires_at)

    return change(request, SealCodeOut, do, status=201)


@router.post("/{code}/sign_undertaking", response=OUT, summary="Sign the undertaking")
def sign_undertaking(request: HttpRequest, code: str, body: UndertakingIn) -> HttpResponse:
    """With the code from the SMS; a wrong one stays counted."""

    def first() -> Seal:
        act, one = _ours(request, code)
        phone = persons.phone_of(act.person)
        people.confirm_code(
            act, phone=phone, purpose=seals.UNDERTAKE, code=body.code, subject=one.code
        )
        return one

    def then(one: Seal) -> SealOut:
        act = act_of(request, Role.HOLDER)
        seals.sign_undertaking(act, seal_id=one.pk, sha256=body.sha256)
        return shown(one.pk, act.at)

    return change_in_steps(request, SealOut, first, then)


@router.post("/{code}/ask_conversion", response=OUT, summary="Ask for the next level")
def ask_conversion(request: HttpRequest, code: str, body: SealLevelIn) -> HttpResponse:
    return _held(request, code, lambda act, one: seals.ask_conversion(
        act, seal_id=one.pk, level=body.level))  # fmt: skip


@router.post("/{code}/report_change", response=OUT, summary="Report a change")
def report_change(request: HttpRequest, code: str, body: SealChangeIn) -> HttpResponse:
    return _held(request, code, lambda act, one: seals.report_change(
        act, seal_id=one.pk, kinds=body.kinds))  # fmt: skip


@router.post("/{code}/appeal_seal", response=OUT, summary="Appeal")
def appeal_seal(request: HttpRequest, code: str, body: SealWordsIn) -> HttpResponse:
    """Within ten days of the decision; it stands meanwhile."""
    return _held(request, code, lambda act, one: seals.appeal_seal(
        act, seal_id=one.pk, words=body.words))  # fmt: skip


@router.post("/{code}/answer_letter", response=OUT, summary="Answer a letter of the centre")
def answer_letter(request: HttpRequest, code: str, body: SealLetterIn) -> HttpResponse:
    def do(act: Act, one: Seal) -> Any:
        _same(one.letters.filter(pk=body.letter_id).exists())
        return seals.answer_letter(act, centre_letter_id=body.letter_id, words=body.words)

    return _held(request, code, do)


def _same(is_its_own: bool) -> None:
    if not is_its_own:
        raise NotFound

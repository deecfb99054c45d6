"""My own pages: what is known about me, what is missing, and who looked."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries
from amanat.capabilities.people.letters import WHY_READ
from amanat.capabilities.people.models import BankAccount
from amanat.capabilities.people.pages.door import FRESH, SINCE, own_path, reader
from amanat.capabilities.people.pages.forms import (
    CityForm,
    IdentityForm,
    NameForm,
    ProvinceForm,
    ShebaForm,
)
from amanat.capabilities.places import queries as places
from amanat.face.forms import Form
from amanat.face.say import language
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words import identity as numbers
from amanat.words.act import Role
from amanat.words.refusal import NotFound
from amanat.words.text import Text

DONE = Text("انجام شد", "Done")
TO_DO = Text("مانده", "To do")


@never_cache
@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """The hub: a task list of what makes deals possible."""
    act = act_of(request)
    hats = queries.hats(reader(request).pk)
    shown = {
        "person": queries.person(reader(request).pk),
        "account": queries.payable_account(reader(request).pk, act.at),
        "waiting": _waiting(reader(request).pk, act.at),
        "is_officer": Role.OFFICER in hats,
        "is_finance": Role.FINANCE in hats,
        "done": DONE,
        "todo": TO_DO,
    }
    return render(request, "people/me.html", shown)


def _waiting(person_id: int, at: datetime) -> BankAccount | None:
    """A changed account whose day has not come."""
    return next((one for one in queries.bank_accounts(person_id) if _waits(one, at)), None)


def _waits(account: BankAccount, at: datetime) -> bool:
    from_then = account.active_from
    return account.state == "confirmed" and from_then is not None and from_then > at


def _then(request: HttpRequest) -> str:
    """Where the reader came from, to go back there."""
    return own_path(request.GET.get("next", "")) or reverse("people:me")


@signed_in
def name(request: HttpRequest) -> HttpResponse:
    """What others call me."""
    form = NameForm(sent(request), initial={"name": reader(request).name})
    return answer(
        request,
        form,
        lambda data: people.introduce(
            act_of(request), person_id=reader(request).pk, name=data["name"], language=language()
        ),
        then=_then(request),
        otherwise=lambda: render(request, "people/name.html", {"form": form}),
    )


@signed_in
def place(request: HttpRequest) -> HttpResponse:
    """Where I live, in two steps: the province, then the city."""
    provinces = {str(one.pk): Text(one.name, one.name_en) for one in places.provinces()}
    province = request.GET.get("province", "")
    if province not in provinces:
        step = ProvinceForm(provinces)
        return render(request, "people/province.html", {"form": step})
    form = CityForm(_cities(int(province)), sent(request))
    return answer(
        request,
        form,
        lambda data: people.introduce(
            act_of(request),
            person_id=reader(request).pk,
            name=reader(request).name,
            city_id=int(data["city_id"]),
        ),
        then=reverse("people:me"),
        otherwise=lambda: render(
            request, "people/city.html", {"form": form, "province": provinces[province]}
        ),
    )


def _cities(province_id: int) -> Mapping[str, Text]:
    return {str(city.pk): Text(city.name, city.name) for city in places.cities_of(province_id)}


@never_cache
@signed_in
def identity(request: HttpRequest) -> HttpResponse:
    """My national id, once; afterwards, who has looked at it."""
    person = queries.person(reader(request).pk)
    if person.identity_checked_at is not None:
        if own_path(request.GET.get("next", "")):
            return SeeOther(_then(request))
        readings = [(row, WHY_READ.get(row.why, row.why)) for row in queries.readings(person.pk)]
        shown = {"person": person, "readings": readings, "checked": DONE}
        return render(request, "people/identified.html", shown)
    form = IdentityForm(sent(request))
    return answer(
        request,
        form,
        lambda data: people.check_identity(
            act_of(request), person_id=person.pk, national_id=data["national_id"]
        ),
        then=_then(request),
        otherwise=lambda: render(request, "people/identity.html", {"form": form, "person": person}),
    )


@never_cache
@signed_in
def iban(request: HttpRequest) -> HttpResponse:
    """Where I am paid. Changing it needs a sign-in of the last ten minutes."""
    act = act_of(request)
    person = queries.person(reader(request).pk)
    accounts = queries.bank_accounts(person.pk)
    has_one = any(account.state == "confirmed" for account in accounts)
    if request.method == "POST" and has_one and not is_fresh(request, act.at):
        return SeeOther(f"{reverse('people:sign_in')}?{urlencode({'next': request.path})}")
    form = ShebaForm(sent(request))
    shown = {
        "form": form,
        "person": person,
        "rows": [_row(account, act.at) for account in accounts],
        "payable": queries.payable_account(person.pk, act.at),
        "has_one": has_one,
    }
    back = own_path(request.GET.get("next", ""))
    return answer(
        request,
        form,
        lambda data: people.add_bank_account(
            act, person_id=reader(request).pk, sheba=data["sheba"]
        ),
        then=back or reverse("people:iban"),
        otherwise=lambda: render(request, "people/iban.html", shown),
    )


def is_fresh(request: HttpRequest, at: datetime) -> bool:
    """Whether this session signed in a moment ago."""
    since = request.session.get(SINCE)
    return since is not None and at - datetime.fromisoformat(since) <= FRESH


def _row(account: BankAccount, at: datetime) -> dict[str, object]:
    """One account as its owner sees it."""
    tones = {"confirmed": "released", "checking": "due", "refused": "dispute"}
    return {
        "account": account,
        "sheba": queries.masked_sheba(account.sheba),
        "bank": numbers.bank_of(account.sheba),
        "label": BankAccount.MACHINE.states[account.state],
        "tone": tones.get(account.state, "neutral"),
        "waits": _waits(account, at),
    }


@never_cache
@signed_in
def withdraw(request: HttpRequest, bank_account_id: int) -> HttpResponse:
    """Put an account aside. Needs no fresh sign-in: it stops a thief, and pays nobody."""
    act = act_of(request)
    mine = {account.pk: account for account in queries.bank_accounts(reader(request).pk)}
    if bank_account_id not in mine:
        raise NotFound
    form = Form(sent(request))
    shown = {"form": form, "row": _row(mine[bank_account_id], act.at)}
    return answer(
        request,
        form,
        lambda _: people.withdraw(act, bank_account_id=bank_account_id),
        then=reverse("people:iban"),
        otherwise=lambda: render(request, "people/withdraw.html", shown),
    )

"""Sheets of the portal: licences, activities, premises, accounts, owners, mandates, domains."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from amanat.capabilities.businesses import actions, queries, refusals, rules
from amanat.capabilities.businesses.models import (
    Account,
    Activity,
    Domain,
    Mandate,
    Owner,
    TradeLicence,
)
from amanat.capabilities.businesses.pages import forms, sentences
from amanat.capabilities.businesses.pages.sentences import CONFIDENCE, WHY_NOT
from amanat.capabilities.businesses.pages.sheets import button, holder, sheet
from amanat.capabilities.businesses.queries import portal
from amanat.capabilities.places import queries as places
from amanat.face.web import sent, signed_in
from amanat.words.moments import tehran_day
from amanat.words.text import Text


@never_cache
@signed_in
def licences(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = portal.ours(act, code)
    day = tehran_day(act.at)

    def shown() -> dict[str, Any]:
        missing = [rules.CLASSES[name] for name in sorted(queries.uncovered_classes(one.pk, day))]
        return {"licences": portal.licences_of(one.pk, day), "missing": missing}

    return sheet(
        request, act, one, "licences", forms.LicenceForm(sent(request)),
        lambda data: actions.add_trade_licence(act, business_id=one.pk, **data), shown,
    )  # fmt: skip


@never_cache
@signed_in
def activities(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = portal.ours(act, code)

    def shown() -> dict[str, Any]:
        found = queries.activities(one.pk)
        known = queries.activity_rules(rules.CLASSES, tehran_day(act.at))
        return {
            "rows": [(row, known[row.class_code]) for row in found],
            "rules": [
                (rules.CLASSES[name], rule, CONFIDENCE[rule.parameter.status])
                for name, rule in known.items()
            ],
        }

    return sheet(
        request, act, one, "activities", forms.ActivityForm(sent(request)),
        lambda data: actions.add_activity(act, business_id=one.pk, **data), shown,
    )  # fmt: skip


@never_cache
@signed_in
def premises(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = portal.ours(act, code)
    provinces = {str(row.pk): Text(row.name, row.name) for row in places.provinces()}

    def name(data: dict[str, Any]) -> Any:
        city, province = data.pop("city"), data.pop("province")
        found = places.cities_called(city)
        fitting = [row for row in found if not province or str(row.province_id) == province]
        if not fitting:
            raise refusals.UnknownCity("city")
        city_id = fitting[0].pk
        return actions.name_premises(act, business_id=one.pk, city_id=city_id, **data)

    return sheet(
        request, act, one, "premises", forms.PremisesForm(sent(request), provinces=provinces),
        name, lambda: {"premises": portal.premises(one.pk)},
    )  # fmt: skip


@never_cache
@signed_in
def accounts(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = portal.ours(act, code)
    return sheet(
        request, act, one, "accounts", forms.AccountForm(sent(request)),
        lambda data: actions.add_account(act, business_id=one.pk, **data),
        lambda: {"accounts": portal.accounts(one.pk), **sentences.ACCOUNTS, "is_company": one.kind == "legal"},
    )  # fmt: skip


@never_cache
@signed_in
def owners(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = portal.ours(act, code)

    def shown() -> dict[str, Any]:
        rows = portal.owners(one.pk)
        left = rules.WHOLE_BASIS_POINTS - sum(row.basis_points for row in rows)
        return {"rows": rows, "left": left, "left_percent": rules.percent_of(left)}

    return sheet(
        request, act, one, "owners", forms.OwnerForm(sent(request)),
        lambda data: actions.name_owner(act, business_id=one.pk, **data), shown,
    )  # fmt: skip


@never_cache
@signed_in
def team(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = portal.ours(act, code)

    def shown() -> dict[str, Any]:
        return {
            "rows": portal.team(act, one.pk),
            "may_give": "all" in portal.powers_of(act, one.pk),
        }

    return sheet(
        request, act, one, "team", forms.MandateForm(sent(request)),
        lambda data: actions.give_mandate(act, business_id=one.pk, **data), shown,
    )  # fmt: skip


@never_cache
@signed_in
def domains(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = portal.ours(act, code)

    def shown() -> dict[str, Any]:
        rows = portal.domains_of(one.pk)
        found = [
            (row, [(rules.METHODS[p.method], p, WHY_NOT.get(p.why)) for p in row.proofs])
            for row in rows
        ]
        return {"rows": found}

    return sheet(
        request, act, one, "domains", forms.DomainForm(sent(request)),
        lambda data: actions.add_domain(act, business_id=one.pk, **data), shown,
    )  # fmt: skip


take_back = button(
    "licences",
    lambda act, pk: actions.take_back_trade_licence(act, trade_licence_id=pk),
    lambda pk: portal.business_of(TradeLicence, pk),
)
end_activity = button(
    "activities",
    lambda act, pk: actions.end_activity(act, activity_id=pk),
    lambda pk: portal.business_of(Activity, pk),
)
end_account = button(
    "accounts",
    lambda act, pk: actions.end_account(act, account_id=pk),
    lambda pk: portal.business_of(Account, pk),
)
check_account = button(
    "accounts",
    lambda act, pk: actions.check_account(act, account_id=pk),
    lambda pk: portal.business_of(Account, pk),
)
end_owner = button(
    "owners",
    lambda act, pk: actions.end_owner(act, owner_id=pk),
    lambda pk: portal.business_of(Owner, pk),
)
end_mandate = button(
    "team",
    lambda act, pk: actions.end_mandate(act, mandate_id=pk),
    lambda pk: portal.business_of(Mandate, pk),
)
look = button(
    "domains",
    lambda act, pk: actions.ask_for_look(act, domain_id=pk),
    lambda pk: portal.business_of(Domain, pk),
)
drop_domain = button(
    "domains",
    lambda act, pk: actions.drop_domain(act, domain_id=pk),
    lambda pk: portal.business_of(Domain, pk),
)

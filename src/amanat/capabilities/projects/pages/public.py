"""A project as anybody sees it, and as one of its buyers does."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.projects import actions, queries
from amanat.capabilities.projects.pages.forms import ObjectForm
from amanat.capabilities.projects.pages.money import shown
from amanat.face.files import as_data
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from amanat.words.refusal import NotFound, refuse_unless


@require_GET
def public(request: HttpRequest, code: str) -> HttpResponse:
    """Collected, certified, released, held; certificates and photos; the owner's other projects."""
    one = queries.by_code(code)
    others = [other for other in queries.of_business(one.business_id) if other.pk != one.pk]
    page = shown(one, clock.now()) | {"others": others, "may_ask": request.user.is_authenticated}
    return render(request, "projects/public.html", page)


@require_GET
def photo(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """A picture of a certificate, cleaned of what the camera wrote into it."""
    one = queries.by_code(code)
    refuse_unless(file_id in queries.photo_ids(one.pk), NotFound)
    opened = evidence.read(file_id)
    return as_data(opened.content, name=opened.file.name, media_type=opened.file.media_type)


@never_cache
@signed_in
def my_money(request: HttpRequest, code: str) -> HttpResponse:
    """Where each of this buyer's rials is now, contract by contract."""
    act = act_of(request, Role.BUYER)
    one = queries.by_code(code)
    refuse_unless(queries.is_buyer(one.pk, act.by), NotFound)
    rows = [queries.stands(subject, act.at) for subject in queries.contracts_of(one.pk, act.by)]
    draw = queries.open_drawdown(one.pk)
    page = {
        "project": one,
        "rows": rows,
        "draw": draw,
        "may_object": draw is not None and draw.state in {"asked", "objected"},
    }
    return render(request, "projects/my_money.html", page)


@never_cache
@signed_in
def statement(request: HttpRequest, code: str, subject: str) -> HttpResponse:
    """The signed statement of one of this buyer's contracts, as a file."""
    act = act_of(request, Role.BUYER)
    one = queries.by_code(code)
    refuse_unless(subject in queries.contracts_of(one.pk, act.by), NotFound)
    found = queries.statement(subject, act.at)
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@never_cache
@signed_in
def object_draw(request: HttpRequest, drawdown_id: int) -> HttpResponse:
    """A buyer says why money should not leave."""
    act = act_of(request, Role.BUYER)
    draw = queries.drawdown(drawdown_id)
    refuse_unless(queries.is_buyer(draw.project_id, act.by), NotFound)
    form = ObjectForm(sent(request))

    def do(data: dict[str, Any]) -> Any:
        return actions.object_draw(act, drawdown_id=drawdown_id, **data)

    return answer(
        request,
        form,
        do,
        then=reverse("projects:my_money", args=[draw.project.code]),
        otherwise=lambda: render(
            request, "projects/object.html",
            {"form": form, "draw": draw, "project": draw.project},
        ),
    )  # fmt: skip

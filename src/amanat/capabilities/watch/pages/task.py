"""One task: take it, call, note the call, and be done with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.watch import actions as watch
from amanat.capabilities.watch import queries
from amanat.capabilities.watch.pages.forms import CallForm, DoneForm, HandOverForm, LaterForm
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act

FORMS: dict[str, type[Form]] = {
    "note_call": CallForm,
    "reschedule": LaterForm,
    "hand_over": HandOverForm,
    "finish_task": DoneForm,
}


def _staff(request: HttpRequest) -> Act:
    return act_of(request, queries.staff_role(request.user.pk))


def _page(
    request: HttpRequest, act: Act, task_id: int, typed: dict[str, Form], number: str = ""
) -> HttpResponse:
    """The task with all its forms; the one that was sent keeps what was typed."""
    forms = {name: typed.get(name) or kind(auto_id=f"{name}-%s") for name, kind in FORMS.items()}
    shown = {
        "look": queries.task_look(act.person, task_id, act.at),
        "number": number,
        "sent": next(iter(typed.values()), None),
        "at": act.at,
        **forms,
    }
    return render(request, "watch/task.html", shown)


@never_cache
@signed_in
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    return _page(request, _staff(request), task_id, {})


@require_POST
@signed_in
def take(request: HttpRequest, task_id: int) -> HttpResponse:
    """It is mine now."""
    watch.take_task(_staff(request), task_id=task_id)
    return SeeOther(reverse("watch:task", args=[task_id]))


@never_cache
@require_POST
@signed_in
def number(request: HttpRequest, task_id: int) -> HttpResponse:
    """The number, on this one page and nowhere else; a reload asks again, and is noted again."""
    act = _staff(request)
    return _page(request, act, task_id, {}, watch.show_number(act, task_id=task_id))


def page_of(
    verb: str, do: Callable[[Act, int, dict[str, Any]], Any]
) -> Callable[..., HttpResponse]:
    """Where one of the task's forms is sent; it leads back to the task, or to the board."""
    then = "watch:task" if verb in {"note_call", "reschedule"} else ""

    @never_cache
    @signed_in
    def page(request: HttpRequest, task_id: int) -> HttpResponse:
        act = _staff(request)
        form = FORMS[verb](sent(request), auto_id=f"{verb}-%s")
        return answer(
            request,
            form,
            lambda data: do(act, task_id, data),
            then=reverse(then, args=[task_id]) if then else reverse("watch:board"),
            otherwise=lambda: _page(request, act, task_id, {verb: form}),
        )

    page.__name__ = verb
    return page


note_call = page_of("note_call", lambda act, pk, data: watch.note_call(act, task_id=pk, **data))
hand_over = page_of("hand_over", lambda act, pk, data: watch.hand_over(act, task_id=pk, **data))
finish = page_of("finish_task", lambda act, pk, data: watch.finish_task(act, task_id=pk, **data))
reschedule = page_of(
    "reschedule", lambda act, pk, data: watch.reschedule(act, task_id=pk, hours=int(data["hours"]))
)

"""A deal audited: every fact of its money, who did it, why, and whether the chain still proves it."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.desk import queries
from amanat.capabilities.people import queries as people
from amanat.capabilities.reconciliation import queries as books
from amanat.face import forms
from amanat.face.tables import table
from amanat.face.web import signed_in
from amanat.kernel.log import audit as proof
from amanat.words.moments import TEHRAN
from amanat.words.refusal import NotFound
from amanat.words.text import Text

HEADING = ("n", "at", "fact", "about", "who", "role", "caused_by", "proven", "facts")


class AuditForm(forms.Form):
    deal = forms.TextField(Text("کد معامله", "Code of the deal"), longest=20, ltr=True)


@require_GET
@never_cache
@signed_in
def audit(request: HttpRequest) -> HttpResponse:
    """Ask for a deal's code; then show all of it."""
    books.check_finance(request.user.pk)
    asked = request.GET.get("deal", "")
    form = AuditForm(request.GET if asked else None)
    steps: list[proof.Proven] = []
    if asked and form.is_valid():
        try:
            steps = _trail(form.cleaned_data["deal"])
        except NotFound as no:
            form.refuse(NotFound("deal", **no.facts))
    names = people.names({one.entry.by for one in steps if one.entry.by is not None})
    return render(request, "desk/audit.html", {
        "form": form,
        "deal": asked,
        "steps": [(one, names.get(one.entry.by or 0, "")) for one in steps],
        "is_sound": all(one.is_sound for one in steps),
        "waiting": sum(1 for one in steps if one.n is None),
    })  # fmt: skip


@require_GET
@never_cache
@signed_in
def as_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same to take away."""
    books.check_finance(request.user.pk)
    rows = [
        (one.n, one.entry.at.astimezone(TEHRAN).isoformat(timespec="seconds"), one.entry.name,
         one.entry.subject, one.entry.by, one.entry.role, one.entry.cause_id,
         "yes" if one.is_sound and one.n is not None else "not yet" if one.is_sound else "NO",
         json.dumps(one.entry.facts, ensure_ascii=False, sort_keys=True))
        for one in _trail(code)
    ]  # fmt: skip
    return table(f"audit-{code}", HEADING, rows)


def _trail(code: str) -> list[proof.Proven]:
    return proof.trail(queries.subjects_of_deal(code))

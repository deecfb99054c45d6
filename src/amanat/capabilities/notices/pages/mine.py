"""Everything we sent to me, and whether it arrived."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from amanat.capabilities.notices import queries
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.people import queries as people
from amanat.face.web import signed_in

TONES = {"delivered": "released", "accepted": "released", "undelivered": "dispute"}


@never_cache
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """My SMS history, newest first. Codes are not shown again."""
    notices = queries.sent_to(people.phone_of(request.user.pk or 0))
    rows = [
        {
            "notice": notice,
            "label": Notice.MACHINE.states[notice.state],
            "tone": TONES.get(notice.state, "neutral"),
        }
        for notice in notices
    ]
    return render(request, "notices/mine.html", {"rows": rows})

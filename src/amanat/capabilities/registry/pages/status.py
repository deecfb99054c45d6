"""How the platform is now, and every time it was not: in words, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.payments import queries as payments
from amanat.kernel.clock import pauses
from amanat.kernel.clock import time as clock
from amanat.words.text import Text

KINDS = {
    "outage": Text("قطعی امانت", "Amanat was not reachable"),
    "gateway": Text("درگاه بانک پاسخ نمی‌داد", "A bank’s gateway did not answer"),
    "holiday": Text("تعطیلی رسمی", "Official holiday"),
}
WELL = Text("امانت سرِ کار است", "Amanat is at work")
HALTED = Text("پرداخت‌ها برای بررسی ایستاده است", "Payouts are stopped while we check")
STANDING = Text("مهلت‌ها اکنون ایستاده‌اند", "Deadlines stand still now")


@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """Current and past incidents, newest first."""
    at = clock.now()
    found = pauses.public()
    now = [one for one in found if one.begins_at <= at and not (one.ends_at and one.ends_at <= at)]
    halt = payments.open_halt()
    shown = {
        "finding": STANDING if now else HALTED if halt else WELL,
        "now": [(KINDS[one.kind], one) for one in now],
        "coming": [(KINDS[one.kind], one) for one in found if one.begins_at > at],
        "past": [
            (KINDS[one.kind], one, one.ends_at - one.begins_at)
            for one in found
            if one.ends_at and one.ends_at <= at and one.ends_at > one.begins_at
        ],
        "halt": halt,
        "at": at,
    }
    return render(request, "registry/status.html", shown)

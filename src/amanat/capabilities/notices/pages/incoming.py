"""Where the SMS provider tells us of an SMS that came in. Kavenegar: messageid, from, to, message."""

import hmac

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amanat.capabilities.notices import actions as notices
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

PROVIDER = "kavenegar"
NOT_FOUND, UNPROCESSABLE = 404, 422
say = structlog.get_logger("sms")


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def incoming(request: HttpRequest, key: str) -> HttpResponse:
    """Take one SMS in. The address is the secret: a wrong one finds nothing, and is noted."""
    if not hmac.compare_digest(key.encode(), settings.SMS_INBOUND_KEY.encode()):
        say.warning("somebody told us of an sms without our secret address")
        return HttpResponse(status=NOT_FOUND)
    fields = request.POST if request.method == "POST" else request.GET
    try:
        notices.receive_sms(
            Act(None, Role.HOUSE, clock.now()),
            provider=PROVIDER,
            provider_id=fields.get("messageid", ""),
            phone=fields.get("from", ""),
            words=fields.get("message", ""),
        )
    except Refused as no:
        say.info("an sms was not taken in", refusal=no.code)
        return HttpResponse(status=UNPROCESSABLE)
    return HttpResponse("ok", content_type="text/plain")

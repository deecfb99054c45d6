"""What contracts add to the page of an offer: the way to its contract."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from amanat.capabilities.contracts import queries
from amanat.capabilities.presale import queries as presale

OFFERED = "offered"


def part(request: HttpRequest, offer_id: int) -> SafeString:
    """To sign while it is open, or to what was signed."""
    is_open = presale.offer(offer_id).state == OFFERED
    facts = {"offer_id": offer_id, "one": queries.of_offer(offer_id), "is_open": is_open}
    return render_to_string("contracts/offering.html", facts, request=request)

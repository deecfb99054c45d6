"""What contracts add to the page of an offer: the way to its contract."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from amanat.capabilities.contracts import queries


def part(request: HttpRequest, offer_id: int) -> SafeString:
    """To sign, or to what was signed."""
    facts = {"offer_id": offer_id, "one": queries.of_offer(offer_id)}
    return render_to_string("contracts/offering.html", facts, request=request)

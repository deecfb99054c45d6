"""What deliveries add to the page of a contract: where its delivery stands, and the way there."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.pages.late import tone_of
from amanat.capabilities.deliveries.states import DELIVERY


def part(request: HttpRequest, contract_id: int) -> SafeString:
    """Nothing before the contract is in force."""
    one = queries.of_contract(contract_id)
    if one is None:
        return mark_safe("")
    facts = {"one": one, "state": DELIVERY.states[one.state], "tone": tone_of(one)}
    return render_to_string("deliveries/joining.html", facts, request=request)

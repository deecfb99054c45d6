"""Where the forms of one page may go, besides home."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse


def with_ways_to(hosts: list[str], page: HttpResponse) -> HttpResponse:
    """Let the forms of this one page go to these hosts; elsewhere forms stay at home."""
    csp_update({"form-action": hosts})(lambda _: page)(HttpRequest())
    return page

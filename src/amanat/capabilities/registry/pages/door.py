"""The short way to a seal's page: past sessions, forms and two hundred addresses it does not need.

A buyer at a till asks this page and nothing else of us, and so do all the buyers of a busy day.
"""

import re
from collections.abc import Callable
from functools import cache

from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse

from amanat.capabilities.registry.pages import seal

Get = Callable[[HttpRequest], HttpResponse]
PAGE = re.compile(r"/(?P<english>en/)?v/(?P<typed>[^/]+)")
CSP = "Content-Security-Policy"
SAFE = ("GET", "HEAD")


class SealDoor:
    """The same page as by its address, with the same headers."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = PAGE.fullmatch(request.path_info)
        if found is None or request.method not in SAFE:
            return self.get_response(request)
        speech = "en" if found["english"] else "fa"
        page = seal.told(request, found["typed"], speech)
        page.headers.setdefault("Content-Language", speech)
        page.headers.setdefault(CSP, _policy())
        return page


@cache
def _policy() -> str:
    """The policy of every page, as the settings say it."""
    return str(build_policy())

"""The picture of a seal on a site, and the script and verifier that may stand beside it."""

import base64
import hashlib
from functools import cache
from pathlib import Path

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_safe

from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.pages.seal import network
from amanat.capabilities.registry.rules import Face

VERSION = "1"  # A changed file gets a new one: its address is kept for a year by browsers.
SERVED = {
    "seal.js": (Path(__file__).parent / "embed", "text/javascript; charset=utf-8"),
    "verify_seal.py": (settings.BASE.parents[1] / "docs", "text/x-python; charset=utf-8"),
}
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "private, max-age=60"
FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
say = structlog.get_logger("badge")


@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """Never an error: whatever is wrong is a picture that says so, and never a green one."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    shown = {"face": _face(request, code, origin), "host": settings.SITE_URL.split("//")[1]}
    picture = render_to_string("registry/badge.svg", shown)
    headers = {"Cache-Control": BRIEFLY, "Vary": "Origin, Referer", **FOR_ALL}
    return HttpResponse(picture, content_type="image/svg+xml", headers=headers)


def _face(request: HttpRequest, code: str, origin: str) -> Face:
    try:
        seal = queries.the_answer(code, network(request)).seal
    except DatabaseError:
        say.warning("badge without an answer", code=code)
        return rules.cannot_tell()
    if seal is None:
        return rules.face(rules.UNKNOWN, [], origin)
    return rules.face(seal.state, [seal.domain], origin)


@require_GET
def embed(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """A file under an address that never changes its contents."""
    if version != VERSION or name not in SERVED:
        raise Http404
    headers = {"Cache-Control": FOREVER, **FOR_ALL}
    return HttpResponse(contents(name), content_type=SERVED[name][1], headers=headers)


@require_GET
def integrity(request: HttpRequest, version: str) -> HttpResponse:
    """The hashes for `integrity=`, for those who build pages."""
    if version != VERSION:
        raise Http404
    return JsonResponse({name: sri(name) for name in SERVED}, headers=FOR_ALL)


@cache
def contents(name: str) -> bytes:
    folder, _ = SERVED[name]
    return (folder / name).read_bytes()


def sri(name: str) -> str:
    """As `integrity=` wants it. https://www.w3.org/TR/SRI/"""
    return "sha384-" + base64.b64encode(hashlib.sha384(contents(name)).digest()).decode()

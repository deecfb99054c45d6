"""What machines fetch to check a seal without us: keys, lists, bits and the credential."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.pages.badge import FOR_ALL
from amanat.capabilities.registry.pages.seal import network
from amanat.words.refusal import NotFound, refuse_unless

A_MINUTE = "public, max-age=60"
AN_HOUR = "public, max-age=3600"
JWT = "application/vc+jwt"


@require_GET
def jwks(request: HttpRequest) -> HttpResponse:
    return JsonResponse(queries.jwks(), headers={"Cache-Control": AN_HOUR, **FOR_ALL})


@require_GET
def did(request: HttpRequest) -> HttpResponse:
    """The document of our did:web."""
    return JsonResponse(queries.did_document(), headers={"Cache-Control": AN_HOUR, **FOR_ALL})


@require_GET
def seal_list(request: HttpRequest) -> HttpResponse:
    """The signed list as it was published last, however old: its own times tell."""
    text = queries.latest_publication().seal_list
    return _given(text, "application/json; charset=utf-8")


@require_GET
def status(request: HttpRequest, purpose: str) -> HttpResponse:
    """The bits of one purpose, as a signed credential."""
    refuse_unless(purpose in rules.PURPOSES, NotFound)
    return _given(getattr(queries.latest_publication(), purpose), JWT)


@require_GET
def credential(request: HttpRequest, typed: str) -> HttpResponse:
    """The seal as a signed paper, whatever its state: the lists tell whether it still holds."""
    seal = queries.the_answer(typed, network(request)).seal
    if seal is None:
        raise NotFound
    return _given(queries.credential(seal), JWT)


def _given(text: str, kind: str) -> HttpResponse:
    return HttpResponse(text, content_type=kind, headers={"Cache-Control": A_MINUTE, **FOR_ALL})

"""The API's documentation as a page: every route, every shape, every way to be told no."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from amanat.config.api import api
from amanat.config.documents import all_refusals, code_of

LATIN = re.compile(r"([A-Za-z0-9{][A-Za-z0-9{}_.:/@-]*|[۰-۹]{7,})")


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    summary: str
    description: str
    parameters: list[str]
    body: str
    answers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A named shape: its members with their types, or the values of an enum."""

    name: str
    description: str
    members: list[tuple[str, str, bool]]
    values: list[str]


@dataclass(frozen=True, slots=True)
class No:
    code: str
    status: int
    fa: str
    en: str

    @property
    def apart(self) -> SafeString:
        """The Persian sentence with each Latin word and place set apart, left to right."""
        parts = LATIN.split(self.fa)
        return format_html_join(
            "", "{}", ((part if place % 2 == 0 else bdi(part),) for place, part in enumerate(parts))
        )


def bdi(word: str) -> SafeString:
    return format_html('<bdi dir="ltr">{}</bdi>', word)


def docs(request: HttpRequest) -> HttpResponse:
    """Made from the OpenAPI document and the refusals; nothing is fetched from elsewhere."""
    return render(request, "api_docs.html", _content())


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    document = api.get_openapi_schema()
    return {
        "info": document["info"],
        "groups": _groups(document),
        "shapes": [_shape(*one) for one in sorted(document["components"]["schemas"].items())],
        "refusals": [
            No(code_of(kind), int(kind.status), kind.fa, " ".join((kind.__doc__ or "").split()))
            for kind in sorted(all_refusals(), key=code_of)
        ],
    }


def _groups(document: dict[str, Any]) -> dict[str, list[Route]]:
    """The routes under their tags, in the order of the document."""
    groups: dict[str, list[Route]] = {}
    for route, tag in _routes(document):
        groups.setdefault(tag, []).append(route)
    return groups


def _routes(document: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            route = Route(
                method=method.upper(),
                path=path,
                summary=told["summary"],
                description=told.get("description", ""),
                parameters=[one["name"] for one in told["parameters"]],
                body=", ".join(_bodies(told.get("requestBody", {}))),
                answers=[
                    (str(status), ", ".join(_bodies(answer)))
                    for status, answer in told["responses"].items()
                    if int(status) < 400
                ],
            )
            yield route, told.get("tags", [""])[0]


def _bodies(part: dict[str, Any]) -> list[str]:
    return [kind_of(one["schema"]) or name for name, one in part.get("content", {}).items()]


def _shape(name: str, schema: dict[str, Any]) -> Shape:
    needed = schema.get("required", [])
    members = [
        (member, kind_of(one), member in needed)
        for member, one in schema.get("properties", {}).items()
    ]
    return Shape(name, schema.get("description", ""), members, schema.get("enum", []))


def kind_of(schema: dict[str, Any]) -> str:
    """A JSON schema in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(kind_of(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{kind_of(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "")

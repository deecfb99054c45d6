"""Requests, answers and routes: the small part of the web that the simulators need."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlsplit

from simulators.world import World

BODY_LIMIT_BYTES = 64 * 1024
FIELD_LIMIT = 200
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class HangUp(Exception):
    """Close the connection without a word, as a broken line would."""


class Unfit(Exception):
    """The request cannot be served: the HTTP status, and one sentence why."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What goes back over the wire."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    drip_seconds: float | None = None  # The body comes in small pieces over this long.


@dataclass(frozen=True)
class Request:
    """What came in over the wire."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    base_url: str
    args: Mapping[str, str] = field(default_factory=dict)

    def form(self) -> dict[str, str]:
        """Read url-encoded fields from the body."""
        return read_fields(self.text())

    def text(self) -> str:
        """Read the body as UTF-8."""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unfit(HTTPStatus.BAD_REQUEST, "the body is not UTF-8") from error

    def json(self) -> dict[str, object]:
        """Read the body as one JSON object."""
        try:
            value = json.loads(self.text() or "{}")
        except (ValueError, RecursionError) as error:
            raise Unfit(HTTPStatus.BAD_REQUEST, "the body is not JSON") from error
        if not isinstance(value, dict):
            raise Unfit(HTTPStatus.BAD_REQUEST, "the body must be one JSON object")
        return value


Serve = Callable[[World, Request], Answer]


@dataclass(frozen=True)
class Route:
    """One method and path, with `{name}` for one path segment."""

    method: str
    path: str
    serve: Serve

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """Give the named segments when method and path fit."""
        if method != self.method:
            return None
        found = _pattern(self.path).fullmatch(path)
        if found is None:
            return None
        return {name: unquote(value) for name, value in found.groupdict().items()}


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _pattern(path: str) -> re.Pattern[str]:
    if path not in _PATTERNS:
        parts = re.split(r"\{(\w+)\}", path)
        shape = "".join(
            f"(?P<{part}>[^/]+)" if index % 2 else re.escape(part)
            for index, part in enumerate(parts)
        )
        _PATTERNS[path] = re.compile(shape)
    return _PATTERNS[path]


def read_fields(text: str) -> dict[str, str]:
    """Read url-encoded fields; the last of several with one name wins."""
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELD_LIMIT))
    except ValueError as error:
        raise Unfit(HTTPStatus.BAD_REQUEST, "too many fields") from error


def json_answer(value: object, status: int = 200) -> Answer:
    """Answer with JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(body, status, "application/json; charset=utf-8")


def see_other(path: str) -> Answer:
    """Send a browser on to another page after a form."""
    return Answer(status=303, headers={"Location": path})


def is_loopback_url(url: str) -> bool:
    """Say whether a URL points at this machine."""
    host = urlsplit(url).hostname or ""
    return host in LOOPBACK_NAMES or host.endswith(".localhost")


def dispatch(world: World, routes: Sequence[Route], request: Request) -> Answer:
    """Find the route for a request and serve it."""
    method = "GET" if request.method == "HEAD" else request.method
    for route in routes:
        args = route.match(method, request.path)
        if args is not None:
            return route.serve(world, _with_args(request, args))
    if any(_pattern(route.path).fullmatch(request.path) for route in routes):
        raise Unfit(HTTPStatus.METHOD_NOT_ALLOWED, "this path does not take that method")
    raise Unfit(HTTPStatus.NOT_FOUND, "nothing lives at this path")


def _with_args(request: Request, args: Mapping[str, str]) -> Request:
    return Request(
        request.method,
        request.path,
        request.query,
        request.headers,
        request.body,
        request.base_url,
        args,
    )

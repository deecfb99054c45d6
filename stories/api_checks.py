"""What is checked on every route at once, read from the OpenAPI document.

Each checker takes what it looks at, so that the tests can also show it a planted fault.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import booleans, one_of
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.failures import FailureGroup

from amanat.capabilities.people.tests.program import Program

PUBLIC = frozenset({"/api/provinces/{province_id}/cities"})  # Everybody may read these.
#  Of a request with a body; as many less as there is less in it to be wrong.
EXAMPLES = int(os.environ.get("AMANAT_FUZZ", "3"))
PLAIN_EXAMPLES = 1  # Of one with an address alone.
KEY = "Idempotency-Key"
LATER = frozenset({429, 503})
UNWRITTEN = frozenset({405})  # A method that is not in the document.
CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


def example_of(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    """The smallest value that fits a schema of ours."""
    if "$ref" in schema:
        return example_of(shapes[schema["$ref"].rpartition("/")[2]], shapes)
    if "examples" in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        needed = schema.get("required", [])
        return {name: example_of(schema["properties"][name], shapes) for name in needed}
    plain = {"string": "text", "integer": 1, "array": [], "boolean": True}
    return plain[schema["type"]]


def open_to_strangers(
    document: Mapping[str, Any], stranger: Program, own: Mapping[str, Any]
) -> Iterator[str]:
    """Routes with somebody else's name in the address that do not say 404 to a stranger."""
    shapes = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        if "{" not in path or path in PUBLIC:
            continue
        address = path.format_map(own)
        for method, told in methods.items():
            answer = _ask(stranger, method, address, told, shapes)
            if answer.status_code != 404 or answer.json()["code"] != "not_found":
                yield f"{method.upper()} {path}: a stranger is told {answer.status_code}."


def _ask(
    program: Program, method: str, address: str, told: Mapping[str, Any], shapes: Mapping[str, Any]
) -> Any:
    if method == "get":
        return program.get(address)
    content = told.get("requestBody", {}).get("content", {})
    body = {kind: example_of(one["schema"], shapes) for kind, one in content.items()}
    return program.post(address, body.get("application/json"))


def said_to_strangers(
    document: Mapping[str, Any], stranger: Program, hidden: list[str]
) -> Iterator[str]:
    """Lists that show a stranger something of somebody else."""
    for path, methods in document["paths"].items():
        if "{" in path or "get" not in methods:
            continue
        text = stranger.get(path).content.decode()
        yield from (f"GET {path} shows {secret}." for secret in hidden if secret in text)


def faults(program: Program, own: Mapping[str, Any], only: str = "") -> Iterator[str]:
    """What random requests find, a few for each operation: a 500, or an answer that the document
    does not know. Half of them are about what the program owns."""
    with _holding_the_line():
        schema = schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
        yield from _found(schema, program, own, only)


@contextmanager
def _holding_the_line() -> Iterator[None]:
    """The WSGI handler would hang up the test's own transaction after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _found(schema: Any, program: Program, own: Mapping[str, Any], only: str) -> Iterator[str]:
    every = [result.ok() for result in schema.get_all_operations()]
    every.sort(key=lambda operation: "sandbox" in operation.path)  # Time passes at the end.
    for operation in every:
        if only not in operation.path:
            continue
        try:
            _hammer(operation, program, own)
        except (Exception, FailureGroup) as found:  # Whatever it is, it is what this looks for.
            yield f"{operation.label}: {_told(found)}"


def _hammer(operation: Any, program: Program, own: Mapping[str, Any]) -> None:
    checks = CHECKS.get_by_names(list(CHECKED))
    examples = EXAMPLES if operation.body else PLAIN_EXAMPLES
    good = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    bad = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @given(case=one_of(good, bad), is_own=booleans())
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def hammer(case: Any, is_own: bool) -> None:
        if is_own:
            mine = {name: own[name] for name in case.path_parameters or () if name in own}
            case.path_parameters = {**(case.path_parameters or {}), **mine}
        if KEY in (case.headers or {}):  # Short random keys would only meet each other.
            case.headers[KEY] = secrets.token_hex(12)
        answer = case.call(headers={"Authorization": f"Bearer {program.key}"})
        if answer.status_code not in LATER | UNWRITTEN:
            case.validate_response(answer, checks=checks)

    hammer()


def _told(found: BaseException) -> str:
    parts = found.exceptions if isinstance(found, BaseExceptionGroup) else (found,)
    return "; ".join(str(part) for part in parts)

"""A program that acts for somebody over the API, as its author would write it."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from amanat.capabilities.people import actions as people
from amanat.capabilities.people import rules
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import by

JSON = "application/json"


@dataclass
class Program:
    """One person's key, and the requests made with it. A 500 is an answer here, not a crash."""

    person: Person
    key: str
    web: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    @classmethod
    def of(cls, person: Person, scopes: str = rules.READ_AND_WRITE) -> "Program":
        new = people.make_key(by(person), person_id=person.pk, name="test", scopes=scopes, days=365)
        return cls(person, new.text)

    def get(self, path: str, **query: Any) -> Any:
        return self.web.get(path, query, headers=self._headers())

    def post(self, path: str, body: Any = None, key: str = "", kind: str = JSON) -> Any:
        """One request; with a `key` it can be repeated."""
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        headers = self._headers() | {"Idempotency-Key": key or secrets.token_hex(12)}
        return self.web.post(path, content, content_type=kind, headers=headers)

    def send(self, path: str, upload: Any, key: str = "") -> Any:
        headers = self._headers() | {"Idempotency-Key": key or secrets.token_hex(12)}
        return self.web.post(path, {"file": upload}, headers=headers)

    def did(self, path: str, body: Any = None, status: int = 200) -> dict[str, Any]:
        """What a request that must succeed was told."""
        answer = self.post(path, body)
        assert answer.status_code == status, answer.content.decode()
        told: dict[str, Any] = answer.json()
        return told

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

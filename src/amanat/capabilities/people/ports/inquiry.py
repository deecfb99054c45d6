"""Questions to the outside about who owns what. A question without an answer is not a no.

In the sandbox the bank simulator answers; live, the address of a contracted service. Called
outside transactions only: the verb writes its question down, asks, and then writes the answer.
"""

from dataclasses import dataclass
from typing import Protocol

import httpx
from django.conf import settings

from amanat.kernel.outside import client

LONGEST_OWNER_NAME = 120


class Unanswered(Exception):
    """Nobody knows: the line broke, it took too long, or the answer made no sense."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """`owner_name` is whom the bank knows as the owner, to be shown to the person who asked."""

    matched: bool
    owner_name: str


class Matching(Protocol):
    """Two inquiries; each answers, or raises Unanswered."""

    def mobile_belongs_to(self, phone: str, national_id: str) -> Ownership:
        """Whether this phone number is registered to this national id (Shahkar)."""

    def sheba_belongs_to(self, sheba: str, national_id: str) -> Ownership:
        """Whether this bank account is held by this national id."""


class OverHttp:
    """The JSON inquiries of the bank: POST /mobile and /iban."""

    def __init__(self, base_url: str, key: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.headers = {"Authorization": f"Bearer {key}"}

    def mobile_belongs_to(self, phone: str, national_id: str) -> Ownership:
        return self._ask("mobile", {"mobile": phone, "national_id": national_id})

    def sheba_belongs_to(self, sheba: str, national_id: str) -> Ownership:
        return self._ask("iban", {"iban": sheba, "national_id": national_id})

    def _ask(self, what: str, question: dict[str, str]) -> Ownership:
        try:
            reply = client().post(f"{self.base_url}/{what}", json=question, headers=self.headers)
            answer = reply.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unanswered(f"The inquiry {what} did not answer.") from error
        matched = answer.get("matched") if isinstance(answer, dict) else None
        if reply.status_code != httpx.codes.OK or not isinstance(matched, bool):
            raise Unanswered(f"The inquiry {what} answered with status {reply.status_code}.")
        return Ownership(matched, str(answer.get("owner_name") or "")[:LONGEST_OWNER_NAME])


def matching() -> Matching:
    """The service that this installation asks."""
    return OverHttp(settings.INQUIRY["address"], settings.INQUIRY["key"])

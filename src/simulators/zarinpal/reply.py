"""The shapes of ZarinPal's answers: `data` is an object or an empty list, and so is `errors`."""

from __future__ import annotations

from simulators.web import Answer, json_answer
from simulators.zarinpal import rules

GOOD = frozenset({rules.OK, rules.ALREADY})


def coded(code: str) -> Answer:
    """Answer with nothing but a code: a success says so in `data`, a failure in `errors`."""
    if code in GOOD:
        return success({"code": int(code), "message": rules.MESSAGES[code]})
    number: object = int(code) if code.lstrip("-").isdigit() else code
    message = rules.MESSAGES.get(code, "Unknown error.")
    body = {"data": [], "errors": {"message": message, "code": number, "validations": []}}
    return json_answer(body, 400)


def success(data: dict[str, object]) -> Answer:
    """Answer with data."""
    return json_answer({"data": data, "errors": []})

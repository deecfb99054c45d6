"""The outside world, as the people of a story use it: a bank's page and a phone with SMS."""

import re
import time
from typing import Any

import httpx

from amanat.kernel.outside import way

TIMEOUT_SECONDS = 20.0
SMS_WAIT_SECONDS = 10.0
SMS_POLL_SECONDS = 0.05


class NoSms(Exception):
    """The SMS a person waited for did not come."""


class Outside:
    """The simulators at an address, reached over HTTP like any bank or phone."""

    def __init__(self, address: str) -> None:
        self.web = httpx.Client(base_url=address, timeout=TIMEOUT_SECONDS, transport=way())

    def set_ahead(self, seconds: float) -> None:
        """Tell the outside how far platform time runs ahead, so that banks keep the same day."""
        self._post("/clock.json", offset_seconds=seconds)

    def pay(self, ref_id: str, choice: str = "pay", **more: str) -> dict[str, Any]:
        """What the payer does on Mellat's page: the callback's address and fields."""
        return self._post("/mellat/choose.json", ref_id=ref_id, choice=choice, **more)

    def pay_at_parsian(self, ref_id: str, choice: str = "pay", **more: str) -> dict[str, Any]:
        """The same on Parsian's page."""
        return self._post("/parsian/choose.json", token=ref_id, choice=choice, **more)

    def pay_at_zarinpal(self, ref_id: str, choice: str = "pay", **more: str) -> dict[str, Any]:
        """The same on ZarinPal's page."""
        return self._post("/zarinpal/choose.json", authority=ref_id, choice=choice, **more)

    def transfer_domain(self, domain: str, handle: str) -> None:
        """The registry now names this handle as the domain's holder."""
        self._post("/registry/holders.json", domain=domain, holder=handle)

    def prove_domain(self, domain: str, token: str) -> None:
        """The shop's owner puts our token on its site and into its records."""
        form = {"domain": domain, "token": token, "dns": "on", "file": "on", "meta": "on"}
        self.web.post("/sites", data=form, follow_redirects=True).raise_for_status()

    def arm(self, call: str, fault: str, count: int = 1, value: str = "") -> None:
        """The next calls like `whois.look_up` go wrong in this way; `value` is the code to give."""
        provider, _, name = call.partition(".")
        self._post(
            "/faults.json", provider=provider, call=name, fault=fault, count=count,
            seconds=0, value=value,
        )  # fmt: skip

    def bring_money(self, units: int, reference: str) -> None:
        """Somebody pays into our bank account without a word before."""
        self._post("/bank/slips.json", do="false", amount=units, reference=reference)

    def inbox(self, phone: str) -> list[dict[str, Any]]:
        """The SMS of one phone, newest first."""
        found: list[dict[str, Any]] = self.web.get("/sms.json", params={"receptor": phone}).json()[
            "messages"
        ]
        return found

    def code(self, phone: str, known: int) -> str:
        """The six digits in the newest SMS, once there are more than `known` messages."""
        until = time.monotonic() + SMS_WAIT_SECONDS
        while time.monotonic() < until:
            messages = self.inbox(phone)
            if len(messages) > known and (
                found := re.search(r"\b[0-9۰-۹]{6}\b", _text(messages[0]))
            ):
                return found[0]
            time.sleep(SMS_POLL_SECONDS)
        raise NoSms(f"No code came to {phone}.")

    def _post(self, path: str, /, **wish: Any) -> dict[str, Any]:
        reply = self.web.post(path, json=wish)
        reply.raise_for_status()
        told: dict[str, Any] = reply.json()
        return told


def _text(message: dict[str, Any]) -> str:
    return str(message["message"])

"""A payer on the way to the bank and back, and what becomes of the way back."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments.models import Attempt, Payment
from amanat.config.seeds.books import Violation
from amanat.words.act import Role
from amanat.words.refusal import NotFound, NotYours

if TYPE_CHECKING:
    from amanat.config.seeds.history import History

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
MOST_VISITS = 5
GATEWAYS = ("mellat", "mellat", "parsian", "")
CHOICES = ("pay",) * 14 + ("cancel", "wrong_pin", "pay_close", "pay_close", "close", "close")
PAID_FIELDS = {
    "mellat": {"ResCode": "0", "SaleReferenceId": "99999999999"},
    "parsian": {"status": "0", "RRN": "99999999999"},
}
PAIR = {"mellat": ("RefId", "SaleOrderId"), "parsian": ("Token", "OrderId")}
AMOUNT = {"mellat": "FinalAmount", "parsian": "Amount"}


@dataclass
class Payer:
    """Pays one instalment, and comes again when it did not work."""

    history: "History"
    person_id: int
    payment_id: int
    visits: int = 0
    seen: set[int] = field(default_factory=set)  # Attempts whose bank page was opened.

    def visit(self) -> None:
        """To our page, and on to the bank; again later, while it is still due."""
        history, dice = self.history, self.history.dice
        self.visits += 1
        if self.visits > MOST_VISITS or history.weather.is_calm:
            return
        if Payment.objects.get(pk=self.payment_id).state != "due":
            return
        history.after(dice.randrange(2, 30) * MINUTE, "comes again", self.visit)
        self._stranger()
        act = history.act(Role.PERSON, self.person_id)
        attempt = payments.go_to_bank(
            act, payment_id=self.payment_id, gateway=dice.choice(GATEWAYS)
        )
        if attempt.state == "redirected" and attempt.pk not in self.seen:
            self.seen.add(attempt.pk)
            late = history.weather.strikes("pays late")
            wait = (870 if late else dice.randrange(20, 700)) * SECOND
            history.after(wait, "at the bank", lambda: self.at_bank(attempt.pk))

    def _stranger(self) -> None:
        """Somebody else may not pay in this name, nor spend the token."""
        if self.history.dice.random() < 0.1:
            other = self.history.cast.sellers[0]
            try:
                payments.go_to_bank(
                    self.history.act(Role.PERSON, other), payment_id=self.payment_id
                )
            except NotYours:
                return
            raise Violation("A stranger started a payment.")

    def at_bank(self, attempt_id: int) -> None:
        """On the card page: pay, give up, mistype, or close the window."""
        history, attempt = self.history, Attempt.objects.get(pk=attempt_id)
        if history.weather.strikes("other amount"):
            history.wire.arm(attempt.gateway, "callback", "wrong_amount")
        name = {"mellat": "ref_id", "parsian": "token"}[attempt.gateway]
        choice = history.dice.choice(CHOICES)
        wish = {name: attempt.ref_id, "choice": choice}
        answer = history.wire.ask(
            "POST", f"/{attempt.gateway}/choose.json", json.dumps(wish).encode(),
            {"content-type": "application/json"},
        )  # fmt: skip
        history.say(f"  {choice}: {answer.status}")
        if history.wire.is_ok(answer):
            self.way_back(attempt, json.loads(answer.body))

    def way_back(self, attempt: Attempt, back: dict[str, Any]) -> None:
        """The browser brings the answer: never, once, twice, late, or not as it was."""
        weather, dice = self.history.weather, self.history.dice
        url, fields = str(back["callback_url"]), dict(back["fields"])
        if attempt.gateway == "mellat" and weather.strikes("bank takes back"):
            wait = dice.randrange(5, 120) * SECOND
            self.history.put(self.history.at + wait, "the bank takes back",
                             lambda: self._take_back(attempt))  # fmt: skip
        if weather.strikes("callback forged"):
            self._forge(attempt, url, fields)
        if not back["times"] or weather.strikes("callback lost"):
            return
        late = weather.strikes("callback late")
        wait = dice.randrange(10, 45) * MINUTE if late else dice.randrange(1, 5) * SECOND
        times = 2 if weather.strikes("callback twice") else 1
        for turn in range(times):
            pause = turn * dice.randrange(0, 90) * SECOND
            self.history.after(wait + pause, "comes back", lambda: self.come_back(url, fields))

    def _take_back(self, attempt: Attempt) -> None:
        """The bank reverses by hand what is verified and not settled."""
        text = "select id from mellat_order where order_id = ? and state = 'VERIFIED'"
        for row in self.history.wire.rows(text, attempt.order_id):
            self.history.wire.ask("POST", f"/mellat/orders/{row['id']}/return")
            self.history.say("  taken back")

    def come_back(self, url: str, fields: dict[str, str]) -> Attempt:
        gateway, public_id, proof = urlsplit(url).path.split("/")[-3:]
        self.history.posted.append((gateway, fields))
        return payments.come_back_from_bank(
            self.history.act(Role.BANK), gateway=gateway, public_id=public_id, proof=proof,
            body=urlencode(fields).encode(), fields=fields,
        )  # fmt: skip

    def _forge(self, attempt: Attempt, url: str, fields: dict[str, str]) -> None:
        """Somebody posts what the bank never said, just before the bank's own answer comes."""
        dice, gateway = self.history.weather.dice, attempt.gateway
        kind = dice.choice(("proof", "paid", "amount", "other's"))
        self.history.say(f"  forges: {kind}")
        if kind == "proof":
            self.history.after(SECOND, "forged proof", lambda: self._unsealed(url, fields))
        elif kind == "paid":
            made = {**fields, **PAID_FIELDS[gateway]}
            self.history.after(SECOND, "forged success", lambda: self.come_back(url, made))
        elif kind == "amount":
            made = {**fields, AMOUNT[gateway]: str(attempt.amount_units - 1)}
            self.history.after(SECOND, "forged amount", lambda: self.come_back(url, made))
        else:
            self._replay(url, gateway)

    def _replay(self, url: str, gateway: str) -> None:
        """What was good for another payment is posted to this one's address."""
        known = [fields for name, fields in self.history.posted if name == gateway]
        if known:
            other = known[0]
            self.history.after(SECOND, "another's answer", lambda: self.come_back(url, other))

    def _unsealed(self, url: str, fields: dict[str, str]) -> None:
        path, _, _ = url.rpartition("/")
        try:
            self.come_back(f"{path}/{'0' * 32}", fields)
        except NotFound:
            return
        raise Violation("An address that we never gave out was believed.")

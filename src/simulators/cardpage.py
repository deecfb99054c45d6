"""The card page that every gateway shows: the buyer chooses what happens, then goes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlencode

from simulators import late, pages, persian
from simulators.faults import LATE_MINUTES
from simulators.pages import Html, h
from simulators.spoil import UNKNOWN_CODE
from simulators.web import Answer, Request, Unfit, json_answer
from simulators.world import World

TEST_CARD = "6219861034529007"
SHORT_BY_UNITS = 1_000
PAGE_WINDOW_MS = 15 * 60 * 1000
AUTO_REVERSAL_MS = 20 * 60 * 1000  # A sale that nobody verified goes back to the card.

PAY_CHOICE, PAY_AND_CLOSE, CLOSE = "pay", "pay_close", "close"
WRONG_PIN, NO_FUNDS, OTHER_PERSON, CANCEL = "wrong_pin", "no_funds", "other_person", "cancel"
WORDS_BY_CHOICE = {
    PAY_CHOICE: "پرداخت",
    WRONG_PIN: "رمز نادرست",
    NO_FUNDS: "موجودی ناکافی",
    OTHER_PERSON: "کارت شخص دیگر",
    CANCEL: "انصراف",
    PAY_AND_CLOSE: "پرداخت و بستن صفحه، بی بازگشت",
    CLOSE: "بستن صفحه بدون پرداخت",
}
WORDS_OF_WAY = ("بازگشت به فروشگاه", "بازگشت به فروشگاه، بار دوم")
KINDS = {PAY_CHOICE: "main", WRONG_PIN: "bad", NO_FUNDS: "bad", OTHER_PERSON: "bad"}


@dataclass(frozen=True)
class Return:
    """How the buyer goes back: the address, the fields, and how often (0, 1 or 2 times)."""

    url: str
    fields: dict[str, str]
    times: int


class Book(Protocol):
    """What the page asks of a gateway's book of orders. All run in one transaction.

    A row has at least `id`, `state`, `amount_units`, `callback_url` and `created_at_ms`.
    """

    def find(self, db: sqlite3.Connection, key: str, now_ms: int) -> sqlite3.Row | None:
        """Read the order of a card page."""

    def sell(
        self, db: sqlite3.Connection, row: sqlite3.Row, card: str, units: int, at_ms: int
    ) -> None:
        """Take the money from the card."""

    def fail(self, db: sqlite3.Connection, row: sqlite3.Row, card: str, code: str) -> None:
        """Close the order without taking money."""

    def fields_of(self, row: sqlite3.Row) -> dict[str, str]:
        """Give the fields that the bank sends to the shop."""

    def facts_of(self, row: sqlite3.Row) -> tuple[tuple[str, object], ...]:
        """Give what the page shows beside the amount."""


@dataclass(frozen=True)
class CardPage:
    """One gateway's card page: its words, its codes, and its book."""

    provider: str
    title: str
    pay_path: str
    key_field: str  # The form's field that names the order; `json_key` the same for programs.
    json_key: str
    book: Book
    open_states: frozenset[str]
    code_by_choice: Mapping[str, str]
    code_field: str
    ok: str
    page_time_ended: str
    swapped: Callable[[dict[str, str]], dict[str, str]]  # The way back of another order.
    amount_field: str = ""
    way_back: str = "post"

    def closed(self, row: sqlite3.Row) -> Answer:
        """Say that this order has had its answer."""
        words = h("<p>برای این شماره پیش‌تر پاسخ داده شده است.</p>{facts}", facts=self._facts(row))
        return pages.page("این پرداخت بسته شده است", words, status=410, layout="narrow")

    def unknown(self) -> Answer:
        """Say that no order has this number."""
        words = h("<p>این شماره شناخته نشد. به فروشگاه برگردید و دوباره آغاز کنید.</p>")
        return pages.page("پرداخت پیدا نشد", words, status=404, layout="narrow")

    def _facts(self, row: sqlite3.Row) -> Html:
        amount = h("<strong>{units}</strong>", units=persian.rial(row["amount_units"]))
        return pages.facts(
            (("مبلغ", amount), *self.book.facts_of(row), ("حالت", pages.ltr(row["state"])))
        )

    def show(self, row: sqlite3.Row, key: str, complaint: str = "") -> Answer:
        """Show amount, card field and one button for each way it can go."""
        error = (
            h('<p class="wrong" role="alert">{words}</p>', words=complaint) if complaint else h("")
        )
        buttons = pages.join(
            h(
                '<button class="{kind}" name="choice" value="{choice}">{words}</button>',
                kind=KINDS.get(choice, ""),
                choice=choice,
                words=WORDS_BY_CHOICE[choice],
            )
            for choice in self.choices()
        )
        body = h(
            '<div class="card">{facts}</div><form class="card" method="post" action="{pay}">{error}'
            "{key}"
            '<label for="card">شماره کارت (شانزده رقم)</label>'
            '<input id="card" name="card" value="{card}" dir="ltr" inputmode="numeric"'
            ' autocomplete="off" required maxlength="19">{buttons}</form>'
            '<p class="small">هر دکمه یک پیشامد است: بانک همان را به فروشگاه خبر می‌دهد.</p>',
            facts=self._facts(row),
            pay=self.pay_path,
            error=error,
            key=pages.hidden({self.key_field: key}),
            card=TEST_CARD,
            buttons=buttons,
        )
        return pages.page(self.title, body, layout="narrow")

    def choices(self) -> tuple[str, ...]:
        """List what the buyer can do here: whatever this gateway has a code for, and the rest."""
        coded = {WRONG_PIN, NO_FUNDS, OTHER_PERSON, CANCEL}
        return tuple(
            choice
            for choice in WORDS_BY_CHOICE
            if choice not in coded or choice in self.code_by_choice
        )

    def choose(self, world: World, request: Request) -> Answer:
        """Carry out the buyer's choice and show the way back."""
        form = request.form()
        key, card = form.get(self.key_field, ""), clean_card(form.get("card", TEST_CARD))
        if not luhn(card):
            with world.store.transaction() as db:
                row = self.book.find(db, key, world.clock.now_ms())
            wrong = "شماره کارت درست نیست."
            return self.unknown() if row is None else self.show(row, key, wrong)
        back = self.carry_out(world, key, form.get("choice", PAY_CHOICE), card)
        return self.unknown() if back is None else self.return_page(back)

    def choose_by_json(self, world: World, request: Request) -> Answer:
        """Carry out a choice for a program and tell it what the browser would bring, and where."""
        wish = request.json()
        card = clean_card(str(wish.get("card", TEST_CARD)))
        if not luhn(card):
            raise Unfit(HTTPStatus.BAD_REQUEST, "card must be a valid card number")
        choice = str(wish.get("choice", PAY_CHOICE))
        back = self.carry_out(world, str(wish.get(self.json_key, "")), choice, card)
        if back is None:
            raise Unfit(HTTPStatus.NOT_FOUND, f"no order has this {self.json_key}")
        return json_answer(
            {
                "callback_url": back.url,
                "fields": back.fields,
                "times": back.times,
                "method": self.way_back,
            }
        )

    def carry_out(self, world: World, key: str, choice: str, card: str) -> Return | None:
        """Let the sale happen or fail; give the way back, or None for an unknown order."""
        if choice not in self.choices():
            words = f"choice must be one of {', '.join(self.choices())}"
            raise Unfit(HTTPStatus.BAD_REQUEST, words)
        now_ms = world.clock.now_ms()
        with world.store.transaction() as db:
            row = self.book.find(db, key, now_ms)
            is_waiting = row is not None and late.is_waiting(db, self.provider, row["id"])
        if row is None:
            return None
        if is_waiting or (choice == CLOSE and row["state"] in self.open_states):
            return Return(row["callback_url"], {}, 0)
        if row["state"] not in self.open_states:
            return Return(row["callback_url"], self.book.fields_of(row), 1)
        armed = world.faults.taken_on_callback(self.provider)
        with world.store.transaction() as db:
            row = self.book.find(db, key, now_ms)
            if row is not None and row["state"] in self.open_states:
                self._decide(db, row, choice, masked(card), armed, now_ms)
                row = self.book.find(db, key, now_ms)
        return None if row is None else self._back(row, choice, armed)

    def _decide(
        self,
        db: sqlite3.Connection,
        row: sqlite3.Row,
        choice: str,
        card: str,
        armed: dict[str, str],
        now_ms: int,
    ) -> None:
        """Book the sale or its failure."""
        code = self.code_by_choice.get(choice) or armed.get("code")
        if "unknown_code" in armed:
            code = UNKNOWN_CODE
        if now_ms - row["created_at_ms"] > PAGE_WINDOW_MS:
            code = self.page_time_ended
        if code is not None and code != self.ok:
            self.book.fail(db, row, card, code)
            return
        short = SHORT_BY_UNITS if "wrong_amount" in armed else 0
        units = max(row["amount_units"] - short, 1)
        if "late_success" in armed:
            minutes = int(armed["late_success"] or LATE_MINUTES)
            sale = late.Sale(self.provider, row["id"], now_ms + minutes * 60_000, card, units)
            late.expect(db, sale)
            return
        ago_ms = AUTO_REVERSAL_MS + 1 if "auto_reversal" in armed else 0
        self.book.sell(db, row, card, units, now_ms - ago_ms)

    def _back(self, row: sqlite3.Row, choice: str, armed: dict[str, str]) -> Return:
        if row["state"] in self.open_states:
            return Return(row["callback_url"], {}, 0)  # It will be paid later.
        fields = self.book.fields_of(row)
        if "swapped_ref" in armed:
            fields = self.swapped(fields)
        if "thousands_separators" in armed and fields.get(self.amount_field):
            bare = fields[self.amount_field].replace(",", "")
            fields[self.amount_field] = f"{int(bare):,}"
        times = 2 if "double_callback" in armed else 1
        if choice == PAY_AND_CLOSE or "no_callback" in armed:
            times = 0
        return Return(row["callback_url"], fields, times)

    def return_page(self, back: Return) -> Answer:
        """Show a form that brings the bank's answer to the shop, or say that the way is lost."""
        if back.times == 0:
            words = h("<p>این صفحه را ببندید. بانک پاسخی به فروشگاه نمی‌فرستد.</p>")
            return pages.page("صفحه بسته شد", words, layout="narrow")
        ways = pages.join(self._way(back, words) for words in WORDS_OF_WAY[: back.times])
        shown = pages.facts((name, pages.ltr(value or "—")) for name, value in back.fields.items())
        is_paid = back.fields[self.code_field] == self.ok
        title = "پرداخت انجام شد" if is_paid else "پرداخت انجام نشد"
        body = h('<div class="card">{ways}{shown}</div>', ways=ways, shown=shown)
        return pages.page(title, body, form_action="*", layout="narrow")

    def _way(self, back: Return, words: str) -> Html:
        if self.way_back == "get":
            mark = "&" if "?" in back.url else "?"
            to = f"{back.url}{mark}{urlencode(back.fields)}"
            return h('<p><a href="{to}">{words}</a></p>', to=to, words=words)
        return h(
            '<form method="post" action="{url}" accept-charset="utf-8">{fields}'
            '<button class="main">{words}</button></form>',
            url=back.url,
            fields=pages.hidden(back.fields),
            words=words,
        )


def luhn(card: str) -> bool:
    """Say whether sixteen digits are a card number."""
    if len(card) != 16 or not (card.isascii() and card.isdigit()):
        return False
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(card))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def masked(card: str) -> str:
    """Show the first six and last four digits only."""
    return f"{card[:6]}*****{card[-4:]}"


def clean_card(text: str) -> str:
    """Bring a typed card number to sixteen plain digits."""
    return persian.ascii_digits(text).replace(" ", "").replace("-", "")

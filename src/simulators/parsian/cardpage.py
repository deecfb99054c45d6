"""Parsian's card page: the buyer chooses what happens, then goes back to the shop."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus

from simulators import pages, persian
from simulators.mellat.cardpage import (
    CLOSE,
    PAY_AND_CLOSE,
    PAY_CHOICE,
    SHORT_BY_UNITS,
    TEST_CARD,
    Return,
    clean_card,
    luhn,
    masked,
)
from simulators.pages import Html, h
from simulators.parsian import orders, rules
from simulators.spoil import UNKNOWN_CODE
from simulators.web import Answer, Request, Route, Unfit, json_answer
from simulators.world import World

START = "/parsian/NewIPG/"
PAY = "/parsian/NewIPG/pay"
STATUS_BY_CHOICE = {
    "wrong_pin": rules.WRONG_PIN,
    "no_funds": rules.NO_FUNDS,
    "cancel": rules.CANCELLED,
}
WORDS_BY_CHOICE = {
    PAY_CHOICE: "پرداخت",
    "wrong_pin": "رمز نادرست",
    "no_funds": "موجودی ناکافی",
    "cancel": "انصراف",
    PAY_AND_CLOSE: "پرداخت و بستن صفحه، بی بازگشت",
    CLOSE: "بستن صفحه بدون پرداخت",
}


def start(world: World, request: Request) -> Answer:
    """Show the card page of a token."""
    row = _found(world, request.query.get("Token", ""))
    if row is None:
        return unknown_page()
    if row["state"] != rules.TOKEN:
        words = h("<p>برای این توکن پیش‌تر پاسخ داده شده است.</p>{facts}", facts=_facts(row))
        return pages.page("این پرداخت بسته شده است", words, status=410, layout="narrow")
    return card_page(row)


def _found(world: World, token: str) -> sqlite3.Row | None:
    if not (token.isascii() and token.isdigit() and len(token) < 19):
        return None
    with world.store.transaction() as db:
        return orders.by_token(db, int(token), world.clock.now_ms())


def unknown_page() -> Answer:
    """Say that no sale request has this token."""
    words = h("<p>توکن شناخته نشد. به فروشگاه برگردید و دوباره آغاز کنید.</p>")
    return pages.page("پرداخت پیدا نشد", words, status=404, layout="narrow")


def _facts(row: sqlite3.Row) -> Html:
    return pages.facts(
        (
            ("مبلغ", h("<strong>{units}</strong>", units=persian.rial(row["amount_units"]))),
            ("شماره سفارش", pages.ltr(row["order_id"])),
            ("حالت", pages.ltr(row["state"])),
        )
    )


def card_page(row: sqlite3.Row, complaint: str = "") -> Answer:
    """Show amount, card field and one button for each way it can go."""
    error = h('<p class="wrong" role="alert">{words}</p>', words=complaint) if complaint else h("")
    kinds = {PAY_CHOICE: "main", "wrong_pin": "bad", "no_funds": "bad"}
    buttons = pages.join(
        h(
            '<button class="{kind}" name="choice" value="{choice}">{words}</button>',
            kind=kinds.get(choice, ""),
            choice=choice,
            words=words,
        )
        for choice, words in WORDS_BY_CHOICE.items()
    )
    body = h(
        '<div class="card">{facts}</div><form class="card" method="post" action="{pay}">{error}'
        '<input type="hidden" name="Token" value="{token}">'
        '<label for="card">شماره کارت (شانزده رقم)</label>'
        '<input id="card" name="card" value="{card}" dir="ltr" inputmode="numeric"'
        ' autocomplete="off" required maxlength="19">{buttons}</form>'
        '<p class="small">هر دکمه یک پیشامد است: بانک همان را به فروشگاه خبر می‌دهد.</p>',
        facts=_facts(row),
        pay=PAY,
        error=error,
        token=row["token"],
        card=TEST_CARD,
        buttons=buttons,
    )
    return pages.page("پرداخت با کارت، پارسیان", body, layout="narrow")


def choose(world: World, request: Request) -> Answer:
    """Carry out the buyer's choice and show the way back."""
    form = request.form()
    card = clean_card(form.get("card", TEST_CARD))
    if not luhn(card):
        row = _found(world, form.get("Token", ""))
        return unknown_page() if row is None else card_page(row, "شماره کارت درست نیست.")
    back = carry_out(world, form.get("Token", ""), form.get("choice", PAY_CHOICE), card)
    return unknown_page() if back is None else return_page(back)


def choose_by_json(world: World, request: Request) -> Answer:
    """Carry out a choice for a program and tell it what the browser would post, and where."""
    wish = request.json()
    card = clean_card(str(wish.get("card", TEST_CARD)))
    if not luhn(card):
        raise Unfit(HTTPStatus.BAD_REQUEST, "card must be a valid card number")
    choice = str(wish.get("choice", PAY_CHOICE))
    back = carry_out(world, str(wish.get("token", "")), choice, card)
    if back is None:
        raise Unfit(HTTPStatus.NOT_FOUND, "no sale request has this token")
    return json_answer({"callback_url": back.url, "fields": back.fields, "times": back.times})


def carry_out(world: World, token: str, choice: str, card: str) -> Return | None:
    """Let the sale happen or fail; give the way back, or None for an unknown token."""
    if choice not in WORDS_BY_CHOICE:
        raise Unfit(HTTPStatus.BAD_REQUEST, f"choice must be one of {', '.join(WORDS_BY_CHOICE)}")
    row = _found(world, token)
    if row is None:
        return None
    if row["state"] != rules.TOKEN:
        return Return(row["callback_url"], fields_of(row), 1)
    if choice == CLOSE:
        return Return(row["callback_url"], {}, 0)
    armed = world.faults.taken_on_callback("parsian")
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        row = orders.by_token(db, int(token), now_ms)
        if row is not None and row["state"] == rules.TOKEN:
            decide(db, row, choice, card, armed, now_ms)
            row = orders.by_token(db, int(token), now_ms)
    return None if row is None else _way_back(row, choice, armed)


def decide(
    db: sqlite3.Connection,
    row: sqlite3.Row,
    choice: str,
    card: str,
    armed: dict[str, str],
    now_ms: int,
) -> None:
    """Book the sale or its failure."""
    status = STATUS_BY_CHOICE.get(choice) or armed.get("code")
    if "unknown_code" in armed:
        status = UNKNOWN_CODE
    if now_ms - row["created_at_ms"] > rules.PAGE_WINDOW_MS:
        status = rules.TOKEN_EXPIRED
    if status is not None and status != rules.OK:
        orders.fail(db, row, card=masked(card), status=status)
        return
    short = SHORT_BY_UNITS if "wrong_amount" in armed else 0
    paid_units = max(row["amount_units"] - short, 1)
    orders.sell(db, row, card=masked(card), paid_units=paid_units, now_ms=now_ms)


def fields_of(row: sqlite3.Row) -> dict[str, str]:
    """Give the fields that the bank posts to the shop."""
    units = row["amount_units"] if row["paid_units"] is None else row["paid_units"]
    return {
        "Token": str(row["token"]),
        "status": row["status"],
        "OrderId": str(row["order_id"]),
        "TerminalNo": "44000000",
        "RRN": str(row["rrn"] or 0),
        "Amount": f"{units:,}",
        "SwAmount": "",
        "HashCardNumber": row["card_masked"],
        "TspToken": "",
    }


def _way_back(row: sqlite3.Row, choice: str, armed: dict[str, str]) -> Return:
    fields = fields_of(row)
    if "swapped_ref" in armed:
        fields["Token"] = fields["Token"][::-1]
    times = 2 if "double_callback" in armed else 1
    if choice == PAY_AND_CLOSE or "no_callback" in armed:
        times = 0
    return Return(row["callback_url"], fields, times)


def return_page(back: Return) -> Answer:
    """Show a form that posts the bank's answer to the shop, or say that the way is lost."""
    if back.times == 0:
        words = h("<p>این صفحه را ببندید. بانک پاسخی به فروشگاه نمی‌فرستد.</p>")
        return pages.page("صفحه بسته شد", words, layout="narrow")
    is_paid = back.fields["status"] == rules.OK
    forms = pages.join(
        h(
            '<form method="post" action="{url}" accept-charset="utf-8">{fields}'
            '<button class="main">{words}</button></form>',
            url=back.url,
            fields=pages.hidden(back.fields),
            words="بازگشت به فروشگاه" if turn == 0 else "بازگشت به فروشگاه، بار دوم",
        )
        for turn in range(back.times)
    )
    shown = pages.facts((name, pages.ltr(value or "—")) for name, value in back.fields.items())
    title = "پرداخت انجام شد" if is_paid else "پرداخت انجام نشد"
    body = h('<div class="card">{forms}{shown}</div>', forms=forms, shown=shown)
    return pages.page(title, body, form_action="*", layout="narrow")


ROUTES = (
    Route("GET", START, start),
    Route("POST", PAY, choose),
    Route("POST", "/parsian/choose.json", choose_by_json),
)

"""The bank's card page: the buyer chooses what happens, then goes back to the shop."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from http import HTTPStatus

from simulators import pages, persian
from simulators.mellat import orders, rules
from simulators.pages import Html, h
from simulators.spoil import UNKNOWN_CODE
from simulators.web import Answer, Request, Route, Unfit, json_answer
from simulators.world import World

START = "/mellat/pgwchannel/startpay.mellat"
START_ENGLISH = "/mellat/pgwchannel/enstartpay.mellat"
PAY = "/mellat/pgwchannel/pay.mellat"
OPEN_PATHS = frozenset({START, START_ENGLISH})
TEST_CARD = "6219861034529007"
SHORT_BY_UNITS = 1_000

PAY_CHOICE, PAY_AND_CLOSE, CLOSE = "pay", "pay_close", "close"
CODE_BY_CHOICE = {
    "wrong_pin": "13",
    "no_funds": "12",
    "other_person": rules.OTHER_PERSON,
    "cancel": rules.CANCELLED,
}
WORDS_BY_CHOICE = {
    PAY_CHOICE: "پرداخت",
    "wrong_pin": "رمز نادرست",
    "no_funds": "موجودی ناکافی",
    "other_person": "کارت شخص دیگر",
    "cancel": "انصراف",
    PAY_AND_CLOSE: "پرداخت و بستن صفحه، بی بازگشت",
    CLOSE: "بستن صفحه بدون پرداخت",
}


@dataclass(frozen=True)
class Return:
    """How the buyer goes back: the address, the fields, and how often (0, 1 or 2 times)."""

    url: str
    fields: dict[str, str]
    times: int


def luhn(card: str) -> bool:
    """Say whether sixteen digits are a card number."""
    if len(card) != 16 or not (card.isascii() and card.isdigit()):
        return False
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(card))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def masked(card: str) -> str:
    """Show the first six and last four digits only."""
    return f"{card[:6]}*****{card[-4:]}"


def start(world: World, request: Request) -> Answer:
    """Show the card page for a RefId."""
    if "sec-fetch-mode" in request.headers and "referer" not in request.headers:
        words = h(
            "<p>مرورگر نشانی فروشگاه را نفرستاد. بانک درخواست بی Referer را نمی‌پذیرد.</p>"
            "<p>{cure}</p>",
            cure=pages.ltr(f"Referrer-Policy: {pages.REFERRER_POLICY}"),
        )
        return pages.page("ارجاع‌دهنده ناشناس است", words, status=403, layout="narrow")
    ref_id = request.form().get("RefId", "")
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        row = orders.by_ref(db, ref_id, now_ms)
        if row is None:
            return unknown_page()
        if row["state"] == rules.CREATED:
            orders.move(db, row, rules.OPENED, now_ms)
    if row["state"] not in (rules.CREATED, rules.OPENED):
        return pages.page(
            "این پرداخت بسته شده است",
            h(
                "<p>برای این شماره پیش‌تر پاسخ داده شده است.</p>{facts}",
                facts=_facts(row),
            ),
            status=410,
            layout="narrow",
        )
    return card_page(row)


def unknown_page() -> Answer:
    """Say that no pay request has this RefId."""
    words = h("<p>شماره‌ی ارجاع (RefId) شناخته نشد. به فروشگاه برگردید و دوباره آغاز کنید.</p>")
    return pages.page("پرداخت پیدا نشد", words, status=404, layout="narrow")


def _facts(row: sqlite3.Row) -> Html:
    return pages.facts(
        (
            ("مبلغ", h("<strong>{units}</strong>", units=persian.rial(row["amount_units"]))),
            ("پایانه", pages.ltr(row["terminal_id"])),
            ("شماره سفارش", pages.ltr(row["order_id"])),
            ("حالت", pages.ltr(row["state"])),
        )
    )


def card_page(row: sqlite3.Row, complaint: str = "") -> Answer:
    """Show amount, card field and one button for each way it can go."""
    error = h('<p class="wrong" role="alert">{words}</p>', words=complaint) if complaint else h("")
    kinds = {PAY_CHOICE: "main", "wrong_pin": "bad", "no_funds": "bad", "other_person": "bad"}
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
        '<input type="hidden" name="RefId" value="{ref}">'
        '<label for="card">شماره کارت (شانزده رقم)</label>'
        '<input id="card" name="card" value="{card}" dir="ltr" inputmode="numeric"'
        ' autocomplete="off" required maxlength="19">{buttons}</form>'
        '<p class="small">هر دکمه یک پیشامد است: بانک همان را به فروشگاه خبر می‌دهد.</p>',
        facts=_facts(row),
        pay=PAY,
        error=error,
        ref=row["ref_id"],
        card=TEST_CARD,
        buttons=buttons,
    )
    return pages.page("پرداخت با کارت", body, layout="narrow")


def choose(world: World, request: Request) -> Answer:
    """Carry out the buyer's choice and show the way back."""
    form = request.form()
    card = clean_card(form.get("card", TEST_CARD))
    if not luhn(card):
        with world.store.transaction() as db:
            row = orders.by_ref(db, form.get("RefId", ""), world.clock.now_ms())
        return unknown_page() if row is None else card_page(row, "شماره کارت درست نیست.")
    back = carry_out(world, form.get("RefId", ""), form.get("choice", PAY_CHOICE), card)
    return unknown_page() if back is None else return_page(back)


def choose_by_json(world: World, request: Request) -> Answer:
    """Carry out a choice for a program and tell it what the browser would post, and where."""
    wish = request.json()
    card = clean_card(str(wish.get("card", TEST_CARD)))
    if not luhn(card):
        raise Unfit(HTTPStatus.BAD_REQUEST, "card must be a valid card number")
    choice = str(wish.get("choice", PAY_CHOICE))
    back = carry_out(world, str(wish.get("ref_id", "")), choice, card)
    if back is None:
        raise Unfit(HTTPStatus.NOT_FOUND, "no pay request has this ref_id")
    return json_answer({"callback_url": back.url, "fields": back.fields, "times": back.times})


def clean_card(text: str) -> str:
    """Bring a typed card number to sixteen plain digits."""
    return persian.ascii_digits(text).replace(" ", "").replace("-", "")


def carry_out(world: World, ref_id: str, choice: str, card: str) -> Return | None:
    """Let the sale happen or fail; give the way back, or None for an unknown RefId."""
    if choice not in WORDS_BY_CHOICE:
        raise Unfit(HTTPStatus.BAD_REQUEST, f"choice must be one of {', '.join(WORDS_BY_CHOICE)}")
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        row = orders.by_ref(db, ref_id, now_ms)
    if row is None:
        return None
    if row["state"] not in (rules.CREATED, rules.OPENED):
        return Return(row["callback_url"], fields_of(row), 1)
    if choice == CLOSE:
        return Return(row["callback_url"], {}, 0)
    armed = world.faults.taken_on_callback("mellat")
    with world.store.transaction() as db:
        row = orders.by_ref(db, ref_id, now_ms)
        if row is not None and row["state"] in (rules.CREATED, rules.OPENED):
            decide(db, row, choice, card, armed, now_ms)
            row = orders.by_ref(db, ref_id, now_ms)
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
    code = CODE_BY_CHOICE.get(choice) or armed.get("code")
    if "unknown_code" in armed:
        code = UNKNOWN_CODE
    if now_ms - row["created_at_ms"] > rules.PAGE_WINDOW_MS:
        code = rules.PAGE_TIME_ENDED
    if code is not None and code != rules.OK:
        orders.fail(db, row, card_pan=masked(card), res_code=code)
        return
    short = SHORT_BY_UNITS if "wrong_amount" in armed else 0
    final_units = max(row["amount_units"] - short, 1)
    orders.sell(db, row, card_pan=masked(card), final_units=final_units, now_ms=now_ms)


def fields_of(row: sqlite3.Row) -> dict[str, str]:
    """Give the fields that the bank posts to the shop."""
    fields = {
        "RefId": row["ref_id"],
        "ResCode": row["res_code"],
        "SaleOrderId": str(row["order_id"]),
        "SaleReferenceId": str(row["sale_reference_id"] or ""),
        "CardHolderPan": row["card_pan"],
    }
    if row["final_units"] is not None:
        fields["FinalAmount"] = str(row["final_units"])
    return fields


def _way_back(row: sqlite3.Row, choice: str, armed: dict[str, str]) -> Return:
    fields = fields_of(row)
    if "swapped_ref" in armed:
        fields["RefId"] = fields["RefId"][::-1].swapcase()
    if "thousands_separators" in armed and "FinalAmount" in fields:
        fields["FinalAmount"] = f"{int(fields['FinalAmount']):,}"
    times = 2 if "double_callback" in armed else 1
    if choice == PAY_AND_CLOSE or "no_callback" in armed:
        times = 0
    return Return(row["callback_url"], fields, times)


def return_page(back: Return) -> Answer:
    """Show a form that posts the bank's answer to the shop, or say that the way is lost."""
    if back.times == 0:
        words = h("<p>این صفحه را ببندید. بانک پاسخی به فروشگاه نمی‌فرستد.</p>")
        return pages.page("صفحه بسته شد", words, layout="narrow")
    is_paid = back.fields["ResCode"] == rules.OK
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
    Route("POST", START, start),
    Route("POST", START_ENGLISH, start),
    Route("POST", PAY, choose),
    Route("POST", "/mellat/choose.json", choose_by_json),
)

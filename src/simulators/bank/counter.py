"""Behind the bank's counter: transfers, settle now, send back, and the steering lists."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from simulators import pages, persian, switches
from simulators.bank import steer, transfers
from simulators.pages import Html, h
from simulators.web import Answer, Request, Route, see_other
from simulators.world import World

HEADS = ("شناسه", "مبلغ", "به شبا", "صاحب حساب", "حالت", "چرخه", "کار")
Change = Callable[[sqlite3.Connection, sqlite3.Row, int], None]


def show(world: World, request: Request) -> Answer:
    """Show transfers and lists."""
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        transfers.advance(db, now_ms)
        rows, values = transfers.newest(db), steer.listed(db)
    listing = pages.table("حواله‌های پایا", HEADS, (_cells(row) for row in rows))
    body = h(
        "{all_now}<h2>حواله‌های پایا</h2>{listing}<h2>فهرست‌های رفتار</h2>{lists}{form}",
        all_now=pages.button_form("/bank/settle-all", "تسویه‌ی همه، همین حالا"),
        listing=listing if rows else h("<p>هنوز حواله‌ای نیست.</p>"),
        lists=_lists(values),
        form=_steer_form(),
    )
    return pages.page("بانک و پایا", pages.join((body, switches.board(world, "bank", "/bank"))))


def _cells(row: sqlite3.Row) -> tuple[object, ...]:
    path = f"/bank/transfers/{row['track_id']}"
    status = row["status"]
    kind = {"SETTLED": "good", "NOT_SETTLED": "wrong", "REJECTED": "wrong"}.get(status, "")
    buttons = []
    if status in (transfers.READY, transfers.TRANSFERRED):
        buttons.append(pages.button_form(f"{path}/settle", "تسویه"))
    if status in (transfers.READY, transfers.TRANSFERRED, transfers.SETTLED):
        buttons.append(pages.button_form(f"{path}/return", "برگشت", "bad"))
    return (
        pages.ltr(row["track_id"]),
        persian.rial(row["amount_units"]),
        pages.ltr(row["iban"]),
        row["name"],
        h('<span class="{kind}" dir="ltr">{status}</span>', kind=kind, status=status),
        persian.when(row["settles_at_ms"]),
        h('<div class="row">{buttons}</div>', buttons=pages.join(buttons)),
    )


def _lists(values: Iterable[tuple[str, str]]) -> Html:
    rows = [
        (
            steer.WORDS_BY_KIND[kind],
            pages.ltr(value),
            h(
                '<form method="post" action="/bank/steer">{fields}<button>برداشتن</button></form>',
                fields=pages.hidden({"kind": kind, "value": value, "listed": "false"}),
            ),
        )
        for kind, value in values
    ]
    empty = h("<p>هیچ چیز در فهرست نیست: هر کد ملی با هر همراه و شبا می‌خواند.</p>")
    return pages.table("فهرست‌ها", ("گونه", "مقدار", "کار"), rows) if rows else empty


def _steer_form() -> Html:
    options = pages.join(
        h('<option value="{kind}">{words}</option>', kind=kind, words=words)
        for kind, words in steer.WORDS_BY_KIND.items()
    )
    return h(
        '<form class="card" method="post" action="/bank/steer"><div class="two">'
        '<div><label for="kind">گونه</label><select id="kind" name="kind">{options}</select></div>'
        '<div><label for="value">مقدار</label><input id="value" name="value" dir="ltr" required'
        ' maxlength="40" autocomplete="off"></div></div><button>افزودن به فهرست</button></form>',
        options=options,
    )


def _changed(world: World, request: Request, change: Change) -> Answer:
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        transfers.advance(db, now_ms)
        row = transfers.find(db, request.args["track_id"])
        if row is not None:
            change(db, row, now_ms)
    return see_other("/bank")


def settle(world: World, request: Request) -> Answer:
    """Settle one transfer now."""
    return _changed(world, request, transfers.settle_now)


def send_back(world: World, request: Request) -> Answer:
    """Send one transfer back now."""
    return _changed(world, request, transfers.return_now)


def settle_all(world: World, request: Request) -> Answer:
    """Settle every waiting transfer now."""
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        transfers.advance(db, now_ms)
        for row in transfers.waiting(db):
            transfers.settle_now(db, row, now_ms)
    return see_other("/bank")


ROUTES = (
    Route("GET", "/bank", show),
    Route("POST", "/bank/settle-all", settle_all),
    Route("POST", "/bank/transfers/{track_id}/settle", settle),
    Route("POST", "/bank/transfers/{track_id}/return", send_back),
)

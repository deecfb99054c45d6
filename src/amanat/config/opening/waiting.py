"""The page on which an applicant waits: one document of its own, small, and the same for everybody.

Style and script lie inside it, allowed by their hashes, so that nothing else has to be fetched and
a cache can answer for us. Without scripts it goes on to /place, which renews itself.
"""

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from amanat.capabilities.presale.queries import Place
from amanat.config.opening.asked import Asked
from amanat.words.persian import persian_digits
from amanat.words.refusal import Refused
from amanat.words.text import Text

HTML = "text/html; charset=utf-8"
HERE = Path(__file__).parent
CACHED = "public, max-age=3600"
LATER_SECONDS = 20  # Who has no scripts waits so long on the static page.
CALM_SECONDS = 60  # Once decided, changes are rare.

GO_ON = frozenset({Place.ACCEPTED, Place.SIGNED})
SAYS = {
    Place.WAITING: Text(
        "درخواست شما رسیده و محفوظ است. به نوبت بررسی می‌شود؛ لازم نیست دوباره بفرستید.",
        "Your application has arrived and is safe. It is decided in its turn; do not send it again.",
    ),
    Place.ACCEPTED: Text(
        "نوبت شماست: سهم شما کنار گذاشته شد. پیش از پایان مهلت، قرارداد را ببینید و بپردازید.",
        "It is your turn: your units are set aside. See the contract and pay before the time is up.",
    ),
    Place.REFUSED: Text(
        "ظرفیت پر شد و شما در صف پشت آن هستید. اگر کسی نپردازد، به ترتیب صف به شما می‌رسد و پیامک "
        "می‌فرستیم.",
        "It is full, and you are in the line behind. When somebody does not pay, units go down the "
        "line in order, and we send you an SMS.",
    ),
    Place.GIVEN_BACK: Text(
        "سهم شما بازگشت: مهلت پرداخت گذشت یا نوبت لغو شد.",
        "Your units went back: the time to pay is over, or the opening was called off.",
    ),
    Place.SIGNED: Text("قرارداد شما بسته شد.", "Your contract is made."),
    Place.ENDED: Text(
        "این نوبت پایان یافت و درخواست شما بررسی نشد. هیچ پولی از شما گرفته نشده است.",
        "This opening has ended before your turn came. No money was taken from you.",
    ),
}
WORDS = {
    "title": Text("در انتظار نوبت", "Waiting for your turn"),
    "brand": Text("امانت", "Amanat"),
    "reading": Text("جای شما را می‌پرسیم…", "Asking for your place …"),
    "lost": Text(
        "اینترنت قطع شد یا سامانه شلوغ است. درخواست شما سر جایش است؛ دوباره می‌پرسیم.",
        "The connection is lost, or many ask at once. Your application is safe; we ask again.",
    ),
    "ticket": Text("شمارهٔ بلیت", "Ticket number"),
    "seen": Text("بررسی‌شده تا کنون", "Decided so far"),
    "accepted": Text("پذیرفته‌شده تا کنون", "Accepted so far"),
    "place": Text("جای مرا نشان بده", "Show my place"),
    "next": Text("دیدن قرارداد و پرداخت", "See the contract and pay"),
    "keep": Text(
        "این صفحه را می‌توانید ببندید و با همین نشانی برگردید. نشانی را به کسی ندهید.",
        "You may close this page and come back by its address. Keep the address to yourself.",
    ),
    "not_sent": Text("هنوز نشد", "Not yet"),
    "again": Text("همین را دوباره بفرست", "Send the same again"),
}


def page(language: str, known: str) -> tuple[int, str, dict[str, str], bytes]:
    """The static page; 304 for who has it already."""
    body = static_page(language)
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = policy() | {"etag": tag, "cache-control": CACHED}
    return (304, HTML, headers, b"") if known == tag else (200, HTML, headers, body)


@cache
def static_page(language: str) -> bytes:
    button = f'<a class="go" href="place">{said("place", language)}</a>'
    renew = f'<noscript><meta http-equiv="refresh" content="{LATER_SECONDS};url=place"></noscript>'
    return document(said("title", language), said("reading", language), renew, button, language)


def told(
    place: Place, ticket: int, seen: int, accepted: int, pause: int, language: str
) -> dict[str, Any]:
    """What is known of one application; programs read the same."""
    is_settled = place not in (Place.WAITING, Place.ACCEPTED)
    return {
        "place": place,
        "ticket": ticket,
        "seen": seen,
        "accepted": accepted,
        "sentence": SAYS[place].into(language),
        "again_seconds": pause + (CALM_SECONDS if is_settled else 0),
    }


def place(told: dict[str, Any], asks: Asked) -> bytes:
    """The same for a browser without scripts: it renews itself."""
    rows = "".join(
        f"<div><dt>{said(name, asks.language)}</dt><dd>{number(told[name], asks.language)}</dd></div>"
        for name in ("ticket", "seen", "accepted")
    )
    more = f'<dl id="facts">{rows}</dl>'
    if "next" in told:
        more += f'<a class="go" href="{escape(told["next"])}">{said("next", asks.language)}</a>'
    renew = f'<meta http-equiv="refresh" content="{told["again_seconds"]}">'
    title = said("title", asks.language)
    return document(title, told["sentence"], renew, more, asks.language, script="")


def refused(no: Refused, asks: Asked) -> bytes:
    """Why not, and, where something was sent, a button that sends the same again."""
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in asks.sent.items()
        if name in ("pass", "units")
    )
    button = f'<form method="post">{fields}<button class="go">{said("again", asks.language)}</button></form>'
    title, sentence = said("not_sent", asks.language), no.sentence.into(asks.language)
    return document(title, sentence, "", button if fields else "", asks.language, script="")


def document(
    title: str, sentence: str, head: str, more: str, language: str, script: str | None = None
) -> bytes:
    """The frame of all three, filled."""
    code = part("waiting.js") if script is None else script
    fields = {
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "title": title,
        "sentence": escape(sentence),
        "head": head,
        "more": more,
        "style": part("waiting.css"),
        "script": f"<script>{code}</script>" if code else "",
        **{name: said(name, language) for name in ("brand", "lost", "keep", "next")},
        **{name: said(name, language) for name in ("ticket", "seen", "accepted")},
    }
    text = part("waiting.html")
    for name, value in fields.items():
        text = text.replace(f"[[{name}]]", value)
    return text.encode()


@cache
def policy() -> dict[str, str]:
    """What these pages may load: their own style and script, and nothing from elsewhere."""
    rules = (
        "default-src 'none'", f"style-src {digest('waiting.css')}",
        f"script-src {digest('waiting.js')}", "connect-src 'self'", "form-action 'self'",
        "base-uri 'none'", "frame-ancestors 'none'",
    )  # fmt: skip
    return {
        "content-security-policy": "; ".join(rules),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
    }


def digest(name: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(part(name).encode()).digest()).decode()}'"


@cache
def part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def said(name: str, language: str) -> str:
    return escape(WORDS[name].into(language))


def number(units: int, language: str) -> str:
    return persian_digits(f"{units:,}") if language == "fa" else f"{units:,}"

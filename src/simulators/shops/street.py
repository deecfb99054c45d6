"""One page for one shop: what a visitor of some host and path is shown, by what the shop is.

Everything is made when it is asked for, and is the same each time: there is nothing to store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from simulators.shops import pictures
from simulators.web import Answer

HTML = "text/html; charset=utf-8"
GATEWAY = "https://bpm.shaparak.ir/pgwchannel/startpay.mellat"
INSIDE = "http://10.0.0.1/inside"
REGISTER = "https://register.test"  # What the platform takes for itself in a sandbox.
ENDLESS_BYTES = 6 * 1024 * 1024
MOBILE = "Mobile"
CLAIM = "این فروشگاه دارای نماد اعتماد الکترونیکی است."
ARTICLE = (
    "نماد اعتماد الکترونیکی چیست؟ پیش از خرید ببینید فروشگاه نماد دارد یا نه. بسیاری از سایت‌ها"
    " فاقد نماد اعتماد هستند."
)


@dataclass(frozen=True)
class Shop:
    """What a shop is: `kind` is a key of SHOWS; `number` makes it another shop of its kind."""

    host: str
    kind: str
    number: int = 0
    register: str = REGISTER
    code: str = ""  # The seal whose code it shows.
    is_open: bool = True  # Its basket and payment.
    adverts: int = 3


def visit(shop: Shop, path: str, agent: str = "") -> Answer:
    """What this shop answers."""
    if path.startswith("/picture"):
        return Answer(*_picture(shop, path))
    if path == "/cart" and shop.is_open:
        return _html(shop, f'<h1>سبد خرید</h1><a href="/checkout">پرداخت</a>{_words(shop)}')
    if path == "/checkout" and shop.is_open:
        form = f'<form method="post" action="{GATEWAY}"><input name="RefId" value="x"></form>'
        return _html(shop, f"<h1>پرداخت</h1>{form}")
    if path != "/":
        return Answer(b"not found\n", 404)
    return SHOWS[shop.kind](shop, agent)


def _picture(shop: Shop, path: str) -> tuple[bytes, int, str]:
    """The pictures of a shop: /picture/seal is what it passes off as the seal."""
    if path != "/picture/seal":
        draw = pictures.emblem if path == "/picture/badge" else pictures.stranger
        return draw(shop.number), 200, "image/png"
    makes: dict[str, Callable[[], bytes]] = {
        "resized": lambda: pictures.resized(30 + shop.number % 70),
        "recoloured": pictures.recoloured,
        "cropped": lambda: pictures.cropped(1 + shop.number % 8),
        "jpeg": lambda: pictures.jpeg(pictures.seal(), 40 + shop.number % 50),
    }
    made = makes.get(shop.kind, lambda: pictures.png(pictures.seal()))()
    return made, 200, "image/jpeg" if shop.kind == "jpeg" else "image/png"


def _html(shop: Shop, body: str) -> Answer:
    text = (
        '<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8">'
        f"<title>{escape(shop.host)}</title></head><body>{body}</body></html>"
    )
    return Answer(text.encode(), content_type=HTML)


def _goods(shop: Shop) -> str:
    """What is sold, with a basket while the shop is open."""
    rows = []
    for place in range(shop.adverts):
        name = f"کالای {shop.number}-{place}"
        basket = (
            f'<form method="post" action="/cart/add"><input type="hidden" name="product_id"'
            f' value="{shop.number}-{place}"><button>افزودن به سبد</button></form>'
        )
        rows.append(f"<li>{name}: ۱۲۰٬۰۰۰ تومان{basket if shop.is_open else ''}</li>")
    cart = '<a href="/cart">سبد خرید</a>' if shop.is_open else "<p>فروش متوقف است.</p>"
    return f'<img src="/picture/logo" alt="نشان ما"><ul>{"".join(rows)}</ul>{cart}'


def _words(shop: Shop) -> str:
    return f'<p>تماس: <a href="tel:+989{shop.number % 10**9:09d}">تلفن</a></p>'


def _sealed(shop: Shop, agent: str) -> Answer:
    """The seal with its link to the register, as it should be."""
    link = f'<a href="{shop.register}/v/{shop.code or shop.host}">'
    seal = f'{link}<img src="/picture/seal" alt="نماد اعتماد"></a>'
    return _html(shop, _goods(shop) + seal + _words(shop))


def _copied(shop: Shop, agent: str) -> Answer:
    """The picture, linked to nothing."""
    return _html(shop, _goods(shop) + '<img src="/picture/seal" alt="">' + _words(shop))


def _says_so(shop: Shop, agent: str) -> Answer:
    """Only the words, written with Arabic letters and odd joins."""
    words = (
        CLAIM.replace("ی", "\u064a")
        .replace("ک", "\u0643")
        .replace("نماد اعتماد", "نماد\u200cاعتماد")
    )
    return _html(shop, _goods(shop) + f"<footer>{words}</footer>" + _words(shop))


def _elsewhere(shop: Shop, agent: str) -> Answer:
    """The picture leads to a page of its own that looks like the register."""
    link = f'<a href="http://check-{shop.host}/v/S-0000"><img src="/picture/seal" alt="اینماد"></a>'
    return _html(shop, _goods(shop) + link + _words(shop))


def _borrowed(shop: Shop, agent: str) -> Answer:
    """The link leads to the register, and to the seal of another shop."""
    return _sealed(shop, agent)


def _cloaking(shop: Shop, agent: str) -> Answer:
    """The seal is shown to telephones only; a desk sees a clean page."""
    return _copied(shop, agent) if MOBILE in agent else _plain(shop, agent)


def _plain(shop: Shop, agent: str) -> Answer:
    return _html(shop, _goods(shop) + _words(shop))


def _article(shop: Shop, agent: str) -> Answer:
    """Writes about seals and claims none."""
    return _html(shop, f"<article>{ARTICLE}</article>" + _goods(shop))


def _badge(shop: Shop, agent: str) -> Answer:
    """A round badge of its own, which is not the seal."""
    return _html(shop, _goods(shop) + '<img src="/picture/badge" alt="ضمانت بازگشت">')


def _inside(shop: Shop, agent: str) -> Answer:
    return Answer(b"", 302, headers={"Location": INSIDE})


def _endless(shop: Shop, agent: str) -> Answer:
    return Answer(b"<p>" + b"x" * ENDLESS_BYTES, content_type=HTML)


SHOWS: dict[str, Callable[[Shop, str], Answer]] = {
    "sealed": _sealed,
    "plain": _plain,
    "article": _article,
    "badge": _badge,
    "copied": _copied,
    "resized": _copied,
    "recoloured": _copied,
    "cropped": _copied,
    "jpeg": _copied,
    "says_so": _says_so,
    "elsewhere": _elsewhere,
    "borrowed": _borrowed,
    "cloaking": _cloaking,
    "inside": _inside,
    "endless": _endless,
}
FORGERIES = (
    "copied", "resized", "recoloured", "cropped", "jpeg", "says_so", "elsewhere", "borrowed",
    "cloaking",
)  # fmt: skip
HONEST = ("sealed", "sealed", "plain", "article", "badge")

#  The shops of the sandbox. The twin is the honest one's name with one letter of another script.
STREET: dict[str, Shop] = {
    shop.host: shop
    for number, shop in enumerate(
        (
            Shop("honest.shops.test", "sealed"),
            Shop("copied.shops.test", "copied"),
            Shop("resized.shops.test", "resized"),
            Shop("words.shops.test", "says_so"),
            Shop("elsewhere.shops.test", "elsewhere"),
            Shop("borrowed.shops.test", "borrowed", code="honest.shops.test"),
            Shop("suspended.shops.test", "sealed"),
            Shop("closed.shops.test", "sealed", is_open=False),
            Shop("cloaking.shops.test", "cloaking"),
            Shop("inside.shops.test", "inside"),
            Shop("endless.shops.test", "endless"),
            Shop("xn--onest-8ze.shops.test", "borrowed", code="honest.shops.test"),
            Shop("article.shops.test", "article"),
        )
    )
    for shop in (replace(shop, number=number),)
}


def serve(host: str, path: str, agent: str) -> Answer | None:
    """The page of a shop of the street; None when no such shop is there."""
    shop = STREET.get(host.lower())
    return None if shop is None else visit(shop, path, agent)


def town(count: int, forged: int, suspended: int) -> list[Shop]:
    """`count` shops of which so many show a forged seal and so many trade while suspended."""
    shops = []
    honest = (count - 1) // len(HONEST) * len(HONEST)  # The last shop of the first, sealed kind.
    for number in range(count):
        host, kind = f"shop{number}.town.test", HONEST[number % len(HONEST)]
        code = ""
        if number < forged:
            kind = FORGERIES[number % len(FORGERIES)]
            code = f"shop{honest}.town.test" if kind == "borrowed" else ""
        elif number < forged + suspended:
            kind = "sealed"
        shops.append(Shop(host, kind, number, code=code))
    return shops

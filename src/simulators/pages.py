"""How the simulators' pages look: one shell, escaped text, no script, nothing from outside."""

from __future__ import annotations

import html
import secrets
from collections.abc import Iterable, Mapping

from simulators.web import Answer

STYLE = """
:root{--ink:#1d2733;--soft:#4a5868;--line:#c9d2dc;--paper:#fff;--back:#f2f5f8;--blue:#0b5394;
--red:#a61b1b;--green:#14662f;--gold:#fff4d6}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);line-height:1.8;
font-family:Vazirmatn,"Noto Sans Arabic",Tahoma,Arial,sans-serif;overflow-wrap:anywhere}
.note{background:var(--gold);border-bottom:1px solid #d9b44a;padding:.4rem 1rem;font-size:.9rem}
nav{background:var(--paper);border-bottom:1px solid var(--line);padding:.25rem 1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}
nav a{display:inline-block;padding:.5rem 0}
main{max-width:64rem;margin:0 auto;padding:1rem}
main.narrow{max-width:30rem}
h1{font-size:1.4rem;margin:.5rem 0}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
a{color:var(--blue)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;
margin:.75rem 0}
.scroll{overflow-x:auto}
td bdi,td span,th,td button{white-space:nowrap}
table{overflow-wrap:normal;border-collapse:collapse;width:100%;background:var(--paper);font-size:.9rem}
th,td{border-bottom:1px solid var(--line);padding:.4rem .6rem;text-align:start;
vertical-align:top}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}dd{margin:0}
label{display:block;margin:.6rem 0 .2rem}
input,select,button{font:inherit;min-height:2.75rem;border-radius:.5rem}
input,select{width:100%;padding:.3rem .7rem;border:1px solid #6b7a8c;background:#fff;
color:var(--ink)}
button{width:100%;margin-top:.6rem;padding:.3rem 1rem;border:1px solid var(--blue);
background:#fff;color:var(--blue);cursor:pointer}
button.main{background:var(--blue);color:#fff;font-weight:bold;font-size:1.1rem}
button.bad{border-color:var(--red);color:var(--red)}
td button,.row button{width:auto;margin:0;min-height:2.25rem}
.row{display:flex;flex-wrap:wrap;gap:.5rem}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:0 1rem}
.good{color:var(--green);font-weight:bold}.wrong{color:var(--red);font-weight:bold}
.small{color:var(--soft);font-size:.85rem}
.bubble{background:#e7f1e4;border-radius:1rem;padding:.6rem 1rem;margin:.6rem 0;
white-space:pre-line;max-width:26rem}
ul.plain{list-style:none;margin:0;padding:0}
:focus-visible{outline:3px solid #d97706;outline-offset:2px}
"""
REFERRER_POLICY = "strict-origin-when-cross-origin"
LINKS = (
    ("/", "شبیه‌ساز"),
    ("/mellat", "درگاه ملت"),
    ("/parsian", "درگاه پارسیان"),
    ("/zarinpal", "زرین‌پال"),
    ("/sms", "پیامک‌ها"),
    ("/bank", "بانک و پایا"),
    ("/registry", "دامنه‌ها"),
    ("/sites", "سایت‌ها"),
)


class Html(str):
    """Text that is already safe to put in a page."""

    __slots__ = ()


def h(shape: str, **values: object) -> Html:
    """Fill a shape; every value that is not Html is escaped."""
    safe = {
        name: value if isinstance(value, Html) else html.escape(str(value))
        for name, value in values.items()
    }
    return Html(shape.format_map(safe))


def join(parts: Iterable[Html]) -> Html:
    """Put pieces of a page together."""
    return Html("".join(parts))


def ltr(text: object) -> Html:
    """Show a number or address left to right inside Persian text."""
    return h('<bdi dir="ltr">{text}</bdi>', text=text)


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Html:
    """Show rows under heads; the caption is what a screen reader announces."""
    top = join(h('<th scope="col">{head}</th>', head=head) for head in heads)
    body = join(
        h("<tr>{cells}</tr>", cells=join(h("<td>{cell}</td>", cell=cell) for cell in row))
        for row in rows
    )
    return h(
        '<div class="scroll" role="region" aria-label="{caption}" tabindex="0"><table>'
        "<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>",
        caption=caption,
        top=top,
        body=body,
    )


def facts(pairs: Iterable[tuple[str, object]]) -> Html:
    """Show names and values."""
    return h(
        "<dl>{rows}</dl>",
        rows=join(
            h("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in pairs
        ),
    )


def hidden(fields: Mapping[str, str]) -> Html:
    """Carry fields in a form without showing them."""
    return join(
        h('<input type="hidden" name="{name}" value="{value}">', name=name, value=value)
        for name, value in fields.items()
    )


def button_form(path: str, words: str, kind: str = "") -> Html:
    """Show one button that posts to a path of the simulator."""
    return h(
        '<form method="post" action="{path}"><button class="{kind}">{words}</button></form>',
        path=path,
        words=words,
        kind=kind,
    )


def page(
    title: str, body: Html, *, status: int = 200, form_action: str = "'self'", layout: str = "wide"
) -> Answer:
    """Answer with a whole page; `layout` is wide (with the menu) or narrow (without it)."""
    nonce = secrets.token_urlsafe(16)
    menu = join(h('<li><a href="{to}">{name}</a></li>', to=to, name=name) for to, name in LINKS)
    nav = h('<nav aria-label="بخش‌ها"><ul>{menu}</ul></nav>', menu=menu)
    text = h(
        '<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>{title}</title><style nonce="{nonce}">{style}</style></head><body>'
        '<header><div class="note">محیط آزمایشی است؛ هیچ پول واقعی جابه‌جا نمی‌شود.</div>{nav}'
        '</header><main class="{layout}"><h1>{title}</h1>{body}</main></body></html>',
        title=title,
        nonce=nonce,
        style=Html(STYLE),
        nav=nav if layout == "wide" else Html(""),
        layout=layout,
        body=body,
    )
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; form-action {form_action};"
        " base-uri 'none'; frame-ancestors 'none'"
    )
    return Answer(
        text.encode(),
        status,
        "text/html; charset=utf-8",
        {
            "Content-Security-Policy": policy,
            "Referrer-Policy": REFERRER_POLICY,
        },
    )

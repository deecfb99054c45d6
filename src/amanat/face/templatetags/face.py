"""The tags of every page: sentences in both languages, amounts, moments, icons, fields."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from amanat.face import facts
from amanat.face.forms import Form
from amanat.face.say import language, say
from amanat.words import moments
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import in_words, persian_digits, persian_number
from amanat.words.text import Text

register = template.Library()
GROUP = "٬"
#  A code or a number; or Latin words in a row, which keep their own order together.
TOKEN = r"[A-Za-z0-9](?:[A-Za-z0-9:/._@+,-]*[A-Za-z0-9])?"
WORD = rf"(?=[0-9:/._@+,-]*[A-Za-z])(?:{TOKEN})"
LATIN = re.compile(rf"({WORD}(?:[.,]? {WORD})*|{TOKEN})")
PERSIAN = re.compile("[\u0600-\u06ff]")
WHOLE_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*")

register.filter("say", say)


def is_persian() -> bool:
    return language() == "fa"


@register.simple_tag(name="t")
def sentence(fa: str, en: str, **facts: Any) -> SafeString:
    """`{% t "تا {when}" "Until {when}" when=x %}`: one sentence, its facts escaped."""
    text = fa if is_persian() else en
    if not facts:
        return mark_safe(text)
    return format_html(text, **{name: conditional_escape(value) for name, value in facts.items()})


@register.filter
def digits(value: object) -> str:
    """Digits of the page's language; a number with a fraction has its language's sign, too."""
    return persian_number(value) if is_persian() else str(value)


@register.filter
def grouped(value: int) -> str:
    """1,234,567 or ۱٬۲۳۴٬۵۶۷."""
    text = f"{value:,}"
    return persian_digits(text.replace(",", GROUP)) if is_persian() else text


def in_toman(units: int) -> str:
    """Toman as people read it; a remainder below ten rial is said, never dropped."""
    toman, rest = divmod(abs(units), RIALS_PER_TOMAN)
    text = grouped(toman if units >= 0 else -toman)
    return f"{text}{'٫' if is_persian() else '.'}{digits(rest)}" if rest else text


def unit() -> str:
    return "تومان" if is_persian() else "toman"


@register.filter
def toman(units: int | None) -> SafeString:
    """An amount with its unit; the record's value is always rial."""
    if units is None:
        return mark_safe("—")
    return format_html(
        '<data value="{}" class="amount">{} {}</data>', units, in_toman(units), unit()
    )


@register.filter
def figure(units: int) -> SafeString:
    """An amount as the large figure of a card."""
    return format_html(
        '<data class="fig amount" value="{}">{} <small>{}</small></data>',
        units, in_toman(units), unit(),
    )  # fmt: skip


@register.filter
def rial(units: int) -> SafeString:
    name = "ریال" if is_persian() else "rial"
    return format_html('<data value="{}" class="amount">{} {}</data>', units, grouped(units), name)


def _time(moment: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)


@register.filter
def moment(value: datetime) -> SafeString:
    """Weekday, Jalali day and clock: «شنبه ۳۰ آبان، ۱۰:۲۴»."""
    return _time(value, moments.spoken(value, language()))


@register.filter
def day(value: datetime) -> SafeString:
    return _time(value, moments.spoken_day(value, language()))


@register.filter
def dated(value: date) -> SafeString:
    """A day with its year: «۳ آذر ۱۴۰۵»."""
    said = moments.spoken_date(value, language())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.filter
def long(value: datetime) -> SafeString:
    """A moment that may be years away: «۳ آذر ۱۴۰۵، ۱۶:۱۵»."""
    return _time(value, moments.spoken_long(value, language()))


@register.filter
def span(value: timedelta) -> str:
    return moments.spoken_span(value, language())


@register.filter
def isolated(text: object) -> SafeString:
    """A sentence whose Latin words and codes keep their own direction among Persian ones; on an
    English page Persian words keep theirs, with their full stop.

    Plain numbers become Persian ones; what has letters or points in it is a code and stays.
    """
    if not is_persian():
        plain = conditional_escape(str(text))
        return format_html("<bdi>{}</bdi>", plain) if PERSIAN.search(plain) else plain
    parts = LATIN.split(str(text))
    pieces = [_apart(part) if place % 2 else conditional_escape(part)
              for place, part in enumerate(parts)]  # fmt: skip
    return mark_safe("".join(pieces))


def _apart(part: str) -> SafeString:
    if WHOLE_NUMBER.fullmatch(part):
        return conditional_escape(persian_digits(part.replace(",", GROUP)))
    return format_html('<bdi dir="ltr">{}</bdi>', part)


@register.filter
def fact(name: str) -> str:
    """A fact of the log by its name, in words."""
    return say(facts.sentence_of(name))


@register.simple_tag
def code(value: object) -> SafeString:
    """A code people read to each other: left to right, kept apart from the sentence."""
    return format_html('<span class="code" dir="ltr">{}</span>', value)


@register.simple_tag
def icon(name: str, *, flip: bool = False, big: bool = False) -> SafeString:
    """A line drawing from the sprite; always beside a word, so hidden from screen readers."""
    classes = "i" + (" flip" if flip else "") + (" i--big" if big else "")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        classes,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def tag(label: Text | str, tone: str = "neutral") -> SafeString:
    """A state in a word, an icon and a colour."""
    icons = {
        "due": "clock", "held": "lock", "released": "check", "dispute": "flag", "refund": "undo",
    }  # fmt: skip
    return format_html(
        '<span class="tag tag--{}">{}{}</span>', tone, icon(icons.get(tone, "dot")), say(label)
    )


@register.simple_tag
def proportion(*units: int) -> SafeString:
    """Three shares of one sum as a bar; said in words for those who do not see it."""
    whole = sum(units)
    if not whole:
        return mark_safe("")
    starts = [sum(units[:place]) * 100 / whole for place in range(len(units))]
    bars = [
        {"kind": kind, "x": f"{start:.2f}", "width": f"{share * 100 / whole:.2f}"}
        for kind, start, share in zip("abc", starts, units, strict=True)
        if share
    ]
    percents = [share * 100 // whole for share in units]
    context = {"bars": bars, "percents": percents}
    return mark_safe(render_to_string("components/proportion.html", context))


@register.inclusion_tag("components/countdown.html")
def countdown(clock: Any) -> dict[str, Any]:
    """What is left, when it ends, and a bar; the page says beside it what happens at zero."""
    return {"clock": clock, "left_percent": 100 - clock.run_percent}


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A label, a hint, an input and its error, tied together for every reader."""
    kind = getattr(bound.field, "kind", "text")
    described = []
    if bound.help_text:
        described.append(f"{bound.auto_id}-hint")
    if bound.errors:
        described.append(f"{bound.auto_id}-error")
    if kind == "toman":
        described.append(f"{bound.auto_id}-echo")
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    context = {"field": bound, "kind": kind, "input": bound.as_widget(attrs=attrs)}
    if kind == "toman":
        context["echo"] = _echo(bound)
    return mark_safe(render_to_string(f"forms/{_shape(kind)}.html", context))


def _shape(kind: str) -> str:
    return kind if kind in {"radios", "tick", "toman"} else "text"


def _echo(bound: BoundField) -> int | None:
    """The amount in rial, once it is known, for the line in words under the field."""
    data = getattr(bound.form, "cleaned_data", {})
    value = data.get(bound.name, bound.initial)
    return value if isinstance(value, int) else None


@register.inclusion_tag("forms/errors.html")
def errors(form: Form) -> dict[str, Any]:
    """Everything that is wrong, at the top, each line a link to its field."""
    found = [(form[name], error) for name, said in form.errors.items()
             if name in form.fields for error in said]  # fmt: skip
    whole = form.non_field_errors()
    return {"found": found, "whole": whole, "count": len(found) + len(whole)}


@register.filter
def words(units: int) -> str:
    """The amount in words, as it is typed on a cheque."""
    return in_words(units // RIALS_PER_TOMAN)

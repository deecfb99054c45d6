"""Terms in words, line by line, with what stood there before a counter-offer."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from amanat.capabilities.deals.pages.forms import CARRIERS, FEE_PAYERS, HOURS_PER_DAY
from amanat.capabilities.deals.rules import WORK, Stage, Terms, differences, stages_of
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term in words; `before` when the last counter-offer changed it."""

    label: Text
    value: Text | str
    before: Text | str | None = None


DELIVERIES = {**CARRIERS, "online": Text("برخط، بی ارسال", "Online, nothing is sent")}
LABELS = {
    "title": Text("کالا", "Goods"),
    "description": Text("توضیح", "Description"),
    "price_units": Text("بها", "Price"),
    "fee_payer": Text("کارمزد با", "Fee paid by"),
    "delivery": Text("ارسال با", "Sent by"),
    "ship_hours": Text("مهلت ارسال", "Time to ship"),
    "inspection_hours": Text("مهلت بررسی", "Time to inspect"),
    "checks": Text("خریدار می‌سنجد", "The buyer checks"),
}


WORK_LABELS = {
    "title": Text("کار", "Work"),
    "description": Text("توضیح", "Description"),
    "price_units": Text("بهای همهٔ مرحله‌ها", "Price of all stages"),
    "fee_payer": Text("کارمزد با", "Fee paid by"),
    "inspection_hours": Text("مهلت دیدن هر تحویل", "Time to look at each delivery"),
}
MORE_LABELS = {
    "revisions": Text("اصلاح هر مرحله، حداکثر", "Revisions of each stage, at most"),
    "revision_days": Text("مهلت هر اصلاح", "Time for each revision"),
}
NO_STAGE = Text("نیست", "none")


def lines_of(terms: Terms, previous: Terms | None = None) -> list[TermLine]:
    """The terms line by line, with what stood there before a counter-offer."""
    changed = differences(previous, terms) if previous else {}
    lines = []
    for name, label in (LABELS if terms.kind != WORK else WORK_LABELS).items():
        value = getattr(terms, name)
        before = changed[name][0] if name in changed else None
        if value or before:
            lines.append(TermLine(label, _in_words(name, value), _before(name, before)))
    return lines + (_work_lines(terms, previous) if terms.kind == WORK else [])


def _work_lines(terms: Terms, previous: Terms | None) -> list[TermLine]:
    """Each stage on a line of its own, with what stood there before; then what holds for all."""
    now, old = stages_of(terms), stages_of(previous or terms)
    lines = [
        _changed(_stage_label(place), _stage_in_words(before), _stage_in_words(after))
        for place, (before, after) in enumerate(zip_longest(old, now), start=1)
    ]
    for name, label in MORE_LABELS.items():
        if name in terms.more:
            was = (previous or terms).more.get(name)
            lines.append(_changed(label, _counted(name, was), _counted(name, terms.more[name])))
    return lines


def _changed(label: Text, before: Text, after: Text) -> TermLine:
    return TermLine(label, after, None if before == after else before)


def _stage_label(place: int) -> Text:
    return Text(f"مرحلهٔ {persian_digits(place)}", f"Stage {place}")


def _stage_in_words(stage: Stage | None) -> Text:
    if stage is None:
        return NO_STAGE
    price = _in_words("price_units", stage.price_units)
    assert isinstance(price, Text), "An amount is said in both languages."
    return Text(
        f"{stage.title} · {price.fa} · {persian_digits(stage.days)} روز · معیار: {stage.test}",
        f"{stage.title} · {price.en} · {stage.days} days · test: {stage.test}",
    )


def _counted(name: str, value: int | None) -> Text:
    fa, en = ("روز", "days") if name == "revision_days" else ("بار", "times")
    return Text(f"{persian_digits(value or 0)} {fa}", f"{value or 0} {en}")


def _before(name: str, value: Any) -> Text | str | None:
    return None if value is None else _in_words(name, value)


def _in_words(name: str, value: Any) -> Text | str:
    if name == "price_units":
        toman = f"{value // RIALS_PER_TOMAN:,}"
        return Text(fa=persian_digits(toman.replace(",", "٬")) + " تومان", en=f"{toman} toman")
    if name == "fee_payer":
        return FEE_PAYERS[value]
    if name == "delivery":
        return DELIVERIES[value]
    if name in {"ship_hours", "inspection_hours"}:
        days = str(value // HOURS_PER_DAY)
        return Text(fa=f"{persian_digits(days)} روز", en=f"{days} days")
    return "، ".join(value) if isinstance(value, list) else value

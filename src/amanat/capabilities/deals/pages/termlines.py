"""Terms line by line, in the words of what is sold, with what stood there before."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from amanat.capabilities.deals.pages.forms import DELIVERIES, FEE_PAYERS, HOURS_PER_DAY
from amanat.capabilities.deals.pages.kind_forms import PAYERS, POINT_WORDS
from amanat.capabilities.deals.rules import (
    CODE,
    COIN,
    DOMAINS,
    GOODS,
    KINDS,
    NETWORKS,
    SECRET_KINDS,
    WORK,
    Stage,
    Terms,
    stages_of,
)
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term in words; `before` when the last counter-offer changed it."""

    label: Text
    value: Text | str
    before: Text | str | None = None


LABELS = {
    "kind": Text("نوع", "Kind"),
    "title": Text("کالا", "Goods"),
    "description": Text("توضیح", "Description"),
    "price_units": Text("بها", "Price"),
    "fee_payer": Text("کارمزد با", "Fee paid by"),
    "delivery": Text("تحویل", "Delivery"),
    "ship_hours": Text("مهلت ارسال", "Time to ship"),
    "inspection_hours": Text("مهلت بررسی", "Time to inspect"),
    "checks": Text("خریدار می‌سنجد", "The buyer checks"),
}
IN_THE_VAULT = {
    "title": Text("چه چیزی", "What"),
    "delivery": Text("تحویل", "Handed over"),
    "ship_hours": Text("مهلت تحویل", "Time to hand over"),
}
OF_COINS = {
    "title": Text("چه چیزی", "What"),
    "ship_hours": Text("مهلت فرستادن رمزارز", "Time to send the coins"),
}
OF_A_DOMAIN = {"ship_hours": Text("مهلت انتقال", "Time for the transfer")}
PROMISE_LABELS = {
    "provider": Text("محل استفاده", "Used at"),
    "game": Text("بازی", "Game"),
    "points": Text("هنگام تحویل", "At the hand-over"),
    "recovery_hours": Text("پس از تأیید، پول می‌ماند", "After approval the money waits"),
    "domain": Text("نام دامنه", "Domain"),
    "transfer_cost": Text("هزینهٔ انتقال با", "Transfer paid by"),
    "renewal_cost": Text("هزینهٔ تمدید با", "Renewal paid by"),
    "carrier_by": Text("حمل‌کننده با", "Carrier chosen by"),
    "network": Text("رمزارز و شبکه", "Currency and network"),
    "amount": Text("مقدار", "Amount"),
    "address": Text("به نشانی", "To the address"),
}
ONLINE = Text("از راه گاوصندوق امانت", "Through Amanat’s vault")
STRAIGHT = Text("یک‌راست به نشانی خریدار", "Straight to the buyer’s address")
AT_ONCE = Text("بی‌درنگ پس از رسیدن پول", "At once when the money is held")


OF_WORK = {
    "title": Text("کار", "Work"),
    "price_units": Text("بهای همهٔ مرحله‌ها", "Price of all stages"),
    "ship_hours": Text("مهلت تحویل", "Time to hand in"),
    "inspection_hours": Text("مهلت دیدن هر تحویل", "Time to look at each delivery"),
}
NOT_OF_WORK = frozenset({"kind", "delivery", "checks"})
MORE_LABELS = {
    "revisions": Text("اصلاح هر مرحله، حداکثر", "Revisions of each stage, at most"),
    "revision_days": Text("مهلت هر اصلاح", "Time for each revision"),
}
NO_STAGE = Text("نیست", "none")


def handover_lines(terms: Terms) -> list[TermLine]:
    """Only what is promised about the thing and its hand-over; the rest stands beside it."""
    lines = {_label(terms.kind, name) for name in ("title", "price_units", "fee_payer")}
    return [line for line in lines_of(terms) if line.label not in lines]


def lines_of(terms: Terms, previous: Terms | None = None) -> list[TermLine]:
    """The terms line by line, with what stood there before a counter-offer."""
    now, then = _flat(terms), _flat(previous) if previous else None
    lines = []
    for name, value in now.items():
        before = None if then is None or then.get(name) == value else then.get(name)
        if value or before:
            was = None if before is None else _in_words(terms.kind, name, before)
            lines.append(
                TermLine(_label(terms.kind, name), _in_words(terms.kind, name, value), was)
            )
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
    price = _toman(stage.price_units)
    return Text(
        f"{stage.title} · {price.fa} · {persian_digits(stage.days)} روز · معیار: {stage.test}",
        f"{stage.title} · {price.en} · {stage.days} days · test: {stage.test}",
    )


def _counted(name: str, value: int | None) -> Text:
    fa, en = ("روز", "days") if name == "revision_days" else ("بار", "times")
    return Text(f"{persian_digits(value or 0)} {fa}", f"{value or 0} {en}")


def _flat(terms: Terms) -> dict[str, Any]:
    """Every term under its own name, in the order of reading; plain goods do not say their kind."""
    common: dict[str, Any] = {name: getattr(terms, name) for name in LABELS}
    if terms.kind == GOODS:
        del common["kind"]
    if terms.kind == WORK:
        hidden = NOT_OF_WORK | ({"ship_hours"} if stages_of(terms) else set())  # Each has its own.
        common = {name: said for name, said in common.items() if name not in hidden}
    promises = {name: terms.more[name] for name in PROMISE_LABELS if name in terms.more}
    first: dict[str, Any] = {
        name: common.pop(name) for name in ("kind", "title", "description") if name in common
    }
    return {**first, **promises, **common}


def _label(kind: str, name: str) -> Text:
    own = IN_THE_VAULT if kind in SECRET_KINDS else {WORK: OF_WORK, COIN: OF_COINS}.get(kind, {})
    own = {**own, **(OF_A_DOMAIN if kind in DOMAINS else {}), **PROMISE_LABELS}
    return own.get(name) or LABELS[name]


def _in_words(kind: str, name: str, value: Any) -> Text | str:
    if kind == CODE and name == "ship_hours":
        return AT_ONCE
    if kind == COIN and name == "delivery":
        return STRAIGHT
    say = WORDS.get(name)
    return say(value) if say else value


def _toman(value: int) -> Text:
    toman = f"{value // RIALS_PER_TOMAN:,}"
    return Text(fa=persian_digits(toman.replace(",", "٬")) + " تومان", en=f"{toman} toman")


def length(hours: int) -> Text:
    """Hours as whole days where they are; a day or less is said in hours."""
    if hours % HOURS_PER_DAY or hours <= HOURS_PER_DAY:
        return Text(fa=f"{persian_digits(hours)} ساعت", en=f"{hours} hours")
    days = hours // HOURS_PER_DAY
    return Text(fa=f"{persian_digits(days)} روز", en=f"{days} days")


def _list(lines: list[str]) -> str:
    return "، ".join(lines)


def _points(points: list[str]) -> Text:
    said = [POINT_WORDS[point] for point in points]
    return Text("؛ ".join(one.fa for one in said), "; ".join(one.en for one in said))


WORDS: dict[str, Callable[[Any], Text | str]] = {
    "kind": lambda kind: KINDS[kind].says,
    "network": lambda code: NETWORKS[code].says,
    "price_units": _toman,
    "fee_payer": lambda payer: FEE_PAYERS[payer],
    "delivery": lambda way: DELIVERIES.get(way, ONLINE),
    "ship_hours": length,
    "inspection_hours": length,
    "recovery_hours": length,
    "checks": _list,
    "points": _points,
    "transfer_cost": lambda payer: PAYERS[payer],
    "renewal_cost": lambda payer: PAYERS[payer],
    "carrier_by": lambda side: PAYERS[side],
}

"""From what was typed to a part of the application, and back."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.queries import programme
from amanat.capabilities.permits.refusals import LineUnread, NoSuchDay
from amanat.capabilities.permits.rules import tasks
from amanat.capabilities.permits.rules.terms import Instalment, percent_of
from amanat.face.say import language, say
from amanat.words.moments import read_day, typed_date
from amanat.words.persian import ascii_digits, persian_digits
from amanat.words.text import Text

SHARE = r"([0-9]{1,3})(?:[.٫/]([0-9]{1,2}))?"
INSTALMENT = re.compile(rf"{SHARE}[^0-9]+([0-9]{{1,2}})\D*")
WEEK = re.compile(r"([0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2})[^0-9]+([0-9٬,]{1,9})\D*")
STAGE = re.compile(rf"(.*?\S)[\s:،,]+{SHARE}\s*(?:درصد|percent|%)?")
INSTALMENT_LINE = Text("{share} درصد، {months} ماه", "{share} percent, {months} months")
WEEK_LINE = Text("{day}، {units} واحد", "{day}, {units} units")
STAGE_LINE = Text("{title}، {share} درصد", "{title}, {share} percent")
SATURDAY = 5
WEEK_DAYS = 7


def day_of(text: str, param: str) -> date | None:
    """The day that was typed; None for nothing, NoSuchDay for what is none."""
    if not text:
        return None
    found = read_day(text)
    if found is None:
        raise NoSuchDay(param)
    return found


def _lines(lines: Iterable[str], param: str, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
    for number, line in enumerate(lines, start=1):
        found = pattern.fullmatch(ascii_digits(line).strip())
        if found is None:
            raise LineUnread(param, line=number)
        yield found


def _share(whole: str, part: str | None) -> int:
    return int(whole) * 100 + int((part or "").ljust(2, "0"))


def instalments(lines: Iterable[str]) -> tuple[Instalment, ...]:
    """Percent and months, a line each."""
    return tuple(
        Instalment(basis_points=_share(one[1], one[2]), months=int(one[3]))
        for one in _lines(lines, "instalments", INSTALMENT)
    )


def weeks(lines: Iterable[str]) -> tuple[tuple[date, int], ...]:
    """Weeks by any day of theirs; two lines of one week add up."""
    found: dict[date, int] = {}
    for one in _lines(lines, "weeks", WEEK):
        some_day = day_of(one[1], "weeks")
        assert some_day is not None, "The pattern has digits."
        first = some_day - timedelta((some_day.weekday() - SATURDAY) % WEEK_DAYS)
        units = int("".join(sign for sign in one[2] if sign.isdigit()))
        found[first] = found.get(first, 0) + units
    return tuple(sorted(found.items()))


def stages(lines: Iterable[str]) -> tuple[tasks.Stage, ...]:
    """A name and its percent of the cost, a line each."""
    return tuple(
        tasks.Stage(one[1], _share(one[2], one[3])) for one in _lines(lines, "stages", STAGE)
    )


def goods(data: Mapping[str, Any]) -> tasks.Goods:
    return tasks.Goods(**{**data, "colours": tuple(data["colours"])})


def price(data: Mapping[str, Any]) -> tasks.Price:
    return tasks.Price(
        data["quantity"],
        data["price_units"],
        instalments(data["instalments"]),
        (data["participation"] or 0) * 100,
        (data["withdrawal"] or 0) * 100,
    )


def production(data: Mapping[str, Any]) -> tasks.Production:
    return tasks.Production(
        sale_from=day_of(data["sale_from"], "sale_from"),
        sale_until=day_of(data["sale_until"], "sale_until"),
        first_delivery=day_of(data["first_delivery"], "first_delivery"),
        last_delivery=day_of(data["last_delivery"], "last_delivery"),
        certified_capacity=data["certified_capacity"],
        certifier=data["certifier"],
        certifier_id=data["certifier_id"],
        certificate_number=data["certificate_number"],
        weeks=weeks(data["weeks"]),
        cost_units=data["cost_units"],
        stages=stages(data["stages"]),
    )


def guarantee(data: Mapping[str, Any]) -> tasks.Guarantee:
    until = day_of(data["guarantee_until"], "guarantee_until")
    return tasks.Guarantee(**{**data, "guarantee_until": until})


READ: Mapping[str, Callable[[Mapping[str, Any]], tasks.Part]] = {
    "goods": goods,
    "price": price,
    "production": production,
    "guarantee": guarantee,
}


def shown(one: Permit, task: str) -> dict[str, Any]:
    """What the form of a task shows of what is saved."""
    found = {name: getattr(one, name, None) for name in tasks.TASK_FIELDS[task]}
    found = {name: _written(value) for name, value in found.items()}
    if task == "price":
        found["instalments"] = [
            _line(INSTALMENT_LINE, share=_percent(part), months=part["months"])
            for part in one.instalments
        ]
        found["participation"] = one.participation_basis_points // 100
        found["withdrawal"] = one.withdrawal_basis_points // 100
    if task == "production":
        plan = programme(one.pk)
        found["weeks"] = [
            _line(WEEK_LINE, day=_written(week.starts_on), units=week.units) for week in plan
        ]
        found["stages"] = [
            _line(STAGE_LINE, title=part["title"], share=_percent(part)) for part in one.cost_plan
        ]
    return found


def _line(line: Text, **facts: Any) -> str:
    """A saved line as the hint of its field shows it; it is read back as it stands."""
    return say(line.fill(**facts))


def _percent(part: Mapping[str, Any]) -> str:
    share = percent_of(part["basis_points"])
    return persian_digits(share) if language() == "fa" else share


def _written(value: Any) -> Any:
    """A day as it may be typed: Jalali on a Persian page."""
    return typed_date(value, language()) if isinstance(value, date) else value

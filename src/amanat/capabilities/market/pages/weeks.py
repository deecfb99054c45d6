"""Open promises by the week they are due in, as lying bars."""

from amanat.capabilities.market import queries
from amanat.face.charts import Bars, lying_bars
from amanat.words.moments import spoken_date
from amanat.words.persian import persian_digits
from amanat.words.text import Text

CAPTION = Text("شمار قراردادها، به هفته‌ای که موعدشان است", "Contracts by the week they are due in")
LATE = Text(
    "{late} تعهد از {count} تعهد باز دیر شده است", "{late} of {count} open promises are late"
)
DUE = Text("{n} تعهد در {weeks} هفتهٔ آینده موعد دارد", "{n} promises are due in {weeks} weeks")
OVERDUE = Text("موعدش گذشته", "Past their day")
WEEK = Text("هفتهٔ {day}", "Week of {day}")


def weeks_chart(weeks: tuple[queries.Week, ...], promised: queries.Promised) -> Bars | None:
    """Nothing while no promise is open."""
    if not promised.count:
        return None
    values: dict[Text, int | None] = {OVERDUE: promised.late} if promised.late else {}
    values |= {_week(one): one.count for one in weeks}
    if promised.late:
        facts = {"late": promised.late, "count": promised.count}
        return lying_bars(_said(LATE, facts), CAPTION, values)
    facts = {"n": sum(one.count for one in weeks), "weeks": len(weeks)}
    return lying_bars(_said(DUE, facts), CAPTION, values)


def _week(one: queries.Week) -> Text:
    return Text(
        WEEK.fa.format(day=spoken_date(one.starts_on, "fa")),
        WEEK.en.format(day=spoken_date(one.starts_on, "en")),
    )


def _said(text: Text, facts: dict[str, int]) -> Text:
    return Text(
        text.fa.format(**{name: persian_digits(str(n)) for name, n in facts.items()}),
        text.en.format(**facts),
    )

"""Open promises by the week they are due in, as lying bars."""

from amanat.capabilities.market import queries
from amanat.face.charts import Bars, lying_bars
from amanat.words.moments import spoken_date
from amanat.words.text import Text

CAPTION = Text(
    "شمار قراردادها، به آغاز هفته‌ای که موعدشان است", "Contracts by the first day of their week"
)
LATE = Text(
    "{late} تعهد از {count} تعهد باز دیر شده است", "{late} of {count} open promises are late"
)
DUE = Text("{n} تعهد در {weeks} هفتهٔ آینده موعد دارد", "{n} promises are due in {weeks} weeks")
OVERDUE = Text("موعدش گذشته", "Past their day")


def weeks_chart(weeks: tuple[queries.Week, ...], promised: queries.Promised) -> Bars | None:
    """Nothing while no promise is open."""
    if not promised.count:
        return None
    values: dict[Text, int | None] = {OVERDUE: promised.late} if promised.late else {}
    values |= {_week(one): one.count for one in weeks}
    if promised.late:
        late = LATE.fill(late=promised.late, count=promised.count)
        return lying_bars(late, CAPTION, values)
    due = DUE.fill(n=sum(one.count for one in weeks), weeks=len(weeks))
    return lying_bars(due, CAPTION, values)


def _week(one: queries.Week) -> Text:
    """Its first day without the year: none is a year away."""
    fa, en = (spoken_date(one.starts_on, language).rpartition(" ")[0] for language in ("fa", "en"))
    return Text(fa, en)

"""The figures of the radar as rows and as charts, beside the load they are measured against."""

from datetime import datetime
from typing import Any

from amanat.capabilities.radar.queries import Figures
from amanat.capabilities.radar.rules import limits
from amanat.capabilities.radar.states import OPEN, SIGHTING
from amanat.face.charts import Bars, lying_bars
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.words.persian import persian_digits
from amanat.words.text import Text

SCREENED = Text("سایت‌های دیده‌شده", "Sites looked at")
FORGED = Text("نماد جعلی", "Forged seals")
TRADING = Text("معلق و در حال فروش", "Suspended and still trading")
CAPTION = Text("شمار سایت‌ها، تأییدشده و باز", "Number of sites; confirmed and open")
STATES = Text("شمار پرونده‌های باز در هر مرحله", "Open cases by stage")
NOTHING = Text("پروندهٔ بازی نیست", "There is no open case")
MONTHS = Text("شمار تأیید در هر ماه میلادی", "Confirmed in each month")


def figure_rows(found: Figures, at: datetime) -> list[tuple[Text, int, int]]:
    """Each figure of the mission's source: ours now, and the load it was given as (unconfirmed)."""
    given = baseline(at)
    return [
        (SCREENED, found.screened, given["businesses_screened"]),
        (FORGED, found.forged, given["forged_seals"]),
        (TRADING, found.trading, given["suspended_but_trading"]),
    ]


def baseline(at: datetime) -> dict[str, int]:
    """The figures of the centre's head: the size of a realistic load, not law."""
    value: Any = law.row_in_force(limits.BASELINE, tehran_day(at)).value
    return {name: int(one) for name, one in value.items()}


def chart_of(found: Figures, at: datetime) -> Bars:
    n = found.forged + found.trading
    finding = Text(
        f"از {persian_digits(found.screened)} سایت، {persian_digits(n)} سایت تخلف تأییدشده دارد",
        f"Of {found.screened} sites, {n} have a confirmed breach",
    )
    return lying_bars(finding, CAPTION, {label: ours for label, ours, _ in figure_rows(found, at)})


def states_chart(found: Figures) -> Bars | None:
    """Open cases by stage, in the order of the law; None when nothing is open."""
    values: dict[Text, int | None] = {
        SIGHTING.states[one]: found.open_by_state[one] for one in OPEN if one in found.open_by_state
    }
    if not values:
        return None
    label, count = max(values.items(), key=lambda pair: pair[1] or 0)
    finding = Text(
        f"بیشترین پرونده: {label.fa} ({persian_digits(count or 0)})",
        f"Most cases: {label.en} ({count or 0})",
    )
    return lying_bars(finding, STATES, values)


def months_chart(found: Figures) -> Bars | None:
    """How many were confirmed in each month; None before the first."""
    if not found.months:
        return None
    total = sum(found.months.values())
    finding = Text(
        f"تاکنون {persian_digits(total)} سایت تأیید شده است", f"{total} sites were confirmed so far"
    )
    values: dict[Text, int | None] = {
        Text(persian_digits(month), month): count for month, count in found.months.items()
    }
    return lying_bars(finding, MONTHS, values)

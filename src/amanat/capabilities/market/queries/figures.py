"""Figures of a business, day by day: as they were kept, and as the records give them again."""

from dataclasses import asdict
from datetime import date, datetime

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.market.models import Day
from amanat.capabilities.market.queries.promises import promises
from amanat.capabilities.market.rules import figures, warnings
from amanat.capabilities.market.rules.figures import Happened, Standing
from amanat.capabilities.market.rules.terms import MOST_DAYS
from amanat.capabilities.market.rules.warnings import Alarm, Lines, Seen
from amanat.capabilities.ranks import queries as ranks
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day

COMPLAINT = "complaint_filed"
CONFIRMED = "confirmed"


def lines_on(day: date) -> tuple[Lines, bool]:
    """The lines of a day, and whether they are confirmed."""
    row = law.row_in_force(warnings.NAME, day)
    return warnings.lines_of(row.value), row.status == CONFIRMED


def last_day(business_id: int) -> Day | None:
    return Day.objects.filter(business_id=business_id).order_by("-day").first()


def last_final(business_id: int) -> Day | None:
    return Day.objects.filter(business_id=business_id, is_final=True).order_by("-day").first()


def days(business_id: int, first: date, last: date) -> list[Day]:
    """The kept days, the oldest first."""
    rows = Day.objects.filter(business_id=business_id, day__gte=first, day__lte=last)
    return list(rows.order_by("day")[:MOST_DAYS])


def reckon(business_id: int, before: Standing | None, first: date, last: date) -> list[Standing]:
    """The totals of these days from the records of sales, upon those of the day before."""
    wanted = figures.days_of(first, last)
    flows = ceilings.flows(business_id, first, last)
    happened = {day: Happened(**asdict(flow)) for day, flow in flows.items()}
    found = ceilings.ceilings_on(business_id, wanted)
    return list(figures.run(before, wanted, happened, found))


def unkept(business_id: int, today: date) -> tuple[Day | None, date] | None:
    """The last final day and the first one that is not; None for who never had a ceiling."""
    last = last_final(business_id)
    if last is not None:
        return last, last.day + figures.DAY
    first = ceilings.first_day(business_id)
    return None if first is None or first > today else (None, first)


def differing(business_id: int) -> list[str]:
    """One English sentence for each kept day that the records do not give again."""
    kept = list(Day.objects.filter(business_id=business_id, is_final=True).order_by("day"))
    if not kept:
        return []
    again = {one.day: one for one in reckon(business_id, None, kept[0].day, kept[-1].day)}
    return [
        f"business {business_id}, {row.day}: kept {row.standing}, the records say {again[row.day]}."
        for row in kept
        if row.standing != again[row.day]
    ]


def place_of(business_id: int) -> tuple[str, int | None]:
    """What it trades in and where it stands: class of activity and province."""
    classes = sorted(businesses.classes(business_id))
    return (classes[0] if classes else ""), businesses.province_of(business_id)


def seen(business_id: int, now: Standing, at: datetime, lines: Lines) -> Seen:
    """What the warnings look at: these totals, those of some days ago, score and complaints."""
    today = tehran_day(at)
    there = promises(business_id, today)
    since = _totals_on(business_id, now.day - figures.DAY * lines.pace_days)
    score, before = (
        ranks.score_on(business_id, day) for day in (today, today - figures.DAY * lines.score_days)
    )
    lately, earlier = _complaints(business_id, today, lines)
    return Seen(
        ceiling_units=now.ceiling_units,
        open_units=now.open_units,
        sold_lately_units=now.sold_units - since.sold_units,
        delivered_lately_units=now.delivered_units - since.delivered_units,
        open_promises=there.count,
        late_promises=there.late,
        score=None if score is None else score.basis_points,
        score_before=None if before is None else before.basis_points,
        complaints_lately=lately,
        complaints_before=earlier,
    )


def alarms(business_id: int, now: Standing, at: datetime) -> tuple[Alarm, ...]:
    """The warnings that hold at `at`."""
    lines, _ = lines_on(tehran_day(at))
    return warnings.alarms(seen(business_id, now, at, lines), lines)


def _totals_on(business_id: int, day: date) -> Standing:
    """The kept totals of a day, or of the last one before it; zero before the first."""
    row = Day.objects.filter(business_id=business_id, day__lte=day).order_by("-day").first()
    return Standing(day, 0) if row is None else row.standing


def _complaints(business_id: int, today: date, lines: Lines) -> tuple[int, int]:
    """How many were filed in the last days, and in the longer time before them."""
    noted = ranks.histories([business_id])[business_id].lines
    filed = [(today - one.day).days for one in noted if one.kind == COMPLAINT]
    until = lines.complaint_days + lines.complaint_base_days
    lately = sum(0 <= ago < lines.complaint_days for ago in filed)
    return lately, sum(lines.complaint_days <= ago < until for ago in filed)

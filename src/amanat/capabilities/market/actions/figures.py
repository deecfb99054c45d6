"""The nightly book-keeping: what each day brought, kept for ever and checked against the records."""

from amanat.capabilities.market import queries
from amanat.capabilities.market.events import MarketDayClosed
from amanat.capabilities.market.models import Day
from amanat.capabilities.market.rules.figures import DAY, Standing
from amanat.capabilities.market.rules.terms import MOST_DAYS
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import tehran_day


@atomic
def keep_figures(act: Act, *, business_id: int) -> list[Day]:
    """Write the days that are over and not kept yet, and today's so far.

    Answers what it wrote; done again, it writes today's row again. Nothing for a business that
    never had a ceiling.
    """
    today = tehran_day(act.at)
    found = queries.unkept(business_id, today)
    if found is None:
        return []
    last, first = found
    until = min(today, first + DAY * (MOST_DAYS - 1))
    before = None if last is None else last.standing
    standings = queries.reckon(business_id, before, first, until)
    kept = {row.day: row for row in Day.objects.filter(business_id=business_id, day__gte=first)}
    sector, province_id = queries.place_of(business_id)
    return [
        _keep(act, kept.get(one.day) or Day(business_id=business_id, day=one.day), one,
              sector, province_id)
        for one in standings
    ]  # fmt: skip


def _keep(act: Act, row: Day, now: Standing, sector: str, province_id: int | None) -> Day:
    """One row; warnings and promises stand in it as they are seen now, on the newest days."""
    today = tehran_day(act.at)
    row.sector, row.province_id = sector, province_id
    row.ceiling_units, row.sold_units = now.ceiling_units, now.sold_units
    row.delivered_units, row.returned_units = now.delivered_units, now.returned_units
    row.payments, row.at = now.payments, act.at
    row.is_final = now.day < today
    if not row.is_final or row.pk is None:
        there = queries.promises(row.business_id, now.day)
        row.open_promises, row.late_promises = there.count, there.late
    if not row.is_final:
        row.warnings = [one.kind for one in queries.alarms(row.business_id, now, act.at)]
    row.save()
    if row.is_final:
        record(act, _closed(row), subject=row)
    return row


def _closed(row: Day) -> MarketDayClosed:
    return MarketDayClosed(
        row.business_id, row.day.isoformat(), row.sold_units, row.delivered_units,
        row.returned_units, row.ceiling_units,
    )  # fmt: skip

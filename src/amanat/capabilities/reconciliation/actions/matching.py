"""Comparing book, gateways and bank: what agrees is cleared, what does not is an item."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation import queries
from amanat.capabilities.reconciliation.actions.items import clear_item, find
from amanat.capabilities.reconciliation.actions.lines import match_lines
from amanat.capabilities.reconciliation.models import GatewayList, Item, ListRow, Match, Statement
from amanat.capabilities.reconciliation.queries.position import out_and_sums, position
from amanat.capabilities.reconciliation.rules import flight, keys
from amanat.capabilities.reconciliation.states import STANDING
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import start_of, tehran_day

ORDER = "order:"


@atomic
def match(act: Act) -> int:
    """Match what has come, find what differs, clear what agrees; answers how many items stand."""
    #  One at a time: two rounds would find the same difference twice.
    if Statement.objects.select_for_update().order_by("pk").first() is None:
        return 0  # The bank has said nothing yet.
    match_lines(act)
    wrong = {
        **{keys.line(line.pk): line.units for line in queries.unmatched()},
        **_payouts(),
        **_settlements(),
        **_orders(act.at),
    }
    lines = {keys.line(line.pk): line for line in queries.unmatched()}
    for key, units in wrong.items():
        find(act, key=key, units=units, line=lines.get(key))
    _clear(act, wrong)
    _balance(act)
    return Item.objects.filter(state__in=STANDING).count()


def _clear(act: Act, wrong: Iterable[str]) -> None:
    standing = Item.objects.filter(state__in=STANDING).exclude(key__in=list(wrong))
    for pk in standing.exclude(key=keys.BALANCE).values_list("pk", flat=True):
        clear_item(act, item_id=pk)


def _balance(act: Act) -> None:
    """What is left of the difference at the bank after every item has its name."""
    rest = position().rest_units
    if rest:
        find(act, key=keys.BALANCE, units=rest)
        return
    standing = Item.objects.filter(key=keys.BALANCE, state__in=STANDING)
    for pk in standing.values_list("pk", flat=True):
        clear_item(act, item_id=pk)


def _payouts() -> dict[str, int]:
    """Payouts of which the bank says something else than our book, and not only for now."""
    outs, sums = out_and_sums()
    whole = queries.whole_days()
    found = {}
    for pk, out in outs.items():
        said = sums.get(keys.payout(pk), 0)
        if said != out.book_units and not flight.is_in_flight(out, said, whole):
            found[keys.payout(pk)] = said - out.book_units
    return found


def _settlements() -> dict[str, int]:
    """Gateways' days whose money came short, or has not come at all though it had the time."""
    lists = list(GatewayList.objects.order_by("-day")[: flight.WINDOW.days * 10])
    subjects = [keys.settlement(one.gateway, one.day) for one in lists]
    came: dict[str, int] = {}
    for subject, units in Match.objects.filter(subject__in=subjects).values_list(
        "subject", "units"
    ):
        came[subject] = came.get(subject, 0) + units
    whole = queries.whole_days()
    found = {}
    for one, subject in zip(lists, subjects, strict=True):
        if subject not in came and flight.is_paid_later(one.day, whole):
            continue
        if came.get(subject, 0) != one.units:
            found[subject] = came.get(subject, 0) - one.units
    return found


def _orders(at: datetime) -> dict[str, int]:
    """Orders of which a gateway's lists say something else than our book."""
    found: dict[str, int] = {}
    for gateway in payments.gateway_names():
        found |= _orders_of(gateway, at)
    return found


def _orders_of(gateway: str, at: datetime) -> dict[str, int]:
    began = queries.start_day()
    assert began is not None, "The first statement begins it all."
    since = max(start_of(began), at - flight.WINDOW)
    rows = ListRow.objects.filter(gateway=gateway, of__day__gte=tehran_day(since) - flight.DAY)
    prefix = f"{ORDER}{gateway}:"
    standing = Item.objects.filter(state__in=STANDING, key__startswith=prefix)
    ids = {
        *rows.values_list("order_id", flat=True),
        *payments.orders_settled_between(gateway, since, at),
        *(keys.number_in(key) for key in standing.values_list("key", flat=True)),
    }
    said = _said(gateway, ids)
    ours, listed = payments.orders_of(gateway, ids), queries.listed_days(gateway)
    found = {}
    for order_id in ids:
        units = said.get(order_id, 0)
        mine = ours.get(order_id)
        if mine is not None and (mine.is_open or flight.is_listed_later(mine.changed_at, listed)):
            continue
        if units != (mine.units if mine is not None else 0):
            found[keys.order(gateway, order_id)] = units - (mine.units if mine is not None else 0)
    return found


def _said(gateway: str, order_ids: set[int]) -> dict[int, int]:
    rows = ListRow.objects.filter(gateway=gateway, order_id__in=order_ids).order_by()
    return dict(rows.values("order_id").annotate(sum=Sum("units")).values_list("order_id", "sum"))

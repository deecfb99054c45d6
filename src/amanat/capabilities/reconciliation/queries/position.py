"""Where the money is by our book, and where by the bank: the one equation of the finance desk."""

from dataclasses import dataclass

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation.models import Item, Match
from amanat.capabilities.reconciliation.queries.accounts import BANK, OPENING
from amanat.capabilities.reconciliation.queries.said import (
    bank_balance,
    latest_statement,
    start_day,
    whole_days,
)
from amanat.capabilities.reconciliation.rules import flight, keys
from amanat.capabilities.reconciliation.states import STANDING
from amanat.kernel.clock import time as clock
from amanat.words.moments import start_of

MOST_READS = 5
AT_THE_BANK = ("line:", "payout:")


@dataclass(frozen=True, slots=True)
class Position:
    """What we owe is at the gateways, at the bank, or in flight; what is left is a difference.

    `flight_units` is what the bank has paid out and our book has not, above zero. `known_units` is
    the sum of differences that stand as items; `rest_units` what not even an item names.
    """

    owed_units: int
    own_units: int
    gateway_units: int
    book_bank_units: int
    bank_units: int | None
    flight_units: int
    known_units: int

    @property
    def difference_units(self) -> int:
        """By how much the bank has more than our book says it must; zero before any statement."""
        if self.bank_units is None:
            return 0
        return self.bank_units + self.flight_units - self.book_bank_units

    @property
    def rest_units(self) -> int:
        return self.difference_units - self.known_units


def position() -> Position:
    """The whole position, read again when money moved while it was read."""
    for _ in range(MOST_READS):
        before = payments.balances()
        outs, sums = out_and_sums()
        if payments.balances().get(BANK) == before.get(BANK):
            break
    whole = whole_days()
    flying = sum(
        out.book_units - sums.get(keys.payout(pk), 0)
        for pk, out in outs.items()
        if flight.is_in_flight(out, sums.get(keys.payout(pk), 0), whole)
    )
    proof = payments.conservation()
    standing = Item.objects.filter(state__in=STANDING)
    known = sum(
        units for key, units in standing.values_list("key", "units") if key.startswith(AT_THE_BANK)
    )
    held = before.get(BANK, 0)
    return Position(
        owed_units=proof.owed_units - proof.fund_units,
        own_units=proof.fee_units + proof.fund_units + before.get(OPENING, 0),
        gateway_units=proof.outside_units - held,
        book_bank_units=held,
        bank_units=bank_balance(),
        flight_units=flying,
        known_units=known,
    )


def out_and_sums() -> tuple[dict[int, flight.Out], dict[str, int]]:
    """Payouts that moved lately, and what the bank's lines say of each of them.

    Lately is before the bank's last word, not before now: it may have said nothing for weeks.
    """
    began, last = start_day(), latest_statement()
    if began is None:
        return {}, {}
    start = start_of(began)
    heard = start_of(last.day if last else began)
    standing = Item.objects.filter(state__in=STANDING, key__startswith="payout:")
    also = [keys.number_in(key) for key in standing.values_list("key", flat=True)]
    rows = payments.payouts_moved_since(max(start, min(heard, clock.now()) - flight.WINDOW), also)
    outs = {
        one.pk: flight.Out(one.units, one.state, one.returned_at or one.settled_at)
        for one in rows.filter(sent_at__gte=start)
    }
    subjects = [keys.payout(pk) for pk in outs]
    sums: dict[str, int] = {}
    for subject, units in Match.objects.filter(subject__in=subjects).values_list(
        "subject", "units"
    ):
        sums[subject] = sums.get(subject, 0) + units
    return outs, sums

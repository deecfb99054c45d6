"""Payouts, and the honest answer to "when is my money there?"."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from amanat.capabilities.payments.models import Payout, Refund
from amanat.capabilities.payments.queries import parameters
from amanat.capabilities.payments.queries.halt import is_halted
from amanat.capabilities.payments.rules import payouts as rules
from amanat.capabilities.payments.rules.cycles import RAILS, IsWorking, Rail, first_arrival
from amanat.capabilities.payments.rules.rails import way_for
from amanat.capabilities.payments.rules.waits import (
    ENDED,
    HALTED_WAIT,
    SIGNING,
    STANDS_STILL,
    WAITS,
    WANT_ACCOUNT,
    Wait,
)
from amanat.words.refusal import NotFound, refuse
from amanat.words.text import Text

MOST_IN_WANT = 50


@dataclass(frozen=True, slots=True)
class Eta:
    """When money arrives: by which rail, between `cycle_at` and `arrives_at`, and how sure it is.

    `is_in_time` says whether the promise is kept; `is_confirmed`, whether the rail's timetable is
    more than hearsay; `needs_two`, that nothing leaves before two people have signed.
    """

    rail: str
    cycle_at: datetime
    arrives_at: datetime
    promised_at: datetime
    transfers: int
    is_in_time: bool
    is_confirmed: bool
    needs_two: bool

    @property
    def latest_at(self) -> datetime:
        """The moment to name in a letter; where people have yet to sign, not before the promise."""
        return max(self.arrives_at, self.promised_at) if self.needs_two else self.arrives_at

    @property
    def rail_says(self) -> Text:
        """The rail's name."""
        return RAILS[self.rail]


def payout(payout_id: int) -> Payout:
    found = Payout.objects.filter(pk=payout_id).first()
    if found is None:
        raise NotFound
    return found


def payout_for(person_id: int | None, payout_id: int) -> Payout:
    """A person's own payout, or refund on the rail; NotFound for anybody else's."""
    if person_id is None:
        raise NotFound
    mine = Payout.objects.filter(pk=payout_id, person_id=person_id)
    found = mine.select_related("batch", "replaces", "replaced_by", "refund__payment").first()
    if found is None:
        raise NotFound
    return found


def payouts_of(person_id: int) -> QuerySet[Payout]:
    """One person's payouts, newest first; refunds are left out."""
    return Payout.objects.filter(person_id=person_id, refund__isnull=True).order_by("-pk")


def payouts_of_business(business_id: int) -> QuerySet[Payout]:
    """One company's payouts, newest first."""
    mine = Payout.objects.filter(business_id=business_id)
    return mine.select_related("batch", "replaces", "replaced_by").order_by("-pk")


def payout_of_business(business_id: int, payout_id: int) -> Payout:
    """A company's own payout; NotFound for any other."""
    return payouts_of_business(business_id).filter(pk=payout_id).first() or refuse(NotFound)


def arrived_units(business_id: int) -> int:
    """What has reached a company's account so far."""
    there = Payout.objects.filter(business_id=business_id, state="settled")
    return there.aggregate(n=Sum("units"))["n"] or 0


def waiting_for_a_word(business_id: int) -> int:
    """What came back from a bank, or was turned down, and did not go out again: in rial."""
    home = Payout.objects.filter(business_id=business_id, state__in=("returned", "turned_down"))
    return home.filter(replaced_by__isnull=True).aggregate(n=Sum("units"))["n"] or 0


def on_the_way_to(person_id: int) -> QuerySet[Payout]:
    """What has not arrived yet, refunds on the rail with it, and was not taken over by a newer
    transfer, newest first."""
    mine = Payout.objects.filter(person_id=person_id, replaced_by__isnull=True)
    coming = mine.exclude(state__in=("settled", "turned_down"))
    return coming.select_related("batch").order_by("-pk")


def payouts_on(subject: str) -> QuerySet[Payout]:
    """The payouts of one upper thing ("hold:12"), in order."""
    return Payout.objects.filter(subject=subject, refund__isnull=True).order_by("pk")


def awaiting_approval() -> QuerySet[Payout]:
    """What waits for a signature, the first or the second."""
    waiting = Payout.objects.filter(state__in=SIGNING)
    return waiting.prefetch_related("signatures").order_by("asked_at")


def slow_payouts(at: datetime) -> QuerySet[Payout]:
    """What the watch desk looks at: asked for hours ago and not there yet, oldest first."""
    asked = Payout.objects.filter(refund__isnull=True, asked_at__lt=at - rules.SLOW_AFTER)
    return asked.exclude(state__in=ENDED).order_by("asked_at")


def in_want_of_account(person_id: int, business_ids: Collection[int]) -> list[Payout]:
    """Money of this person, or of these companies, that waits for its owner to name an account."""
    mine = Payout.objects.filter(Q(person=person_id) | Q(business__in=business_ids))
    waiting = mine.filter(state__in=WANT_ACCOUNT, replaced_by__isnull=True)
    return list(waiting.select_related("business").order_by("pk")[:MOST_IN_WANT])


def returned_payouts() -> QuerySet[Payout]:
    """Money that came back and waits for its owner to name another account, oldest first."""
    home = Payout.objects.filter(state="returned", replaced_by__isnull=True)
    return home.order_by("pk")


def transfers_back(subjects: Collection[str]) -> QuerySet[Payout]:
    """Refunds of upper things ("hold:12") that go to their payer's account and are not there yet."""
    back = Payout.objects.filter(subject__in=subjects, refund__isnull=False)
    waiting = back.filter(replaced_by__isnull=True).exclude(state="settled")
    return waiting.select_related("batch").order_by("pk")


def why_waiting(payout: Payout) -> Wait | None:
    """Why a payout has not arrived, and whose turn it is; None when there is nothing to wait for."""
    return waits_of([payout])[0]


def waits_of(payouts: Iterable[Payout]) -> list[Wait | None]:
    """The same for many: whether payouts are halted is read once."""
    found = list(payouts)
    stopped = STANDS_STILL if is_halted() else ()
    return [HALTED_WAIT if one.state in stopped else WAITS.get(one.state) for one in found]


def is_late(payout: Payout, at: datetime) -> bool:
    """Whether it is past our promise, which is made for payouts and not for refunds."""
    return payout.refund_id is None and payout.settled_at is None and payout.promised_at <= at


def tone_of(payout: Payout, at: datetime) -> str:
    """The tone of its state: gone wrong, its owner's turn, or on its way."""
    if payout.state == "returned" or is_late(payout, at):
        return "dispute"
    return "due" if payout.state in WANT_ACCOUNT else "released"


def stuck_refunds() -> QuerySet[Refund]:
    return Refund.objects.filter(state="manual").order_by("pk")


def eta(amount_units: int, at: datetime) -> Eta:
    """When money accepted at `at` arrives: cool-off, the rail it takes, credit after it.

    Holidays make it honest: around them the answer may lie beyond the promised twelve hours.
    """
    assert amount_units > 0, "Nothing to pay out."
    rails = parameters.rails(at)
    promised_at = at + parameters.minutes("payout_promise_minutes", at)
    way = way_for(
        amount_units,
        not_before=at + parameters.minutes("payout_cool_off_minutes", at),
        promised_at=promised_at,
        rails=rails,
        is_working=parameters.working_days(),
    )
    arrival = way.arrival
    return Eta(
        rail=arrival.rail,
        cycle_at=arrival.cycle_at,
        arrives_at=arrival.arrives_at,
        promised_at=promised_at,
        transfers=len(way.parts),
        is_in_time=way.is_in_time,
        is_confirmed=next(one.is_confirmed for one in rails if one.name == arrival.rail),
        needs_two=amount_units > parameters.units("two_person_limit_units", at),
    )


def eta_of(payout: Payout, at: datetime) -> Eta | None:
    """When a payout on its way arrives; None once it has, or while it waits for its owner."""
    return etas_of([payout], at)[0]


def etas_of(payouts: Iterable[Payout], at: datetime) -> list[Eta | None]:
    """The same for many: the timetables and the calendar are read once."""
    rails, is_working = parameters.every_rail(at), parameters.working_days()
    stopped = STANDS_STILL if is_halted() else ()  # Nobody knows, while payouts are halted.
    return [
        None if one.state in stopped else _eta(one, rails[one.rail], is_working, at)
        for one in payouts
    ]


def _eta(payout: Payout, rail: Rail, is_working: IsWorking, at: datetime) -> Eta | None:
    if payout.state in ENDED or payout.state == "needs_account":
        return None
    if payout.batch is not None:
        cycle_at, arrives_at = payout.batch.cycle_at, payout.batch.cycle_at + rail.lag
    else:
        start = max(payout.not_before, payout.due_at or at, at)
        arrival = first_arrival(start, rail, is_working)
        cycle_at, arrives_at = arrival.cycle_at, arrival.arrives_at
    return Eta(
        rail=rail.name,
        cycle_at=cycle_at,
        arrives_at=arrives_at,
        promised_at=payout.promised_at,
        transfers=1,
        is_in_time=arrives_at <= payout.promised_at,
        is_confirmed=rail.is_confirmed,
        needs_two=payout.state in SIGNING,
    )

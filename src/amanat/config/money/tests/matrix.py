"""Every fault switch at every place a payment can be in; then the weather clears, and all agree.

The judge reads three books that know nothing of each other: the gateway's, our ledger, and the
states of our payments. After the recovery window each rial must have one owner in all three.
"""

import itertools
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from amanat.capabilities.payments.models import Attempt, Call, Refund
from amanat.capabilities.payments.states import LIVE, OPEN
from amanat.capabilities.payments.tests.cast import Outside, Story, fresh, units_in
from amanat.config.money.tests import places, tills
from amanat.config.money.tests.places import UNITS, Entry, Trip
from amanat.kernel.ledger import book
from simulators import faults

OUTAGE = timedelta(minutes=25)  # Longer than the bank's own twenty minutes.
HICCUP = timedelta(minutes=1)
RECOVERY = timedelta(hours=6)
LATE_MINUTES = "45"
#  These have nothing to say before or beside the work: the time of the cut is their meaning.
ONE_SIDED = frozenset({"timeout_before", "timeout_after", "slow", "slow_drip", "invalid_xml"})


@dataclass(frozen=True)
class Switch:
    """One way the outside goes wrong: once, or for as long as an outage lasts."""

    call: str
    fault: str
    effect: bool | None = None
    lasts: bool = False

    def __str__(self) -> str:
        side = {None: "", True: " after", False: " before"}[self.effect]
        return f"{self.fault}{side}{' for an outage' if self.lasts else ''}"


def switches(provider: str) -> list[Switch]:
    """Every switch this simulator knows, as its own board lists them."""
    found = []
    for fault, works in faults.EFFECT_BY_FAULT.items():
        call = "callback" if fault in faults.CALLBACK_FAULTS else faults.ANY
        if fault in faults.DELIVERY_FAULTS or not _is_known(provider, call, fault):
            continue
        found += [Switch(call, fault), Switch(call, fault, lasts=True)]
        if call == faults.ANY and fault not in ONE_SIDED:
            found.append(Switch(call, fault, effect=not works))
    return found


def _is_known(provider: str, call: str, fault: str) -> bool:
    if call == "callback" and "callback" not in faults.CALLS[provider]:
        return False
    try:
        faults.parse({"provider": provider, "call": call, "fault": fault, "value": "1"})
    except faults.WrongSwitch:
        return False
    return True


@dataclass(frozen=True)
class Case:
    """One switch that strikes at one place of one gateway."""

    gateway: str
    place: Entry
    switch: Switch

    def __str__(self) -> str:
        return f"{self.gateway}, {self.place.__name__}, {self.switch}"


def all_cases() -> list[Case]:
    """The whole matrix of money in."""
    return [
        Case(gateway, place, switch)
        for gateway in tills.TILLS
        for place in places.places_of(gateway)
        for switch in switches(gateway)
    ]


def few_cases() -> list[Case]:
    """Each place once, and each kind of switch once, on one gateway after the other."""
    everything, turn = all_cases(), itertools.count()
    few = {}
    for one in everything:
        few.setdefault(one.place, [case for case in everything if case.place is one.place])
    missing = {case.switch.fault for case in everything}
    return [_next(cases, missing, next(turn)) for cases in few.values()] + [
        next(case for case in everything if case.switch.fault == fault) for fault in sorted(missing)
    ]


def _next(cases: list[Case], missing: set[str], turn: int) -> Case:
    """One case of a place: a switch that had no turn yet, on the gateway whose turn it is."""
    gateways = sorted({case.gateway for case in cases})
    mine = [case for case in cases if case.gateway == gateways[turn % len(gateways)]]
    fresh_one = next((case for case in mine if case.switch.fault in missing), mine[0])
    missing.discard(fresh_one.switch.fault)
    return fresh_one


def play(outside: Outside, case: Case) -> list[str]:
    """Play one case on the platform clock and undo it; what is wrong at its end, in words."""
    with transaction.atomic():
        wrong = _played(outside, case)
        transaction.set_rollback(True)
    return [f"{case}: {one}" for one in wrong]


def _played(outside: Outside, case: Case) -> list[str]:
    before = _books(case.gateway)
    trip = Trip(Story(outside), case.gateway)
    places.arrive(trip, case.place)
    outside.arm(
        f"{case.gateway}.{case.switch.call}", case.switch.fault, effect=case.switch.effect,
        count=None if case.switch.lasts else 1, value=_value(trip, case.switch),
    )  # fmt: skip
    places.go_on(trip)
    trip.story.wait(seconds=(OUTAGE if case.switch.lasts else HICCUP).total_seconds())
    outside.clear()
    places.go_on(trip)  # A payer who looks again.
    trip.story.wait(seconds=RECOVERY.total_seconds())
    wrong = judge(trip, before)
    if not wrong and fresh(trip.payment).state == "due":
        places.pay_again(trip)
        wrong = [f"paid again: {one}" for one in judge(trip, before, must_be_paid=True)]
    return wrong


def _value(trip: Trip, switch: Switch) -> str:
    return LATE_MINUTES if switch.fault == "late_success" else trip.till.neutral_code


SHARED = ("suspense", "refund_in_transit", "escrow_control")


def _books(gateway: str) -> dict[str, int]:
    names = (*SHARED, f"psp_unsettled:{gateway}", f"psp_receivable:{gateway}")
    return {name: units_in(name) for name in names}


def judge(trip: Trip, before: dict[str, int], *, must_be_paid: bool = False) -> list[str]:
    """What is wrong when the weather has long cleared."""
    attempts = list(Attempt.objects.filter(payment=trip.payment))
    after = _books(trip.gateway)
    moved = {name: after[name] - before[name] for name in after}
    payment = fresh(trip.payment)
    wrong = [*_unknown(attempts), *_at_the_gateway(trip, attempts, moved)]
    wrong += _owners(trip, moved)
    held = [one for one in attempts if one.money_in == Attempt.HOLD]
    if (payment.state == "paid") != (len(held) == 1 and held[0].state == "settled"):
        wrong.append(f"the payment is {payment.state} with {len(held)} attempts in its hold")
    if must_be_paid and payment.state != "paid":
        wrong.append("a payer who tried again could not pay")
    return wrong


def _unknown(attempts: list[Attempt]) -> list[str]:
    still = [one.state for one in attempts if one.state in (*OPEN, *LIVE)]
    wrong = [f"an attempt is still {state}" for state in still]
    calls = Call.objects.filter(attempt__in=attempts, sent_at__isnull=True)
    if calls.exists():
        wrong.append("a question was written and never asked")
    refunds = Refund.objects.filter(attempt__in=attempts, state__in=("queued", "sending"))
    if refunds.exists():
        wrong.append("a refund is still on its way")
    return wrong


def _at_the_gateway(trip: Trip, attempts: list[Attempt], moved: dict[str, int]) -> list[str]:
    """The gateway's own book against what our ledger says it owes us."""
    kept, wrong = 0, []
    for attempt in attempts:
        row = tills.sale(trip.gateway, attempt.order_id)
        if row is None:
            continue
        kept += tills.kept_units(trip.gateway, row)
        if row["state"] in trip.till.hanging:
            wrong.append(f"lost: the gateway holds a sale {row['state']}, we say {attempt.state}")
    owed = moved[f"psp_receivable:{trip.gateway}"]
    if kept != owed:
        wrong.append(f"the gateway owes us {kept}, our ledger says {owed}")
    if moved[f"psp_unsettled:{trip.gateway}"]:
        wrong.append("money stands unsettled")
    return wrong


def _owners(trip: Trip, moved: dict[str, int]) -> list[str]:
    """Every rial the gateway owes us belongs to a hold, to the payer, or to an open refund."""
    payment = fresh(trip.payment)
    held = book.hold_state(payment.hold_id).open_units if payment.state == "paid" else 0
    payer = units_in(f"refundable:{trip.story.payer.pk}")
    waiting = sum(one.units for one in _with_a_person(trip))
    wrong = []
    if moved["suspense"]:
        wrong.append(f"{moved['suspense']} stand in suspense")
    if moved["refund_in_transit"] != waiting:
        wrong.append(
            f"{moved['refund_in_transit']} are set aside for refunds, {waiting} have a person"
        )
    if held + payer + waiting != moved[f"psp_receivable:{trip.gateway}"]:
        wrong.append(f"hold {held}, payer {payer}, waiting {waiting} do not add up to what we have")
    if moved["escrow_control"] not in (0, UNITS) or moved["escrow_control"] != held:
        wrong.append(f"double hold: {moved['escrow_control']} for a hold of {held}")
    return wrong


def _with_a_person(trip: Trip) -> list[Refund]:
    """Refunds whose next step is a person's: our staff's, or the payer's who has no account yet."""
    mine = Refund.objects.filter(payment=trip.payment)
    asked = Q(state="on_the_rail", payouts__state="needs_account")
    return list(mine.filter(Q(state="manual") | asked).distinct())

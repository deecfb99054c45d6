"""The same for money out: every fault switch of the bank at every place a payout can be in.

The judge reads the bank's own book of transfers, our ledger, and the states of our payouts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from amanat.capabilities.payments import actions
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.tests.cast import (
    Outside,
    Story,
    checked_account,
    fresh,
    sheba,
    units_in,
)
from amanat.config.money.tests.matrix import HICCUP, Switch, switches
from amanat.config.nearby import Wire
from amanat.kernel.ledger import book
from amanat.words.act import Role

UNITS = 990_000
OUTAGE = timedelta(hours=5)  # Over a whole cycle of the bank.
RECOVERY = timedelta(hours=20)
CYCLE, LONGEST_ROAD = timedelta(hours=3), timedelta(days=2)
LAST_WORDS = ("settled", "returned")
NEUTRAL_CODE = "503"
SHARED = ("bank:main", "payout_in_transit", "returned_payout")


@dataclass
class Road:
    """One seller, one payout, and an account that keeps the money or sends it back."""

    story: Story
    is_returning: bool
    payout: Payout = field(init=False)
    sheba: str = field(init=False)

    def __post_init__(self) -> None:
        seller = self.story.seller
        tail = "9999" if self.is_returning else "0001"
        self.sheba = sheba(f"05401026{seller.pk % 10**10:010}{tail}")
        checked_account(seller, self.sheba)
        payment = self.story.demand(UNITS, f"sale:{seller.pk}")
        self.story.pay(payment)
        release = book.Step(payment.hold_id, 1, book.StepKind.RELEASE)
        book.write(self.story.bank(), release, key=f"matrix/release/{payment.pk}")
        self.payout = actions.pay_out(
            self.story.act(seller, Role.HOUSE), person_id=seller.pk, units=UNITS,
            subject=f"hold:{seller.pk}", key=f"matrix/{seller.pk}",
        )  # fmt: skip


def queued(road: Road) -> None:
    """Nothing has left the house yet."""


def batched(road: Road) -> None:
    road.story.wait(hours=2, minutes=20, seconds=30)


def submitted(road: Road) -> None:
    """The file is written and handed to a worker; nobody has asked the bank."""
    batched(road)
    batch_id = fresh(road.payout).batch_id
    actions.send_batch(road.story.act(None, Role.CLOCK), batch_id=batch_id)


def accepted(road: Road) -> None:
    road.story.wait(hours=2, minutes=25)


def transferred(road: Road) -> None:
    road.story.wait(hours=2, minutes=32)
    actions.poll(road.story.act(None, Role.CLOCK), payout_id=road.payout.pk)
    road.story.do_due()


def unknown(road: Road) -> None:
    """The bank took the file and says it does not know the transfer."""
    accepted(road)
    actions.doubt(road.story.bank(), payout_id=road.payout.pk)


def ended(road: Road) -> None:
    """The bank's last word: it arrived, or at the next cycle it is here again."""
    for _ in range(LONGEST_ROAD // CYCLE):
        road.story.wait(seconds=CYCLE.total_seconds())
        if fresh(road.payout).state in LAST_WORDS:
            return


Place = Callable[[Road], None]
PLACES: tuple[Place, ...] = (queued, batched, submitted, accepted, transferred, unknown, ended)
#  The state of a place that has another name: when the money stays there, when it comes back.
STATES = {"accepted": ("submitted", "submitted"), "ended": LAST_WORDS}


@dataclass(frozen=True)
class Case:
    """One switch that strikes at one place of one payout."""

    place: Place
    switch: Switch
    is_returning: bool

    def __str__(self) -> str:
        back = ", to an account that sends it back" if self.is_returning else ""
        return f"payout {self.place.__name__}{back}, {self.switch}"


def all_cases() -> list[Case]:
    return [
        Case(place, switch, is_returning)
        for place in PLACES
        for is_returning in (False, True)
        for switch in switches("bank")
    ]


def few_cases() -> Iterator[Case]:
    """Each place once, each with another switch, every second to an account that sends it back.
    Outages are for the whole matrix: a file handed in again for hours costs as many questions."""
    kinds = {one.fault: one for one in switches("bank") if not one.lasts}
    for turn, (place, switch) in enumerate(zip(PLACES, kinds.values(), strict=False)):
        yield Case(place, switch, turn % 2 == 1)


def play(outside: Outside, wire: Wire, case: Case) -> list[str]:
    """Play one case on the platform clock and undo it; what is wrong at its end, in words."""
    with transaction.atomic():
        wrong = _played(outside, wire, case)
        transaction.set_rollback(True)
    return [f"{case}: {one}" for one in wrong]


def _played(outside: Outside, wire: Wire, case: Case) -> list[str]:
    before = {name: units_in(name) for name in SHARED}
    road = Road(Story(outside), case.is_returning)
    case.place(road)
    wanted = STATES.get(case.place.__name__, (case.place.__name__, case.place.__name__))
    state = fresh(road.payout).state
    assert state == wanted[case.is_returning], f"{case}: it is {state}"
    outside.arm(
        f"bank.{case.switch.call}", case.switch.fault, effect=case.switch.effect,
        count=None if case.switch.lasts else 1, value=NEUTRAL_CODE,
    )  # fmt: skip
    road.story.do_due()
    road.story.wait(seconds=(OUTAGE if case.switch.lasts else HICCUP).total_seconds())
    outside.clear()
    road.story.wait(seconds=RECOVERY.total_seconds())
    return judge(road, wire, before)


def judge(road: Road, wire: Wire, before: dict[str, int]) -> list[str]:
    """The bank's book, our ledger and the state of the payout must tell one story."""
    with wire.world.store.transaction() as db:
        rows = db.execute(
            "SELECT status, amount_units FROM paya_transfer WHERE iban = ?", (road.sheba,)
        ).fetchall()
    moved = {name: units_in(name) - before[name] for name in SHARED}
    owed = units_in(f"payable:{road.story.seller.pk}")
    arrived = sum(row["amount_units"] for row in rows if row["status"] == "SETTLED")
    states = sorted(p.state for p in Payout.objects.filter(person=road.story.seller))
    wrong = []
    if len(rows) > 1:
        wrong.append(f"the bank has {len(rows)} transfers of one payout")
    if any(row["status"] in ("READY_TO_TRANSFER", "TRANSFERRED") for row in rows):
        wrong.append("the bank still has it on its way")
    if states != (["settled"] if arrived else ["returned"]):
        wrong.append(f"the bank has paid out {arrived}, we say {states}")
    if arrived + owed != UNITS or moved["bank:main"] != -arrived:
        wrong.append(f"arrived {arrived}, owed {owed}, ledger {moved['bank:main']}")
    if moved["payout_in_transit"] or moved["returned_payout"]:
        wrong.append(f"money is still in transit: {moved}")
    return wrong

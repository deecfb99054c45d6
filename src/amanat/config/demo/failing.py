"""A maker that fails, part of the money being gone: what its buyers get all the same.

Each gets a share of what is still in the account, and of what the guarantor brings, by what each is
owed: the money and what the delay cost.
"""

from datetime import timedelta

from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects import queries as accounts
from amanat.capabilities.reconciliation import actions as desk
from amanat.capabilities.reconciliation import queries as books
from amanat.capabilities.reconciliation.models import Item
from amanat.config.demo.cars import CALL_DAYS, DAY, HOUR, Plant
from amanat.config.demo.progress import project_of
from amanat.config.demo.reading import read_up
from amanat.config.demo.supervised import WORDS, house
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

PAPER = "ضمانت‌نامهٔ G"
BROUGHT = "بانک ضامن، تعهد سازندهٔ ناتوان را به حساب ما ریخت."
SUSPENSE = "suspense"


def fail(plant: Plant, within: timedelta) -> None:
    """No car came: the clock sees it, the committee says so, and what is there is shared out."""
    player, project = plant.desk.player, project_of(plant)
    until = clock.now() + within
    while project_of(plant).state != "late" and clock.now() < until:
        player.skip(DAY * CALL_DAYS)
        deliveries.accrue_due(house())  # Each late day counts when it is over, on any machine.
        player.settle()
    projects.default_project(plant.member(0), project_id=project.pk, words=WORDS)
    deliveries.accrue_due(house())  # Every late day counts, up to today.
    projects.resolve_project(plant.member(0), project_id=project.pk)
    player.wait(HOUR)


def call_the_guarantee(plant: Plant) -> int:
    """The guarantor pays what is missing. Nobody waited for that line of the bank: all payouts stop
    until two people of finance book it as what it is; then it is shared out too."""
    project, player = project_of(plant), plant.desk.player
    source, most = accounts.collateral(project)[0]
    units = min(most, accounts.plans(project.pk)[-1].short_units)
    player.outside.bring_money(units, PAPER)
    read_up()
    assert money.is_halted(), "A line that nobody explains stops every payout."
    _book(plant, units)
    _let_go_on(plant)
    projects.bring_collateral(second(plant), project_id=project.pk, units=units, source=source)
    player.wait(HOUR)
    return units


def _book(plant: Plant, units: int) -> None:
    """One proposes the entry, another one signs it."""
    item: Item = books.unexplained().get(units=units)
    desk.propose_correction(
        first(plant), item_id=item.pk, debit=books.BANK, credit=SUSPENSE, words=BROUGHT
    )
    item.refresh_from_db()
    desk.write_correction(second(plant), item_id=item.pk, sha256=item.sha256)


def _let_go_on(plant: Plant) -> None:
    halt = money.open_halt()
    assert halt is not None, "It stands until two people end it."
    payments.ask_to_restart(first(plant), halt_id=halt.pk, words=BROUGHT)
    payments.restart(second(plant), halt_id=halt.pk)
    plant.desk.player.settle()


def first(plant: Plant) -> Act:
    return plant.desk.player.act(plant.desk.officer, Role.FINANCE)


def second(plant: Plant) -> Act:
    return plant.desk.second_act(Role.FINANCE)

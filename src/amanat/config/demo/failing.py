"""A maker that fails: part of the money had left against a certificate; what buyers get all the same.

Each gets a share of what is still in the account, and of what the guarantor brings, by what each is
owed: the money and what the delay cost.
"""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.people.models import Person
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects import queries as accounts
from amanat.capabilities.projects.models import Project
from amanat.capabilities.reconciliation import actions as desk
from amanat.capabilities.reconciliation import queries as books
from amanat.capabilities.reconciliation.models import Item
from amanat.config.demo.cars import CALL_DAYS, DAY, HOUR, Plant
from amanat.config.demo.supervised import WORDS, YEAR, house
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

CERTIFIED = 2_000  # Of 10,000: what the inspector sees of the cars.
WINDOW = timedelta(days=6)  # In which buyers may object to a draw.
PAPER = "ضمانت‌نامهٔ G"
BROUGHT = "بانک ضامن، تعهد سازندهٔ ناتوان را به حساب ما ریخت."
SUSPENSE = "suspense"


def draw(plant: Plant, inspector: Person) -> int:
    """An inspector certifies, the maker asks for half of what may leave, nobody objects, and a
    person of finance releases it; how many rials left."""
    project, player = project_of(plant), plant.desk.player
    projects.name_certifier(
        plant.desk.officer_act(), project_id=project.pk, phone=inspector.phone, kind="inspector",
        licence_number="12-345", licence_until=clock.tehran_day(clock.now()) + YEAR,
    )  # fmt: skip
    certify(plant, inspector, CERTIFIED)
    units = accounts.formula(project_of(plant), clock.now()).now_units // 2
    asked = projects.request_draw(plant.holder(), project_id=project.pk, units=units, words=WORDS)
    player.wait(WINDOW)
    left = projects.decide_draw(plant.desk.second_act(Role.FINANCE), drawdown_id=asked.pk)
    player.settle()
    return left.released_units


def certify(plant: Plant, inspector: Person, basis_points: int) -> None:
    """What an inspector saw, with a photo of it."""
    act = plant.desk.player.act(inspector)
    picture = BytesIO()
    Image.new("RGB", (320, 240), (90, 110, 130)).save(picture, "JPEG")
    upload = SimpleUploadedFile("line.jpg", picture.getvalue(), "image/jpeg")
    photo = evidence.keep(act, person_id=inspector.pk, upload=upload)
    progress = projects.Progress(
        basis_points, clock.tehran_day(act.at), "سالن مونتاژ، خط یک",
        "بدنه‌ها آماده است و قطعات موتور رسیده است.", (photo.pk,),
    )  # fmt: skip
    projects.certify(act, project_id=project_of(plant).pk, progress=progress)


def fail(plant: Plant, within: timedelta) -> None:
    """No car came: the clock sees it, the committee says so, and what is there is shared out."""
    player, project = plant.desk.player, project_of(plant)
    until = clock.now() + within
    while project_of(plant).state != "late" and clock.now() < until:
        player.skip(DAY * CALL_DAYS)
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
    desk.reconcile(house())
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


def project_of(plant: Plant) -> Project:
    return accounts.project_of(plant.permit_id)

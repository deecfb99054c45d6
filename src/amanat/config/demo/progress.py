"""Money of a project on its way to the maker: an inspector certifies, buyers may object, it leaves."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.people.models import Person
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects import queries as accounts
from amanat.capabilities.projects.models import Drawdown, Project
from amanat.config.demo.cars import Plant
from amanat.config.demo.supervised import WORDS, YEAR
from amanat.kernel.clock import time as clock
from amanat.words.act import Role

WINDOW = timedelta(days=6)  # In which buyers may object to a draw.
PHOTO = (320, 240)


def project_of(plant: Plant) -> Project:
    return accounts.project_of(plant.permit_id)


def name_inspector(plant: Plant, inspector: Person) -> None:
    projects.name_certifier(
        plant.desk.officer_act(), project_id=project_of(plant).pk, phone=inspector.phone,
        kind="inspector", licence_number="12-345",
        licence_until=clock.tehran_day(clock.now()) + YEAR,
    )  # fmt: skip


def certify(plant: Plant, inspector: Person, basis_points: int) -> None:
    """What an inspector saw, with a photo of it."""
    act = plant.desk.player.act(inspector)
    upload = SimpleUploadedFile("line.jpg", _picture(), "image/jpeg")
    photo = evidence.keep(act, person_id=inspector.pk, upload=upload)
    progress = projects.Progress(
        basis_points, clock.tehran_day(act.at), "سالن مونتاژ، خط یک",
        "بدنه‌ها آماده است و قطعات موتور رسیده است.", (photo.pk,),
    )  # fmt: skip
    projects.certify(act, project_id=project_of(plant).pk, progress=progress)


def _picture() -> bytes:
    """Three bodies of cars on a line, as a made-up inspector would photograph them."""
    image, out = Image.new("RGB", PHOTO, (206, 212, 218)), BytesIO()
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 190, 320, 240), fill=(120, 126, 134))
    for left in (15, 115, 215):
        pen.rounded_rectangle((left, 145, left + 90, 180), 10, fill=(38, 70, 120))
        pen.polygon([(left + 18, 146), (left + 32, 118), (left + 62, 118), (left + 76, 146)],
                    fill=(64, 98, 150))  # fmt: skip
        for wheel in (left + 14, left + 58):
            pen.ellipse((wheel, 168, wheel + 20, 188), fill=(40, 40, 44))
    image.save(out, "JPEG")
    return out.getvalue()


def ask_for_half(plant: Plant) -> Drawdown:
    """The maker asks for half of what the formula allows now; its buyers are told."""
    project = project_of(plant)
    units = accounts.formula(project, clock.now()).now_units // 2
    asked = projects.request_draw(plant.holder(), project_id=project.pk, units=units, words=WORDS)
    plant.desk.player.settle()
    return asked


def draw(plant: Plant) -> int:
    """It asks, nobody objects, and a person of finance releases it; how many rials left."""
    asked = ask_for_half(plant)
    plant.desk.player.wait(WINDOW)
    left = projects.decide_draw(plant.desk.second_act(Role.FINANCE), drawdown_id=asked.pk)
    plant.desk.player.settle()
    return left.released_units

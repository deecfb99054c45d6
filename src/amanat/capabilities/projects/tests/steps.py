"""Steps of a project's life, as its people take them."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.evidence.tests.samples import picture
from amanat.capabilities.people.models import Person
from amanat.capabilities.projects import actions
from amanat.capabilities.projects.models import Certifier, Drawdown, ProgressCertificate
from amanat.capabilities.projects.tests.cast import Site, as_, by_clock
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from amanat.words.moments import tehran_day

FAR = timedelta(days=400)
WORDS = "برای خرید مصالح همین مرحله است."


def named(site: Site, kind: str = "inspector", person: Person | None = None) -> Certifier:
    """An officer names somebody who has nothing to do with the business."""
    person = person or a_person("فرهاد مهندس‌زاده")
    return actions.name_certifier(
        site.officer, project_id=site.pk, phone=person.phone, kind=kind,
        licence_number="12-345", licence_until=tehran_day(clock.now()) + FAR,
    )  # fmt: skip


def a_photo(person: Person) -> int:
    upload = SimpleUploadedFile("site.jpg", picture(), "image/jpeg")
    return evidence.keep(as_(person, Role.PERSON), person_id=person.pk, upload=upload).pk


def certified(
    site: Site, certifier: Certifier, basis_points: int, *, reason: str = "",
    issued_on: date | None = None,
) -> ProgressCertificate:  # fmt: skip
    person = certifier.person
    progress = actions.Progress(
        basis_points, issued_on or tehran_day(clock.now()), "دماوند، خیابان نخست",
        "فونداسیون ریخته و خشک شده است.", (a_photo(person),), reason,
    )  # fmt: skip
    return actions.certify(as_(person, Role.PERSON), project_id=site.pk, progress=progress)


def asked(site: Site, units: int) -> Drawdown:
    return actions.request_draw(site.holder, project_id=site.pk, units=units, words=WORDS)


def after_the_window(draw: Drawdown) -> Drawdown:
    return actions.close_window(by_clock(), drawdown_id=draw.pk)


def released(site: Site, units: int) -> Drawdown:
    """Asked, nobody objects, and finance decides."""
    draw = after_the_window(asked(site, units))
    return actions.decide_draw(as_(site.finance, Role.FINANCE), drawdown_id=draw.pk)

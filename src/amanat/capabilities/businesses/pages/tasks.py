"""What businesses ask of their people and of officers, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.businesses.models import Business, Domain, TradeLicence
from amanat.capabilities.businesses.queries import portal
from amanat.capabilities.businesses.states import DOMAIN, MISSING, REGISTERED, UNPROVEN, WAITING
from amanat.face.tasks import Pile, Reader, Task
from amanat.words.act import Role
from amanat.words.powers import PAPERS
from amanat.words.text import Text

PROVE = Text("مالکیت دامنه را ثابت کنید", "Prove that the domain is yours")
PUT_BACK = Text("نشانهٔ مالکیت را برگردانید", "Put the proof of ownership back")
REGISTRATIONS = Pile[Business](
    what=Text("{n} ثبت کسب‌وکار را استعلام کنید", "Inquire about registrations: {n}"),
    page="businesses:bench",
    find=portal.registered,
    whose={REGISTERED: {Role.OFFICER}},
    about=lambda one: one.pk,
)
LICENCES = Pile[TradeLicence](
    what=Text("{n} پروانه را استعلام کنید", "Inquire about licences: {n}"),
    page="businesses:bench",
    find=portal.waiting_licences,
    whose={WAITING: {Role.OFFICER}},
    about=lambda one: one.business_id,
)


def waiting(reader: Reader) -> Iterator[Task]:
    """Domains whose proof is missing; for officers, registrations and licences without an answer."""
    for one in portal.unproven_of(reader.holding(PAPERS)):
        yield _to_prove(one)
    yield from REGISTRATIONS.lines(reader)
    yield from LICENCES.lines(reader)


def _to_prove(one: Domain) -> Task:
    timer = DOMAIN.timers.get(one.state)
    return Task(
        what=PROVE if one.state == UNPROVEN else PUT_BACK,
        url=reverse("businesses:domains", args=[one.business.code]),
        title=one.name,
        with_whom=one.business.name,
        state=DOMAIN.states[one.state],
        tone="dispute" if one.state == MISSING else "due",
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
    )

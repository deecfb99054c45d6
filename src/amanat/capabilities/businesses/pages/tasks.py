"""What businesses ask of their people and of officers, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.businesses.models import Domain
from amanat.capabilities.businesses.queries import portal
from amanat.capabilities.businesses.states import DOMAIN, MISSING, REGISTERED, UNPROVEN, WAITING
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

PROVE = Text("مالکیت دامنه را ثابت کنید", "Prove that the domain is yours")
PUT_BACK = Text("نشانهٔ مالکیت را برگردانید", "Put the proof of ownership back")
ASK = Text("{n} ثبت کسب‌وکار را استعلام کنید", "Inquire about registrations: {n}")
ASK_LICENCE = Text("{n} پروانه را استعلام کنید", "Inquire about licences: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    """Domains whose proof is missing; for officers, registrations and licences without an answer."""
    for one in portal.unproven_of(reader.businesses):
        yield _to_prove(one)
    officer, page = Role.OFFICER, "businesses:bench"
    yield from pile(reader, portal.registered, {REGISTERED: officer}, ASK, page)
    yield from pile(reader, portal.waiting_licences, {WAITING: officer}, ASK_LICENCE, page)


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

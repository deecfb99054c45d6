"""Questions to the outside, written down before they are asked."""

from datetime import timedelta

from amanat.capabilities.people.models import Inquiry, Person
from amanat.capabilities.people.ports.inquiry import Ownership
from amanat.capabilities.people.refusals import TooManyInquiries
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless

DAY = timedelta(days=1)


def ask(act: Act, person: Person, kind: str, about: str, *, most_a_day: int, param: str) -> Inquiry:
    """Write the question down, within the day's limit. `person` is locked by the caller."""
    today = Inquiry.objects.filter(person=person, kind=kind, asked_at__gt=act.at - DAY)
    refuse_unless(today.count() < most_a_day, TooManyInquiries, param, count=most_a_day)
    return Inquiry.objects.create(person=person, kind=kind, about=about, asked_at=act.at)


def answer(act: Act, inquiry_id: int, found: Ownership) -> None:
    """Write the answer beside its question."""
    Inquiry.objects.filter(pk=inquiry_id).update(answered_at=act.at, matched=found.matched)

"""Deals and payouts as rows, for figures: how they came about is told in the stories."""

from datetime import datetime, timedelta
from functools import cache

from amanat.capabilities.deals.models import Deal, TermsVersion
from amanat.capabilities.payments.models import Batch, Payout
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_phone
from amanat.capabilities.places import queries as places
from amanat.kernel.ledger import book
from amanat.words.codes import new_code

HOUR = timedelta(hours=1)
SHEBA = "IR820540102680020817909002"


@cache
def _called(city: str) -> int:
    """Every city is there before the first story begins."""
    return places.cities_called(city)[0].pk


def person_in(city: str | None, at: datetime) -> Person:
    where = _called(city) if city else None
    return Person.objects.create(phone=new_phone(), name="کسی", city_id=where, created_at=at)


def funded(origin: str | None, destination: str | None, at: datetime, price: int = 1) -> Deal:
    """A deal whose money was held, from one city to another."""
    deal = Deal.objects.create(
        state="draft", code=new_code("D"), starter_role="buyer", version=1,
        buyer=person_in(destination, at), seller=person_in(origin, at),
        created_at=at, funded_at=at,
    )  # fmt: skip
    TermsVersion.objects.create(
        deal=deal, number=1, offered_by="buyer", body={"price_units": price}, sha256="", at=at
    )
    return deal


def payout(
    asked_at: datetime, settled_at: datetime | None, replaces: Payout | None = None
) -> Payout:
    """A payout that was promised within twelve hours; it has arrived, or is on its way."""
    one = Payout.objects.create(
        state="queued", due_at=asked_at, person=person_in(None, asked_at), units=10_000_000,
        subject="hold:1", key=new_code("K"), source_account_id=1, reserve_id=book.next_id(),
        not_before=asked_at, promised_at=asked_at + 12 * HOUR, asked_at=asked_at,
        replaces=replaces, sheba=SHEBA,
        batch=Batch.objects.create(
            state="gathering", rail=new_code("R"), cycle_at=asked_at,
            due_at=asked_at,
        ),
    )  # fmt: skip
    path = ["batched", "submitted", *(["settled"] if settled_at else [])]
    for state in path:
        Payout.objects.filter(pk=one.pk).update(state=state, settled_at=settled_at)
    return Payout.objects.get(pk=one.pk)

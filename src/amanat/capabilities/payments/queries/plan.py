"""What a payer may pay by card: the dated caps, and how much of today's is used up."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Sum

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.models import Payment
from amanat.kernel.law import parameters as law
from amanat.words.moments import TEHRAN, tehran_day


@dataclass(frozen=True, slots=True)
class Caps:
    """Rial that one card, and one person over all cards, may pay in a day; and one payment."""

    card_day_units: int
    person_day_units: int
    gateway_units: int
    is_confirmed: bool
    source: str


def caps(at: datetime, gateway: str = ports.DEFAULT) -> Caps:
    """The caps in force; mostly reported by the press, and shown so."""
    names = ("card_day_units", "person_day_units", f"gateway_ceiling_units:{gateway}")
    rows = law.rows_in_force(names, tehran_day(at))
    card, person, most = (rows[name] for name in names)
    return Caps(
        card_day_units=card.value,
        person_day_units=person.value,
        gateway_units=most.value,
        is_confirmed=card.status == person.status == "confirmed",
        source=person.source,
    )


def paid_today(person_id: int, at: datetime) -> int:
    """What this person has paid here on the Tehran day of `at`, whatever the card."""
    start = datetime.combine(tehran_day(at), time(), tzinfo=TEHRAN)
    mine = Payment.objects.filter(payer_id=person_id, state="paid", paid_at__gte=start)
    return mine.aggregate(units=Sum("units"))["units"] or 0

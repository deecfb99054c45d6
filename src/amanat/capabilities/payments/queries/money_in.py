"""Payments, attempts and refunds."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.models import Attempt, Call, Payment, Refund
from amanat.capabilities.payments.rules import timing
from amanat.capabilities.payments.states import LIVE, OPEN
from amanat.words.refusal import NotFound
from amanat.words.text import Text

ORPHAN = "orphan"
#  Between the bank's page and the final answer: the deal above does not expire meanwhile.
BEING_PAID = ("redirected", "returned", "verifying", "verify_unknown", "verified", "settling")


def payment(payment_id: int) -> Payment:
    found = Payment.objects.filter(pk=payment_id).first()
    if found is None:
        raise NotFound
    return found


def payments_of(subject: str) -> QuerySet[Payment]:
    """The instalments of one upper thing ("hold:12"), in the order they were asked for."""
    return Payment.objects.filter(subject=subject).order_by("pk")


def attempt_at(public_id: str) -> Attempt | None:
    """The attempt with this public address."""
    return Attempt.objects.select_related("payment").filter(public_id=public_id).first()


def attempt_for(person_id: int, public_id: str) -> Attempt:
    """The attempt with this address, for its payer; NotFound for anybody else."""
    mine = Attempt.objects.filter(public_id=public_id, payment__payer_id=person_id)
    found = mine.select_related("payment").first()
    if found is None:
        raise NotFound("public_id")
    return found


def attempts_of(payment_id: int) -> QuerySet[Attempt]:
    return Attempt.objects.filter(payment_id=payment_id).order_by("pk")


def live_attempt(payment_id: int) -> Attempt | None:
    """The one attempt of this payment that may still succeed."""
    return Attempt.objects.filter(payment_id=payment_id, state__in=LIVE).first()


def held_attempt(payment_id: int) -> Attempt | None:
    """The attempt whose money fills this payment's hold."""
    return Attempt.objects.filter(payment_id=payment_id, money_in=Attempt.HOLD).first()


def due_among(payment_ids: Iterable[int]) -> list[int]:
    """Those of these payments that are asked for and not paid."""
    rows = Payment.objects.filter(pk__in=list(payment_ids), state="due")
    return list(rows.order_by("pk").values_list("pk", flat=True))


def is_being_paid(payment_id: int) -> bool:
    """Whether the payer is at the bank, or the bank's final answer is still open."""
    return Attempt.objects.filter(payment_id=payment_id, state__in=BEING_PAID).exists()


def is_subject_being_paid(subject: str) -> bool:
    """Whether any instalment of an upper thing is being paid just now."""
    return Attempt.objects.filter(payment__subject=subject, state__in=BEING_PAID).exists()


def subjects_being_paid(subjects: Iterable[str]) -> set[str]:
    """Those of many upper things of which an instalment is being paid just now."""
    rows = Attempt.objects.filter(payment__subject__in=list(subjects), state__in=BEING_PAID)
    return set(rows.values_list("payment__subject", flat=True))


def calls_of(attempt_id: int) -> QuerySet[Call]:
    """Everything we asked the bank about one attempt."""
    return Call.objects.filter(attempt_id=attempt_id).order_by("pk")


def refunds_of(payment_id: int) -> QuerySet[Refund]:
    return Refund.objects.filter(payment_id=payment_id).order_by("pk")


def refunds_to(person_id: int) -> QuerySet[Refund]:
    """What goes back to one person who paid, newest first."""
    mine = Refund.objects.filter(payment__payer_id=person_id)
    return mine.select_related("attempt").prefetch_related("payouts").order_by("-pk")


def open_refunds(subject: str) -> int:
    """How many refunds of one upper thing have not reached the payer yet."""
    refunds = Refund.objects.filter(payment__subject=subject).exclude(purpose=ORPHAN)
    return refunds.exclude(state="confirmed").count()


def unclear_attempts(at: datetime) -> QuerySet[Attempt]:
    """What the watch desk looks at: outcomes open for longer than ten minutes."""
    return Attempt.objects.filter(state__in=OPEN, returned_at__lt=at - timing.ALARM_AFTER).order_by(
        "returned_at"
    )


def reason(attempt: Attempt) -> Text:
    """What the bank's last code means, for the payer."""
    return ports.gateway(attempt.gateway).reason(attempt.code)


def cards_of(person_id: int) -> set[str]:
    """The cards, as banks mask them, with which this person has paid."""
    paid = Attempt.objects.filter(payment__payer=person_id).exclude(card_mask="")
    return set(paid.order_by().values_list("card_mask", flat=True).distinct())


def people_on_card_of(payment_id: int) -> list[int]:
    """Ids of everybody who has paid with a card that this payment was paid with."""
    cards = Attempt.objects.filter(payment=payment_id).exclude(card_mask="").values("card_mask")
    rows = Payment.objects.filter(attempts__card_mask__in=cards).order_by("payer_id")
    return list(rows.values_list("payer_id", flat=True).distinct())

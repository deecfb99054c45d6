"""Reads about notices that others may use."""

from datetime import datetime

from django.db.models import QuerySet

from amanat.capabilities.notices import rules
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.notices.states import ACCEPTED, DELIVERED, QUEUED, SENDING
from amanat.kernel import sealing


def sent_to(phone: str) -> list[Notice]:
    """The SMS history of one number, newest first. Secret texts are not in it."""
    return list(Notice.objects.filter(phone=phone).order_by("-pk")[: rules.MOST_SHOWN])


def was_delivered(dedupe_key: str) -> bool:
    """Whether this notice reached the phone: silence counts only after that."""
    return Notice.objects.filter(dedupe_key=dedupe_key, state=DELIVERED).exists()


def fits(body: str) -> bool:
    """Whether a text goes out in as many parts as we send at most."""
    return not rules.too_long(body)


def body_of(notice: Notice) -> str:
    """The text to send; empty once a secret one is erased."""
    if notice.body_sealed is None:
        return notice.body
    return sealing.unseal(notice.body_sealed, about=notice.dedupe_key)


def overdue_sends(at: datetime) -> list[int]:
    """Notices that should have been tried by now, or whose worker fell silent."""
    waiting = Notice.objects.filter(state=QUEUED, next_try_at__lte=at)
    stuck = Notice.objects.filter(state=SENDING, claimed_at__lte=at - rules.CLAIM_LIFE)
    return _ids(waiting) + _ids(stuck)


def overdue_asks(at: datetime) -> list[int]:
    """Accepted notices whose delivery should be asked by now."""
    return _ids(Notice.objects.filter(state=ACCEPTED, next_try_at__lte=at))


def _ids(rows: QuerySet[Notice]) -> list[int]:
    return list(rows.order_by("next_try_at").values_list("pk", flat=True)[: rules.BATCH_NOTICES])

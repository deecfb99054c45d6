"""The safety net under the timers: what is due and was not done, and questions nobody asked."""

from datetime import timedelta

from django.db import transaction

from amanat.capabilities.payments.actions.asking import ask
from amanat.capabilities.payments.actions.pursuit import CHASES, pursue
from amanat.capabilities.payments.models import Attempt, Call
from amanat.words.act import Act
from amanat.words.refusal import Refused

PAGE = 200
UNASKED_AFTER = timedelta(minutes=1)


def reconcile_due(act: Act) -> int:
    """Pursue every open attempt whose time has come, and ask what was written and never asked.

    Answers how many were taken up. Safe to run beside the timers, the jobs and itself.
    """
    due = Attempt.due(act.at).filter(state__in=CHASES).values_list("pk", flat=True)[:PAGE]
    taken = sum(_pursue_one(act, pk) for pk in list(due))
    forgotten = Call.objects.filter(
        sent_at__isnull=True, intended_at__lte=act.at - UNASKED_AFTER
    ).order_by("pk")
    for pk in list(forgotten.values_list("pk", flat=True)[:PAGE]):
        taken += ask(act, call_id=pk)
    return taken


def _pursue_one(act: Act, attempt_id: int) -> int:
    with transaction.atomic():
        rows = Attempt.objects.select_for_update(skip_locked=True)
        if not rows.filter(pk=attempt_id, due_at__lte=act.at).exists():
            return 0
    try:
        pursue(act, attempt_id=attempt_id)
    except Refused:
        return 0  # Somebody else took it further in this moment.
    return 1

"""How long the desk takes, step by step: a public figure. Nothing is told of fewer than five."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.seals.models import Appeal, Check, Decision, Undertaking
from amanat.words.text import Text

SPAN = timedelta(days=90)
MOST_READ = 5_000
LEAST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Wait:
    """One step: how often it was done in ninety days, the middle time, and how many came late."""

    step: str
    label: Text
    count: int
    middle: timedelta | None
    late: int


LABELS = {
    "check": Text("یک بررسی به دست کارشناس", "A check by an officer"),
    "decision": Text("از امضای تعهدنامه تا تصمیم", "From the signature to the decision"),
    "appeal": Text("پاسخ به اعتراض", "Answer to an appeal"),
}


def waits(at: datetime) -> list[Wait]:
    """The last ninety days, computed anew: the same day gives the same figures."""
    since = at - SPAN
    checks = Check.objects.filter(
        checked_at__gt=since, checked_at__lte=at, checked_by__isnull=False
    )
    made = checks.values_list("opened_at", "checked_at", "was_late").order_by("pk")
    heard = Appeal.objects.filter(answered_at__gt=since, answered_at__lte=at)
    answered = heard.values_list("at", "answered_at", "was_late").order_by("pk")
    return [
        _wait("check", made[:MOST_READ]),
        _wait("decision", _decided(since, at)),
        _wait("appeal", answered[:MOST_READ]),
    ]


def _decided(since: datetime, at: datetime) -> list[tuple[datetime, datetime | None, bool]]:
    """Grants and refusals; those of the committee came late to it."""
    rows = Decision.objects.filter(
        kind__in=["grant", "refuse"], confirmed_at__gt=since, confirmed_at__lte=at
    )
    found = list(rows.values_list("seal_id", "confirmed_at").order_by("pk")[:MOST_READ])
    seals = {seal_id for seal_id, _ in found}
    signed = dict(
        Undertaking.objects.filter(seal_id__in=seals).order_by("pk")
        .values_list("seal_id", "signed_at")
    )  # fmt: skip
    late = set(_late(seals))
    return [(signed[pk], done, pk in late) for pk, done in found if pk in signed]


def _late(seal_ids: set[int]) -> Iterable[int]:
    rows = Undertaking.objects.filter(seal_id__in=seal_ids, seal__periods__state="committee")
    return rows.values_list("seal_id", flat=True)


def _wait(step: str, rows: Iterable[tuple[datetime, datetime | None, bool]]) -> Wait:
    spans, late = [], 0
    for begun, done, was_late in rows:
        if done is not None:
            spans.append(done - begun)
            late += was_late
    if len(spans) < LEAST_TOLD:
        return Wait(step, LABELS[step], 0, None, 0)
    return Wait(step, LABELS[step], len(spans), sorted(spans)[len(spans) // 2], late)

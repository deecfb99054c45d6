"""Which gateways a payer may choose now, the first being the one we would take ourselves."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.models import Attempt, Call, Payment
from amanat.capabilities.payments.queries import parameters
from amanat.capabilities.payments.rules import health, timing
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.health import Circuit, Heard
from amanat.words.text import Text

COUNTED = ("start", "verify")  # What shows whether payers can be sent there.
MOST_HEARD = 20
WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Offer:
    """One gateway, and whether payers are sent there."""

    name: str
    title: Text
    is_healthy: bool


@dataclass(frozen=True, slots=True)
class Health:
    """How a gateway is doing: its breaker, its last trouble, and how much of an hour was unknown."""

    name: str
    title: Text
    circuit: Circuit
    says: Text
    last_trouble: str  # "", "unknown" or "config".
    trouble_says: Text | None
    since: datetime | None
    answers: int
    unknown_bp: int  # Of the answers of the last hour.

    @property
    def unknown_percent(self) -> int:
        """Rounded up: what there is, is seen."""
        return -(-self.unknown_bp // 100)


def offers(at: datetime, payment: Payment | None = None) -> list[Offer]:
    """Every gateway of ours, those that answer first.

    With a payment: only those that take its amount; one that has just failed it comes last.
    """
    names = [name for name in settings.GATEWAYS if payment is None or _takes(name, payment, at)]
    good = {name: name not in _failed(payment, at) for name in names} | _closed_to(names, at)
    order = health.in_order(names, good)
    return [Offer(name, title(name), good[name]) for name in order]


def _closed_to(names: list[str], at: datetime) -> dict[str, bool]:
    """The gateways that payers are not sent to: open, or half open with somebody trying it."""
    heard = latest_answers(at)
    circuits = {name: health.circuit(heard.get(name, []), at) for name in names}
    half_open = [name for name, one in circuits.items() if one is Circuit.HALF_OPEN]
    trying = _being_tried(half_open, at) if half_open else set()
    return {name: False for name, one in circuits.items() if one is Circuit.OPEN or name in trying}


def _being_tried(names: list[str], at: datetime) -> set[str]:
    waiting = Call.objects.filter(
        name="start", answered_at__isnull=True, attempt__gateway__in=names,
        intended_at__gt=at - timing.CREATED_WAIT,
    )  # fmt: skip
    return set(waiting.values_list("attempt__gateway", flat=True))


def _failed(payment: Payment | None, at: datetime) -> set[str]:
    """Where this very payment could not be started a moment ago."""
    if payment is None:
        return set()
    lately = Attempt.objects.filter(
        payment=payment, state="failed_config", started_at__gt=at - health.TROUBLE_LASTS
    )
    return set(lately.values_list("gateway", flat=True))


def _takes(name: str, payment: Payment, at: datetime) -> bool:
    ceiling = parameters.units(f"gateway_ceiling_units:{name}", at)
    return ports.MAKERS[name].floor_units <= payment.units <= ceiling


def choices(at: datetime, payment_id: int | None = None) -> list[Offer]:
    """What the payer may choose from; nothing when there is no choice between healthy gateways."""
    payment = Payment.objects.filter(pk=payment_id).first() if payment_id else None
    healthy = [one for one in offers(at, payment) if one.is_healthy]
    return healthy if len(healthy) > 1 else []


def best(at: datetime, payment: Payment | None = None) -> str:
    """The gateway of somebody who did not choose."""
    found = offers(at, payment)
    return found[0].name if found else ports.DEFAULT


def title(name: str) -> Text:
    """What a gateway is called; also of one that is no longer ours."""
    return ports.MAKERS[name].title


def latest_answers(at: datetime) -> dict[str, list[Heard]]:
    """What each gateway answered lately, the newest first."""
    heard = Call.objects.filter(
        attempt__isnull=False, name__in=COUNTED,
        answered_at__gt=at - health.MEMORY, answered_at__lte=at,
    )  # fmt: skip
    turn = Window(
        RowNumber(), partition_by=F("attempt__gateway"), order_by=[F("answered_at").desc(), "-pk"]
    )
    newest = heard.annotate(turn=turn).filter(turn__lte=MOST_HEARD).order_by("turn")
    found: dict[str, list[Heard]] = {}
    for name, kind, when in newest.values_list("attempt__gateway", "kind", "answered_at"):
        found.setdefault(name, []).append(Heard(kind or "", when or at))
    return found


def gateway_health(at: datetime) -> list[Health]:
    """Every gateway of ours for those who watch, in the order of the settings. Two queries."""
    heard = latest_answers(at)
    hour = Call.objects.filter(
        attempt__isnull=False, answered_at__gt=at - health.MEMORY, answered_at__lte=at
    )
    counted = (
        hour.order_by()
        .values("attempt__gateway")
        .annotate(answers=Count("pk"), unknown=Count("pk", filter=Q(kind=Kind.UNKNOWN)))
    )
    counts = {row["attempt__gateway"]: (row["answers"], row["unknown"]) for row in counted}
    return [
        _health(name, heard.get(name, []), *counts.get(name, (0, 0)), at)
        for name in settings.GATEWAYS
    ]


def _health(name: str, heard: list[Heard], answers: int, unknown: int, at: datetime) -> Health:
    row, circuit = health.streak(heard), health.circuit(heard, at)
    last = next((one for one in heard if one.kind in health.TROUBLE), None)
    return Health(
        name=name,
        title=title(name),
        circuit=circuit,
        says=health.SAYS[circuit],
        last_trouble=last.kind if last else "",
        trouble_says=health.TROUBLES[Kind(last.kind)] if last else None,
        since=row[-1].at if row else None,
        answers=answers,
        unknown_bp=unknown * WHOLE_BP // answers if answers else 0,
    )

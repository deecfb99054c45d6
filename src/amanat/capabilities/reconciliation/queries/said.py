"""What the bank and the gateways have said so far."""

from datetime import date

from django.db.models import Min, QuerySet, Sum

from amanat.capabilities.reconciliation.models import GatewayList, Line, Statement


def statements() -> QuerySet[Statement]:
    """Every reading of our account, newest first."""
    return Statement.objects.order_by("-pk")


def latest_statement() -> Statement | None:
    """The newest reading that says a balance."""
    return Statement.objects.filter(closing_units__isnull=False).order_by("day", "pk").last()


def bank_balance() -> int | None:
    """What the bank says our account holds: its last balance, and later lines without one."""
    last = latest_statement()
    if last is None or last.closing_units is None:
        return None
    later = Line.objects.filter(day__gt=last.day).aggregate(units=Sum("units"))["units"]
    return last.closing_units + (later or 0)


def start_day() -> date | None:
    """The day from which on we compare: that of the first statement."""
    found: date | None = Statement.objects.aggregate(day=Min("day"))["day"]
    return found


def whole_days() -> set[date]:
    """Days whose statement we have to the end."""
    return set(Statement.objects.filter(is_whole=True).values_list("day", flat=True))


def is_whole(day: date) -> bool:
    return Statement.objects.filter(is_whole=True, day=day).exists()


def listed_days(gateway: str) -> set[date]:
    """Days whose list of this gateway we have."""
    return set(GatewayList.objects.filter(gateway=gateway).values_list("day", flat=True))


def lists() -> QuerySet[GatewayList]:
    """Gateways' lists, newest day first."""
    return GatewayList.objects.order_by("-day", "gateway")


def unmatched() -> QuerySet[Line]:
    """Lines of the bank that belong to nothing of ours yet, oldest first."""
    return Line.objects.filter(match__isnull=True).order_by("pk")

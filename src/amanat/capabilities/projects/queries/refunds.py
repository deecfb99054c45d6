"""What contracts are owed when a maker failed, and what plans gave them."""

from dataclasses import dataclass

from django.db.models import Sum

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.projects.models import Project, Receipt, RefundPlan, RefundShare
from amanat.words.refusal import Invalid, refuse_unless

COLLATERAL = "collateral:"
MOST_PLANS = 50


@dataclass(frozen=True, slots=True)
class Claim:
    """What one contract is owed still."""

    subject: str
    buyer_id: int
    owed_units: int


def claims(project: Project) -> list[Claim]:
    """Every contract that is owed something, in the order of its first money.

    At first that is what its sale owes under the ceiling: the money, with profit and compensation
    that accrued, less what the buyer was given back. A sale that is over owes nothing. A later
    plan takes what the first one said, less what plans paid since.
    """
    first = RefundPlan.objects.filter(project=project, number=1).first()
    if first is None:
        return _from_sales(project)
    rows = RefundShare.objects.filter(plan__project=project).values("subject")
    paid = {row["subject"]: int(row["n"]) for row in rows.annotate(n=Sum("units"))}
    found = (
        Claim(one.subject, one.buyer_id, one.owed_units - paid[one.subject])
        for one in first.shares.order_by("pk")
    )
    return [one for one in found if one.owed_units > 0]


def _from_sales(project: Project) -> list[Claim]:
    rows = list(Receipt.objects.filter(project=project).order_by("pk"))
    owing = ceilings.owing(one.reservation_id for one in rows)
    owed: dict[str, int] = {}
    buyer: dict[str, int] = {}
    for one in rows:
        part = owing.get(one.reservation_id, ceilings.OVER).owed_units
        owed[one.subject] = owed.get(one.subject, 0) + max(0, part - one.returned_units)
        buyer[one.subject] = one.buyer_id
    found = (Claim(name, buyer[name], units) for name, units in owed.items())
    return [one for one in found if one.owed_units > 0]


def plans(project_id: int) -> list[RefundPlan]:
    rows = RefundPlan.objects.filter(project_id=project_id).order_by("number")
    return list(rows[:MOST_PLANS])


def refund_shares(plan_id: int, first_id: int, last_id: int) -> list[RefundShare]:
    """The shares of one batch, as RefundsPaid names it."""
    rows = RefundShare.objects.filter(plan_id=plan_id, pk__gte=first_id, pk__lte=last_id)
    return list(rows.order_by("pk"))


def refunds_of(subject: str) -> list[RefundShare]:
    """What plans gave one contract, the first one first."""
    rows = RefundShare.objects.filter(subject=subject).select_related("plan")
    return list(rows.order_by("plan_id"))


def collateral(project: Project) -> list[tuple[str, int]]:
    """The confirmed collateral of the business, as sources of a plan: name and declared units."""
    rows = ceilings.declared(project.business_id)
    return [
        (f"{COLLATERAL}{one.pk}", one.units)
        for one in rows
        if one.is_collateral and one.state in {"verified", "ending"}
    ]


def check_collateral(project: Project, source: str) -> None:
    """Refuse a source that is no confirmed collateral of the business."""
    known = {name for name, _ in collateral(project)}
    refuse_unless(source in known, Invalid, "source")

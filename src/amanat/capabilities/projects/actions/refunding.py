"""A maker failed: what is in the account, then each collateral, is shared out pro rata, to the rial.

A plan is written whole, and then carried out in batches: a batch is one group of the ledger under
a key of its own, in one transaction with the marks on its shares. Killed anywhere, it goes on with
the first share that is not paid; nothing is paid twice.
"""

from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.projects import queries
from amanat.capabilities.projects.actions.hands import untied, wears
from amanat.capabilities.projects.events import (
    CollateralBrought,
    RefundPlanned,
    RefundsFinished,
    RefundsPaid,
)
from amanat.capabilities.projects.models import Project, RefundPlan, RefundShare
from amanat.capabilities.projects.refusals import CollateralShort, UnitsTooMany
from amanat.capabilities.projects.rules import refunds
from amanat.capabilities.projects.rules.terms import MOST_UNITS
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.log.rows import write_rows
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless
from amanat.words.said import toman_said

CHUNK = 500  # Shares in one batch of the ledger; never more than a thousand.
ACCOUNT = "account"


@atomic
def resolve_project(act: Act, *, project_id: int) -> Project:
    """Share out what is in the account among all contracts that are owed something."""
    project = Project.objects.lock(project_id)
    if act.role is not Role.CLOCK:
        wears(act, Role.COMMITTEE)
        untied(act, project)
        project.decided_by_id = act.person
    plan = _plan(act, project, ACCOUNT, project.held_units)
    _start(act, project, "resolve_project", plan)
    return project


@atomic
def bring_collateral(act: Act, *, project_id: int, units: int, source: str) -> Project:
    """Money of a collateral came to the bank, where nobody waited for it: share it out too.

    CollateralShort when so much is not there.
    """
    wears(act, Role.FINANCE)
    project = Project.objects.lock(project_id)
    untied(act, project)
    refuse_unless(0 < units <= MOST_UNITS, UnitsTooMany, "units", most=toman_said(MOST_UNITS))
    queries.check_collateral(project, source)
    suspense = accounts.suspense_account_id()
    there = book.balance(suspense).free_units or 0
    refuse_unless(units <= there, CollateralShort, "units", most=toman_said(there))
    number = project.plans.count() + 1
    item = book.Transfer(suspense, project.account_id, units, "collateral")
    book.write(act, item, key=f"project/{project.pk}/collateral/{number}")
    project.collateral_units += units
    plan = _plan(act, project, source, units)
    _start(act, project, "bring_collateral", plan)
    return project


def _plan(act: Act, project: Project, source: str, units: int) -> RefundPlan:
    """Write down what each contract is owed, gets from this source, and misses still."""
    claims = queries.claims(project)
    found = refunds.plan(
        [refunds.Claim(n, one.owed_units) for n, one in enumerate(claims)], [units]
    )
    plan = RefundPlan.objects.create(
        project=project, number=project.plans.count() + 1, source=source, source_units=units,
        planned_units=units - found.left_by_source[0], short_units=found.short_units,
        left_units=found.left_by_source[0], made_at=act.at,
    )  # fmt: skip
    RefundShare.objects.bulk_create(
        (
            RefundShare(
                plan=plan, subject=claim.subject, buyer_id=claim.buyer_id,
                owed_units=claim.owed_units, units=share.units, rest_units=share.rest_units,
                paid_at=None if share.units else act.at,
            )
            for claim, share in zip(claims, found.shares, strict=True)
        ),
        batch_size=1_000,
    )  # fmt: skip
    return plan


def _start(act: Act, project: Project, verb: str, plan: RefundPlan) -> None:
    """The plan stands: the clock carries it out, beginning now."""
    contracts = plan.shares.count()
    if verb == "bring_collateral":
        event: CollateralBrought | RefundPlanned = CollateralBrought(
            project.business_id, plan.source_units
        )
    else:
        event = RefundPlanned(
            project.business_id, plan.pk, plan.source, plan.source_units, plan.planned_units,
            plan.short_units, contracts,
        )  # fmt: skip
    move(act, project, verb, event, due_at=act.at)


@atomic
def refund_next(act: Act, *, project_id: int) -> Project:
    """Pay the next shares of the plan; when none is left, the plan is done."""
    project = Project.objects.lock(project_id)
    plan = RefundPlan.objects.get(project=project, done_at=None)
    shares = list(plan.shares.filter(paid_at=None).order_by("pk")[:CHUNK])
    if not shares:
        return finish_refunds(act, project_id=project_id)
    units = sum(one.units for one in shares)
    book.write(
        act,
        *(
            book.Transfer(
                project.account_id, accounts.payable_account_id(one.buyer_id), one.units, "refund"
            )
            for one in shares
        ),
        key=f"refund-plan/{plan.pk}/{shares[0].pk}",
    )
    for one in shares:
        one.paid_at = act.at
        payments.pay_out(
            act.wearing(Role.HOUSE), person_id=one.buyer_id, units=one.units,
            subject=f"refundshare:{one.pk}", key=f"refund-share/{one.pk}",
        )  # fmt: skip
    write_rows(shares, ["paid_at"])
    project.refunded_units += units
    left = plan.shares.filter(paid_at=None).count()
    event = RefundsPaid(plan.pk, shares[0].pk, shares[-1].pk, units, left)
    move(act, project, "refund_next", event, due_at=act.at)
    return project


@atomic
def finish_refunds(act: Act, *, project_id: int) -> Project:
    """Every share of the plan is paid: the rest is owed by order, until more money comes."""
    project = Project.objects.lock(project_id)
    plan = RefundPlan.objects.get(project=project, done_at=None)
    plan.done_at = act.at
    plan.save(update_fields=["done_at"])
    event = RefundsFinished(project.business_id, plan.pk, plan.short_units)
    move(act, project, "finish_refunds", event)
    return project

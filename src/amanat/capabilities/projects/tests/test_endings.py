"""How a project ends: complete with a retention, or in default with refunds to the rial."""

from datetime import timedelta

import pytest
from django.db import transaction

from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.projects import actions, queries, refusals
from amanat.capabilities.projects.actions import refunding
from amanat.capabilities.projects.models import RefundShare
from amanat.capabilities.projects.tests.cast import Site, a_site, as_, by_clock, house
from amanat.capabilities.projects.tests.steps import (
    WORDS,
    a_photo,
    asked,
    certified,
    named,
    released,
)
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day

pytestmark = pytest.mark.django_db
LONG = timedelta(days=300)


@pytest.fixture
def site() -> Site:
    return a_site(last_delivery=tehran_day(clock.now()))


def after(by: timedelta, role: Role = Role.CLOCK) -> Act:
    return Act(None, role, clock.now() + by)


def defaulted(site: Site) -> None:
    """Its last stage is missed for more than thirty days, and the committee says so."""
    actions.look_at_milestone(after(timedelta(32)), project_id=site.pk)
    assert site.project.state == "late"
    actions.default_project(as_(site.committee, Role.COMMITTEE), project_id=site.pk, words=WORDS)


def swept(site: Site) -> int:
    """The clock pays batch after batch until the plan is done; answers how many batches."""
    rounds = 0
    while site.project.state == "refunding":
        actions.refund_next(by_clock(), project_id=site.pk)
        rounds += 1
    return rounds


def test_a_missed_milestone_goes_to_the_committee_and_no_earlier(site: Site) -> None:
    site.pay(1_000)
    with pytest.raises(refusals.NotBehind):
        actions.hand_to_committee(site.officer, project_id=site.pk)
    one = actions.look_at_milestone(after(timedelta(20)), project_id=site.pk)
    assert one.state == "funded"
    defaulted(site)
    assert site.project.state == "defaulted"
    with pytest.raises(refusals.ProjectTakesNoMoney):
        asked(site, 1)


def test_a_project_that_is_on_time_goes_on(site: Site) -> None:
    site.pay(1_000)
    certified(site, named(site), 10_000)
    assert actions.look_at_milestone(after(timedelta(40)), project_id=site.pk).state == "funded"


def test_the_committee_may_give_more_days(site: Site) -> None:
    site.pay(1_000)
    actions.look_at_milestone(after(timedelta(32)), project_id=site.pk)
    act = as_(site.committee, Role.COMMITTEE)
    actions.let_go_on(act, project_id=site.pk, days=90, words=WORDS)
    assert site.project.state == "funded"
    assert actions.look_at_milestone(after(timedelta(60)), project_id=site.pk).state == "funded"


def test_refunds_are_pro_rata_to_the_rial_and_paid_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refunding, "CHUNK", 2)
    rows = [site.pay(units) for units in (1_000, 500, 333, 167)]
    done = site.pay(400)
    certified(site, named(site), 7_000)
    released(site, 1_001)
    ceilings.deliver(house(), reservation_id=done.reservation_id)
    defaulted(site)
    there = site.project.held_units
    assert there == 1_399
    actions.resolve_project(as_(site.committee, Role.COMMITTEE), project_id=site.pk)
    assert swept(site) == 3
    got = [book.balance(accounts.payable_account_id(one.buyer_id)).units for one in rows]
    assert got == [699, 350, 233, 117] and sum(got) == there
    assert book.balance(site.project.account_id).units == 0
    assert site.standing(done).refunded_units == 0
    assert site.standing(rows[0]).refunded_units == 699
    [plan] = queries.plans(site.pk)
    assert (plan.planned_units, plan.short_units) == (1_399, 601)
    assert Payout.objects.filter(subject__startswith="refundshare:").count() == 4
    with pytest.raises(refusals.MoneyIsShared):
        actions.give_back(
            house(), permit_id=site.project.permit_id, subject=rows[0].subject, units=1,
            to_account_id=book.open_account("test:back"),
        )  # fmt: skip


def test_a_batch_that_is_killed_is_paid_whole_or_not_at_all(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker dies after the ledger's batch and before its marks: the next one pays it once."""
    monkeypatch.setattr(refunding, "CHUNK", 2)
    rows = [site.pay(units) for units in (100, 200, 300)]
    defaulted(site)
    actions.resolve_project(by_clock(), project_id=site.pk)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        actions.refund_next(by_clock(), project_id=site.pk)
        raise KeyboardInterrupt
    assert not RefundShare.objects.filter(plan__project=site.pk, paid_at__isnull=False).exists()
    swept(site)
    got = [book.balance(accounts.payable_account_id(one.buyer_id)).units for one in rows]
    assert got == [100, 200, 300]


def test_collateral_is_shared_out_by_what_is_still_owed(site: Site) -> None:
    first, second = site.pay(600), site.pay(400)
    bond = site.shop.confirmed(site.shop.offer("cash_deposit", 10_000))
    certified(site, named(site), 9_000)
    released(site, 700)
    defaulted(site)
    actions.resolve_project(by_clock(), project_id=site.pk)
    swept(site)
    finance, source = as_(site.finance, Role.FINANCE), f"collateral:{bond.pk}"
    with pytest.raises(refusals.CollateralShort):
        actions.bring_collateral(finance, project_id=site.pk, units=10**12, source=source)
    bank = book.open_account("test:bank", normal="debit", limit_units=None)
    come = book.Transfer(bank, accounts.suspense_account_id(), 1_000)
    book.write(house(), come, key=f"test/collateral/{site.pk}")
    actions.bring_collateral(finance, project_id=site.pk, units=1_000, source=source)
    swept(site)
    assert [one.units for one in queries.refunds_of(first.subject)] == [180, 420]
    assert [one.units for one in queries.refunds_of(second.subject)] == [120, 280]
    plan = queries.plans(site.pk)[-1]
    assert (plan.planned_units, plan.short_units, plan.left_units) == (700, 0, 300)
    assert queries.money(site.project).is_confirmed


def test_complete_keeps_five_percent_for_twelve_months(site: Site) -> None:
    mine = site.pay(1_001)
    certifier = named(site)
    certified(site, certifier, 9_999)
    with pytest.raises(refusals.NotDone, match="99 percent"):
        actions.complete_project(site.officer, project_id=site.pk)
    certified(site, certifier, 10_000)
    actions.complete_project(site.officer, project_id=site.pk)
    assert queries.formula(site.project, clock.now()).now_units == 951
    released(site, 951)
    assert (site.standing(mine).held_units, site.standing(mine).retained_units) == (0, 50)
    actions.keep_retention(
        as_(site.committee, Role.COMMITTEE), project_id=site.pk, days=30, words=WORDS
    )
    actions.release_retention(by_clock(), project_id=site.pk)
    assert site.project.state == "closed"
    assert site.standing(mine).released_units == 1_001
    assert queries.money(site.project).is_confirmed


def test_draws_are_frozen_until_the_books_are_audited() -> None:
    site = a_site(kind="property")
    site.pay(1_000_000)
    accountant = named(site, "accountant")
    for kind in ("engineer", "supervisor"):
        certified(site, named(site, kind), 10_000)
    certified(site, accountant, 10_000)
    opened = site.project.opened_at
    type(site.project).objects.filter(pk=site.pk).update(opened_at=opened - 2 * LONG)
    with pytest.raises(refusals.DrawsFrozen) as no:
        asked(site, 1)
    assert no.value.status == 423
    me = as_(accountant.person, Role.PERSON)
    until = tehran_day(clock.now()) - timedelta(1)
    made = actions.audit_project(
        me, project_id=site.pk, until=until, file_id=a_photo(accountant.person), words=WORDS
    )
    assert made.balance_units == 1_000_000
    assert asked(site, 1).state == "asked"


def test_two_people_stand_behind_a_default(site: Site) -> None:
    site.pay(1_000)
    both = staff(Role.OFFICER, Role.COMMITTEE)
    actions.hand_to_committee(
        Act(both.pk, Role.OFFICER, clock.now() + timedelta(32)), project_id=site.pk
    )
    with pytest.raises(refusals.OwnReport):
        actions.default_project(as_(both, Role.COMMITTEE), project_id=site.pk, words=WORDS)


def test_a_statement_is_signed_and_confirmed_by_the_ledger(site: Site) -> None:
    mine = site.pay(1_000)
    paper = queries.statement(mine.subject, clock.now())
    said = paper["statement"]
    assert (said["preserved_units"], said["confirmed_by_ledger"]) == ("1000", True)
    assert queries.is_signed(paper)
    said["preserved_units"] = "1001"
    assert not queries.is_signed(paper)

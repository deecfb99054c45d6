"""The account of a project: what comes in, what goes back, what the ledger says of it."""

import pytest

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.projects import actions, queries, refusals
from amanat.capabilities.projects.tests.cast import a_site, house
from amanat.kernel.ledger import book

pytestmark = pytest.mark.django_db


def test_a_project_is_opened_once_with_an_account_of_its_own() -> None:
    site = a_site()
    one = site.project
    again = actions.open_project(
        house(), permit_id=one.permit_id, permit_code="X", business_id=site.shop.pk, kind="goods",
        title="دیگر", cost_units=7, last_delivery=one.last_delivery,
    )  # fmt: skip
    assert again.pk == one.pk
    assert [(row.basis_points, row.due_on == one.last_delivery) for row in one.stages.all()] == [
        (5_000, False), (10_000, True),
    ]  # fmt: skip
    assert queries.account_id_of(one.permit_id) == one.account_id
    with pytest.raises(refusals.NoAccountYet):
        queries.account_id_of(-1)


def test_a_receipt_says_no_more_than_the_ledger_holds() -> None:
    site = a_site()
    mine, other = site.pay(300), site.pay(100)
    there = queries.money_of(site.project.permit_id)
    assert (there.collected_units, there.held_units, there.is_confirmed) == (400, 400, True)
    assert site.project.state == "funded"
    assert site.standing(mine).held_units == 285 and site.standing(mine).retained_units == 15
    assert site.standing(other).preserved_units == 100
    with pytest.raises(refusals.MoneyNotThere):
        actions.receive(
            house(), permit_id=site.project.permit_id, subject="contract:1",
            buyer_id=mine.buyer_id, units=1, reservation_id=-5,
        )  # fmt: skip


def test_who_leaves_gets_no_more_than_the_own_money_back() -> None:
    site = a_site()
    mine, other = site.pay(300, buyer=a_person("سارا راد")), site.pay(100)
    to = book.open_account("test:back")
    permit = site.project.permit_id

    def back(units: int) -> int:
        return actions.give_back(
            house(), permit_id=permit, subject=mine.subject, units=units, to_account_id=to
        )

    assert [back(120), back(500), back(1)] == [120, 180, 0]
    assert book.balance(to).units == 300
    assert site.standing(other).preserved_units == 100
    assert queries.money_of(permit).is_confirmed

"""One inbox: what every room asks of a person stands there, and goes with the state."""

import pytest
from django.test import Client
from django.urls import reverse

from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.contracts.tests.cast import a_sale
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries.tests.cast import a_line
from amanat.capabilities.people.models import Person
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits.tests.cast import a_maker
from amanat.capabilities.seals.tests.cast import a_cast
from amanat.face import menus
from amanat.words.act import Role

pytestmark = pytest.mark.django_db


def inbox(person: Person, language: str = "") -> str:
    client = Client()
    client.force_login(person)
    return client.get(f"{language}/inbox").content.decode()


def test_a_buyer_is_asked_to_sign_then_to_pay_and_then_for_nothing() -> None:
    sale = a_sale()
    offer = sale.offer()
    buyer = Person.objects.get(pk=offer.buyer_id)
    assert f"/contracts/sign/{offer.pk}" in inbox(buyer)
    assert "Read the contract and sign it" in inbox(buyer, "/en")

    contract = sale.signed(offer)
    asked = inbox(buyer)
    assert f"/contracts/{contract.code}" in asked
    assert "بپردازید: پرداخت نخست" in asked
    assert f"/contracts/sign/{offer.pk}" not in asked

    sale.pay(contract)
    assert "بپردازید: پرداخت نخست" not in inbox(buyer)


def test_a_stranger_sees_none_of_it() -> None:
    sale = a_sale()
    contract = sale.signed()
    other = Person.objects.get(pk=sale.offer().buyer_id)
    assert contract.code not in inbox(other)


def test_a_car_waits_for_others_until_it_is_there() -> None:
    line = a_line()
    one = line.planned()
    buyer = Person.objects.get(pk=one.buyer_id)
    waiting = inbox(buyer).partition("در انتظار دیگران")[2]
    assert one.contract_code in waiting

    line.called(one)
    line.paid(one)
    assert "Fetch it with your hand-over code" in inbox(buyer, "/en")
    line.handed(one)
    mine = inbox(buyer).partition("در انتظار دیگران")[0]
    assert "ببینید و بگویید درست رسیده است یا نه" in mine


def test_a_maker_is_asked_to_answer_a_complaint() -> None:
    line = a_line()
    one = line.late_by(line.planned(), 3)
    complaint = deliveries.complain_of_delay(line.buyer(one), delivery_id=one.pk)
    asked = inbox(line.sale.maker.owner)
    assert "۱ خودرو دیر شده است: تحویل دهید" in asked
    assert f"/org/deliveries/{one.pk}" in asked
    assert "به شکایت دیرکرد پاسخ دهید" in asked
    deliveries.answer_delay(
        line.holder(), late_complaint_id=complaint.pk, answer="تا یک هفتهٔ دیگر می‌رسد."
    )
    assert "به شکایت دیرکرد پاسخ دهید" not in inbox(line.sale.maker.owner)


def test_a_holder_is_asked_for_the_next_step_and_the_desk_for_its_decision() -> None:
    cast = a_cast()
    seal = cast.signing()
    assert "تعهدنامه را امضا کنید" in inbox(cast.owner)
    assert seal.domain in inbox(cast.owner)
    cast.sign(seal)
    assert "تعهدنامه را امضا کنید" not in inbox(cast.owner)
    assert f"/desk/seals/{seal.code}" in inbox(cast.clerk)


def test_a_permit_goes_from_its_holder_to_the_officer_and_to_the_committee() -> None:
    maker = a_maker()
    sent = maker.requested()
    officer, member = staff(), staff(Role.COMMITTEE)
    assert f"/desk/permits/{sent.code}" in inbox(officer)
    assert f"/desk/permits/{sent.code}" not in inbox(member), "It is not the committee's yet."
    permits.check_capacity(
        maker.desk(),
        permit_id=sent.pk,
        capacity=sent.certified_capacity,
        words="ظرفیت خط با پروانه می‌خواند.",
    )
    assert f"/desk/permits/{sent.code}" in inbox(member)
    draft = maker.draft()
    assert f"/permits/{draft.code}" in inbox(maker.owner)


@pytest.mark.parametrize("role", menus.STAFF)
def test_every_item_of_a_hat_s_menu_opens_for_that_hat_alone(role: Role) -> None:
    client = Client()
    client.force_login(staff(role))
    page = client.get("/inbox").content.decode()
    for name, label in menus.STAFF[role]:
        path = reverse(name)
        assert f'<a href="{path}">{label.fa}</a>' in page, "It stands in the menu."
        assert client.get(path).status_code == 200, f"{role} may not open {path}."


def test_who_wears_several_hats_finds_the_desk_of_each() -> None:
    names = [name for name, _ in menus.of((Role.OFFICER, Role.FINANCE, Role.SUPPORT))]
    assert names[:4] == ["deals:inbox", "desk:desk", "reconciliation:today", "support:desk"]
    assert len(names) == menus.MOST_ITEMS + 2


def test_a_citizen_s_menu_leads_to_no_desk() -> None:
    assert [name for name, _ in menus.of(())] == [
        "deals:inbox", "deals:list", "permits:presales", "businesses:home", "help"]  # fmt: skip

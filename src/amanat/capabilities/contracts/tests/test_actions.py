"""A contract from its offer to its end; each time stock, ceiling and money say the same."""

from datetime import timedelta

import pytest

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.ceilings.tests.cast import hold_at
from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.refusals import (
    AccountShort,
    BankIsAnswering,
    MoneyMissing,
    NoLongerEligible,
    NoMoreAssignments,
    NotEligible,
    StillTime,
    TermsChanged,
)
from amanat.capabilities.contracts.tests.cast import (
    PRICE,
    Sale,
    a_sale,
    at_the_bank,
    bank_pays,
    bank_settles,
)
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.people.refusals import CodeNeeded
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as offers
from amanat.capabilities.presale.tests.lottery import a_buyer
from amanat.kernel.ledger import book
from amanat.kernel.log.history import history
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, WrongState

pytestmark = pytest.mark.django_db
FIRST, REST = PRICE * 3 // 10, PRICE * 7 // 10


@pytest.fixture
def sale() -> Sale:
    return a_sale()


def sound(sale: Sale) -> None:
    assert ceilings.broken([sale.business_id]) == []
    assert book.broken_invariants() == []


def refundable(person_id: int) -> int:
    return book.balance(payments.refundable_account_id(person_id)).units


def test_one_payment_moves_stock_room_and_money_in_one_group(sale: Sale) -> None:
    contract = sale.signed()
    assert (contract.state, sale.stock, sale.account_units) == ("signed", (9, 0), 0)
    contract = sale.in_force(contract)
    assert (contract.state, contract.paid_units) == ("in_force", FIRST)
    assert (sale.stock, sale.account_units) == ((9, 1), FIRST)
    assert sale.maker.shop.now.gross_units == FIRST
    assert offers.offer(contract.offer_id).state == "taken"
    sound(sale)


def test_said_twice_the_money_comes_once(sale: Sale) -> None:
    contract = sale.in_force()
    payment_id = queries.instalments_of(contract.pk)[0].payment_id
    assert payment_id is not None
    for _ in range(2):
        actions.fund(sale.house(), payment_id=payment_id)
    assert (sale.stock, sale.account_units) == ((9, 1), FIRST)
    assert sale.now(contract).paid_units == FIRST


def test_what_was_read_is_what_is_signed(sale: Sale) -> None:
    offer = sale.offer()
    read = queries.draft(offer.pk, offer.buyer_id, sale.at)
    buyer = sale.by(offers.offer(offer.pk) and a_person("دیگری"))
    with pytest.raises(NotFound.__mro__[1]):
        actions.sign(buyer, offer_id=offer.pk)
    with pytest.raises(TermsChanged):
        actions.sign(
            buyer.__class__(offer.buyer_id, buyer.role, buyer.at),
            offer_id=offer.pk,
            agreed="0" * 64,
        )
    with pytest.raises(CodeNeeded):
        actions.sign(
            buyer.__class__(offer.buyer_id, buyer.role, buyer.at),
            offer_id=offer.pk, agreed=read.sha256,
        )  # fmt: skip
    contract = sale.signed(offer)
    assert (contract.terms, contract.terms_sha256) == (read.text, read.sha256)
    assert sale.signed(offer).pk == contract.pk, "The same offer again is the same contract."
    facts = {line.name: line.facts for line in history(f"contract:{contract.pk}")}
    assert facts["ContractSigned"]["terms_sha256"] == read.sha256
    assert queries.is_signed(queries.twin(queries.document(contract.pk)))


def test_who_no_longer_meets_the_conditions_cannot_sign_and_keeps_the_offer(sale: Sale) -> None:
    buyer = a_buyer()
    offer = sale.offer(buyer)
    presale.note_purchase(sale.house(), person_id=buyer.pk, maker="ikco", subject="contract:0")
    with pytest.raises(NoLongerEligible):
        sale.signed(offer)
    assert offers.offer(offer.pk).state == "offered"


def test_a_full_ceiling_moves_nothing_and_the_money_goes_back(sale: Sale) -> None:
    contract = sale.signed()
    hold_at(sale.maker.shop, FIRST - 1)
    contract = sale.pay(contract)
    assert (contract.state, contract.reason) == ("lapsed", "no_room")
    assert (sale.stock, sale.account_units) == ((9, 0), 0)
    payment = payments.payments_of(f"contract:{contract.pk}").get()
    assert [one.units for one in payments.refunds_of(payment.pk)] == [FIRST]
    hold_at(sale.maker.shop, FIRST)
    offer = offers.offer(contract.offer_id)
    again = sale.in_force(sale.signed(offer))  # The offer is still theirs.
    assert (again.state, sale.stock, sale.account_units) == ("in_force", (9, 1), FIRST)
    sound(sale)


def test_a_suspended_permit_takes_no_money(sale: Sale) -> None:
    contract = sale.signed()
    permits.suspend_permit(sale.house(), permit_id=sale.permit_id, reason="production")
    contract = sale.pay(contract)
    assert (contract.state, contract.reason, sale.account_units) == ("lapsed", "permit_stopped", 0)


def test_unpaid_it_lapses_and_a_bank_that_answers_late_decides(sale: Sale) -> None:
    idle, late = (sale.signed(sale.offer(hours=1)) for _ in range(2))
    payment = payments.payments_of(f"contract:{late.pk}").get()
    attempt = at_the_bank(payment, sale.at)
    with pytest.raises(StillTime):
        actions.lapse_contract(sale.hand(), contract_id=idle.pk)
    sale.wait(hours=2)
    assert actions.lapse_contract(sale.hand(), contract_id=idle.pk).state == "lapsed"
    with pytest.raises(BankIsAnswering):
        actions.lapse_contract(sale.hand(), contract_id=late.pk)
    bank_settles(attempt, sale.at)  # Too late, and the offer waited for it.
    assert actions.fund(sale.house(), payment_id=payment.pk).state == "in_force"
    presale.lapse_offer(sale.hand(), presale_offer_id=idle.offer_id)
    assert sale.stock == (9, 1)


def test_money_for_an_offer_that_is_gone_goes_back(sale: Sale) -> None:
    contract = sale.signed()
    payment = payments.payments_of(f"contract:{contract.pk}").get()
    act = sale.house()
    presale.lapse_offer(act, presale_offer_id=contract.offer_id)
    bank_pays(payment, sale.at)
    contract = actions.fund(act, payment_id=payment.pk)
    assert (contract.state, contract.reason) == ("lapsed", "offer_gone")
    assert (sale.stock, sale.account_units) == ((10, 0), 0)
    assert payments.refunds_of(payment.pk).get().units == FIRST


def test_an_unpaid_contract_ends_with_its_offer(sale: Sale) -> None:
    contract = sale.signed()
    presale.lapse_offer(sale.house(), presale_offer_id=contract.offer_id)
    for _ in range(2):
        actions.lapse_with_its_offer(sale.house(), offer_id=contract.offer_id)
    assert sale.now(contract).state == "lapsed"
    assert payments.payments_of(f"contract:{contract.pk}").get().state == "closed"


def test_an_instalment_has_room_of_its_own_or_goes_back(sale: Sale) -> None:
    contract = sale.in_force()
    hold_at(sale.maker.shop, FIRST)
    contract = sale.pay(contract)
    assert (contract.state, contract.paid_units) == ("in_force", FIRST)
    assert contract.reason == "no_room"
    hold_at(sale.maker.shop, REST)
    contract = sale.pay(contract)
    assert (contract.paid_units, sale.account_units) == (PRICE, PRICE)
    assert len(queries.reservations_of(contract.pk)) == 2
    assert queries.open_instalment(contract.pk) is None
    sound(sale)


def test_whoever_leaves_gets_all_of_it_from_the_account_and_the_maker(sale: Sale) -> None:
    contract = sale.in_force()
    buyer = contract.buyer
    sale.wait(days=91)
    left = queries.leaving_of(contract, tehran_day(sale.at))
    contract = actions.withdraw_contract(sale.by(buyer), contract_id=contract.pk)
    assert contract.profit_units == left.profit_units == round(FIRST * 0.2 * 91 / 365)
    assert (sale.stock, contract.state) == ((10, 0), "withdrawn")
    with pytest.raises(AccountShort) as no:
        actions.repay(sale.maker_acts(), contract_id=contract.pk)
    assert no.value.facts == {"units": contract.profit_units}
    contract = actions.bring_repayment(sale.maker_acts(), contract_id=contract.pk)
    assert contract.repay_payment_id is not None
    bank_pays(payments.payment(contract.repay_payment_id), sale.at)
    for _ in range(2):
        contract = actions.fund(sale.house(), payment_id=contract.repay_payment_id)
    assert (contract.state, contract.given_units) == ("repaid", left.units)
    paid = sum(one.units for one in Payout.objects.filter(subject=f"contract:{contract.pk}"))
    assert (paid, sale.account_units) == (left.units, 0)
    assert (sale.maker.shop.now.exposure_units, sale.maker.shop.now.gross_units) == (0, 0)
    sound(sale)


def test_after_twenty_days_the_account_pays_and_the_rest_is_ordered(sale: Sale) -> None:
    contract = sale.in_force()
    sale.wait(days=91)
    contract = actions.withdraw_contract(sale.by(contract.buyer), contract_id=contract.pk)
    sale.wait(days=21)
    contract = actions.repay(sale.hand(), contract_id=contract.pk)
    assert (contract.state, contract.given_units) == ("ordered", FIRST)
    assert contract.ordered_units == contract.profit_units == contract.owed_units > 0
    contract = actions.bring_repayment(sale.maker_acts(), contract_id=contract.pk)
    bank_pays(payments.payment(contract.repay_payment_id or 0), sale.at)
    contract = actions.fund(sale.house(), payment_id=contract.repay_payment_id or 0)
    assert (contract.state, contract.owed_units, contract.ordered_units) == ("repaid", 0, 0)
    sound(sale)


def test_before_a_month_there_is_no_profit_and_the_clock_repays_alone(sale: Sale) -> None:
    contract = sale.in_force()
    sale.wait(days=20)
    contract = actions.withdraw_contract(sale.by(contract.buyer), contract_id=contract.pk)
    assert contract.profit_units == 0
    contract = actions.repay(sale.hand(), contract_id=contract.pk)
    assert (contract.state, contract.given_units, sale.account_units) == ("repaid", FIRST, 0)


def test_a_contract_is_passed_on_with_its_money(sale: Sale) -> None:
    contract, heir = sale.in_force(), a_buyer()
    seller = contract.buyer
    asked = actions.ask_assignment(sale.by(seller), contract_id=contract.pk, phone=heir.phone)
    with pytest.raises(NotFound):
        actions.accept_assignment(sale.by(seller), assignment_id=asked.pk)
    actions.accept_assignment(sale.by(heir), assignment_id=asked.pk)
    actions.consent_assignment(sale.maker_acts(), assignment_id=asked.pk)
    contract = sale.now(contract)
    assert (contract.buyer_id, contract.assignments) == (heir.pk, 1)
    assert queries.document(contract.pk).version == 2
    waiting = queries.open_instalment(contract.pk)
    assert waiting is not None and payments.payment(waiting.payment_id or 0).payer_id == heir.pk
    with pytest.raises(NotFound):
        actions.withdraw_contract(sale.by(seller), contract_id=contract.pk)
    sale.wait(days=5)
    actions.withdraw_contract(sale.by(heir), contract_id=contract.pk)
    actions.repay(sale.hand(), contract_id=contract.pk)
    owed = book.balance(payments.payable_account_id(heir.pk))
    assert owed.units == owed.pending_units == FIRST, "It is on its way to the new buyer."


def test_only_whom_the_rules_let_and_only_so_often() -> None:
    sale = a_sale(assignments=1)
    contract = sale.in_force()
    by = sale.by(contract.buyer)
    with pytest.raises(NotEligible):
        actions.ask_assignment(by, contract_id=contract.pk, phone=a_person("ناشناس").phone)
    asked = actions.ask_assignment(by, contract_id=contract.pk, phone=a_buyer().phone)
    actions.accept_assignment(sale.by(asked.to_person), assignment_id=asked.pk)
    actions.consent_assignment(sale.maker_acts(), assignment_id=asked.pk)
    with pytest.raises(NoMoreAssignments):
        actions.ask_assignment(
            sale.by(asked.to_person), contract_id=contract.pk, phone=a_buyer().phone
        )


def test_called_it_is_paid_in_full_and_fulfilled() -> None:
    sale = a_sale(method="ordinary")
    contract = sale.in_force()
    contract = actions.call_vehicle(
        sale.house(), contract_id=contract.pk, price_units=PRICE * 3 // 2
    )
    due = queries.open_instalment(contract.pk)
    assert due is not None and due.units == PRICE * 3 // 2 * 7 // 10, "30 percent are immune."
    with pytest.raises(WrongState):
        actions.withdraw_contract(sale.by(contract.buyer), contract_id=contract.pk)
    with pytest.raises(MoneyMissing):
        actions.fulfil(sale.house(), contract_id=contract.pk)
    sale.pay(contract)
    assert actions.fulfil(sale.house(), contract_id=contract.pk).state == "fulfilled"
    assert sale.maker.shop.now.exposure_units == 0
    sound(sale)


def test_a_call_undone_leaves_the_buyer_free_and_the_price_settled() -> None:
    sale = a_sale(method="ordinary")
    contract = sale.in_force()
    for price in (PRICE * 3 // 2, PRICE * 2):
        actions.call_vehicle(sale.house(), contract_id=contract.pk, price_units=price)
        assert queries.unpaid_units(contract.pk) == PRICE * 3 // 2 * 7 // 10
        contract = actions.undo_call(sale.house(), contract_id=contract.pk)
        assert (contract.state, contract.ready_on) == ("in_force", None)
    contract = sale.pay(contract)
    assert queries.unpaid_units(contract.pk) == 0
    contract = actions.withdraw_contract(sale.by(contract.buyer), contract_id=contract.pk)
    assert contract.owed_units == FIRST + PRICE * 3 // 2 * 7 // 10
    sound(sale)


def test_a_firm_price_does_not_rise(sale: Sale) -> None:
    contract = sale.in_force()
    actions.call_vehicle(sale.house(), contract_id=contract.pk, price_units=PRICE * 2)
    due = queries.open_instalment(contract.pk)
    assert due is not None and due.units == REST


def test_the_statement_shows_the_sums_that_are_paid(sale: Sale) -> None:
    contract = sale.in_force()
    sale.wait(days=91)
    shown = queries.live_statement(contract, sale.at)
    assert shown.leave is not None
    assert shown.leave.units == queries.leaving_of(contract, tehran_day(sale.at)).units
    assert [one.days for one in shown.late] == [10, 30, 90]
    late = queries.late_of(contract, contract.delivery_day + timedelta(30))
    assert shown.late[1].sum.units == late.units
    assert (shown.place, shown.waiting) == (1, 1)
    assert shown.preserved_units == FIRST

"""What the book promises, in plain sentences."""

from datetime import timedelta

import pytest

from amanat.kernel.clock import time
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import (
    AccountDiffers,
    AlreadyDecided,
    ItemReused,
    KeyReused,
    NoSuchAccount,
    NoSuchHold,
    OverLimit,
    TooLate,
    WrongTurn,
)
from amanat.kernel.ledger.tests.cast import Cast, act, key, new_cast, pay_in, units

pytestmark = pytest.mark.django_db
Kind = book.StepKind


@pytest.fixture
def cast() -> Cast:
    return new_cast()


def step(hold_id: int, turn: int, kind: book.StepKind, **units: int) -> None:
    book.write(act(), book.Step(hold_id, turn, kind, **units), key=key("step"))


def test_a_payment_is_held_and_released_to_the_seller_less_the_fee(cast: Cast) -> None:
    hold = pay_in(cast, 1000)
    step(hold, 1, Kind.RELEASE, fee_units=10)
    assert [units(a) for a in (cast.bank, cast.control, cast.seller, cast.buyer, cast.fees)] == [
        1000, 0, 990, 0, 10]  # fmt: skip
    assert book.hold_state(hold) == book.HoldState(1000, 0, 1, Kind.RELEASE, False)
    assert book.broken_invariants() == []


def test_what_is_held_cannot_be_held_or_spent_again(cast: Cast) -> None:
    pay_in(cast, 1000)
    assert book.balance(cast.control) == book.Balance(1000, 1000, 0, 0)
    with pytest.raises(OverLimit):
        book.write(act(), book.Transfer(cast.control, cast.seller, 1), key=key())


def test_a_refund_returns_everything(cast: Cast) -> None:
    step(pay_in(cast, 1000), 1, Kind.REFUND)
    assert (units(cast.buyer), units(cast.control)) == (1000, 0)


def test_a_split_pays_what_it_says_and_returns_the_rest(cast: Cast) -> None:
    step(pay_in(cast, 1000), 1, Kind.SPLIT, paid_units=600, fee_units=6)
    assert (units(cast.seller), units(cast.fees), units(cast.buyer)) == (600, 6, 394)


def test_a_split_beyond_the_hold_is_refused(cast: Cast) -> None:
    hold = pay_in(cast, 1000)
    with pytest.raises(OverLimit):
        step(hold, 1, Kind.SPLIT, paid_units=999, fee_units=2)


def test_without_a_return_account_the_rest_is_simply_free_again(cast: Cast) -> None:
    book.write(act(), book.Transfer(cast.bank, cast.buyer, 50), key=key())
    hold = book.next_id()
    book.write(act(), book.Hold(hold, cast.buyer, cast.seller, None, 7, 50), key=key())
    assert book.balance(cast.buyer).free_units == 0
    step(hold, 1, Kind.SPLIT, paid_units=20)
    assert book.balance(cast.buyer) == book.Balance(30, 0, 30, 0)


def test_a_frozen_hold_moves_nowhere_until_it_is_unfrozen(cast: Cast) -> None:
    hold = pay_in(cast, 1000)
    step(hold, 1, Kind.FREEZE)
    assert book.hold_state(hold).frozen
    for kind in (Kind.RELEASE, Kind.REFUND, Kind.EXPIRE, Kind.FREEZE):
        with pytest.raises(WrongTurn):
            step(hold, 2, kind)
    book.write(act(), book.Step(hold, 2, Kind.UNFREEZE), book.Step(hold, 3, Kind.REFUND), key=key())
    assert units(cast.buyer) == 1000


def test_the_second_decision_is_told_that_somebody_was_first(cast: Cast) -> None:
    hold = pay_in(cast, 1000)
    step(hold, 1, Kind.RELEASE)
    with pytest.raises(AlreadyDecided):
        step(hold, 1, Kind.REFUND)
    with pytest.raises(WrongTurn):
        step(hold, 2, Kind.REFUND)
    assert (units(cast.seller), units(cast.buyer)) == (1000, 0)


def test_after_its_deadline_a_hold_can_only_go_back(cast: Cast) -> None:
    hold = book.next_id()
    due = time.now() + timedelta(hours=1)
    book.write(
        act(),
        book.Transfer(cast.bank, cast.control, 9),
        book.Hold(hold, cast.control, cast.seller, cast.buyer, 7, 9, due),
        key=key(),
    )
    time.advance(timedelta(hours=1))
    with pytest.raises(TooLate):
        step(hold, 1, Kind.RELEASE)
    step(hold, 1, Kind.EXPIRE)
    assert units(cast.buyer) == 9


def test_the_same_key_and_content_happens_once(cast: Cast) -> None:
    item, once = book.Transfer(cast.bank, cast.buyer, 5), key()
    book.write(act(), item, key=once)
    book.write(act(), item, key=once)
    assert units(cast.buyer) == 5


def test_the_same_key_with_other_content_is_refused(cast: Cast) -> None:
    once = key()
    book.write(act(), book.Transfer(cast.bank, cast.buyer, 5), key=once)
    with pytest.raises(KeyReused):
        book.write(act(), book.Transfer(cast.bank, cast.buyer, 6), key=once)


def test_a_refused_key_may_be_tried_again(cast: Cast) -> None:
    once, out = key(), book.Transfer(cast.buyer, cast.seller, 5)
    with pytest.raises(OverLimit):
        book.write(act(), out, key=once)
    book.write(act(), book.Transfer(cast.bank, cast.buyer, 5), key=key())
    book.write(act(), out, key=once)
    assert units(cast.seller) == 5


def test_a_group_is_done_whole_or_not_at_all(cast: Cast) -> None:
    with pytest.raises(OverLimit):
        book.write(
            act(),
            book.Transfer(cast.bank, cast.buyer, 5),
            book.Transfer(cast.buyer, cast.seller, 6),
            key=key(),
        )
    assert units(cast.buyer) == 0


def test_what_is_linked_to_a_step_that_was_done_before_does_not_happen_again(cast: Cast) -> None:
    hold = pay_in(cast, 10)
    release = (book.Step(hold, 1, Kind.RELEASE), book.Transfer(cast.bank, cast.buyer, 1))
    book.write(act(), *release, key=key())
    with pytest.raises(AlreadyDecided):
        book.write(act(), *release, key=key())
    assert units(cast.buyer) == 1


def test_a_number_stands_for_one_hold_for_ever(cast: Cast) -> None:
    hold = pay_in(cast, 10)
    with pytest.raises(ItemReused):
        book.write(
            act(),
            book.Transfer(cast.bank, cast.control, 11),
            book.Hold(hold, cast.control, cast.seller, cast.buyer, 7, 11),
            key=key(),
        )


def test_units_of_two_assets_never_mix(cast: Cast) -> None:
    other = new_cast()
    with pytest.raises(NoSuchAccount):
        book.write(act(), book.Transfer(cast.bank, other.buyer, 5), key=key())


def test_an_account_nobody_opened_is_refused(cast: Cast) -> None:
    with pytest.raises(NoSuchAccount):
        book.write(act(), book.Transfer(cast.bank, cast.seller + 1000_000_000, 5), key=key())
    with pytest.raises(NoSuchAccount):
        book.account("nobody")
    with pytest.raises(NoSuchHold):
        step(book.next_id(), 1, Kind.RELEASE)


def test_opening_twice_is_the_same_account_and_other_terms_are_refused(cast: Cast) -> None:
    code = f"buyer:{cast.asset}"
    assert book.open_account(code, asset=cast.asset) == book.account(code) == cast.buyer
    with pytest.raises(AccountDiffers):
        book.open_account(code, asset=cast.asset, limit_units=None)


def test_an_overdraft_is_a_limit_below_zero(cast: Cast) -> None:
    rich = book.open_account(f"rich:{cast.asset}", asset=cast.asset, limit_units=100)
    book.write(act(), book.Transfer(rich, cast.buyer, 100), key=key())
    assert book.balance(rich) == book.Balance(-100, 0, 0, 100)
    with pytest.raises(OverLimit):
        book.write(act(), book.Transfer(rich, cast.buyer, 1), key=key())


def test_a_debit_normal_account_has_its_limit_on_the_other_side(cast: Cast) -> None:
    safe = book.open_account(f"safe:{cast.asset}", asset=cast.asset, normal="debit")
    book.write(act(), book.Transfer(safe, cast.buyer, 7), key=key())
    assert units(safe) == 7
    with pytest.raises(OverLimit):
        book.write(act(), book.Transfer(cast.bank, safe, 8), key=key())


def test_a_release_into_a_full_safe_is_refused_and_the_rest_goes_through(cast: Cast) -> None:
    safe = book.open_account(f"safe:{cast.asset}", asset=cast.asset, normal="debit")
    book.post_batch(book.next_ids(2), [safe, cast.bank], [cast.buyer] * 2, [10, 90])
    holds = book.next_ids(3)
    assert book.hold_batch(holds, [cast.buyer] * 3, [safe, safe, cast.seller], [8, 5, 9]) == []
    assert book.step_batch(holds, [1] * 3, [Kind.RELEASE] * 3) == [0, 3, 0]
    assert (units(safe), units(cast.seller)) == (2, 9)
    assert book.broken_invariants() == []


@pytest.mark.parametrize("beside", [0, 3])
def test_units_always_go_back_to_the_safe_they_were_taken_from(cast: Cast, beside: int) -> None:
    safe = book.open_account(f"safe:{cast.asset}", asset=cast.asset, normal="debit")
    book.post_batch(book.next_ids(1), [cast.bank], [cast.buyer], [10])
    holds = book.next_ids(1 + beside)
    debits, credits = [safe, *[cast.buyer] * beside], [cast.seller] * (1 + beside)
    book.hold_batch(holds, debits, credits, [1] * len(holds), returns=debits)
    assert book.step_batch(holds, [1] * len(holds), [book.StepKind.REFUND] * len(holds)) == []
    assert book.broken_invariants() == []


def test_a_batch_answers_item_by_item_and_remembers_its_answers(cast: Cast) -> None:
    ids = book.next_ids(6)
    debits = [cast.bank, cast.buyer, cast.buyer, cast.bank, cast.buyer, 5]
    credits = [cast.buyer, cast.seller, cast.seller, cast.seller, cast.seller, cast.seller]
    amounts, groups = [10, 6, 6, 3, 5, 1], [1, 2, 3, 4, 4, 5]
    first = book.post_batch(ids, debits, credits, amounts, groups=groups)
    assert first == [0, 0, 3, 6, 3, 4]
    assert book.post_batch(ids, debits, credits, amounts, groups=groups) == first
    assert (units(cast.buyer), units(cast.seller)) == (4, 6)
    assert book.broken_invariants() == []


def test_other_content_under_a_known_number_is_answer_two(cast: Cast) -> None:
    ids = book.next_ids(2)
    assert book.post_batch(ids, [cast.bank] * 2, [cast.buyer] * 2, [1, 2]) == []
    assert book.post_batch(ids, [cast.bank] * 2, [cast.buyer] * 2, [1, 3]) == [0, 2]
    assert units(cast.buyer) == 3


def test_the_trial_balance_is_even(cast: Cast) -> None:
    step(pay_in(cast, 1000), 1, Kind.RELEASE, fee_units=10)
    pay_in(cast, 5)
    assert book.AssetTotal(cast.asset, 2005, 2005, 5) in book.trial_balance()

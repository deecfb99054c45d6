"""The numbers of escrow.md section 8, as they come from phones, cards and chats."""

from collections.abc import Callable

import pytest

from amanat.words import identity
from amanat.words.refusal import Invalid

Check = Callable[[str], str]

RIGHT: list[tuple[Check, str, str]] = [
    (identity.national_id, "0499370899", "0499370899"),
    (identity.national_id, "0790419904", "0790419904"),
    (identity.national_id, "0084575948", "0084575948"),
    (identity.national_id, "۰۴۹۹۳۷۰۸۹۹", "0499370899"),
    (identity.national_id, " ٠٤٩-٩٣٧٠٨٩-٩ ", "0499370899"),
    (identity.legal_id, "10380284790", "10380284790"),
    (identity.card, "6037701689095443", "6037701689095443"),
    (identity.card, "6219-8610 3452‌9007", "6219861034529007"),
    (identity.sheba, "IR820540102680020817909002", "IR820540102680020817909002"),
    (identity.sheba, "ir06 2960 0000 0010 0324 2000 01", "IR062960000000100324200001"),
    (identity.sheba, "IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲", "IR820540102680020817909002"),
    (identity.sheba, "820540102680020817909002", "IR820540102680020817909002"),
    (identity.sheba, "IR979990000000000000000001", "IR979990000000000000000001"),
    (identity.mobile, "+98 912 345 6789", "09123456789"),
    (identity.mobile, "0098 912 345 67 89", "09123456789"),
    (identity.mobile, "989123456789", "09123456789"),
    (identity.mobile, "9123456789", "09123456789"),
    (identity.mobile, "۰۹۱۲۳۴۵۶۷۸۹", "09123456789"),
    (identity.mobile, "\u202a+98 912 345 6789\u202c", "09123456789"),
    (identity.postal_code, "۱۳۹۴۸-۵۳۶۴۱", "1394853641"),
    (identity.post_barcode, "123456789012345678901234", "123456789012345678901234"),
    (identity.post_barcode, "12345678901234567890", "12345678901234567890"),
    (identity.s10, "rr 473 124 829 ir", "RR473124829IR"),
]

WRONG: list[tuple[Check, str]] = [
    *((identity.national_id, str(digit) * 10) for digit in range(10)),
    (identity.national_id, "0684159415"),
    (identity.national_id, "049937089"),
    (identity.national_id, "04993708990"),
    (identity.national_id, "04993७0899"),
    (identity.national_id, ""),
    (identity.legal_id, "10380284791"),
    (identity.legal_id, "1038028479"),
    (identity.card, "6037701689095444"),
    (identity.card, "0000000000000000"),
    (identity.sheba, "IR830540102680020817909002"),
    (identity.sheba, "IR82054010268002081790900"),
    (identity.sheba, "DE820540102680020817909002"),
    (identity.mobile, "0912345678"),
    (identity.mobile, "02188776655"),
    (identity.mobile, "+1 912 345 6789"),
    (identity.mobile, "09123456789; drop table"),
    (identity.postal_code, "1111111111"),
    (identity.postal_code, "123456789"),
    (identity.post_barcode, "12345678901234567890123"),
    (identity.s10, "RR473124828IR"),
    (identity.s10, "RR473124829DE"),
]


@pytest.mark.parametrize(("check", "typed", "kept"), RIGHT)
def test_a_right_number_is_kept_in_one_form(check: Check, typed: str, kept: str) -> None:
    assert check(typed) == kept
    assert check(kept) == kept


@pytest.mark.parametrize(("check", "typed"), WRONG)
def test_a_wrong_number_is_refused_in_both_languages(check: Check, typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check(typed)
    assert type(refusal.value) is not Invalid
    assert refusal.value.param
    assert refusal.value.sentence.fa != refusal.value.sentence.en


def test_an_endless_number_is_refused_without_reading_it_all() -> None:
    with pytest.raises(identity.BadMobile):
        identity.mobile("9" * 5_000_000)


def test_a_sheba_tells_its_bank() -> None:
    parsian = identity.bank_of("IR820540102680020817909002")
    assert parsian is not None and parsian.name.en == "Parsian Bank"


def test_an_unknown_bank_is_only_a_warning() -> None:
    assert identity.bank_of("IR979990000000000000000001") is None


def test_a_merged_bank_names_the_one_that_took_it_over() -> None:
    bank = identity.bank_of("IR000630000000000000000000")
    assert bank is not None and bank.into == "015"


def test_masks_show_enough_to_recognise_and_too_little_to_use() -> None:
    assert identity.masked_sheba("IR820540102680020817909002") == "IR82 … 9002"
    assert identity.masked_mobile("09123456789") == "0912•••6789"


@pytest.mark.parametrize(("code", "odd"), [("1394853641", False), ("1034853641", True)])
def test_a_postal_code_with_zeros_in_front_is_odd(code: str, odd: bool) -> None:
    assert identity.odd_postal_code(code) == odd

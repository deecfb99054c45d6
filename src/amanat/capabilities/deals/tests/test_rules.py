"""What terms and tracking codes may say."""

from dataclasses import replace

import pytest

from amanat.capabilities.deals.refusals import (
    HoursOutOfRange,
    PriceOutOfRange,
    TermsIncomplete,
    TitleMissing,
    TooManyChecks,
    TrackingCodeWrong,
)
from amanat.capabilities.deals.rules import Terms, check_terms, tracking_code
from amanat.words.refusal import Refused

LAPTOP = Terms(
    title="لپ‌تاپ",
    description="",
    price_units=300_000_000,
    fee_payer="half",
    fee_basis_points=100,
    delivery="post",
    ship_hours=96,
    inspection_hours=48,
    checks=["صفحه سالم است"],
)


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("price_units", 0, PriceOutOfRange),
        ("price_units", -1, PriceOutOfRange),
        ("price_units", 2**63, PriceOutOfRange),
        ("price_units", 9_999, PriceOutOfRange),
        ("title", "   ", TitleMissing),
        ("title", "x" * 121, TitleMissing),
        ("ship_hours", 23, HoursOutOfRange),
        ("inspection_hours", 337, HoursOutOfRange),
        ("checks", ["x"] * 9, TooManyChecks),
    ],
)
def test_bad_terms_are_refused_beside_their_field(
    field: str, value: object, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as no:
        check_terms({field: value}, complete=False)
    assert no.value.param == field


def test_incomplete_terms_are_not_sent() -> None:
    with pytest.raises(TermsIncomplete):
        check_terms({"title": "x"}, complete=True)


def test_the_hash_changes_with_every_word() -> None:
    assert LAPTOP.sha256() == replace(LAPTOP).sha256()
    assert LAPTOP.sha256() != replace(LAPTOP, price_units=300_000_001).sha256()


@pytest.mark.parametrize(
    ("carrier", "typed", "code"),
    [
        ("post", "۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴", "123456789012345678901234"),
        ("post", "1234 5678 9012 3456 7890", "12345678901234567890"),
        ("post", "rr473124829ir", "RR473124829IR"),
        ("courier", "ab12345678", "AB12345678"),
        ("freight", "40518-77", "40518-77"),
    ],
)
def test_tracking_codes_are_kept_as_the_carrier_writes_them(
    carrier: str, typed: str, code: str
) -> None:
    assert tracking_code(carrier, typed) == code


@pytest.mark.parametrize(
    ("carrier", "typed"),
    [("post", "1" * 23), ("post", "RR473124828IR"), ("courier", "abc"), ("freight", "<b>")],
)
def test_a_code_of_the_wrong_shape_is_refused(carrier: str, typed: str) -> None:
    with pytest.raises(TrackingCodeWrong):
        tracking_code(carrier, typed)

"""Days that licences cover, domains as they are kept, and what proves one."""

from datetime import date, timedelta

import pytest

from amanat.capabilities.businesses import rules
from amanat.capabilities.businesses.rules import Span, covered_until, first_end, uncovered
from amanat.words import domains
from amanat.words.domains import NoDomain, skeleton

DAY = timedelta(days=1)
MARCH = date(2026, 3, 21)
TOKEN = "a1b2c3d4e5f60718293a4b5c6d7e8f90"


def span(first: int, last: int, of: str = "general") -> Span:
    return Span(of, MARCH + first * DAY, MARCH + last * DAY)


@pytest.mark.parametrize(("spans", "last"), [
    ([], None),
    ([span(0, 9)], 9),
    ([span(0, 9), span(10, 19)], 19),            # A renewal without a gap carries on.
    ([span(0, 9), span(11, 19)], 9),             # One day between is a gap.
    ([span(0, 9), span(3, 30)], 30),
    ([span(1, 9)], None),                        # Not begun yet.
    ([span(-9, -1)], None),                      # Over yesterday.
    ([span(-9, 0)], 0),                          # Its last day is still good.
    ([span(10, 19), span(0, 9), span(20, 20)], 20),
    ([span(-9, -1), span(0, 4)], 4),
])  # fmt: skip
def test_licences_follow_each_other(spans: list[Span], last: int | None) -> None:
    assert covered_until(spans, MARCH) == (None if last is None else MARCH + last * DAY)


@pytest.mark.parametrize(("spans", "needed", "last"), [
    ([span(0, 9)], {"general"}, 9),
    ([span(0, 9), span(0, 5, "vehicle")], {"general", "vehicle"}, 5),
    ([span(0, 9), span(0, 5, "vehicle")], {"general"}, 9),
    ([span(0, 9)], {"general", "vehicle"}, None),
    ([span(0, 9), span(0, 5, "vehicle")], set(), 5),
    ([], set(), None),
])  # fmt: skip
def test_the_first_needed_licence_to_end_counts(
    spans: list[Span], needed: set[str], last: int | None
) -> None:
    assert first_end(spans, needed, MARCH) == (None if last is None else MARCH + last * DAY)


def test_a_class_without_a_licence_on_the_day_is_uncovered() -> None:
    spans = [span(0, 9), span(10, 19, "vehicle")]
    assert uncovered(spans, {"general", "vehicle"}, MARCH) == {"vehicle"}


def test_a_day_ends_at_midnight_in_tehran() -> None:
    assert rules.end_of(date(2018, 5, 21)).isoformat() == "2018-05-22T00:00:00+04:30"


@pytest.mark.parametrize(("typed", "kept"), [
    ("shop.ir", "shop.ir"), (" https://WWW.Shop.ir/ ", "shop.ir"), ("shop.ir.", "shop.ir"),
    ("فروشگاه.ایران", "xn--mgbtj4c7ad63e.xn--mgba3a4f16a"), ("my-shop.co.ir", "my-shop.co.ir"),
    ("xn--mgbtj4c7ad63e.com", "xn--mgbtj4c7ad63e.com"), ("SHOP.example", "shop.example"),
])  # fmt: skip
def test_a_domain_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert domains.domain(typed) == kept


@pytest.mark.parametrize("typed", [
    "", "shop", "ir", "co.ir", "github.io", "www.ir", "127.0.0.1", "0x7f.1", "2130706433",
    "[::1]", "::1", "۱۲۷.۰.۰.۱", "127.0.0.1.", "user@shop.ir", "shop.ir:8080", "shop.ir/path",
    "shop.ir?x", "ftp://shop.ir", "localhost", "db.internal", "shop.local", "shop..ir", ".shop.ir",
    "-shop.ir", "sh_op.ir", "sh op.ir", "shop\\.ir", f"{'a' * 64}.ir", f"{'a.' * 140}ir",
    "sh\u043ep.ir", "\u0440aypal.com", "xn--0.ir",
])  # fmt: skip
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with pytest.raises(NoDomain) as no:
        domains.domain(typed)
    assert no.value.why.fa


@pytest.mark.parametrize(("one", "other"), [
    ("apple.com", "xn--80ak6aa92e.com"),  # Cyrillic letters throughout.
    ("modern.ir", "modem.ir"), ("google.ir", "g00gle.ir"), ("paypal.ir", "paypa1.ir"),
    ("view.ir", "vievv.ir"), ("cafe.ir", "xn--caf-dma.ir"),
    ("کتاب.ایران", "\u0643تاب.ایران"), ("یلدا.ایران", "\u064aلدا.ایران"),
])  # fmt: skip
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(domains.domain(one)) == skeleton(domains.domain(other))


@pytest.mark.parametrize(("one", "other"), [("shop.ir", "shop.com"), ("mail.ir", "mall.ir"),
                                            ("digikala.com", "digi-kala.com")])  # fmt: skip
def test_names_that_look_different_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(("page", "is_there"), [
    (f'<html><head><meta name="amanat" content="{TOKEN}"></head>', True),
    (f"<META NAME=Amanat CONTENT='{TOKEN}'/>", True),
    (f'<head></head><body><meta name="amanat" content="{TOKEN}">', False),
    (f'<!-- <meta name="amanat" content="{TOKEN}"> -->', False),
    (f'<meta name="other" content="{TOKEN}">', False),
    (f"<title>&lt;meta name='amanat' content='{TOKEN}'&gt;</title>", False),
    (f'<meta name="amanat" content="{TOKEN}0">', False),
    ("", False),
])  # fmt: skip
def test_a_tag_counts_in_the_head_only(page: str, is_there: bool) -> None:
    assert rules.is_in_page(page, TOKEN) is is_there


def test_a_file_holds_the_token_alone_on_a_line() -> None:
    assert rules.is_in_file(f"\n {TOKEN} \r\n", TOKEN)
    assert not rules.is_in_file(f"<html>{TOKEN}</html>", TOKEN)
    assert not rules.is_in_file("x\n" * 20 + TOKEN, TOKEN)


def test_a_record_says_whose_token_it_is() -> None:
    assert rules.is_in_records(["v=spf1 -all", f"amanat={TOKEN}"], TOKEN)
    assert not rules.is_in_records([TOKEN, f"x amanat={TOKEN}"], TOKEN)


@pytest.mark.parametrize(("powers", "power", "held"), [
    ("all", "money", True), ("papers seal", "seal", True), ("papers", "money", False),
    ("papers", "", True), ("papers", "all", False),
])  # fmt: skip
def test_what_a_mandate_holds(powers: str, power: str, held: bool) -> None:
    assert rules.covers(powers, power) is held


def test_a_share_is_shown_as_a_percentage() -> None:
    assert [rules.percent_of(n) for n in (10_000, 5_000, 3_334, 7)] == [
        "100",
        "50",
        "33.34",
        "0.07",
    ]

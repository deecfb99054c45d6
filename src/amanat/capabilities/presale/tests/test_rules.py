"""What the vectors do not say: days, ties, refunds, certificates, VINs and files with bad rows."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.capabilities.presale import refusals
from amanat.capabilities.presale.rules import buyers, deliveries, methods, refunds, release, vin
from amanat.capabilities.presale.rules.days import after_jalali_months, late_days
from amanat.capabilities.presale.tests.sets import conditions, late_set

TODAY = date(2026, 11, 22)
QUIET = settings(max_examples=30, deadline=None, database=None)
SUM = st.integers(0, 10**13)


@given(st.dates(date(1950, 1, 1), date(2070, 1, 1)), st.integers(0, 40), st.integers(0, 40))
@QUIET
def test_months_only_go_forward(day: date, months: int, more: int) -> None:
    assert after_jalali_months(day, 0) == day
    assert after_jalali_months(day, months) <= after_jalali_months(day, months + more)


@pytest.mark.parametrize(("until", "days"), [(10, 0), (11, 1), (9, 0), (20, 10)])
def test_the_first_late_day_is_the_day_after(until: int, days: int) -> None:
    assert late_days(date(2026, 6, 10), date(2026, 6, until)) == days


def test_each_late_day_has_the_rate_of_that_day() -> None:
    rates = [(date(2026, 1, 1), Fraction("0.18")), (date(2026, 6, 15), Fraction("0.24"))]
    found = methods.stretches_of(date(2026, 6, 10), date(2026, 6, 20), rates)
    assert found == [methods.Stretch(4, rates[0][1]), methods.Stretch(6, rates[1][1])]
    assert methods.stretches_of(date(2026, 6, 10), date(2026, 6, 10), rates) == []
    with pytest.raises(refusals.NoSetForDate):
        methods.stretches_of(date(2025, 6, 10), date(2025, 6, 20), rates)


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 400), st.integers(0, 400))
@QUIET
def test_compensation_grows_by_the_day_and_adds_up(start: date, days: int, cut: int) -> None:
    late = late_set("ir-vehicle-delay-1395").by_method[methods.Method.ORDINARY]
    rates = [(date(2025, 1, 1), Fraction("0.18")), (date(2026, 8, 1), Fraction("0.23"))]
    until = date.fromordinal(start.toordinal() + days)
    found = methods.stretches_of(start, until, rates)
    assert sum(one.days for one in found) == days
    units = methods.compensation(10**9, late, found, month_days=30)
    later = methods.stretches_of(start, date.fromordinal(until.toordinal() + cut), rates)
    assert units <= methods.compensation(10**9, late, later, month_days=30)


def test_a_buyer_hears_every_reason_in_words() -> None:
    buyer = buyers.Buyer(
        age=17, maker="saipa", plates=1, plate_vehicle_age_years=2, last_purchase_months_ago=3,
        last_purchase_maker="saipa", sim_is_own=False, account_is_own=False, enlisted_before=True,
    )  # fmt: skip
    found = buyers.reasons_against(buyer, conditions("ir-vehicle-buyer-1404-01"))
    assert [reason.code for reason in found] == [
        "age", "active_plate", "bought_recently", "sim_owner", "account_owner", "enlisted_before",
    ]  # fmt: skip
    assert found[2].says.en == "You bought from this maker 3 months ago; 48 months must pass."
    assert all("{" not in reason.says.fa + reason.says.en for reason in found)


def test_what_a_set_does_not_say_is_not_asked() -> None:
    buyer = buyers.Buyer(age=3, maker="x", is_natural=False, plates=4, sim_is_own=False)
    assert buyers.reasons_against(buyer, buyers.Conditions()) == ()


def test_a_purchase_from_another_maker_counts_for_nothing() -> None:
    asked = conditions("ir-vehicle-buyer-1404-01")
    buyer = buyers.Buyer(
        age=30, maker="ikco", last_purchase_months_ago=1, last_purchase_maker="saipa"
    )
    assert buyers.reasons_against(buyer, asked) == ()


@given(st.lists(SUM, max_size=8), st.lists(SUM, max_size=3))
@QUIET
def test_a_refund_plan_gives_all_there_is_and_nobody_too_much(owed, sources) -> None:
    plan = refunds.plan([refunds.Claim(n, units) for n, units in enumerate(owed)], sources)
    given_out = sum(share.units for share in plan.shares)
    assert given_out == min(sum(owed), sum(sources))
    assert given_out + sum(plan.left_by_source) == sum(sources)
    assert given_out + plan.short_units == sum(owed)
    assert all(share.units <= units for share, units in zip(plan.shares, owed, strict=True))


def test_the_rest_goes_to_the_largest_remainder_and_then_to_the_earlier() -> None:
    claims = [refunds.Claim(n, 100) for n in (1, 2, 3)]
    plan = refunds.plan(claims, [100, 50])
    assert [share.by_source for share in plan.shares] == [(34, 16), (33, 17), (33, 17)]
    assert [share.rest_units for share in plan.shares] == [1, 1, 1]
    assert refunds.plan([refunds.Claim(1, 1), refunds.Claim(2, 2)], [2]).shares[1].units == 1


def test_what_is_preserved_is_never_promised_twice() -> None:
    assert release.preserved([10, 10, 10], 20, 30) == [6, 6, 6]
    assert release.preserved([], 0, 0) == []


def test_no_draw_above_the_formula_and_the_number_is_said() -> None:
    project = release.Project(100, 120, (Fraction(2, 5),) * 3, drawn_units=40)
    allowed = release.releasable(project, account_share=Fraction(7, 10), certificates=3)
    assert allowed == release.Releasable(48, 8, 0)
    release.check_draw(8, allowed)
    with pytest.raises(refusals.OverFormula, match="8 rial"):
        release.check_draw(9, allowed)


@given(SUM, SUM, SUM, st.lists(st.fractions(0, 1), min_size=3, max_size=3))
@QUIET
def test_what_is_releasable_is_never_more_than_was_collected(collected, cost, drawn, shares):
    project = release.Project(collected, cost, tuple(shares), drawn)
    found = release.releasable(project, account_share=Fraction(7, 10), certificates=3)
    assert 0 <= found.now_units <= found.most_units <= collected
    assert found.most_units == found.now_units + drawn - found.over_drawn_units or drawn == 0


def test_a_certificate_is_fresh_and_does_not_go_back_without_a_reason() -> None:
    issued = date(2026, 10, 23)

    def check(share: str, day: date, has_reason: bool) -> None:
        release.check_certificate(
            Fraction(share), Fraction("0.4"), issued=issued, day=day, most_days=30,
            has_reason=has_reason,
        )  # fmt: skip

    check("0.4", TODAY, False)
    check("0.3", TODAY, True)
    with pytest.raises(refusals.CertificateBackwards):
        check("0.3", TODAY, False)
    with pytest.raises(refusals.CertificateStale):
        check("0.4", date(2026, 11, 23), False)


LINES = release.Lines(Fraction(1, 2), Fraction(2, 5), Fraction(4, 5))


@pytest.mark.parametrize(
    ("balance", "share"), [(50, "0"), (51, "2/5"), (80, "2/5"), (81, "1"), (0, "0")]
)
def test_two_lines_over_the_ceiling_send_money_to_escrow(balance: int, share: str) -> None:
    assert release.escrow_share(balance, 100, LINES) == Fraction(share)


#  Published examples of ISO 3779 check digits, the second with ten.
RIGHT = ("11111111111111111", "1M8GDM9AXKP042788", "5GZCZ43D13S812715")


@pytest.mark.parametrize("code", RIGHT)
def test_a_right_vin_is_read_however_it_was_typed(code: str) -> None:
    assert vin.read_vin(f" {code[:5].lower()}-{code[5:]} ") == code


def slips(code: str) -> list[str]:
    """The code with one other sign in one place, where that changes its sum."""
    signs = [(at, sign) for at in range(17) for sign in vin.VALUES]
    changed = [
        code[:at] + sign + code[at + 1 :]
        for at, sign in signs
        if sign != code[at] and (at == vin.CHECK_PLACE or vin.VALUES[sign] != vin.VALUES[code[at]])
    ]
    assert len(changed) > 400
    return changed


@pytest.mark.parametrize("code", RIGHT)
def test_every_single_slip_in_a_vin_that_changes_its_sum_is_seen(code: str) -> None:
    for other in slips(code):
        with pytest.raises(refusals.BadVin):
            vin.read_vin(other)


@pytest.mark.parametrize("typed", ["", "1M8GDM9AXKP04278", "IOQ11111111111111", "۱" * 18, "x\x00"])
def test_what_is_no_vin_is_refused(typed: str) -> None:
    with pytest.raises(refusals.BadVin):
        vin.read_vin(typed)


HEAD = "contract,vin,day,note\n"
PERSIAN_HEAD = "قرارداد;شناسه خودرو;تاریخ تحویل;توضیح\n"
ROW = "P-17,1M8GDM9AXKP042788,2026-11-20,\n"


def results(text: str | bytes, after_row: int = 1) -> list[deliveries.Result]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(deliveries.read(content, TODAY, after_row=after_row))


WANTED = deliveries.Delivery("P-17", "1M8GDM9AXKP042788", date(2026, 11, 20), "")
PERSIAN_ROW = "P-۱۷;1M8GDM9AXKP042788;۱۴۰۵/۸/۲۹;\n"


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + ROW).encode(),
        (HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).replace("\n", "\r\n").encode("utf-16"),
        (PERSIAN_HEAD + PERSIAN_ROW).encode(),
        (PERSIAN_HEAD + PERSIAN_ROW).encode("utf-16"),
        (PERSIAN_HEAD.replace("ی", "ي") + ROW.replace(",", ";")).encode("cp1256"),
        (HEAD + ROW).replace(",", "\t").encode(),
        (b"note,day,vin,contract\n,1405-08-29,1m8gdm9axkp042788,p 17\n"),
    ],
)
def test_a_file_is_read_however_it_was_saved(content: bytes) -> None:
    (found,) = results(content)
    assert found.faults == {} and found.delivery is not None
    assert found.delivery.vin == WANTED.vin and found.delivery.day == WANTED.day


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",1M8GDM9AXKP042788,2026-11-20,", "contract"),
        ("P-1,1M8GDM9AXKP042789,2026-11-20,", "vin"),
        ("P-1,1M8GDM9AXKP042788,2026-11-23,", "day"),
        ("P-1,1M8GDM9AXKP042788,yesterday,", "day"),
        ("P-1,1M8GDM9AXKP042788", ""),
        ("P-1,1M8GDM9AXKP042788,2026-11-20,\u202eabc", ""),
    ],
)
def test_a_bad_row_says_what_is_wrong_and_where(row: str, column: str) -> None:
    bad, good = results(HEAD + row + "\n" + ROW)
    assert bad.delivery is None and list(bad.faults) == [column] and bad.row == 2
    assert good.delivery == deliveries.Delivery("P17", *[WANTED.vin, WANTED.day, ""])


def test_the_same_vehicle_twice_names_the_first_row() -> None:
    _, again = results(HEAD + ROW + "P-18" + ROW[4:])
    assert list(again.faults) == ["vin"] and "row 2" in again.faults["vin"].en


def test_one_row_in_a_hundred_is_bad_and_the_others_are_used() -> None:
    rows = [f"P-{n},{vin_of(n)},2026-11-20," for n in range(1000)]
    rows[::100] = ["P-x,nonsense,2026-11-20,"] * 10
    found = results(HEAD + "\n".join(rows))
    assert sum(one.delivery is None for one in found) == 10 and len(found) == 1000
    assert results(HEAD + "\n".join(rows), after_row=901) == found[900:]


def vin_of(number: int) -> str:
    code = f"NAS00000{0}{number:08}"
    return code[:8] + vin.check_sign(code) + code[9:]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a\0b", b"\n\n"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises((refusals.UnreadableTable, refusals.ColumnMissing)):
        results(content)


def test_missing_columns_are_named_in_both_languages() -> None:
    with pytest.raises(refusals.ColumnMissing, match=r"شناسه خودرو \(vin\)"):
        results("contract,day\nP-1,2026-11-20")


def test_too_long_a_table_is_refused() -> None:
    with pytest.raises(refusals.TableTooLong):
        results(HEAD + "x\n" * (deliveries.MOST_ROWS + 1))

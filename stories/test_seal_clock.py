"""Clocks of the seal beside its rows: periods and renewals, notices, appeals, letters, wishes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests import cast as trade
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Appeal, Check, Decision, Letter, Seal
from amanat.capabilities.seals.tests.cast import WORDS, Cast, a_cast, fresh
from amanat.flows import sweeper
from amanat.kernel.clock import calendar
from amanat.words.refusal import Refused
from stories.test_seal_rows import answered, appealed, by_holder, late, noticed, paid, renewable

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def refusal(do: Callable[[], object]) -> str:
    """The code with which this is refused."""
    with pytest.raises(Refused) as no:
        do()
    return no.value.code


def test_a_seal_that_is_not_renewed_expires_when_its_last_day_is_over(cast: Cast) -> None:
    seal = renewable(cast)
    seals.renew_seal(cast.holder(), seal_id=seal.pk)  # Asked for, but its checks are not made.
    assert seal.period_until is not None
    end = rules.end_of(seal.period_until)
    before, after_it = (queries.status_at(seal.pk, end + by) for by in (-SECOND, SECOND))
    assert before is not None and after_it is not None
    assert (before.state, after_it.state) == ("granted", "expired"), "Whoever is late."
    assert late(Seal, seal.pk)
    assert fresh(seal).state == "expired"


def test_a_renewal_with_its_checks_passed_begins_when_the_old_period_is_over(cast: Cast) -> None:
    seal = renewable(cast)
    seals.renew_seal(cast.holder(), seal_id=seal.pk)
    due = set(seal.checks.filter(state="waiting").values_list("kind", flat=True))
    assert due == {"email", "address"}, "What we see ourselves is fresh."
    cast.at += 2 * DAY
    cast.pass_all(seal)
    renewed = fresh(seal)
    assert renewed.period_until == rules.after_months(seal.period_until, 12)
    assert renewed.ends_on == trade_end(cast), "Its licence ends first."


def trade_end(cast: Cast) -> object:
    return cast.business.trade_licences.get().valid_until


def test_nobody_renews_before_the_last_sixty_days(cast: Cast) -> None:
    seal = cast.granted()
    assert refusal(lambda: seals.renew_seal(cast.holder(), seal_id=seal.pk)) == (
        "seal.too_early_to_renew"
    )


def test_a_check_nobody_makes_goes_to_the_supervisor_and_counts_as_late(cast: Cast) -> None:
    seal = cast.checking()
    check = seal.checks.get(kind="address")
    assert check.due_at == cast.at + 5 * DAY
    assert late(Check, check.pk)
    check.refresh_from_db()
    assert (check.state, check.was_late) == ("late", True)
    seals.pass_check(cast.supervisor(), check_id=check.pk, method="visit", source="بازدید محل")
    check.refresh_from_db()
    assert check.state == "passed"


def test_a_suspension_with_notice_takes_effect_after_forty_eight_hours(cast: Cast) -> None:
    seal = cast.granted()
    decision = cast.decide(seal, "suspend", notice_hours=48)
    assert (fresh(seal).state, decision.state) == ("granted", "announced")
    assert late(Decision, decision.pk)
    assert fresh(seal).state == "suspended"


def test_a_fallen_rank_takes_a_level_after_its_notice(cast: Cast) -> None:
    seal = cast.granted(3)
    seals.follow_rank(cast.house(), business_id=seal.business_id, stars=2)
    decision = Decision.objects.get(seal=seal, state="announced")
    assert decision.due_at == cast.at + timedelta(hours=48)
    assert fresh(seal).level == 3
    assert late(Decision, decision.pk)
    assert (fresh(seal).state, fresh(seal).level) == ("granted", 2)


def test_a_failed_check_of_a_reported_change_takes_a_level_after_its_notice(cast: Cast) -> None:
    seal = cast.granted(2)
    seals.report_change(cast.holder(), seal_id=seal.pk, kinds=["tls"])
    cast.settle(seal.checks.get(kind="tls", state="waiting"), is_fine=False)
    decision = Decision.objects.get(seal=seal, state="announced")
    assert (decision.kind, decision.level, decision.reason) == ("convert_down", 1, "check_failed")
    late(Decision, decision.pk)
    assert fresh(seal).level == 1


def test_an_appeal_answered_late_is_counted_and_the_decision_stands(cast: Cast) -> None:
    seal = appealed(Cast.suspended)(cast)
    appeal = Appeal.objects.get(seal=seal)
    assert appeal.due_at == cast.at + 15 * DAY
    assert late(Appeal, appeal.pk)
    appeal.refresh_from_db()
    assert (appeal.state, appeal.was_late, fresh(seal).state) == ("late", True, "suspended")
    answered("allow_seal_appeal")(cast, seal)
    assert fresh(seal).state == "granted"


def test_an_appeal_comes_within_ten_days_or_not_at_all(cast: Cast) -> None:
    seal = cast.refused()
    cast.at += 10 * DAY + SECOND
    late_appeal = by_holder("appeal_seal", words=WORDS)
    assert refusal(lambda: late_appeal(cast, seal)) == "seal.appeal_late"


def test_nothing_is_revoked_while_an_appeal_is_heard(cast: Cast) -> None:
    seal = appealed(Cast.suspended)(cast)
    assert not late(Seal, seal.pk)
    answered("deny_seal_appeal")(cast, seal)
    assert late(Seal, seal.pk)
    assert fresh(seal).state == "revoked"


def test_a_wish_to_lift_is_answered_in_three_working_days_or_nothing_changes(cast: Cast) -> None:
    seal = paid(cast)
    seals.ask_lift(cast.holder(), seal_id=seal.pk)
    assert fresh(seal).lift_due_at == calendar.after_working_days(cast.at, 3)
    assert not sweeper.fire(Seal, seal.pk, fresh(seal).lift_due_at)
    assert fresh(seal).state == "suspended"


def test_a_letter_without_an_answer_is_a_warning_then_a_suspension(cast: Cast) -> None:
    seal = cast.granted()
    letter = seals.write_letter(cast.officer(), seal_id=seal.pk, words=WORDS)
    assert letter.due_at == calendar.after_working_days(cast.at, 2)
    assert late(Letter, letter.pk)
    assert fresh(seal).state == "granted", "A warning first."
    assert late(Letter, letter.pk)
    assert (fresh(seal).state, fresh(seal).reason) == ("suspended", "letter_unanswered")
    assert refusal(lambda: cast.propose(seal, "lift")) == "seal.cause_remains"
    seals.answer_letter(cast.holder(), centre_letter_id=letter.pk, words=WORDS)
    cast.decide(fresh(seal), "lift")
    assert fresh(seal).state == "granted"


def test_a_seal_that_was_to_be_given_back_stays_when_its_holder_does_nothing(cast: Cast) -> None:
    seal = noticed(cast)
    cast.at += 30 * DAY + SECOND
    code = refusal(lambda: seals.surrender_seal(cast.holder(), seal_id=seal.pk))
    assert (code, fresh(seal).state) == ("surrender_not_announced", "granted")


def test_no_seal_is_given_back_before_the_public_had_its_thirty_days(cast: Cast) -> None:
    seal = noticed(cast)
    cast.at -= SECOND
    assert refusal(lambda: seals.surrender_seal(cast.holder(), seal_id=seal.pk)) == (
        "seal.surrender_too_soon"
    )


def test_without_its_proof_a_domain_cannot_be_submitted(cast: Cast) -> None:
    """The row of prove_domain: the holder sets the proofs, the crawler sees two of the three."""
    name = trade.new_domain()
    domain = businesses.add_domain(cast.holder(), business_id=cast.business.pk, name=name)
    seal = cast.draft()
    seals.change_application(cast.holder(), seal_id=seal.pk, domain=name, level=1)
    submit = by_holder("submit_seal")
    assert refusal(lambda: submit(cast, seal)) == "seal.domain_unproven"
    trade.see(domain.pk, "dns")
    assert refusal(lambda: submit(cast, seal)) == "seal.domain_unproven", "One of three."
    trade.see(domain.pk, "dns", "meta")
    cast.at += DAY
    submit(cast, seal)
    assert fresh(seal).state == "checking"

"""Every row of the seal's lifecycle table: who takes it from where to where, and what the clock does.

The rows are those of the guide: apply, prove the domain, submit, checks, fix, sign, grant or refuse,
convert, report, renew, suspend, lift, revoke, appeal, give back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests import cast as trade
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Appeal, Check, Decision, Letter, Seal
from amanat.capabilities.seals.states import SEAL
from amanat.capabilities.seals.tests.cast import WORDS, Cast, a_cast, fresh
from amanat.flows import sweeper
from amanat.kernel.clock import calendar
from amanat.kernel.log.moves import Thing
from amanat.words.act import Role
from amanat.words.refusal import Refused

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def failed(cast: Cast) -> Seal:
    seal = cast.checking()
    cast.settle(seal.checks.get(kind="address"), is_fine=False)
    return fresh(seal)


def with_committee(cast: Cast) -> Seal:
    seal = cast.review()
    assert seal.due_at is not None
    cast.at = seal.due_at
    late(Seal, seal.pk)
    return fresh(seal)


def ready_to_rise(cast: Cast) -> Seal:
    seal = cast.converting()
    cast.pass_all(seal)
    return fresh(seal)


def renewable(cast: Cast) -> Seal:
    """A granted seal in its last days, whose checks have grown old."""
    seal = cast.granted()
    assert seal.period_until is not None
    cast.at = rules.end_of(seal.period_until) - 20 * DAY
    return seal


def noticed(cast: Cast) -> Seal:
    """The public was told thirty days ago that the seal will be given back."""
    seal = cast.granted()
    seals.announce_surrender(cast.holder(), seal_id=seal.pk)
    cast.at += 30 * DAY
    return fresh(seal)


def paid(cast: Cast) -> Seal:
    seal = cast.suspended("order_unpaid")
    seals.clear_cause(cast.house(), business_id=cast.business.pk, reason="order_unpaid")
    return seal


def appealed(station: Callable[[Cast], Seal]) -> Callable[[Cast], Seal]:
    def begin(cast: Cast) -> Seal:
        seal = station(cast)
        cast.at += DAY
        seals.appeal_seal(cast.holder(), seal_id=seal.pk, words=WORDS)
        return fresh(seal)

    begin.__name__ = f"appealed {station.__name__}"
    return begin


def answered(verb: str) -> Callable[[Cast, Seal], object]:
    def do(cast: Cast, seal: Seal) -> object:
        appeal = Appeal.objects.get(seal=seal)
        return getattr(seals, verb)(cast.panel(), seal_appeal_id=appeal.pk, words=WORDS)

    return do


def by_holder(verb: str, **given: object) -> Callable[[Cast, Seal], object]:
    return lambda cast, seal: getattr(seals, verb)(cast.holder(), seal_id=seal.pk, **given)


def decided(kind: str) -> Callable[[Cast, Seal], object]:
    return lambda cast, seal: cast.decide(seal, kind)


@dataclass(frozen=True)
class Step:
    """One row of the guide: the station it starts from, what is done, and where that leads."""

    verb: str
    begin: Callable[[Cast], Seal]
    old: str
    do: Callable[[Cast, Seal], object]
    new: str
    level: int = 0


STEPS = [
    Step("apply", Cast.draft, "draft", lambda *_: None, "draft"),
    Step("submit", Cast.draft, "draft", by_holder("submit_seal"), "checking"),
    Step("pass_check", Cast.checking, "checking", lambda c, s: c.pass_all(s), "signing"),
    Step("fail_check", Cast.checking, "checking", lambda c, s: c.settle(
        s.checks.get(kind="email"), is_fine=False), "defect"),
    Step("fix", failed, "defect", by_holder("fix_defects"), "checking"),
    Step("sign_undertaking", Cast.signing, "signing", lambda c, s: c.sign(s), "review"),
    Step("grant", Cast.review, "review", decided("grant"), "granted", 1),
    Step("refuse", Cast.review, "review", decided("refuse"), "refused"),
    Step("grant by the committee", with_committee, "committee", decided("grant"), "granted", 1),
    Step("refuse by the committee", with_committee, "committee", decided("refuse"), "refused"),
    Step("convert_up asked", Cast.granted, "granted",
         by_holder("ask_conversion", level=2), "converting", 1),
    Step("convert_up", ready_to_rise, "converting", decided("convert_up"), "granted", 1),
    Step("convert_up not wanted", Cast.converting, "converting", by_holder("keep_level"),
         "granted", 0),
    Step("convert_down", Cast.granted, "granted", lambda c, s: seals.convert_down(
        c.house(), seal_id=s.pk, level=0, reason="check_failed"), "granted", 0),
    Step("report_change", Cast.granted, "granted",
         by_holder("report_change", kinds=["address"]), "granted", 1),
    Step("renew", renewable, "granted", by_holder("renew_seal"), "granted", 1),
    Step("suspend by the platform", Cast.granted, "granted", lambda c, s: seals.suspend_for(
        c.house(), business_id=s.business_id, reason="critical_finding"), "suspended", 1),
    Step("suspend by two", Cast.granted, "granted", decided("suspend"), "suspended", 1),
    Step("lift asked", paid, "suspended", by_holder("ask_lift"), "suspended", 1),
    Step("lift", paid, "suspended", decided("lift"), "granted", 1),
    Step("revoke", Cast.suspended, "suspended", decided("revoke"), "revoked", 1),
    Step("appeal a refusal", Cast.refused, "refused",
         by_holder("appeal_seal", words=WORDS), "refused"),
    Step("appeal of a refusal allowed", appealed(Cast.refused), "refused",
         answered("allow_seal_appeal"), "granted", 1),
    Step("appeal of a refusal denied", appealed(Cast.refused), "refused",
         answered("deny_seal_appeal"), "refused"),
    Step("appeal of a suspension allowed", appealed(Cast.suspended), "suspended",
         answered("allow_seal_appeal"), "granted", 1),
    Step("appeal of a suspension denied", appealed(Cast.suspended), "suspended",
         answered("deny_seal_appeal"), "suspended", 1),
    Step("appeal of a revocation allowed", appealed(Cast.revoked), "revoked",
         answered("allow_seal_appeal"), "granted", 1),
    Step("appeal of a revocation denied", appealed(Cast.revoked), "revoked",
         answered("deny_seal_appeal"), "revoked", 1),
    Step("surrender announced", Cast.granted, "granted", by_holder("announce_surrender"),
         "granted", 1),
    Step("surrender withdrawn", noticed, "granted", by_holder("withdraw_surrender"),
         "granted", 1),
    Step("surrender", noticed, "granted", by_holder("surrender_seal"), "closed", 1),
]  # fmt: skip


def by_station() -> dict[str, list[Step]]:
    """The rows in groups that begin at the same station: it is reached once for all of them."""
    found: dict[str, list[Step]] = {}
    for row in STEPS:
        found.setdefault(f"{row.old}: {row.begin.__name__}", []).append(row)
    return found


@pytest.mark.parametrize("rows", by_station().values(), ids=by_station())
def test_a_row_of_the_table_leads_where_the_guide_says(cast: Cast, rows: list[Step]) -> None:
    """Each row is taken from its station, and taken back before the next one."""
    seal = rows[0].begin(cast)
    for row in rows:
        assert seal.state == row.old, row.verb
        before = transaction.savepoint()
        row.do(cast, fresh(seal))
        led = fresh(seal)
        assert (led.state, led.level) == (row.new, row.level), row.verb
        status = queries.status_at(seal.pk, cast.at)
        assert status is not None and (status.state, status.level) == (row.new, row.level)
        is_live = row.new in {"granted", "converting"}
        assert queries.is_granted(cast.business.pk, cast.at) == is_live, row.verb
        transaction.savepoint_rollback(before)


def late(model: type[Thing], pk: int, wait: timedelta = timedelta()) -> bool:
    """Nobody acts: the clock's hand comes when the deadline has passed."""
    thing = model._default_manager.get(pk=pk)
    assert thing.due_at is not None
    return sweeper.fire(model, pk, thing.due_at + wait)


@dataclass(frozen=True)
class Silence:
    """What happens when nobody acts in time: how long that is, and what it leads to."""

    station: str
    begin: Callable[[Cast], Seal]
    length: Callable[[datetime], datetime]
    new: str


def after(days: int) -> Callable[[datetime], datetime]:
    return lambda at: at + days * DAY


SILENCES = [
    Silence("a draft is removed", Cast.draft, after(30), "removed"),
    Silence("a defect closes the application", failed, after(10), "incomplete"),
    Silence("an unsigned undertaking closes it", Cast.signing, after(10), "incomplete"),
    Silence("an undecided one goes to the committee", Cast.review,
            lambda at: calendar.after_working_days(at, 3), "committee"),
    Silence("a conversion stays at its level", Cast.converting, after(4 * 5), "granted"),
    Silence("ninety days suspended end in a revocation", Cast.suspended, after(90), "revoked"),
]  # fmt: skip


@pytest.mark.parametrize("silence", SILENCES, ids=lambda one: one.station)
def test_what_nobody_does_in_time_the_clock_does(cast: Cast, silence: Silence) -> None:
    seal = silence.begin(cast)
    assert seal.due_at == silence.length(cast.at).replace(microsecond=seal.due_at.microsecond)
    assert not late(Seal, seal.pk, -SECOND)
    assert late(Seal, seal.pk)
    assert fresh(seal).state == silence.new


def test_every_timer_of_the_seal_has_its_story() -> None:
    told = {"draft", "defect", "signing", "review", "converting", "suspended", "granted"}
    assert set(SEAL.timers) == told


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


@pytest.mark.parametrize("cause", sorted(rules.CAUSES))
def test_each_cause_suspends_at_once_and_twice_changes_nothing(cast: Cast, cause: str) -> None:
    seal = cast.granted()
    for _ in range(2):
        seals.suspend_for(cast.house(), business_id=seal.business_id, reason=cause)
    assert (fresh(seal).state, fresh(seal).reason) == ("suspended", cause)
    assert seal.causes.filter(reason=cause, gone_at=None).count() == 1
    assert not queries.is_granted(seal.business_id, cast.at)


def refusal(do: Callable[[], object]) -> str:
    """The code with which this is refused."""
    with pytest.raises(Refused) as no:
        do()
    return no.value.code


def test_the_clock_has_no_hand_in_what_people_decide() -> None:
    for verb in ("grant_seal", "lift_suspension", "convert_up", "restore_seal"):
        assert not any(Role.CLOCK in row.who for row in SEAL if row.verb == verb)

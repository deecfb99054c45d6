"""Who may do what with a seal, and every bad input; a licence that lapses takes its seal with it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests import cast as trade
from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.people import actions as people
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Decision, Seal
from amanat.capabilities.seals.tests.cast import WORDS, Cast, a_cast, fresh
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import Refused

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


def refusal(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as no:
        do()
    return no.value.code


def hat(person_id: int, role: Role) -> None:
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person_id, role=role)


def test_the_same_person_never_decides_twice(cast: Cast) -> None:
    """Not the proposer, and not the maker of a check, whatever hats they wear."""
    seal = cast.review()
    decision = cast.propose(seal, "grant")
    hat(cast.clerk.pk, Role.SUPERVISOR)
    own = Act(cast.clerk.pk, Role.SUPERVISOR, cast.at)
    assert (
        refusal(lambda: seals.confirm_decision(own, seal_decision_id=decision.pk)) == "two_person"
    )
    assert fresh(seal).state == "review"


def test_whoever_made_a_check_does_not_approve_it(cast: Cast) -> None:
    seal = cast.review()
    hat(cast.clerk.pk, Role.SUPERVISOR)
    other = Act(staff().pk, Role.OFFICER, cast.at)
    decision = seals.propose_decision(other, seal_id=seal.pk, kind="grant", words=WORDS)
    maker = Act(cast.clerk.pk, Role.SUPERVISOR, cast.at)
    code = refusal(lambda: seals.confirm_decision(maker, seal_decision_id=decision.pk))
    assert code == "two_person"


def test_the_database_knows_that_two_people_decide(cast: Cast) -> None:
    seal = cast.review()
    decision = cast.propose(seal, "grant")
    rows = Decision.objects.filter(pk=decision.pk)
    with pytest.raises(Exception, match="two_people_decide_a_seal"):
        rows.update(confirmed_by_id=decision.proposed_by_id)


@pytest.mark.parametrize("tie", ["declared", "mandate"])
def test_an_expert_decides_nothing_about_a_relatives_file(cast: Cast, tie: str) -> None:
    seal = cast.review()
    if tie == "declared":
        businesses.declare_conflict(
            cast.officer(), business_id=cast.business.pk, words="برادر مدیرعامل است."
        )
    else:
        businesses.give_mandate(
            cast.holder(), business_id=cast.business.pk, phone=cast.clerk.phone, powers=["papers"]
        )
    assert refusal(lambda: cast.propose(seal, "grant")) == "own_business"


def test_a_stranger_finds_nothing_and_a_mandate_without_the_power_is_not_enough(
    cast: Cast,
) -> None:
    seal = cast.draft()
    stranger = Act(a_person().pk, Role.HOLDER, cast.at)
    assert refusal(lambda: seals.submit_seal(stranger, seal_id=seal.pk)) == "not_found"
    clerk = a_person()
    businesses.give_mandate(
        cast.holder(), business_id=cast.business.pk, phone=clerk.phone, powers=["money"]
    )
    theirs = Act(clerk.pk, Role.HOLDER, clock.now())
    assert refusal(lambda: seals.submit_seal(theirs, seal_id=seal.pk)) == "power_missing"


@pytest.mark.parametrize(
    ("kind", "second"),
    [("suspend", "officer"), ("lift", "committee"), ("revoke", "supervisor")],
)
def test_each_decision_has_its_second_person(cast: Cast, kind: str, second: str) -> None:
    seal = cast.granted() if kind == "suspend" else cast.suspended()
    if kind == "lift":
        seals.clear_cause(cast.house(), business_id=seal.business_id, reason="critical_finding")
    decision = cast.propose(seal, kind)
    act = getattr(cast, second)()
    assert refusal(lambda: seals.confirm_decision(act, seal_decision_id=decision.pk)) == "not_yours"


def test_one_decision_at_a_time(cast: Cast) -> None:
    seal = cast.review()
    cast.propose(seal, "grant")
    assert refusal(lambda: cast.propose(seal, "refuse")) == "seal.decision_open"


def test_a_member_of_the_panel_does_not_hear_an_appeal_against_their_own_decision(
    cast: Cast,
) -> None:
    seal = cast.refused()
    appeal = seals.appeal_seal(cast.holder(), seal_id=seal.pk, words=WORDS)
    hat(cast.chief.pk, Role.PANEL)
    own = Act(cast.chief.pk, Role.PANEL, cast.at)
    answer = seals.allow_seal_appeal
    code = refusal(lambda: answer(own, seal_appeal_id=appeal.pk, words=WORDS))
    assert code == "own_decision_appealed"


@pytest.mark.parametrize("level", [-1, 6])
def test_a_level_is_one_of_six(cast: Cast, level: int) -> None:
    assert refusal(lambda: cast.draft(level)) == "unknown_level"


def test_a_domain_is_one_of_the_business(cast: Cast) -> None:
    apply = seals.apply_for_seal
    ours = {"business_id": cast.business.pk, "level": 1}
    assert refusal(lambda: apply(cast.holder(), domain="shop.example", **ours)) == (
        "domain_not_named"
    )
    for bad in ("127.0.0.1", "co.ir", "2130706433"):
        assert refusal(lambda bad=bad: apply(cast.holder(), domain=bad, **ours)) == (
            "seal.domain_bad"
        )


def test_a_domain_has_one_seal_and_one_draft(cast: Cast) -> None:
    cast.draft()
    assert refusal(cast.draft) == "seal.domain_taken"
    seals.submit_seal(cast.holder(), seal_id=Seal.objects.latest("pk").pk)
    assert refusal(cast.draft) == "seal.domain_taken"


def test_an_activity_without_a_licence_of_its_class_is_uncovered(cast: Cast) -> None:
    businesses.add_activity(
        cast.holder(), business_id=cast.business.pk, class_code="vehicle", words="فروش خودرو"
    )
    seal = cast.draft()
    assert refusal(lambda: seals.submit_seal(cast.holder(), seal_id=seal.pk)) == (
        "seal.class_uncovered"
    )
    trade.with_licence(cast.business, cast.owner, staff(), class_code="vehicle")
    cast.at = clock.now()
    assert seals.submit_seal(cast.holder(), seal_id=seal.pk).classes == ["general", "vehicle"]


def test_the_grey_level_needs_no_licence(cast: Cast) -> None:
    seal = cast.granted(0)
    assert seal.ends_on == seal.period_until
    assert set(seal.checks.values_list("kind", flat=True)) == {"identity", "domain"}


@pytest.mark.parametrize("wanted", [1, 3, 4])
def test_nobody_jumps_a_level(cast: Cast, wanted: int) -> None:
    seal = cast.granted(1)
    ask = seals.ask_conversion
    code = refusal(lambda: ask(cast.holder(), seal_id=seal.pk, level=wanted))
    assert code == "seal.level_step"


def test_with_an_unpaid_order_no_seal_rises(cast: Cast) -> None:
    seal = cast.granted(1)
    seals.open_order(cast.house(), business_id=cast.business.pk, reference="C-1")
    ask = seals.ask_conversion
    assert refusal(lambda: ask(cast.holder(), seal_id=seal.pk, level=2)) == "seal.order_open"
    seals.close_order(cast.house(), reference="C-1")
    assert ask(cast.holder(), seal_id=seal.pk, level=2).state == "converting"


def test_a_conversion_keeps_the_code_and_makes_only_old_checks_again(cast: Cast) -> None:
    seal = cast.granted(1)
    codes = (seal.code, seal.random_code)
    seal = seals.ask_conversion(cast.holder(), seal_id=seal.pk, level=2)
    assert list(seal.checks.filter(state="waiting").values_list("kind", flat=True)) == ["tls"]
    assert queries.is_granted(cast.business.pk, cast.at), "It is valid meanwhile."
    cast.pass_all(seal)
    cast.decide(fresh(seal), "convert_up")
    seal = fresh(seal)
    assert (seal.level, (seal.code, seal.random_code)) == (2, codes)


def test_nothing_is_granted_while_a_check_is_missing(cast: Cast) -> None:
    seal = cast.review()
    check = seal.checks.get(kind="address")
    cast.at = rules.end_of(check.valid_until)
    assert refusal(lambda: cast.propose(seal, "grant")) == "seal.check_missing"


def test_nothing_is_granted_that_would_be_suspended_the_same_day(cast: Cast) -> None:
    seal = cast.review()
    decision = cast.propose(seal, "grant")
    domain = cast.business.domains.get()
    businesses.drop_domain(cast.holder(), domain_id=domain.pk)
    act = cast.supervisor()
    code = refusal(lambda: seals.confirm_decision(act, seal_decision_id=decision.pk))
    assert code == "seal.cause_remains"


def test_a_new_activity_is_covered_once_it_is_reported_with_its_licence(cast: Cast) -> None:
    seal = cast.granted()
    add = businesses.add_activity
    add(cast.holder(), business_id=cast.business.pk, class_code="vehicle", words="فروش خودرو")
    assert queries.is_granted(cast.business.pk, cast.at), "The seal stands for what it covered."
    report = seals.report_change
    code = refusal(lambda: report(cast.holder(), seal_id=seal.pk, kinds=["licences"]))
    assert code == "seal.class_uncovered"
    last = tehran_day(cast.at) + 30 * DAY
    trade.with_licence(cast.business, cast.owner, staff(), class_code="vehicle", valid_until=last)
    cast.at = clock.now()
    seal = report(cast.holder(), seal_id=seal.pk, kinds=["licences"])
    assert (seal.classes, seal.ends_on) == (["general", "vehicle"], last)


def test_a_cause_that_remains_keeps_the_suspension(cast: Cast) -> None:
    seal = cast.suspended("critical_finding")
    assert refusal(lambda: cast.propose(seal, "lift")) == "seal.cause_remains"
    assert refusal(lambda: seals.ask_lift(cast.holder(), seal_id=seal.pk)) == "seal.cause_remains"


def test_a_new_commitment_while_suspended_is_put_before_the_committee(cast: Cast) -> None:
    seal = cast.suspended()
    seals.report_trading(cast.house(), business_id=seal.business_id)
    decision = Decision.objects.get(seal=seal, state="proposed")
    assert (decision.kind, decision.proposed_by) == ("revoke", None)
    seals.confirm_decision(cast.committee(), seal_decision_id=decision.pk)
    assert fresh(seal).reason == "commitment_while_suspended"


def test_an_officer_gives_evidence_with_every_check(cast: Cast) -> None:
    seal = cast.checking()
    check = seal.checks.get(kind="email")
    given = {"check_id": check.pk, "words": ""}
    verb = seals.pass_check
    assert refusal(lambda: verb(cast.officer(), method="guess", source="اینجا", **given)) == (
        "invalid"
    )
    assert refusal(lambda: verb(cast.officer(), method="visit", source="", **given)) == (
        "evidence_needed"
    )
    done = verb(cast.officer(), method="visit", source="دفتر مرکزی", **given)
    assert done.evidence_sha256 == rules.evidence_sha256(done.evidence)
    assert done.checked_by_id == cast.clerk.pk
    assert done.valid_until == tehran_day(cast.at) + 364 * DAY


def test_the_undertaking_is_signed_with_a_code_and_only_as_it_was_read(cast: Cast) -> None:
    seal = cast.signing()
    sign = seals.sign_undertaking
    assert refusal(lambda: sign(cast.holder(), seal_id=seal.pk, sha256="0" * 64)) == (
        "undertaking_changed"
    )
    mark = rules.undertaking_sha256()
    assert refusal(lambda: sign(cast.holder(), seal_id=seal.pk, sha256=mark)) == "code_needed"


def test_the_history_answers_for_any_past_second(cast: Cast) -> None:
    seal = cast.granted()
    begun = cast.at
    cast.at += 10 * DAY
    seals.suspend_for(cast.house(), business_id=seal.business_id, reason="critical_finding")
    cast.at += 5 * DAY
    seals.clear_cause(cast.house(), business_id=seal.business_id, reason="critical_finding")
    cast.decide(fresh(seal), "lift")

    def told(after: timedelta) -> str:
        status = queries.status_at(seal.pk, begun + after)
        return status.state if status else "nothing"

    asked = (-SECOND, timedelta(), 10 * DAY - SECOND, 10 * DAY, 15 * DAY - SECOND, 15 * DAY)
    assert [told(one) for one in asked] == [
        "nothing", "granted", "granted", "suspended", "suspended", "granted",
    ]  # fmt: skip
    assert [one.pk for one, _ in queries.all_at(begun)] == [seal.pk]


def test_every_step_of_a_seal_is_in_the_log(cast: Cast) -> None:
    seal = cast.suspended()
    facts = Entry.objects.filter(subject=f"seal:{seal.pk}").order_by("pk")
    names = list(facts.values_list("name", flat=True))
    assert names == [
        "SealApplied", "SealSubmitted", "SealChecksPassed", "UndertakingSigned", "SealGranted",
        "SealSuspended",
    ]  # fmt: skip


def test_two_applications_for_one_domain_race_and_one_is_taken(committed: None) -> None:
    """Two people of one business, two drafts made before the database knew: one is submitted."""
    cast = a_cast()
    first = cast.draft()
    Seal.objects.filter(pk=first.pk).update(domain="elsewhere.example")
    second = cast.draft()
    Seal.objects.filter(pk=second.pk).update(domain="moved.example")
    name = cast.domain()
    hands = [first.pk, second.pk]

    def hand_in(seal_id: int) -> str:
        try:
            seals.change_application(cast.holder(), seal_id=seal_id, domain=name, level=0)
            seals.submit_seal(cast.holder(), seal_id=seal_id)
        except Refused as no:
            return no.code
        else:
            return "submitted"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(hand_in, hands))
    assert told == ["seal.domain_taken", "submitted"]

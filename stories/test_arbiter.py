"""A case before an arbiter: evidence, a ruling to the rial, an appeal to somebody else, silence."""

import pytest
from django.db import DatabaseError, transaction

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Case
from amanat.capabilities.deals.refusals import (
    AppealTimePassed,
    CaseTakenByAnother,
    ConflictOfInterest,
    EvidenceExtendedBefore,
    SecondOfficerNeeded,
    StatementLength,
    TooManyStatements,
)
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.refusals import CodeNeeded
from amanat.config.demo.player import Player
from amanat.kernel.clock.calendar import after_working_days
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, NotFound, NotYours, WrongState
from stories.quarrel import DAY, HOUR, PRICE, REASONS, SECOND, WORDS, Quarrel

CUT = 200_000_000
SHARES = {
    0: (0, 0, 321_600_000),
    CUT: (199_000_000, 2_000_000, 120_600_000),
    PRICE: (318_400_000, 3_200_000, 0),
}
ENDS = {0: "refunded", CUT: "split_closed", PRICE: "completed"}


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


@pytest.mark.parametrize("price_units", [0, CUT, PRICE])
def test_a_ruling_is_carried_out_when_nobody_appeals(quarrel: Quarrel, price_units: int) -> None:
    case = quarrel.ruled(price_units, quarrel.officer())
    deal = case.deal
    assert holds.position(deal.subject).held_units == 321_600_000, "A ruling alone moves nothing."
    quarrel.play.wait(2 * DAY)
    assert quarrel.case(case).state == "final"
    quarrel.ends(deal, ENDS[price_units])
    assert quarrel.counted(deal) == SHARES[price_units]


@pytest.mark.parametrize("price_units", [0, CUT, PRICE])
def test_an_appeal_is_decided_by_another_person_and_is_final(
    quarrel: Quarrel, price_units: int
) -> None:
    first, second = quarrel.officer(), quarrel.officer("پروین اعتصامی")
    case = quarrel.ruled(CUT, first)
    deals.appeal(quarrel.seller, case_id=case.pk, words=WORDS)
    with pytest.raises(SecondOfficerNeeded):
        quarrel.rule_again(case, price_units, first)
    quarrel.rule_again(case, price_units, second)
    assert quarrel.case(case).state == "final"
    quarrel.ends(case.deal, ENDS[price_units])
    assert quarrel.counted(case.deal) == SHARES[price_units]


def test_the_time_to_appeal_ends_after_two_days_to_the_second(quarrel: Quarrel) -> None:
    case = quarrel.case(quarrel.ruled(CUT, quarrel.officer()))
    at = case.rulings.get().at
    assert case.due_at == at + 48 * HOUR
    late = Act(quarrel.sara.pk, Role.BUYER, at + 48 * HOUR)
    with pytest.raises(AppealTimePassed):
        deals.appeal(late, case_id=case.pk, words=WORDS)
    in_time = Act(quarrel.sara.pk, Role.BUYER, at + 48 * HOUR - SECOND)
    assert deals.appeal(in_time, case_id=case.pk, words=WORDS).state == "appealed"


def test_a_case_is_appealed_once(quarrel: Quarrel) -> None:
    case = quarrel.ruled(CUT, quarrel.officer())
    deals.appeal(quarrel.seller, case_id=case.pk, words=WORDS)
    with pytest.raises(WrongState):
        deals.appeal(quarrel.buyer, case_id=case.pk, words=WORDS)
    quarrel.play.wait(30 * DAY)
    assert quarrel.case(case).state == "appealed", "Money never moves because time passed."


def test_silence_loses_only_when_the_ruling_reached_both(quarrel: Quarrel) -> None:
    case = quarrel.heard()
    quarrel.rule(case, CUT, quarrel.officer())
    quarrel.play.wait(49 * HOUR)
    assert quarrel.case(case).state == "ruled", "No phone has confirmed the SMS."
    quarrel.phones_ring()
    quarrel.play.wait(46 * HOUR)
    assert quarrel.case(case).state == "ruled", "The time runs anew from the second SMS."
    quarrel.play.wait(2 * HOUR)
    assert quarrel.case(case).state == "final"


def test_a_noted_call_counts_as_an_sms_that_arrived(quarrel: Quarrel) -> None:
    case, officer = quarrel.heard(), quarrel.officer()
    quarrel.rule(case, CUT, officer)
    act = quarrel.act(officer, Role.OFFICER)
    for side in ("buyer", "seller"):
        deals.note_call(act, case_id=case.pk, side=side, words="تلفنی گفته شد و شنید.")
    with pytest.raises(Invalid):
        deals.note_call(act, case_id=case.pk, side="officer", words="تلفنی گفته شد و شنید.")
    quarrel.play.wait(48 * HOUR)
    assert quarrel.case(case).state == "final"


def test_no_side_and_nobody_without_the_hat_rules(quarrel: Quarrel) -> None:
    case = quarrel.heard()
    operator = quarrel.act(None, Role.OPERATOR)
    people.give_hat(operator, person_id=quarrel.reza.pk, role=Role.OFFICER)
    with pytest.raises(ConflictOfInterest):
        quarrel.rule(case, PRICE, quarrel.reza)
    with pytest.raises(NotYours):
        quarrel.rule(case, PRICE, quarrel.person("رهگذر"))
    with pytest.raises(NotYours):
        deals.rule(quarrel.seller, case_id=case.pk, price_units=0, clause="C1", reasons=REASONS)


def test_a_declared_conflict_keeps_an_officer_out_for_good(quarrel: Quarrel) -> None:
    case, officer = quarrel.heard(), quarrel.officer()
    code = case.deal.code
    assert queries.case_for(officer.pk, code) == case
    deals.stand_aside(quarrel.act(officer, Role.OFFICER), case_id=case.pk)
    for step in (quarrel.rule, quarrel.rule_again):
        with pytest.raises(ConflictOfInterest):
            step(case, CUT, officer)
    with pytest.raises(ConflictOfInterest):
        deals.take_case(quarrel.act(officer, Role.OFFICER), case_id=case.pk)
    with pytest.raises(NotFound):
        queries.case_for(officer.pk, code)


def test_a_case_in_one_hand_is_not_ruled_by_another(quarrel: Quarrel) -> None:
    case, officer = quarrel.heard(), quarrel.officer()
    deals.take_case(quarrel.act(officer, Role.OFFICER), case_id=case.pk)
    with pytest.raises(CaseTakenByAnother):
        quarrel.rule(case, CUT, quarrel.officer("پروین اعتصامی"))
    quarrel.rule(case, CUT, officer)


def test_an_arbiter_who_lets_the_time_pass_loses_the_case(quarrel: Quarrel) -> None:
    case, officer = quarrel.heard(), quarrel.officer()
    deals.take_case(quarrel.act(officer, Role.OFFICER), case_id=case.pk)
    due_at = quarrel.case(case).due_at
    assert due_at is not None
    assert case.pk not in Case.due(due_at - SECOND).values_list("pk", flat=True)
    assert case.pk in Case.due(due_at).values_list("pk", flat=True)
    quarrel.play.wait(15 * DAY)
    assert quarrel.case(case).state == "hearing"
    with pytest.raises(ConflictOfInterest):
        quarrel.rule(case, CUT, officer)
    quarrel.rule(case, CUT, quarrel.officer("پروین اعتصامی"))


def test_each_side_has_three_days_for_evidence_and_two_more_once(quarrel: Quarrel) -> None:
    case = quarrel.before_arbiter()
    assert case.due_at == case.opened_at + 72 * HOUR
    deals.give_evidence(quarrel.buyer, case_id=case.pk, words=WORDS)
    deals.give_evidence(quarrel.seller, case_id=case.pk, words=WORDS)
    longer = deals.extend_evidence(quarrel.seller, case_id=case.pk)
    assert longer.due_at == case.opened_at + 120 * HOUR
    with pytest.raises(EvidenceExtendedBefore):
        deals.extend_evidence(quarrel.buyer, case_id=case.pk)
    assert case.pk not in Case.due(longer.due_at - SECOND).values_list("pk", flat=True)
    quarrel.until(case, "hearing", 6 * DAY)
    with pytest.raises(WrongState):
        deals.give_evidence(quarrel.buyer, case_id=case.pk, words=WORDS)
    assert [one.role for one in case.statements.order_by("pk")] == ["buyer", "seller"]


def test_the_arbiter_has_three_working_days(quarrel: Quarrel) -> None:
    case = quarrel.before_arbiter()
    closed_at = case.due_at
    assert closed_at is not None
    act = Act(None, Role.CLOCK, closed_at)
    assert deals.close_evidence(act, case_id=case.pk).due_at == after_working_days(closed_at, 3)


@pytest.mark.parametrize(
    ("length", "fine"), [(99, False), (100, True), (50_000, True), (50_001, False)]
)
def test_a_statement_has_bounds(quarrel: Quarrel, length: int, fine: bool) -> None:
    case = quarrel.before_arbiter()
    if fine:
        deals.give_evidence(quarrel.buyer, case_id=case.pk, words="ا" * length)
    else:
        with pytest.raises(StatementLength):
            deals.give_evidence(quarrel.buyer, case_id=case.pk, words="ا" * length)


def test_nobody_else_speaks_in_a_case_and_nobody_without_end(quarrel: Quarrel) -> None:
    case = quarrel.before_arbiter()
    stranger = quarrel.act(quarrel.person("رهگذر"), Role.BUYER)
    with pytest.raises(NotYours):
        deals.give_evidence(stranger, case_id=case.pk, words=WORDS)
    for _ in range(5):
        deals.give_evidence(quarrel.buyer, case_id=case.pk, words=WORDS)
    with pytest.raises(TooManyStatements):
        deals.give_evidence(quarrel.buyer, case_id=case.pk, words=WORDS)


def test_nobody_rewrites_what_was_said_or_ruled(quarrel: Quarrel) -> None:
    case = quarrel.before_arbiter()
    said = deals.give_evidence(quarrel.buyer, case_id=case.pk, words=WORDS)
    said.words = "چیز دیگر"
    with pytest.raises(DatabaseError), transaction.atomic():
        said.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        said.delete()


def test_the_two_may_still_agree_before_a_ruling_is_final(quarrel: Quarrel) -> None:
    case = quarrel.ruled(PRICE, quarrel.officer())
    deal = quarrel.play.fresh(case.deal)
    offer = quarrel.offer(deal, quarrel.seller, CUT)
    quarrel.accept(offer, quarrel.buyer)
    assert quarrel.case(case).state == "closed"
    quarrel.ends(deal, "split_closed")
    assert quarrel.counted(deal) == SHARES[CUT]


def test_a_ruling_cites_the_rule_card_and_gives_reasons(quarrel: Quarrel) -> None:
    case = quarrel.heard()
    act = quarrel.act(quarrel.officer(), Role.OFFICER)
    with pytest.raises(Invalid):
        deals.rule(act, case_id=case.pk, price_units=CUT, clause="C99", reasons=REASONS)
    with pytest.raises(WrongState):
        deals.rule_again(act, case_id=case.pk, price_units=CUT, clause="C1", reasons=REASONS)
    with pytest.raises(CodeNeeded):
        deals.rule(act, case_id=case.pk, price_units=CUT, clause="C1", reasons=REASONS)
    assert holds.position(case.deal.subject).held_units == 321_600_000

"""Who objects to a score and who answers; papers for two officers; weights for two people."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.people.models import Person
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.ranks import queries, refusals
from amanat.capabilities.ranks.models import Objection
from amanat.flows import sweeper
from amanat.words.act import Role
from amanat.words.refusal import NotFound, Refused, WrongState
from stories.ranks import MONEY, WHY, Trader, at, facts_of, hat, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def kaveh() -> Trader:
    return Trader().is_good()


@pytest.fixture
def supervisor() -> Person:
    return staff(Role.OFFICER, Role.SUPERVISOR)


@pytest.fixture
def objected(kaveh: Trader) -> Objection:
    kaveh.wrong = kaveh.noted("complaint_filed", 20, "complaint:1")
    kaveh.computed(1)
    kaveh.computed()
    return ranks.object_to_score(
        kaveh.holder(at(kaveh.today)), business_id=kaveh.business.pk, words=WHY
    )


def propose(kaveh: Trader, one: Objection, outcome: str = "corrected") -> Objection:
    struck = [kaveh.wrong.pk] if outcome == "corrected" else []
    return ranks.propose_answer(
        hat(kaveh.clerk, Role.OFFICER, at(kaveh.today)), objection_id=one.pk, outcome=outcome,
        words=WHY, struck=struck,
    )  # fmt: skip


def test_two_people_correct_a_score_and_the_old_number_stays_in_the_history(
    kaveh: Trader, objected: Objection, supervisor: Person
) -> None:
    propose(kaveh, objected)
    act = hat(supervisor, Role.SUPERVISOR, at(kaveh.today))
    with pytest.raises(refusals.NotAsProposed):
        ranks.uphold_score(act, objection_id=objected.pk)
    ranks.correct_score(act, objection_id=objected.pk)
    first, second = queries.editions(kaveh.business.pk, kaveh.today)
    assert (first.stars, second.stars, second.basis_points) == (4, 5, 10_000)
    assert queries.latest(kaveh.business.pk) == second
    yesterday = queries.score_on(kaveh.business.pk, kaveh.ago(1))
    assert yesterday.edition == 1, "Only the score objected to, and what came after, is corrected."
    tomorrow = ranks.compute(house(at(kaveh.ago(-1))), business_id=kaveh.business.pk)
    assert tomorrow.stars == 5
    assert queries.differing([yesterday, first, second, tomorrow]) == []
    assert "RankRose" in facts_of(queries.rank_of(kaveh.business.pk))


def test_who_proposed_an_answer_does_not_decide_it(
    kaveh: Trader, objected: Objection, supervisor: Person
) -> None:
    ranks.propose_answer(
        hat(supervisor, Role.OFFICER, at(kaveh.today)), objection_id=objected.pk, outcome="upheld",
        words=WHY,
    )  # fmt: skip
    with pytest.raises(refusals.SecondPersonNeeded) as no:
        ranks.uphold_score(
            hat(supervisor, Role.SUPERVISOR, at(kaveh.today)), objection_id=objected.pk
        )
    assert no.value.code == "rank.two_person"
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.filter(pk=objected.pk).update(decided_by=supervisor)
    other = staff(Role.SUPERVISOR)
    ranks.return_answer(hat(other, Role.SUPERVISOR, at(kaveh.today)), objection_id=objected.pk)
    propose(kaveh, objected, "upheld")
    ranks.uphold_score(hat(other, Role.SUPERVISOR, at(kaveh.today)), objection_id=objected.pk)
    objected.refresh_from_db()
    assert (objected.state, objected.is_late) == ("upheld", False)
    assert queries.latest(kaveh.business.pk).edition == 1


@pytest.mark.parametrize("proposed", [False, True])
def test_without_an_answer_in_ten_days_the_panel_decides(
    kaveh: Trader, objected: Objection, proposed: bool
) -> None:
    if proposed:
        propose(kaveh, objected)
    assert objected.due_at == at(kaveh.today) + timedelta(days=10)
    assert not sweeper.fire(Objection, objected.pk, objected.due_at - timedelta(seconds=1))
    assert sweeper.fire(Objection, objected.pk, objected.due_at)
    panel = hat(staff(Role.PANEL), Role.PANEL, at(kaveh.ago(-11)))
    with pytest.raises(refusals.NothingToStrike):
        ranks.correct_score(panel, objection_id=objected.pk, words=WHY)
    with pytest.raises(refusals.NoSuchNote):
        ranks.correct_score(panel, objection_id=objected.pk, words=WHY, struck=[1])
    ranks.correct_score(panel, objection_id=objected.pk, words=WHY, struck=[kaveh.wrong.pk])
    objected.refresh_from_db()
    assert (objected.state, objected.is_late) == ("corrected", True)


def test_an_objection_is_the_holder_s_once_at_a_time_and_for_ten_days(
    kaveh: Trader, objected: Objection
) -> None:
    with pytest.raises(refusals.ObjectionOpen):
        ranks.object_to_score(kaveh.holder(), business_id=kaveh.business.pk, words=WHY)
    with pytest.raises(NotFound):
        ranks.object_to_score(Trader().holder(), business_id=kaveh.business.pk, words=WHY)
    late = Trader().is_good()
    late.computed()
    with pytest.raises(refusals.ScoreWordsNeeded):
        ranks.object_to_score(
            late.holder(at(late.ago(-10))), business_id=late.business.pk, words="؟"
        )
    with pytest.raises(refusals.ObjectionTooLate):
        ranks.object_to_score(
            late.holder(at(late.ago(-11))), business_id=late.business.pk, words=WHY
        )


def test_an_officer_with_a_tie_to_the_business_decides_nothing(
    kaveh: Trader, objected: Objection
) -> None:
    act = hat(kaveh.clerk, Role.OFFICER, at(kaveh.today))
    businesses.declare_conflict(act, business_id=kaveh.business.pk, words="برادر مدیرعامل است")
    with pytest.raises(Refused) as no:
        propose(kaveh, objected)
    assert no.value.status == 403
    with pytest.raises(WrongState):
        ranks.correct_score(
            hat(staff(Role.SUPERVISOR), Role.SUPERVISOR, at(kaveh.today)), objection_id=objected.pk
        )


def test_a_paper_counts_when_a_second_officer_has_seen_it(supervisor: Person) -> None:
    one = Trader()
    one.noted("began", 900)
    one.sold(30, 30)
    act = hat(one.clerk, Role.OFFICER, at(one.today))
    fields = {
        "business_id": one.business.pk, "kind": "statement", "day": one.ago(60), "subject": "۱۴۰۴",
        "source": "مؤسسهٔ حسابرسی بهراد", "units": MONEY, "other_units": MONEY,
    }  # fmt: skip
    paper = ranks.enter_paper(act, **fields)
    with pytest.raises(refusals.SecondPersonNeeded):
        ranks.confirm_paper(act, paper_id=paper.pk)
    assert one.computed().inputs["statement"] is None
    second = hat(supervisor, Role.OFFICER, at(one.today))
    ranks.confirm_paper(second, paper_id=paper.pk)
    tomorrow = ranks.compute(house(at(one.ago(-1))), business_id=one.business.pk)
    assert tomorrow.inputs["statement"]["revenue_units"] == MONEY
    with pytest.raises(refusals.NoteKnown):
        ranks.enter_paper(act, **fields)
    with pytest.raises(refusals.NoteUnknown):
        ranks.enter_paper(act, **{**fields, "kind": "sale_on_time"})
    other = ranks.enter_paper(act, **{**fields, "subject": "۱۴۰۳"})
    ranks.turn_down_paper(second, paper_id=other.pk)
    with pytest.raises(WrongState):
        ranks.confirm_paper(second, paper_id=other.pk)


EVEN = {
    "complaint_answering": 20, "complaint_outcome": 20, "financial_responsibility": 20,
    "violation_history": 10, "delivery_on_time": 10, "activity_history": 10,
    "financial_capability": 10,
}  # fmt: skip


def test_weights_change_by_two_people_after_fourteen_days_and_no_past_day_with_them(
    kaveh: Trader, supervisor: Person
) -> None:
    kaveh.sold(10, 10, "sale_late")
    score = kaveh.computed()
    assert queries.effect_of(EVEN, kaveh.today).same >= 1
    officer = hat(kaveh.clerk, Role.OFFICER, at(kaveh.today))
    with pytest.raises(refusals.WeightsWrong):
        ranks.propose_weights(officer, weights={**EVEN, "activity_history": 11}, words=WHY)
    current = dict(queries.law_on(kaveh.today).law.weights)
    with pytest.raises(refusals.WeightsSame):
        ranks.propose_weights(officer, weights=current, words=WHY)
    proposal = ranks.propose_weights(officer, weights=EVEN, words=WHY)
    with pytest.raises(refusals.ProposalUnderWay):
        ranks.propose_weights(officer, weights=EVEN, words=WHY)
    assert proposal.due_at == at(kaveh.today) + timedelta(days=14)
    assert sweeper.fire(type(proposal), proposal.pk, proposal.due_at)
    decided = at(kaveh.ago(-15))
    act = hat(supervisor, Role.SUPERVISOR, decided)
    with pytest.raises(refusals.EnactedTooSoon):
        ranks.change_weights(act, weight_set_id=proposal.pk, valid_from=kaveh.ago(-21))
    ranks.change_weights(act, weight_set_id=proposal.pk, valid_from=kaveh.ago(-22))
    assert dict(queries.law_on(kaveh.ago(-21)).law.weights) == current
    assert dict(queries.law_on(kaveh.ago(-22)).law.weights) == EVEN
    assert queries.differing([score]) == []


def test_undecided_weights_stay_as_they_are(kaveh: Trader) -> None:
    officer = hat(kaveh.clerk, Role.OFFICER, at(kaveh.today))
    proposal = ranks.propose_weights(officer, weights=EVEN, words=WHY)
    assert sweeper.fire(type(proposal), proposal.pk, proposal.due_at)
    proposal.refresh_from_db()
    assert sweeper.fire(type(proposal), proposal.pk, proposal.due_at)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("dropped", None)

"""A score a day: explained, shown first to its holder, objected to, corrected, computed again."""

import random
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.people.models import Person
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.ranks import queries, refusals
from amanat.capabilities.ranks.models import Note, Objection, Rank, SalesCase, Score
from amanat.capabilities.ranks.rules import inputs
from amanat.flows import sweeper
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, Refused, WrongState
from stories.ranks import DAY, MONEY, Trader, at, grown, house

pytestmark = pytest.mark.django_db
SEED = 1403
WHY = "این شکایت دربارهٔ فروشگاه دیگری بود."


@pytest.fixture
def kaveh() -> Trader:
    return Trader().is_good()


@pytest.fixture
def supervisor() -> Person:
    return staff(Role.OFFICER, Role.SUPERVISOR)


def hat(person: Person, role: Role, moment: object) -> Act:
    return Act(person.pk, role, moment)


def facts_of(rank: Rank) -> list[str]:
    rows = Entry.objects.filter(subject=f"rank:{rank.pk}").exclude(name="BusinessNoted")
    return list(rows.order_by("pk").values_list("name", flat=True))


def test_every_point_is_there_and_explained(kaveh: Trader) -> None:
    kaveh.noted("complaint_filed", 20, "complaint:1")
    kaveh.noted("complaint_filed", 40, "complaint:2")
    kaveh.noted("complaint_answered", 38, "complaint:2")
    kaveh.noted("complaint_dismissed", 30, "complaint:2")
    score = kaveh.computed()
    assert score.stars == 4 and score.basis_points is not None
    assert [one["name"] for one in score.caps] == ["unanswered_complaint"]
    lost = {name: told["lost"] for name, told in score.reasons.items()}
    assert sum(lost.values()) == 10_000 - score.basis_points
    assert set(lost) == {"complaint_answering", "complaint_outcome", "unanswered_complaint"}
    told = score.reasons["complaint_answering"]
    assert told["en"] == ["Of 2 complaints, 1 went unanswered."]
    assert told["fa"] == ["از ۲ شکایت، ۱ تا بی‌پاسخ مانده است."]
    assert queries.recompute(kaveh.business.pk, score.day).agrees_with(score)


def test_not_rated_is_a_state_of_its_own() -> None:
    newcomer = Trader()
    newcomer.noted("began", 10)
    newcomer.sold(4, 5)
    score = newcomer.computed()
    assert (score.basis_points, score.stars, score.is_rated) == (None, None, False)
    assert queries.rank_of(newcomer.business.pk).state == "unrated"
    assert queries.latest(newcomer.business.pk) == score
    stranger = Trader()
    assert queries.latest(stranger.business.pk) is None
    assert not queries.is_fresh(None, at(stranger.today))


def test_what_is_noted_today_counts_from_tomorrow(kaveh: Trader) -> None:
    kaveh.noted("order_unpaid", 0, "order:1")
    assert kaveh.computed().stars == 5
    tomorrow = ranks.compute(house(at(kaveh.ago(-1), 4)), business_id=kaveh.business.pk)
    assert tomorrow.stars == 2
    assert tomorrow.changes == {"financial_responsibility": -1_500, "total": -1_500}
    rank = queries.rank_of(kaveh.business.pk)
    assert facts_of(rank) == [
        "RankBegun", "RankComputed", "RankRose", "RankShown", "RankComputed", "RankFell",
    ]  # fmt: skip


def test_a_day_has_one_score_from_four_o_clock_on(kaveh: Trader) -> None:
    early = ranks.compute(house(at(kaveh.today, 3)), business_id=kaveh.business.pk)
    assert early.day == kaveh.ago(1), "Before four the day before is caught up."
    assert queries.due_for_computing(at(kaveh.today, 3), 9_999).count(kaveh.business.pk) == 0
    assert kaveh.business.pk in queries.due_for_computing(at(kaveh.today, 4), 9_999)
    assert kaveh.computed(hour=4).day == kaveh.today
    with pytest.raises(refusals.ScoreComputedBefore):
        kaveh.computed()


def test_yesterday_s_score_stands_marked_stale_for_three_days(kaveh: Trader) -> None:
    score = kaveh.computed()
    seen = [
        (queries.is_stale(score, at(kaveh.ago(-n))), queries.is_fresh(score, at(kaveh.ago(-n))))
        for n in range(4)
    ]
    assert seen == [(False, True), (True, True), (True, True), (True, False)]
    assert queries.score_on(kaveh.business.pk, kaveh.ago(-2)) == score
    assert queries.score_on(kaveh.business.pk, kaveh.ago(1)) is None


def test_a_fact_entered_later_about_an_earlier_day_changes_no_recorded_number(
    kaveh: Trader,
) -> None:
    before = [kaveh.computed(days) for days in (3, 2, 1)]
    kaveh.noted("finding_critical", 9, "finding:1", late=9, source="بازرس")
    today = kaveh.computed()
    assert today.stars == 5, "It was written down today."
    tomorrow = ranks.compute(house(at(kaveh.ago(-1))), business_id=kaveh.business.pk)
    assert tomorrow.stars == 0
    assert queries.differing([*before, today, tomorrow]) == []


def test_a_thousand_random_past_days_give_the_recorded_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dice = random.Random(SEED)
    first = date(2026, 1, 2)
    days = [first + n * DAY for n in range(320)]
    scores = []
    for _ in range(4):
        notes, made = grown(dice, Trader().business.pk, days)
        Note.objects.bulk_create(notes)
        scores += Score.objects.bulk_create(made)
    some = dice.sample(scores, 1_000)
    assert len({(one.basis_points, one.stars) for one in some}) > 200, "They are not all alike."
    assert queries.differing(some) == []
    #  A planted bug: what was written down later is used too.
    monkeypatch.setattr(inputs, "is_known", lambda one, day: one.day < day)
    assert len(queries.differing(some[:200])) > 20


def test_what_is_written_stays(kaveh: Trader) -> None:
    score = kaveh.computed()
    for rows, change in (
        (Note.objects.filter(business=kaveh.business), {"units": 1}),
        (Score.objects.filter(pk=score.pk), {"stars": 5}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


BAD_NOTES = [
    ({"kind": "sale_on_time", "units": -1}, refusals.NoteNegative, "units"),
    ({"kind": "statement", "other_units": -1, "source": "s"}, refusals.NoteNegative, "other_units"),
    ({"kind": "order_unpaid", "day": 1}, refusals.NoteInFuture, "day"),
    ({"kind": "hearsay"}, refusals.NoteUnknown, "kind"),
    ({"kind": "order_unpaid", "subject": " "}, refusals.NoteIncomplete, "subject"),
    ({"kind": "order_unpaid", "units": 5}, refusals.NoteIncomplete, "units"),
    ({"kind": "guarantee", "units": 5, "source": "b"}, refusals.NoteIncomplete, "until"),
    ({"kind": "statement", "units": 5}, refusals.PaperFieldNeeded, "source"),
    ({"kind": "complaint_answered", "subject": "c:9"}, refusals.NoteWithoutCause, "subject"),
    ({"kind": "finding_closed", "subject": "c:9"}, refusals.NoteWithoutCause, "subject"),
    ({"kind": "sale_late", "units": 10**15 + 1}, refusals.NoteIncomplete, "units"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "refusal", "param"), BAD_NOTES)
def test_a_bad_note_is_refused_beside_its_field(
    given: dict, refusal: type[Refused], param: str
) -> None:
    one = Trader()
    fields = {"subject": "x", **given, "day": one.ago(-given.get("day", 0))}
    with pytest.raises(refusal) as no:
        ranks.note(house(at(one.today)), business_id=one.business.pk, **fields)
    assert (no.value.param, no.value.status) == (param, 422)
    assert not Note.objects.filter(business=one.business).exists()


def test_a_note_is_written_once_and_by_the_house_alone(kaveh: Trader) -> None:
    with pytest.raises(refusals.NoteKnown):
        kaveh.noted("began", 900)
    kaveh.noted("complaint_filed", 5, "complaint:7")
    with pytest.raises(refusals.NoteBeforeCause):
        kaveh.noted("complaint_answered", 6, "complaint:7")
    with pytest.raises(NotYours):
        ranks.note(
            kaveh.holder(),
            business_id=kaveh.business.pk,
            kind="began",
            day=kaveh.today,
            subject="x",
        )


def test_sales_to_oneself_are_kept_out_and_come_to_an_officer(kaveh: Trader) -> None:
    for n in range(3):
        kaveh.noted("sale_on_time", 5, f"deal:self:{n}", units=9, shared=("card", "address"))
    assert kaveh.computed().inputs["on_time"] == 30
    (case,) = SalesCase.objects.filter(business=kaveh.business)
    assert (case.kind, case.state) == ("self_made", "open")
    with pytest.raises(NotFound):
        ranks.close_sales_case(
            hat(kaveh.owner, Role.OFFICER, at(kaveh.today)), sales_case_id=case.pk, words=WHY
        )
    ranks.close_sales_case(
        hat(kaveh.clerk, Role.OFFICER, at(kaveh.today)), sales_case_id=case.pk, words=WHY
    )


def test_declared_sales_far_from_the_gateways_cost_the_factor_and_open_a_case(
    kaveh: Trader,
) -> None:
    kaveh.noted("sales_declared", 9, units=105, other_units=100)
    assert kaveh.computed(1).factors["financial_capability"] == "1"
    kaveh.noted("sales_declared", 5, units=106, other_units=100)
    assert kaveh.computed().factors["financial_capability"] == "0"
    assert SalesCase.objects.get(business=kaveh.business).kind == "declared_off"


def test_the_holder_sees_it_first_and_everybody_after_seven_days(kaveh: Trader) -> None:
    score = kaveh.computed()
    rank = queries.rank_of(kaveh.business.pk)
    assert rank.due_at == score.computed_at + timedelta(days=7)
    with pytest.raises(NotFound):
        queries.public_rank(kaveh.business.pk)
    assert not sweeper.fire(Rank, rank.pk, rank.due_at - timedelta(seconds=1))
    assert sweeper.fire(Rank, rank.pk, rank.due_at)
    assert queries.public_rank(kaveh.business.pk).state == "public"


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

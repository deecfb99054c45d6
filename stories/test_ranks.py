"""A score a day: explained, shown first to its holder, objected to, corrected, computed again."""

import random
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.ranks import jobs, queries, refusals
from amanat.capabilities.ranks.models import Note, Rank, SalesCase, Score
from amanat.capabilities.ranks.rules import inputs
from amanat.flows import sweeper
from amanat.words.act import Role
from amanat.words.refusal import NotFound, NotYours, Refused
from stories.jobs import do_waiting_jobs
from stories.ranks import DAY, WHY, Trader, at, facts_of, grown, hat, house

pytestmark = pytest.mark.django_db
SEED = 1403


@pytest.fixture
def kaveh() -> Trader:
    return Trader().is_good()


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


def test_the_worker_computes_what_the_day_lacks_each_business_in_a_job_of_its_own(
    kaveh: Trader,
) -> None:
    jobs.compute_due(0)
    jobs.compute_due(0)  # What is queued already is not queued again.
    do_waiting_jobs()
    (score,) = Score.objects.filter(business=kaveh.business)
    assert score.day == queries.day_to_compute(score.computed_at)
    assert kaveh.business.pk not in queries.due_for_computing(score.computed_at, 9_999)
    jobs.compute(kaveh.business.pk)
    assert Score.objects.filter(business=kaveh.business).count() == 1


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

"""The policy lab: an officer asks what would have been, and everybody sees the Samen replay."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.lab import actions as lab
from amanat.capabilities.lab import queries
from amanat.capabilities.lab.models import SAMEN, WHAT_IF, Trial
from amanat.capabilities.lab.queries.recorded import effect as effect_of
from amanat.capabilities.lab.refusals import (
    LinesCrossed,
    NoSuchPolicy,
    NothingChanged,
    OutsideHistory,
    TooManyWaiting,
    WeightsNotWhole,
)
from amanat.capabilities.lab.rules import what_if
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.ranks import queries as ranks
from amanat.config import samen
from amanat.kernel.clock import time as clock
from amanat.kernel.law.models import Parameter
from amanat.kernel.law.parameters import NoValueForDate
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import Invalid, NotFound
from stories.ranks import Trader

pytestmark = pytest.mark.django_db
FEW = 40  # Orders of a history that is quick to run.
ON_DELIVERY = {
    "complaint_answering": 5, "complaint_outcome": 5, "financial_responsibility": 0,
    "violation_history": 0, "delivery_on_time": 90, "activity_history": 0,
    "financial_capability": 0,
}  # fmt: skip


@pytest.fixture
def parvin() -> Person:
    return staff(Role.OFFICER)


def act(person: Person) -> Act:
    return Act(person.pk, Role.OFFICER, clock.now())


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def turned(**numbers: int) -> dict[str, int]:
    """The numbers in force, but for these."""
    return queries.knobs(clock.now()) | numbers


def asked(person: Person, **numbers: int) -> Trial:
    values = turned(**(numbers or ON_DELIVERY))
    return lab.ask_what_if(act(person), values=values, orders=FEW, sellers=3)


def worked_on(trial: Trial) -> Trial:
    """The worker takes it to its end."""
    while trial.finished_at is None:
        trial = lab.go_on(house(), trial_id=trial.pk)
    return trial


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_officer_asks_by_the_form_and_sees_how_far_it_is(parvin: Person) -> None:
    client = browser(parvin)
    sent = client.post("/desk/lab", turned(**ON_DELIVERY))
    trial = Trial.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/desk/lab/{trial.pk}")
    assert (trial.done, trial.finished_at) == (0, None)
    page = client.get(sent["Location"]).content.decode()
    assert f"۰ از {trial.steps}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) in page
    assert 'hx-trigger="every 3s"' in page
    assert "از ۱۰ به ۹۰" in page


def test_a_trial_is_finished_in_steps_and_opened_again_by_whoever_asks_the_same(
    parvin: Person,
) -> None:
    trial = asked(parvin)
    first = lab.go_on(house(), trial_id=trial.pk)
    assert (first.done, first.percent, first.finished_at) == (1, 100 // first.steps, None)
    done = worked_on(trial)
    assert done.result is not None and done.digest == done.result["digest"]
    assert asked(staff(Role.OFFICER)).pk == trial.pk
    assert lab.go_on(house(), trial_id=trial.pk).digest == done.digest
    names = Entry.objects.filter(subject=f"trial:{trial.pk}").order_by("pk")
    assert list(names.values_list("name", flat=True)) == ["TrialAsked", "TrialFinished"]
    for prefix, says in (("", "بازار ساختگی"), ("/en", "The made-up market")):
        page = browser(parvin).get(f"{prefix}/desk/lab/{trial.pk}").content.decode()
        assert says in page
        assert done.digest in page
        assert 'hx-trigger="every 3s"' not in page


def test_it_says_whose_stars_would_fall_and_changes_nothing(parvin: Person) -> None:
    trader = Trader().is_good()
    trader.sold(20, 25, kind="sale_late")
    score = trader.computed()
    day = trader.today
    now = queries.house_in(queries.sets_of(day))
    values = dict(now.own)
    changed = what_if.changed(values, queries.knobs(clock.now()) | ON_DELIVERY)
    then = queries.house_in(queries.sets_of(day), changed)
    effect = effect_of(now, then, day)
    assert (effect["businesses"], effect["fall"], effect["rise"]) == (1, 1, 0)
    (line,) = effect["changed"]
    assert line["code"] == trader.business.code
    assert line["stars_then"] < line["stars_now"] == score.stars
    assert effect["days_changed"] == effect["days"] == 1
    again = ranks.latest(trader.business.pk)
    assert again is not None and again.stars == score.stars


@pytest.mark.parametrize(("numbers", "no", "says"), [
    ({"delivery_on_time": 11}, WeightsNotWhole, "جمع وزن‌ها ۱۰۱ است"),
    ({"l2_of_ceiling": 50}, LinesCrossed, "خط دوم باید بالاتر"),
    ({"l1_escrow_share": 100, "l2_escrow_share": 99}, LinesCrossed, "خط دوم باید بالاتر"),
    ({"turnover_share": 20}, NothingChanged, "همان است که اکنون برقرار است"),
])  # fmt: skip
def test_what_cannot_be_tried_is_said_beside_its_field_and_what_was_typed_stays(
    parvin: Person, numbers: dict[str, int], no: type[Exception], says: str
) -> None:
    with pytest.raises(no):
        lab.ask_what_if(act(parvin), values=turned(**numbers))
    page = browser(parvin).post("/desk/lab", turned(**numbers))
    assert page.status_code == 422
    assert says in page.content.decode()
    for name, number in numbers.items():
        assert f'name="{name}" value="{number}"' in page.content.decode()
    assert not Trial.objects.exists()


def test_only_officers_come_in_and_one_has_three_at_a_time(parvin: Person) -> None:
    stranger = a_person("مهمان ناخوانده")
    trial = asked(parvin)
    for path in ("/desk/lab", f"/desk/lab/{trial.pk}"):
        assert browser(stranger).get(path).status_code == 404
        assert Client().get(path).status_code == 303
    with pytest.raises(NotFound):
        lab.ask_what_if(act(stranger), values=turned(**ON_DELIVERY))
    for share in (30, 31):
        asked(parvin, turnover_share=share)
    with pytest.raises(TooManyWaiting):
        asked(parvin, turnover_share=32)
    assert browser(parvin).get("/desk/lab/999999").status_code == 404


def test_everybody_sees_the_replay_and_machines_get_the_same_digest() -> None:
    end = queries.frame(clock.now()).licence_ends[0]
    before = Client().get("/lab/samen").content.decode()
    assert "محاسبه به‌زودی آغاز می‌شود" in before
    assert Client().get("/api/lab/samen").status_code == 404
    trial = worked_on(lab.ask_replay(house(), licence_end=end, orders=FEW))
    for prefix, says in (
        ("", "جریان روزانهٔ سفارش‌ها ساختگی است"),
        ("/en", "the daily stream of orders is synthetic"),
    ):
        page = Client().get(f"{prefix}/lab/samen").content.decode()
        assert says in page
        assert trial.digest in page
        assert page.count("<svg") > 2
    found = Client().get(f"/api/lab/samen?licence_end={end.isoformat()}").json()
    assert found["digest"] == trial.digest
    assert found["ways"][0]["taken_units"] == "17000000000000"
    assert all(one["kind"] != "alone" or len(one["policies"]) == 1 for one in found["ways"])
    assert browser(staff(Role.OFFICER)).get(f"/desk/lab/{trial.pk}").status_code == 404


def test_the_house_asks_for_both_ends_once_and_again_when_a_setting_changes() -> None:
    lab.keep_current(house())
    lab.keep_current(house())
    assert Trial.objects.filter(kind=SAMEN, asked_by=None).count() == 2
    Parameter.objects.create(
        name="lab.burst", value={"complaints": 20, "minutes": 60, "multiple_of_baseline": 5},
        valid_from=tehran_day(clock.now()), source="آزمون",
    )  # fmt: skip
    lab.keep_current(house())
    assert Trial.objects.filter(kind=SAMEN).count() == 4


def test_two_workers_at_one_step_write_it_once(parvin: Person) -> None:
    trial = asked(parvin)
    part = queries.part_of(trial.question, trial.sets, 0)
    one, other = (lab._write(house(), trial.pk, 0, part) for _ in range(2))
    assert (one.done, other.done, len(other.parts)) == (1, 1, 1)
    assert queries.next_unfinished() == trial


def test_a_trial_that_breaks_at_a_step_is_left_after_three_tries_and_the_next_goes_on(
    parvin: Person,
) -> None:
    broken, sound = asked(parvin), asked(parvin, turnover_share=30)
    question = broken.question | {"as_of": "never"}
    Trial.objects.filter(pk=broken.pk).update(question=question)
    for _ in range(3):
        assert queries.next_unfinished() == broken
        with pytest.raises(ValueError, match="never"):
            lab.go_on(house(), trial_id=broken.pk)
    assert queries.next_unfinished() == sound
    page = browser(parvin).get(f"/desk/lab/{broken.pk}").content.decode()
    assert "راهبر سامانه آن را بررسی می‌کند" in page


def test_the_database_keeps_no_result_without_its_digest(parvin: Person) -> None:
    trial = asked(parvin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.filter(pk=trial.pk).update(finished_at=clock.now(), result={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.filter(pk=trial.pk).update(kind="guess")
    assert queries.trials(WHAT_IF) == [trial]


@pytest.mark.parametrize(("language", "says"), [
    ("fa", ("پایان پروانه", "تأییدنشده", "ساختگی")),
    ("en", ("Lapsed licence", "Unconfirmed", "synthetic")),
])  # fmt: skip
def test_the_terminal_shows_a_table_in_both_languages(
    language: str, says: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    report = samen.replay(["licence"], "1397/2/31", "", 0, told.append)
    (chosen,) = [way for way in report["ways"] if way["kind"] == "chosen"]
    assert chosen["suspended_on"] == "2018-05-22"
    assert told == ["1 of 2 ways", "2 of 2 ways"]
    table = samen.as_table(report, language)
    assert all(word in table for word in says)
    assert report["digest"] in table


def test_the_terminal_refuses_what_is_not_there() -> None:
    for policies, end, no in (
        (["guessing"], "", NoSuchPolicy),
        ([], "1399/1/1", OutsideHistory),
        ([], "soon", Invalid),
    ):
        with pytest.raises(no):
            samen.replay(policies, end, "", 0, str)


def test_an_officer_asks_by_machine(parvin: Person) -> None:
    program = Program.of(parvin)
    found = program.did("/api/lab/what-ifs", turned(**ON_DELIVERY), status=201)
    assert (found["done"], found["finished_at"], found["then"]) == (0, None, None)
    assert program.get(f"/api/lab/what-ifs/{found['id']}").json()["id"] == found["id"]


def test_a_day_without_settings_is_refused() -> None:
    with pytest.raises(NoValueForDate):
        queries.sets_of(date(2018, 9, 18))

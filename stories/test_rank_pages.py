"""The pages of a rank, and a program of nobody's that finds the same number."""

import importlib.util
import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.api.shapes import day_out
from amanat.capabilities.ranks.models import Objection, Paper, Rank
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.ranks import DAY, WHY, Trader, at, grown, house

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[1] / "docs/reference/recompute_rank.py"
LANGUAGES = ("", "/en")


@pytest.fixture
def kaveh() -> Trader:
    """A seller with two unanswered complaints, whose scores of two days are computed."""
    one = Trader(today=clock.tehran_day(clock.now())).is_good()
    for n in (1, 2):
        one.noted("complaint_filed", 20, f"complaint:{n}")
    one.computed(1)
    ranks.compute(house(at(one.today, 5)), business_id=one.business.pk)
    return one


@pytest.fixture
def supervisor() -> Person:
    return staff(Role.OFFICER, Role.SUPERVISOR)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def published(kaveh: Trader) -> str:
    rank = queries.rank_of(kaveh.business.pk)
    assert sweeper.fire(Rank, rank.pk, rank.due_at)
    return kaveh.business.code


def read(client: Client, path: str) -> tuple[str, str]:
    """The page in both languages."""
    pages = [client.get(f"{language}{path}") for language in LANGUAGES]
    assert [one.status_code for one in pages] == [200, 200], path
    fa, en = (one.content.decode() for one in pages)
    return fa, en


def test_the_holder_reads_every_point_what_would_win_it_back_and_objects(kaveh: Trader) -> None:
    client, path = browser(kaveh.owner), f"/org/{kaveh.business.code}/rank"
    fa, en = read(client, path)
    assert "از ۲ شکایت، ۲ تا بی‌پاسخ مانده است." in fa and "Of 2 complaints, 2 went" in en
    assert "به ۲ شکایت بی‌پاسخ پاسخ دهید" in fa and "Answer the 2 unanswered complaints" in en
    assert "فعلاً فقط شما این رتبه را می‌بینید" in fa and "For now only you see" in en
    assert "۹۰ روز گذشته" in fa and "no law yet" in en and "<polyline" in fa
    answer = client.post(path, {"words": "کوتاه"})
    assert answer.status_code == 422 and "کوتاه" in answer.content.decode()
    assert client.post(path, {"words": WHY}).status_code == 303
    fa, en = read(client, path)
    assert "در انتظار کارشناس" in fa and "the panel of appeals decides" in en


def test_a_stranger_finds_neither_page_before_it_is_public(kaveh: Trader) -> None:
    code, stranger = kaveh.business.code, browser(joined())
    assert stranger.get(f"/org/{code}/rank").status_code == 404
    assert stranger.get(f"/sellers/{code}/rank").status_code == 404
    assert Client().get(f"/api/sellers/{code}/rank").status_code == 404
    assert stranger.get("/desk/ranks").status_code == 404
    published(kaveh)
    fa, en = read(Client(), f"/sellers/{code}/rank")
    assert "فروشگاه کاوه" in fa and "Where every point comes from" in en
    assert "چه کنم" not in fa, "What would win points is the holder's."


def test_anybody_computes_a_day_again(kaveh: Trader) -> None:
    code = published(kaveh)
    path = f"/sellers/{code}/rank/{kaveh.today}"
    fa, en = read(Client(), path)
    assert "همان عدد به دست آمد" in fa and "the same number" in en
    assert Client().get(f"/sellers/{code}/rank/2001-01-01").status_code == 404
    assert Client().get(f"/sellers/{code}/rank/2001-13-01").status_code == 404
    told = Client().get(f"/api{path}").content
    done = subprocess.run([sys.executable, str(SCRIPT)], input=told, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert b"the same" in done.stdout
    changed = json.loads(told)
    changed["inputs"]["late"] += 1
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], input=json.dumps(changed).encode(), capture_output=True
    )
    assert done.returncode == 1 and b"NOT the same" in done.stdout


def the_program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("recompute_rank", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_second_program_finds_each_of_a_hundred_random_days() -> None:
    """Written from the words of the decision, with no line of the platform's code."""
    dice = random.Random(1395)
    days = [date(2026, 1, 2) + n * DAY for n in range(320)]
    _, scores = grown(dice, 1, days)
    program = the_program()
    laws = queries.laws_on(days)
    found: list[Any] = []
    for score in dice.sample(scores, 100):
        told = json.loads(day_out("B", score, laws[score.day].values).model_dump_json())
        found.append(program.compare(told))
    assert all(is_same for _, _, is_same in found)
    assert len({points for points, _, _ in found}) > 20, "They are not all alike."


def test_the_formula_is_public_and_said_to_be_unconfirmed() -> None:
    fa, en = read(Client(), "/ranks/formula")
    assert "هیچ مرجعی تأییدشان نکرده" in fa and "confirmed by no authority" in en
    assert "مهلت پاسخ به شکایت، به روز" in fa and "Days to answer a complaint" in en
    told = Client().get("/api/sellers/formula").json()
    assert (told["is_confirmed"], told["formula"]) == (False, "rank-1")
    assert sum(told["parameters"]["rank.weights"]["weights"].values()) == 100


def test_two_officers_bring_a_paper_in(kaveh: Trader, supervisor: Person) -> None:
    first, second = browser(kaveh.clerk), browser(supervisor)
    fields = {
        "code": kaveh.business.code, "kind": "statement", "day": "۱۴۰۵/۰۴/۳۱", "subject": "نیمه ۱۴۰۵",
        "units": "۱٬۰۰۰٬۰۰۰", "other_units": "900000", "until": "", "source": "حسابرس ۱۲",
    }  # fmt: skip
    wrong = first.post("/desk/ranks/papers/new", {**fields, "day": "۱۴۰۵/۱۳/۰۱"})
    assert wrong.status_code == 422 and "چنین روزی" in wrong.content.decode()
    assert first.post("/desk/ranks/papers/new", fields).status_code == 303
    paper = Paper.objects.get(business=kaveh.business)
    assert (paper.units, paper.other_units) == (10_000_000, 9_000_000), "Toman became rial."
    read(second, "/desk/ranks/papers/new")
    fa, _ = read(first, f"/desk/ranks/papers/{paper.pk}")
    assert "تأیید با کارشناس دیگری است" in fa
    confirm = f"/desk/ranks/papers/{paper.pk}/confirm_paper"
    assert first.post(confirm).status_code == 403
    assert "تأیید سند" in read(second, f"/desk/ranks/papers/{paper.pk}")[0]
    assert second.post(confirm).status_code == 303
    paper.refresh_from_db()
    assert paper.state == "confirmed" and paper.note is not None


def test_an_objection_goes_over_the_desk_by_two_people(kaveh: Trader, supervisor: Person) -> None:
    moment = clock.now()
    one = ranks.object_to_score(
        Act(kaveh.owner.pk, Role.HOLDER, moment), business_id=kaveh.business.pk, words=WHY
    )
    first, second = browser(kaveh.clerk), browser(supervisor)
    assert kaveh.business.name in read(first, "/desk/ranks")[0]
    path = f"/desk/ranks/objections/{one.pk}"
    wrong = str(kaveh.business.notes.get(subject="complaint:1").pk)
    assert wrong in read(first, path)[0]
    bad = first.post(path, {"outcome": "corrected", "words": WHY, "struck": "یکی"})
    assert bad.status_code == 422 and "فقط شمارهٔ یادداشت‌ها" in bad.content.decode()
    assert (
        first.post(path, {"outcome": "corrected", "words": WHY, "struck": wrong}).status_code == 303
    )
    assert "تأیید و اصلاح رتبه" in read(second, path)[0]
    assert second.post(f"{path}/correct_score").status_code == 303
    one.refresh_from_db()
    assert one.state == "corrected"
    assert "اصلاح‌شده" in read(browser(kaveh.owner), f"/org/{kaveh.business.code}/rank")[0]


def test_weights_are_proposed_read_by_all_and_dropped(kaveh: Trader, supervisor: Person) -> None:
    first, second = browser(kaveh.clerk), browser(supervisor)
    even = dict.fromkeys(queries.law_on(kaveh.today).law.weights, "10")
    bad = first.post("/desk/ranks/weights", {**even, "words": WHY})
    assert bad.status_code == 422 and "جمعشان ۱۰۰ است" in bad.content.decode()
    good = {**even, "complaint_answering": "۴۰", "words": WHY}
    assert first.post("/desk/ranks/weights", good).status_code == 303
    assert "پیشنهادی که نظرتان را می‌خواهد" in read(Client(), "/ranks/formula")[0]
    assert "کنارگذاشتن پیشنهاد" in read(second, "/desk/ranks/weights")[0]
    live = queries.live_weight_set()
    assert live is not None
    early = second.post(f"/desk/ranks/weights/{live.pk}/change_weights", {"valid_from": "۱۴۰۹/۱/۱"})
    assert early.status_code == 422, "The consultation is not over."
    assert second.post(f"/desk/ranks/weights/{live.pk}/drop_weights").status_code == 303
    assert queries.live_weight_set() is None


def test_the_same_verbs_for_machines(kaveh: Trader, supervisor: Person) -> None:
    code, owner = kaveh.business.code, Program.of(kaveh.owner)
    told = owner.get(f"/api/ranks/{code}").json()
    assert (told["state"], told["score"]["stars"], len(told["history"])) == ("shown", 3, 2)
    made = owner.did(f"/api/ranks/{code}/objections", {"words": WHY}, status=201)
    clerk, boss = Program.of(kaveh.clerk), Program.of(supervisor)
    assert [one["id"] for one in clerk.get("/api/ranks/desk").json()["objections"]] == [made["id"]]
    path = f"/api/ranks/objections/{made['id']}"
    clerk.did(f"{path}/propose", {"outcome": "upheld", "words": WHY})
    boss.did(f"{path}/return")
    clerk.did(f"{path}/propose", {"outcome": "upheld", "words": WHY})
    assert boss.did(f"{path}/confirm")["state"] == "upheld"
    assert Objection.objects.get(pk=made["id"]).decided_by == supervisor
    paper = {
        "code": code, "kind": "guarantee", "day": str(kaveh.ago(3)), "subject": "ضمانت ۷",
        "source": "بانک", "units": "5000000", "until": str(kaveh.ago(-300)),
    }  # fmt: skip
    entered = clerk.did("/api/ranks/papers", paper, status=201)
    assert boss.did(f"/api/ranks/papers/{entered['id']}/confirm")["state"] == "confirmed"

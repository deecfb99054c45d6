"""Each law of the house is shown a planted violation; a checker that sees nothing is void."""

from pathlib import Path

import pytest
from django.db import models
from django.test.utils import isolate_apps

from amanat.words.act import Role
from amanat.words.machine import Machine, Row
from amanat.words.refusal import Refused
from amanat.words.text import Text
from stories import house, house_facts
from stories.house import Source

DEALS = "src/amanat/capabilities/deals"
LONG = "def far(act):\n" + "    x = 1\n" * 41
DEEP = """
def deep(rows):
    for row in rows:
        if row:
            with row:
                while row:
                    row = None
"""
VIOLATIONS = [
    (house.sizes, f"{DEALS}/actions.py", "x = 1\n" * 401),
    (house.sizes, f"{DEALS}/actions.py", LONG),
    (house.sizes, f"{DEALS}/actions.py", DEEP),
    (house.doors, f"{DEALS}/actions.py", "from amanat.capabilities.people import models"),
    (house.doors, f"{DEALS}/actions.py", "from amanat.capabilities.people.models import Person"),
    (house.doors, f"{DEALS}/actions.py", "from amanat.capabilities.people.actions import join"),
    (house.doors, f"{DEALS}/actions.py", "import amanat.capabilities.people.models"),
    (house.doors, "src/amanat/flows/follow/x.py", "from amanat.capabilities.deals import rules"),
    (house.furniture, f"{DEALS}/helpers.py", "x = 1"),
    (house.state_writes, f"{DEALS}/actions.py", "deal.state = 'paid'"),
    (house.state_writes, f"{DEALS}/actions.py", "deal.due_at, x = when, 1"),
    (house.state_writes, f"{DEALS}/actions.py", "Deal.objects.filter(pk=1).update(state='paid')"),
    (house.state_writes, f"{DEALS}/actions.py", "Deal.objects.create(state='paid')"),
    (house.state_writes, f"{DEALS}/actions.py", "setattr(deal, 'state', 'paid')"),
    (house.state_writes, f"{DEALS}/actions.py", "Deal.objects.bulk_update(deals, ['state'])"),
    (
        house.boolean_parameters,
        f"{DEALS}/actions.py",
        "def end(act, *, deal_id: int, now: bool): 1",
    ),
    (house.banned, f"{DEALS}/actions.py", "at = datetime.now(UTC)"),
    (house.banned, f"{DEALS}/actions.py", "at = datetime.utcnow()"),
    (house.banned, f"{DEALS}/actions.py", "@transaction.atomic\ndef pay(act): ..."),
    (house.banned, f"{DEALS}/rules.py", "day = act.at.date()"),
    (house.banned, f"{DEALS}/rules.py", "share = float(units)"),
    (house.banned, f"{DEALS}/rules.py", "import khayyam"),
    (house.banned, f"{DEALS}/rules.py", "key = uuid4()"),
    (house.banned, f"{DEALS}/rules.py", "code = random.randint(1, 9)"),
    (house.banned, f"{DEALS}/rules.py", "x = 1  # TODO later"),
    (house.banned, f"{DEALS}/rules.py", "try:\n    x = 1\nexcept:\n    x = 2"),
    (house.broad_catches, f"{DEALS}/rules.py", "try:\n    x = 1\nexcept Exception:\n    x = 2"),
    (house.banned, f"{DEALS}/rules.py", "import x  # noqa: F401"),
    (house.banned, f"{DEALS}/rules.py", "x = y  # type: ignore"),
    (house.banned, f"{DEALS}/models.py", "class DealManager:\n    x = 1"),
    (house.banned, f"{DEALS}/models.py", "from django.dispatch import receiver"),
    (house.banned, f"{DEALS}/actions.py", "with connection.cursor() as cursor:\n    x = 1"),
    (house.banned, f"{DEALS}/actions.py", "print('here')"),
    (house.banned, f"{DEALS}/tests/test_actions.py", "from unittest import mock"),
]


@pytest.mark.parametrize(
    ("checker", "path", "text"), VIOLATIONS, ids=lambda part: getattr(part, "__name__", None)
)
def test_a_planted_violation_is_found(checker: house.Checker, path: str, text: str) -> None:
    assert list(checker(Source(path, text)))


LAWFUL = [
    (
        house.broad_catches,
        f"{DEALS}/x.py",
        "try:\n    1\nexcept Exception as e:\n    raise X from e",
    ),
    (
        house.doors,
        f"{DEALS}/actions.py",
        "from amanat.capabilities.people import queries as people",
    ),
    (house.doors, f"{DEALS}/actions.py", "from amanat.capabilities.deals.models import Deal"),
    (house.state_writes, f"{DEALS}/actions.py", "deal.note = 'paid'"),
    (house.state_writes, "src/amanat/kernel/log/moves.py", "thing.state = row.new"),
    (house.boolean_parameters, f"{DEALS}/actions.py", "def end(act, *, is_late: bool): 1"),
    (house.banned, f"{DEALS}/rules.py", "x = y  # type: ignore[misc]  # Django has no types here"),
    (house.sizes, f"{DEALS}/rules.py", "if a:\n    x = 1\nelif b:\n    x = 2\nelif c:\n    x = 3"),
]


@pytest.mark.parametrize(
    ("checker", "path", "text"), LAWFUL, ids=lambda part: getattr(part, "__name__", None)
)
def test_what_is_lawful_is_left_alone(checker: house.Checker, path: str, text: str) -> None:
    assert not list(checker(Source(path, text)))


def test_arabic_letters_and_the_percent_sign_are_found() -> None:
    assert list(house.persian("page.html", "كارمزد"))
    assert list(house.persian("page.html", "علي"))
    assert list(house.persian("page.html", "۱\u066a"))
    assert not list(house.persian("page.html", "کارمزد یک درصد"))


def test_a_setting_read_from_the_environment_is_found() -> None:
    text = "import os\na = os.environ['AMANAT_A']\nb = os.environ.get('AMANAT_B', 'x')"
    found = list(house.settings_read(Source("src/amanat/config/x.py", text)))
    assert {"AMANAT_A", "AMANAT_B"} <= set(found)


def test_an_sql_file_that_nobody_runs_is_found(tmp_path: Path) -> None:
    (tmp_path / "deals/sql").mkdir(parents=True)
    (tmp_path / "deals/sql/0002_guard.sql").write_text("select 1")
    assert house_facts.sql_files_without_migration(tmp_path)


def test_a_key_that_points_up_is_found() -> None:
    with isolate_apps("stories"):

        class Upper(models.Model):
            class Meta:
                app_label = "upper"

        class Lower(models.Model):
            upper = models.ForeignKey(Upper, models.PROTECT)

            class Meta:
                app_label = "lower"

    assert list(house_facts.keys_pointing_up([Lower], {"lower": 0, "upper": 1}))
    assert list(house_facts.keys_pointing_up([Lower], {"lower": 1, "upper": 1}))
    assert not list(house_facts.keys_pointing_up([Lower], {"lower": 1, "upper": 0}))


def test_a_refusal_without_persian_or_with_other_facts_is_found() -> None:
    class Mute(Refused):
        """This has {many} words."""

    class Odd(Refused):
        """This has {many} words."""

        fa = "این {few} واژه دارد."

    class Broken(Refused):
        """The house broke."""

        fa = "سامانه خراب شد."
        status = 200

    for kind in (Mute, Odd, Broken):
        assert list(house_facts.refusal_faults(kind)), kind.__name__


def test_a_machine_with_a_missing_label_or_a_double_row_cannot_be_built() -> None:
    label = Text("ساختن", "make")
    with pytest.raises(AssertionError):
        Machine("x", Row("make", "", "made", Role.PERSON), verbs={"make": label}, states={})
    with pytest.raises(AssertionError):
        Machine(
            "x",
            Row("make", "", "made", Role.PERSON),
            Row("make", "", "lost", Role.PERSON),
            verbs={"make": label},
            states={"made": label, "lost": label},
        )

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.desk import actions as desk
from amanat.capabilities.desk import queries
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import by, joined
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Delivery, Entry
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    return officer_of(joined())


def officer_of(person: Person) -> Person:
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person.pk, role=Role.OFFICER)
    return person


def at_desk(person: Person) -> Act:
    return by(person).wearing(Role.OFFICER)


def one_more_parked() -> Delivery:
    """A reaction that was given up: the fact is real, its follower failed."""
    person = joined()
    entry = Entry.objects.filter(name="CodeRequested").order_by("-pk").first()
    assert entry is not None, f"{person} came in by a code."
    return Delivery.objects.create(
        entry=entry, reaction=f"send_the_code_{entry.pk}", subject=entry.subject, tries=6,
        parked_at=clock.now(), error="SmsDown: no answer",
    )  # fmt: skip


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where status = 'todo'")
        count: int = cursor.fetchone()[0]
    return count


class TestParkedWork:
    def test_an_officer_sees_what_failed_and_why(self, officer: Person, client: Client) -> None:
        one_more_parked()
        client.force_login(officer)
        page = client.get("/en/desk").content.decode()
        assert "SmsDown: no answer" in page
        assert "CodeRequested" in page
        assert "6 tries" in page

    def test_it_is_handed_over_again_and_recorded(self, officer: Person) -> None:
        work, before = one_more_parked(), waiting_jobs()
        desk.run_again(at_desk(officer), delivery_id=work.pk)
        assert waiting_jobs() == before + 1
        assert queries.bench(officer.pk, clock.now()).parked == []
        fact = Entry.objects.get(name="WorkRunAgain")
        assert (fact.by, fact.role, fact.subject) == (officer.pk, "officer", f"delivery:{work.pk}")

    def test_twice_is_refused(self, officer: Person) -> None:
        work = one_more_parked()
        desk.run_again(at_desk(officer), delivery_id=work.pk)
        with pytest.raises(WrongState):
            desk.run_again(at_desk(officer), delivery_id=work.pk)

    def test_the_button_does_it(self, officer: Person, client: Client) -> None:
        work = one_more_parked()
        client.force_login(officer)
        assert client.post(f"/desk/parked/{work.pk}/again")["Location"] == "/desk"
        assert client.post(f"/desk/parked/{work.pk}/again").status_code == 409

    def test_the_bench_costs_the_same_with_one_and_with_three(
        self, officer: Person, client: Client
    ) -> None:
        client.force_login(officer)
        costs = []
        for _ in range(3):
            one_more_parked()
            with CaptureQueriesContext(connection) as asked:
                client.get("/desk")
            costs.append(len(asked))
        assert costs[1] == costs[2]


class TestOthers:
    def test_nobody_without_the_hat_sees_the_bench(self, client: Client) -> None:
        assert client.get("/desk").status_code == 303
        client.force_login(joined())
        assert client.get("/desk").status_code == 404
        assert client.get("/en/deals/review/D-0000-0000-0000").status_code == 404

    def test_nobody_without_the_hat_runs_work(self, client: Client) -> None:
        work = one_more_parked()
        stranger = joined()
        client.force_login(stranger)
        assert client.post(f"/desk/parked/{work.pk}/again").status_code == 404
        with pytest.raises(NotFound):
            desk.run_again(at_desk(stranger), delivery_id=work.pk)
        work.refresh_from_db()
        assert work.parked_at is not None

    def test_the_hat_counts_and_not_the_person(self, officer: Person) -> None:
        with pytest.raises(NotYours):
            desk.run_again(by(officer), delivery_id=one_more_parked().pk)

    def test_a_hat_that_was_taken_ends_at_once(self, officer: Person, client: Client) -> None:
        client.force_login(officer)
        assert client.get("/desk").status_code == 200
        operator = Act(None, Role.OPERATOR, clock.now())
        people.take_hat(operator, person_id=officer.pk, role=Role.OFFICER)
        assert client.get("/desk").status_code == 404

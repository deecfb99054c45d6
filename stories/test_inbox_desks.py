"""What waits on a desk stands in the inbox of whoever may decide it, as one line with its number."""

import secrets
from collections.abc import Callable, Collection

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.tests.cast import SOURCE, a_person, registered, staff
from amanat.capabilities.ceilings.tests.cast import a_shop, as_
from amanat.capabilities.deals import actions as deals
from amanat.capabilities.market import actions as market
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.rules import STAFF
from amanat.capabilities.people.tests.cast import by, joined
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects.tests.cast import a_site
from amanat.capabilities.projects.tests.steps import after_the_window, asked, certified, named
from amanat.capabilities.protection import actions as protection
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.reconciliation import actions as reconciliation
from amanat.capabilities.risk import actions as risk
from amanat.capabilities.support import actions as support
from amanat.capabilities.watch import actions as watch
from amanat.capabilities.watch import queries as watched
from amanat.face.tasks import Pile, Reader
from amanat.kernel.clock import time as clock
from amanat.kernel.log.moves import Thing
from amanat.words.act import Act, Role
from amanat.words.text import Text
from stories.ranks import MONEY, Trader, at, hat
from stories.test_inbox import inbox
from stories.test_watch import placed

pytestmark = pytest.mark.django_db
WHY = "تعهدها از سقف گذشت؛ تا روشن‌شدن می‌ایستانیم."


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def others_turn(page: str) -> str:
    return page.partition("در انتظار دیگران")[2]


# ---- people ------------------------------------------------------------------------------------


def test_a_question_to_support_waits_for_an_agent_and_its_answer_for_the_customer() -> None:
    person, agent = joined(), staff(Role.SUPPORT)
    one = support.open_conversation(by(person), phone=person.phone, words="پول من کجاست؟")
    assert one.code in others_turn(inbox(person))
    assert "به ۱ گفت‌وگو پاسخ دهید" in inbox(agent)
    assert "گفت‌وگو پاسخ دهید" not in inbox(staff(Role.PANEL)), "Who looks after no desk."

    support.take_up(as_(agent, Role.SUPPORT), conversation_id=one.pk)
    support.answer(as_(agent, Role.SUPPORT), conversation_id=one.pk, words="نزد امانت است.")
    assert "پشتیبانی پاسخ داده است" in others_turn(inbox(person)), "Nothing has to be done."
    assert "گفت‌وگو پاسخ دهید" not in inbox(agent)


def test_a_domain_without_proof_waits_for_its_owner_and_the_registration_for_an_officer() -> None:
    owner, officer = a_person("نگار پارسا"), staff()
    one = registered(owner)
    assert "۱ ثبت کسب‌وکار را استعلام کنید" in inbox(officer)
    businesses.confirm_business(as_(officer, Role.OFFICER), business_id=one.pk, source=SOURCE)
    assert "ثبت کسب‌وکار را استعلام کنید" not in inbox(officer)
    businesses.add_domain(as_(owner, Role.HOLDER), business_id=one.pk, name="negar.example.com")
    mine = inbox(owner)
    assert "مالکیت دامنه را ثابت کنید" in mine
    assert f"/org/{one.code}/domains" in mine


def test_a_draw_waits_for_its_buyers_then_for_finance_then_for_a_second_person() -> None:
    site, buyer, inspector = a_site(), a_person("مینا احمدی"), a_person("فرهاد مهندس‌زاده")
    site.pay(1_000_000, buyer=buyer)
    certifier = named(site, person=inspector)
    assert "پیشرفت کار را گواهی کنید" in inbox(inspector)
    certified(site, certifier, 5_000)
    assert "پیشرفت کار را گواهی کنید" not in inbox(inspector)

    draw = asked(site, 100)
    assert "ببینید سازنده چه می‌خواهد بردارد" in inbox(buyer)
    assert "ببینید سازنده چه می‌خواهد بردارد" not in inbox(a_person()), "A stranger bought nothing."
    assert f"/org/projects/{site.project.code}" in others_turn(inbox(site.shop.owner))
    projects.object_draw(as_(buyer, Role.BUYER), drawdown_id=draw.pk, words="کار عقب است، من دیدم.")
    assert "ببینید سازنده چه می‌خواهد بردارد" not in inbox(buyer)

    after_the_window(draw)
    assert "دربارهٔ ۱ برداشت تصمیم بگیرید" in inbox(staff()), "Somebody objected: an officer's."
    assert "برداشت تصمیم بگیرید" not in inbox(staff(Role.FINANCE))


# ---- desks -------------------------------------------------------------------------------------


def a_declaration() -> None:
    a_shop().declare("revenue", 10_000)


def a_stop() -> None:
    shop = a_shop()
    market.propose_stop(as_(shop.nader, Role.OFFICER), business_id=shop.pk, kind="stop", words=WHY)


def a_report() -> None:
    radar.report_seal(
        by(a_person()), address=f"shop{secrets.randbits(40)}.example.com", network="10.0.0.0/24"
    )


def a_paper() -> Person:
    one = Trader()
    ranks.enter_paper(
        hat(one.clerk, Role.OFFICER, at(one.today)), business_id=one.business.pk, kind="statement",
        day=one.ago(60), subject="۱۴۰۴", source="مؤسسهٔ حسابرسی بهراد", units=MONEY,
        other_units=MONEY,
    )  # fmt: skip
    return one.clerk


def a_sign() -> None:
    risk.raise_sign(house(), rule="new_person_units", person_id=a_person().pk, value=2, limit=1)


def a_difference() -> None:
    reconciliation.find(house(), key=f"line:{secrets.randbits(40)}", units=5)


def a_recourse() -> None:
    protection.open_recourse(
        house(),
        subject=f"claim:{secrets.randbits(40)}",
        carrier="پست",
        code="1234",
        units=1_000,
    )


def a_check() -> None:
    deal = placed(joined(), joined())
    deals.propose_hold(
        as_(staff(), Role.OFFICER), deal_id=deal.pk, kind="fraud", reason="stolen_card", words=WHY
    )


DESKS = [
    (a_declaration, Role.OFFICER, "۱ اظهار و تضمین را بررسی کنید", Role.FINANCE),
    (a_stop, Role.SUPERVISOR, "دربارهٔ ۱ توقف فروش تصمیم بگیرید", Role.OFFICER),
    (a_report, Role.OFFICER, "به ۱ پروندهٔ رادار رسیدگی کنید", Role.SUPERVISOR),
    (a_paper, Role.OFFICER, "۱ سند را تأیید یا رد کنید", Role.PANEL),
    (a_sign, Role.OFFICER, "۱ نشانهٔ خطر را بررسی کنید", Role.SUPERVISOR),
    (a_difference, Role.FINANCE, "۱ اختلاف را روشن کنید", Role.OFFICER),
    (a_recourse, Role.FINANCE, "۱ مطالبه از حمل‌کننده را پیگیری کنید", Role.SUPPORT),
    (a_check, Role.OFFICER, "دربارهٔ نگه‌داشتن پول ۱ معامله تصمیم بگیرید", Role.FINANCE),
]


@pytest.mark.parametrize(
    ("make", "role", "says", "other"), DESKS, ids=lambda value: getattr(value, "__name__", "")
)
def test_it_stands_in_the_inbox_of_that_hat_and_of_no_other(
    make: Callable[[], object], role: Role, says: str, other: Role
) -> None:
    reader, beside = staff(role), staff(other)
    assert says not in inbox(reader)
    make()
    assert says in inbox(reader)
    assert says not in inbox(beside)


def test_the_inbox_of_all_hats_costs_the_same_with_one_of_each_and_with_three() -> None:
    reader = Client()
    reader.force_login(staff(*STAFF))
    costs = []
    for times in (1, 2):
        for make, *_ in DESKS * times:
            make()
        with CaptureQueriesContext(connection) as reads:
            assert reader.get("/inbox").status_code == 200
        costs.append(len(reads))
    assert costs[0] == costs[1]


def test_who_took_the_first_step_is_not_asked_for_the_second() -> None:
    clerk = a_paper()
    assert "سند را تأیید یا رد کنید" in inbox(staff())
    assert "سند را تأیید یا رد کنید" not in inbox(clerk)


def test_an_alarm_is_counted_until_somebody_takes_it_and_then_it_is_theirs() -> None:
    clerk, finance = staff(Role.SUPPORT), staff(Role.FINANCE)
    finding = watched.unreachable_finding("09120000000", None)
    task = watch.open_task(house(), finding=finding)
    assert task is not None
    assert "به ۱ هشدار رسیدگی کنید" in inbox(clerk)
    assert "هشدار رسیدگی کنید" not in inbox(finance), "It is on another desk."
    watch.take_task(as_(clerk, Role.SUPPORT), task_id=task.pk)
    mine = inbox(clerk)
    assert f"/desk/watch/{task.pk}" in mine
    assert "هشدار رسیدگی کنید" not in mine


def test_a_desk_is_not_read_for_who_wears_none_of_its_hats() -> None:
    def find(states: Collection[str]) -> list[Thing]:
        raise AssertionError("Nobody asked for it.")

    pile = Pile[Thing](
        what=Text("{n} کار", "Work: {n}"), page="desk:desk", find=find,
        whose={"open": {Role.OFFICER}},
    )  # fmt: skip
    reader = Reader(by(a_person()), frozenset({Role.SUPPORT}), {}, {}, frozenset())
    assert list(pile.lines(reader)) == []

"""Whose turn it is, and whose it is not: ties, powers, first steps, hats; and what is overdue."""

import pytest

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import queries as firms
from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.tests.cast import a_person, registered, staff
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings.tests.cast import a_shop, as_
from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.contracts.tests.cast import a_sale
from amanat.capabilities.payments.events import PayoutQueued
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.people.models import Person
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits.tests.cast import a_maker, permitted
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale.rules.window import PARTIES
from amanat.capabilities.presale.tests.lottery import Lottery
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects.tests.cast import a_site
from amanat.capabilities.projects.tests.steps import certified, named
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals.tests.cast import a_cast
from amanat.kernel.clock import time as clock
from amanat.kernel.log.moves import move
from amanat.words.act import Act, Role
from stories.ranks import WHY, Trader, at, hat
from stories.test_inbox import inbox

pytestmark = pytest.mark.django_db
SECOND = "نفر دوم"


def late(page: str) -> str:
    """What stands under "late"."""
    head = '<h2 class="group">دیر شده</h2>'
    return page.partition(head)[2].partition("<h2")[0] if head in page else ""


# ---- who may not -------------------------------------------------------------------------------


def test_who_is_tied_to_a_business_is_not_asked_about_it() -> None:
    officer, other = staff(), staff()
    registered(officer)
    assert "ثبت کسب‌وکار را استعلام کنید" not in inbox(officer)
    assert "ثبت کسب‌وکار را استعلام کنید" in inbox(other)


def test_ties_in_one_look_are_those_that_the_verbs_refuse() -> None:
    """By registration, by mandate, by a share, by a word of their own; and none of the others."""
    owner, agent, sworn, stranger = (staff() for _ in range(4))
    one, two = registered(owner), registered(a_person())
    act = as_(owner, Role.HOLDER)
    businesses.give_mandate(act, business_id=one.pk, phone=agent.phone, powers=["sell"])
    businesses.declare_conflict(
        as_(sworn, Role.OFFICER), business_id=two.pk, words="خویشاوندم است."
    )
    firms_of = Business.objects.values_list("pk", flat=True)
    for person in (owner, agent, sworn, stranger):
        found = firms.tied_to(person.pk)
        assert found == {pk for pk in firms_of if firms.is_in_conflict(person.pk, pk)}
    assert (firms.tied_to(agent.pk), firms.tied_to(sworn.pk)) == ({one.pk}, {two.pk})


def test_a_mandate_asks_for_what_its_powers_allow() -> None:
    cast = a_cast()
    cast.signing()
    clerk, agent = a_person(), a_person()
    for person, power in ((clerk, "money"), (agent, "seal")):
        businesses.give_mandate(
            cast.holder(), business_id=cast.business.pk, phone=person.phone, powers=[power]
        )
    assert "تعهدنامه را امضا کنید" in inbox(agent)
    assert "تعهدنامه را امضا کنید" not in inbox(clerk)


def test_a_proposal_about_a_seal_waits_for_the_second_person_alone() -> None:
    cast = a_cast()
    seal = cast.review()
    assert "اعطا یا رد نماد را پیشنهاد کنید" in inbox(cast.clerk)
    assert "اعطا یا رد نماد را پیشنهاد کنید" not in inbox(cast.chief), "An officer proposes."
    cast.propose(seal, "grant")
    assert seal.domain not in inbox(cast.clerk)
    assert SECOND in inbox(cast.chief)
    assert seal.domain not in inbox(cast.judge), "The panel hears appeals."


def test_a_permit_is_asked_for_by_its_step_and_not_by_its_first_verb() -> None:
    maker = a_maker()
    sent = maker.requested()
    permits.check_capacity(
        maker.desk(), permit_id=sent.pk, capacity=sent.certified_capacity, words=WHY
    )
    asked = inbox(staff(Role.COMMITTEE))
    assert "دربارهٔ صدور مجوز تصمیم بگیرید" in asked
    assert "برگردان" not in asked.partition("کارتابل")[2]


# ---- who must ----------------------------------------------------------------------------------


def test_what_one_officer_checked_waits_for_a_supervisor_too() -> None:
    shop = a_shop()
    found = shop.declare("revenue", 10_000)
    ceilings.verify_input(as_(shop.nader, Role.OFFICER), ceiling_input_id=found.pk)
    assert "۱ اظهار و تضمین را بررسی کنید" not in inbox(shop.nader)
    assert "۱ اظهار و تضمین را بررسی کنید" in inbox(staff(Role.SUPERVISOR))


def test_an_answer_that_was_returned_waits_for_who_wrote_it() -> None:
    one, chief = Trader(), staff(Role.SUPERVISOR)
    wrong = one.noted("complaint_filed", 20, "complaint:1")
    one.computed()
    said = ranks.object_to_score(one.holder(at(one.today)), business_id=one.business.pk, words=WHY)
    clerk = hat(one.clerk, Role.OFFICER, at(one.today))
    ranks.propose_answer(
        clerk, objection_id=said.pk, outcome="corrected", words=WHY, struck=[wrong.pk]
    )
    assert "اعتراض به امتیاز پاسخ دهید" not in inbox(one.clerk)
    ranks.return_answer(hat(chief, Role.SUPERVISOR, at(one.today)), objection_id=said.pk)
    assert "به ۱ اعتراض به امتیاز پاسخ دهید" in inbox(one.clerk)


def test_a_letter_of_the_centre_waits_for_the_holder() -> None:
    cast = a_cast()
    seal = cast.granted()
    letter = seals.write_letter(cast.officer(), seal_id=seal.pk, words=WHY)
    assert "به نامهٔ مرکز پاسخ دهید" in inbox(cast.owner)
    seals.answer_letter(cast.holder(), centre_letter_id=letter.pk, words=WHY)
    assert "به نامهٔ مرکز پاسخ دهید" not in inbox(cast.owner)


def a_payout(owner: Person, verb: str) -> Payout:
    now = clock.now()
    payout = Payout(
        person=owner, units=1_000_000, subject="hold:1", key=f"inbox/{owner.pk}",
        source_account_id=1, reserve_id=owner.pk, not_before=now, promised_at=now, asked_at=now,
    )  # fmt: skip
    event = PayoutQueued(owner.pk, payout.subject, payout.units)
    due_at = now if verb == "queue_payout" else None
    move(Act(None, Role.HOUSE, now), payout, verb, event, due_at=due_at)
    return payout


def test_a_large_payout_waits_for_finance_and_money_without_an_account_for_its_owner() -> None:
    finance, owner = staff(Role.FINANCE), staff(Role.FINANCE)
    a_payout(owner, "propose")
    assert "۱ واریز بزرگ را امضا یا رد کنید" in inbox(finance)
    assert "واریز بزرگ را امضا یا رد کنید" not in inbox(owner), "Nobody signs their own money."

    poor = a_person()
    payout = a_payout(poor, "queue_payout")
    assert "شبایی به نام خودتان بنویسید" not in inbox(poor)
    move(Act(None, Role.CLOCK, clock.now()), payout, "wait_for_account",
         PayoutQueued(poor.pk, payout.subject, payout.units), due_at=clock.now())  # fmt: skip
    assert "شبایی به نام خودتان بنویسید" in inbox(poor)


def test_a_draw_waits_for_the_names_of_its_keepers_and_then_for_their_locks() -> None:
    lottery = Lottery(permitted())
    lottery.announced()
    assert "نگه‌دارندگان راز ۱ قرعه را نام ببرید" in inbox(lottery.officer)
    keepers = {party: a_person(f"رازدار {party}") for party in PARTIES}
    for party, keeper in keepers.items():
        assert "راز قرعه را قفل کنید" not in inbox(keepers["maker"]), "All five come first."
        presale.appoint_holder(
            lottery.desk(), campaign_id=lottery.campaign_id, party=party, phone=keeper.phone
        )
    assert "قرعه را نام ببرید" not in inbox(lottery.officer)
    assert "راز قرعه را قفل کنید" in inbox(keepers["maker"])
    presale.lock_secret(as_(keepers["maker"], Role.PERSON), campaign_id=lottery.campaign_id)
    assert "راز قرعه را قفل کنید" not in inbox(keepers["maker"])
    assert "راز قرعه را قفل کنید" in inbox(keepers["audit"])


def test_a_secret_that_is_withheld_waits_for_those_who_keep_its_parts() -> None:
    lottery = Lottery(permitted())
    lottery.announced()
    lottery.opened()
    lottery.fixed()
    silent, faithful = lottery.keepers["maker"], lottery.keepers["audit"]
    lottery.open_secrets(*(party for party in PARTIES if party != "maker"))
    assert "راز قرعه را باز کنید" in inbox(silent)
    assert "بخش رازی را که نگه داشته‌اید بدهید" not in inbox(faithful), "The draw is not due yet."
    lottery.wait_until(lottery.now.draw_at)
    assert "بخش رازی را که نگه داشته‌اید بدهید" in inbox(faithful)
    presale.give_parts(lottery.keeper("audit"), campaign_id=lottery.campaign_id)
    assert "بخش رازی را که نگه داشته‌اید بدهید" not in inbox(faithful)


def test_a_project_waits_for_an_officer_to_name_a_certifier_and_to_complete_it() -> None:
    site, officer = a_site(), staff()
    site.pay(1_000_000)
    assert "صادرکنندهٔ گواهی ۱ پروژه را نام ببرید" in inbox(officer)
    certifier = named(site)
    assert "صادرکنندهٔ گواهی" not in inbox(officer).partition("نوبت شما")[2]
    certified(site, certifier, 10_000)
    assert "پایان ۱ پروژه را ثبت کنید" in inbox(officer)
    projects.complete_project(site.officer, project_id=site.pk)
    assert "پروژه را ثبت کنید" not in inbox(officer)


def test_who_withdrew_is_paid_back_by_the_maker() -> None:
    sale = a_sale()
    contract = sale.in_force()
    assert "خریدار را بازگردانید" not in inbox(sale.maker.owner)
    contracts.withdraw_contract(sale.by(contract.buyer), contract_id=contract.pk)
    assert "پول ۱ خریدار را بازگردانید" in inbox(sale.maker.owner)


# ---- what is overdue ---------------------------------------------------------------------------


def test_what_missed_its_deadline_stands_under_late_without_a_day_of_its_own() -> None:
    shop, chief = a_shop(), staff(Role.SUPERVISOR)
    found = shop.declare("revenue", 10_000)
    assert late(inbox(shop.nader)) == ""
    ceilings.hand_up_input(Act(None, Role.CLOCK, clock.now()), ceiling_input_id=found.pk)
    assert "۱ اظهار و تضمین را بررسی کنید" in late(inbox(chief))

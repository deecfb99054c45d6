"""Whoever runs a business is told what changes it; each SMS fits two parts."""

import pytest

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import queries
from amanat.capabilities.businesses.letters import LETTERS, SHEETS, shortened
from amanat.capabilities.businesses.tests.cast import a_business, a_person, holder, see
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.notices.rules import MOST_PARTS, parts_of
from amanat.flows.follow.businesses import TOLD, tell_who_runs_it
from amanat.kernel.clock import time as clock
from amanat.kernel.log.facts import fact_of
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.text import Text

LINK = "https://amanat.example/org/B-7K4Q-92MX-5TB3"
LONGEST_FA = {"until": "۳۰ اردیبهشت ۲۳:۵۹", "day": "۳۰ اردیبهشت ۱۴۰۵"}
LONGEST_EN = {"until": "30 Sep 23:59", "day": "30 September 2026"}


@pytest.mark.parametrize(("name", "letter"), LETTERS.items())
def test_each_letter_fits_two_parts(name: str, letter: Text) -> None:
    fixed = {
        "name": shortened("ن" * 99),
        "domain": shortened("ن" * 99),
        "link": LINK + SHEETS[name],
    }
    assert parts_of(letter.fa.format(**fixed, **LONGEST_FA)) <= MOST_PARTS
    assert parts_of(letter.en.format(**fixed, **LONGEST_EN)) <= MOST_PARTS


def test_there_is_a_letter_for_each_fact_that_is_told() -> None:
    assert {event.__name__ for event in TOLD} == set(LETTERS) == set(SHEETS)


def told_of(name: str) -> list[Notice]:
    entry = Entry.objects.filter(name=name).latest("pk")
    act = Act(None, Role.HOUSE, clock.now(), cause=entry.pk)
    before = set(Notice.objects.values_list("pk", flat=True))
    for _ in range(2):
        tell_who_runs_it(act, fact_of(entry))
    return list(Notice.objects.exclude(pk__in=before).order_by("pk"))


@pytest.mark.django_db
def test_those_who_keep_the_papers_are_told_once_of_a_proof_that_is_gone() -> None:
    sara, reza, mina = a_person("سارا"), a_person("رضا"), a_person("مینا")
    one = a_business(sara, name="پارس تجارت")
    for person, powers in ((reza, ["papers"]), (mina, ["money"])):
        businesses.give_mandate(holder(sara), business_id=one.pk, phone=person.phone, powers=powers)
    assert [row.person_id for row in told_of("MandateGiven")] == [mina.pk]
    (domain,) = queries.domains(one.pk)
    see(domain.pk)
    told = told_of("DomainProofMissing")
    assert [row.person_id for row in told] == [sara.pk, reza.pk]
    assert f"/org/{one.code}/domains" in told[0].body


@pytest.mark.django_db
def test_a_confirmed_licence_is_told_with_its_last_day() -> None:
    one = a_business(a_person("سارا"), name="پارس تجارت")
    (told,) = told_of("TradeLicenceConfirmed")
    assert "«پارس تجارت» تأیید شد" in told.body
    assert f"/org/{one.code}/licences" in told.body

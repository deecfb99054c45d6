"""“What happens if…” before anybody agrees: each timer of the machines, its length, the money."""

import re

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.preview import IF, LENGTHS, MACHINES, Branch, preview
from amanat.capabilities.deals.rules import Terms
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import GOODS, Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from stories.quarrel import Quarrel

PLACES = [(machine.name, state) for machine in MACHINES for state in machine.timers]
TERMS = Terms(**GOODS, fee_basis_points=100)
#  Timers that colleagues' machines bring, until their lengths and questions are written.
NOT_YET: frozenset[tuple[str, str]] = frozenset()


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


def shown(page: bytes) -> list[str]:
    return re.findall(r'data-timer="([a-z_.]+)"', page.decode())


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_each_timer_has_a_question_and_a_length_of_its_own() -> None:
    assert set(PLACES) - NOT_YET == set(IF) == set(LENGTHS)


def test_each_timer_stands_on_the_pages_before_anybody_agrees(quarrel: Quarrel) -> None:
    deal = draft(quarrel)
    every = [f"{machine}.{state}" for machine, state in PLACES]
    page = as_(quarrel.sara).get(f"/deals/{deal.code}/check")
    assert shown(page.content) == every
    deals.propose(quarrel.buyer, deal_id=deal.pk)
    later = [place for place in every if place != "deal.draft"]
    invitation = f"/j/{queries.invitation_token(deal)}"
    for language in ("", "/en"):
        assert shown(Client().get(f"{language}{invitation}").content) == later
    deals.join(quarrel.act(quarrel.reza, Role.PERSON), token=queries.invitation_token(deal))
    assert shown(as_(quarrel.reza).get(f"/deals/{deal.code}/terms").content) == later


def draft(quarrel: Quarrel) -> Deal:
    fields = {**GOODS, "other_phone": quarrel.reza.phone}
    return deals.begin(quarrel.buyer, role=Role.BUYER, **fields)


@pytest.mark.django_db
def test_the_lengths_are_those_of_the_terms_and_of_the_law() -> None:
    found = {branch.place: branch.length for branch in preview(TERMS, clock.now())}
    said = {place: length.en for place, length in found.items() if length}
    assert said["deal", "inspection"] == "2 days"
    assert said["deal", "funded"] == "6 days", "Four to ship, two more before the money goes back."
    assert said["deal", "agreed"] == "1 day"
    assert said["case", "hearing"] == "3 working days"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "units"),
    [
        ("agreed", [None]),
        ("funded", [321_600_000]),
        ("inspection", [318_400_000, 3_200_000]),
        ("disputed", [321_600_000]),
        ("cancel_asked", [321_600_000]),
    ],
)
def test_each_outcome_says_who_gets_how_much(state: str, units: list[int | None]) -> None:
    assert [share.units for share in branch(state).shares] == units


def branch(state: str) -> Branch:
    return next(one for one in preview(TERMS, clock.now()) if one.place == ("deal", state))

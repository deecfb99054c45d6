"""“What happens if…” before anybody agrees: each timer of the machines, its length, the money."""

import re

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.preview import IF, LENGTHS, MACHINES, Branch, preview
from amanat.capabilities.deals.rules import Terms, comes_to
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import GOODS, Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from stories.quarrel import Quarrel
from stories.virtual import ACCOUNT, CODE, DOMAIN_IR

PLACES = [(machine.name, state) for machine in MACHINES for state in machine.timers]
OF_GOODS = [
    f"{machine}.{state}"
    for machine, state in PLACES
    if machine != "deal" or comes_to("goods", state)
]
TERMS = Terms(**GOODS, fee_basis_points=100)
ONLY_GOODS = {"deal.returning", "deal.return_sent", "deal.return_here"}


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
    assert set(PLACES) == set(IF) == set(LENGTHS)


def test_each_timer_stands_on_the_pages_before_anybody_agrees(quarrel: Quarrel) -> None:
    deal = draft(quarrel)
    page = as_(quarrel.sara).get(f"/deals/{deal.code}/check")
    assert shown(page.content) == OF_GOODS
    deals.propose(quarrel.buyer, deal_id=deal.pk)
    later = [place for place in OF_GOODS if place != "deal.draft"]
    invitation = f"/j/{queries.invitation_token(deal)}"
    for language in ("", "/en"):
        assert shown(Client().get(f"{language}{invitation}").content) == later
    deals.join(quarrel.act(quarrel.reza, Role.PERSON), token=queries.invitation_token(deal))
    assert shown(as_(quarrel.reza).get(f"/deals/{deal.code}/terms").content) == later


@pytest.mark.parametrize("terms", [CODE, ACCOUNT, DOMAIN_IR], ids=lambda terms: terms["kind"])
def test_what_lies_in_the_vault_shows_its_own_clocks_only(
    quarrel: Quarrel, terms: dict[str, object]
) -> None:
    deal = draft(quarrel, **terms)
    there = set(shown(as_(quarrel.sara).get(f"/deals/{deal.code}/check").content))
    assert not there & ONLY_GOODS and not any(place.startswith("claim.") for place in there)
    assert ("deal.watched" in there) == (terms is ACCOUNT)
    assert ("deal.funded" in there) == (terms is not CODE), "A code is sealed before payment."
    assert {"deal.shipped", "deal.inspection", "deal.disputed", "case.hearing"} <= there


def test_where_two_meet_no_carrier_has_a_clock(quarrel: Quarrel) -> None:
    deal = draft(quarrel, delivery="hand")
    page = as_(quarrel.sara).get(f"/deals/{deal.code}/check").content
    there = set(shown(page))
    assert not {"deal.shipped", "deal.stop_asked"} & there
    assert not any(place.startswith("claim.") for place in there)
    assert {"deal.funded", "deal.inspection", "deal.returning", "case.hearing"} <= there
    assert "در دیدار تحویل داده نشود" in page.decode()


def draft(quarrel: Quarrel, **terms: object) -> Deal:
    fields = {**GOODS, "other_phone": quarrel.reza.phone, **terms}
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
        ("returning", [318_400_000, 3_200_000]),
        ("return_sent", [321_600_000]),
        ("return_here", [321_600_000]),
    ],
)
def test_each_outcome_says_who_gets_how_much(state: str, units: list[int | None]) -> None:
    assert [share.units for share in branch(state).shares] == units


@pytest.mark.django_db
def test_unseen_goes_back_and_a_claim_keeps_the_money_until_it_is_decided() -> None:
    assert branch("shipped", of=terms_of(CODE)).shares[0].units == 10_050_000
    assert branch("shipped", of=terms_of(DOMAIN_IR)).shares[0].units is None
    lengths = {kind: branch("shipped", of=terms_of(terms)).length
               for kind, terms in (("code", CODE), ("domain", DOMAIN_IR))}  # fmt: skip
    assert {kind: length and length.en for kind, length in lengths.items()} == {
        "code": "3 days", "domain": "7 days",
    }  # fmt: skip
    for state in ("incomplete", "evidence", "hearing", "short", "proposed"):
        assert [one.units for one in branch(state, "claim").shares] == [321_600_000]
    assert [one.units for one in branch("intact", "claim").shares] == [318_400_000, 3_200_000]


def terms_of(fields: dict[str, object]) -> Terms:
    return Terms(**fields, fee_basis_points=100)


def branch(state: str, machine: str = "deal", of: Terms = TERMS) -> Branch:
    return next(one for one in preview(of, clock.now()) if one.place == (machine, state))

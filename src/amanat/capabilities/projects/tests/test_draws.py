"""Money leaves only as fast as certified progress; whose rials it was is known to the rial."""

from datetime import timedelta

import pytest

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries as room
from amanat.capabilities.ceilings import refusals as ceiling_refusals
from amanat.capabilities.people import actions as people
from amanat.capabilities.projects import actions, queries, refusals
from amanat.capabilities.projects.tests.cast import Site, a_site, as_, by_clock, house
from amanat.capabilities.projects.tests.steps import (
    WORDS,
    a_photo,
    after_the_window,
    asked,
    certified,
    named,
    released,
)
from amanat.kernel.clock import time as clock
from amanat.kernel.law import parameters as law
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, NotYours

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return a_site()


def sound(site: Site) -> None:
    """The ledger holds what receipts leave, the ceiling what buyers could lose."""
    assert queries.money(site.project).is_confirmed
    assert room.broken([site.shop.pk]) == []


def test_nothing_is_asked_before_somebody_certified(site: Site) -> None:
    site.pay(1_000)
    with pytest.raises(refusals.CertificateMissing, match="1 certificates are needed and 0"):
        asked(site, 1)


def test_a_draw_is_what_the_formula_gives_and_comes_from_everybody_pro_rata(site: Site) -> None:
    big, small = site.pay(700_001), site.pay(299_999)
    certified(site, named(site), 4_000)
    with pytest.raises(refusals.OverFormula, match="40,000 toman"):
        asked(site, 400_001)
    draw = released(site, 400_000)
    assert (draw.state, draw.released_units) == ("released", 400_000)
    assert draw.formula["most_units"] == 400_000
    mine, other = site.standing(big), site.standing(small)
    assert (mine.released_units, other.released_units) == (280_000, 120_000)
    assert mine.preserved_units + other.preserved_units == 600_000
    assert mine.retained_units == 35_000
    with pytest.raises(refusals.OverFormula, match="Largest amount possible now: 0"):
        asked(site, 1)
    certificate = queries.valid_certificates(site.pk)[0]
    [part] = queries.released_with(big.subject)
    assert (part.number, part.units, part.certificate_ids) == (1, 280_000, (certificate.pk,))
    assert site.shop.now.exposure_units == 400_000
    assert book.balance(site.project.account_id).units == 600_000
    sound(site)


def test_no_more_than_the_share_of_what_was_collected_leaves_before_the_end(site: Site) -> None:
    site.pay(100_000)
    certified(site, named(site), 10_000)
    assert queries.formula(site.project, clock.now()).now_units == 70_000


def test_property_needs_three_and_the_lowest_counts() -> None:
    site = a_site(kind="property")
    site.pay(1_000_000)
    for kind, share in (("engineer", 5_000), ("supervisor", 3_000)):
        certified(site, named(site, kind), share)
    with pytest.raises(refusals.CertificateMissing, match="3 certificates are needed and 2"):
        asked(site, 1)
    certified(site, named(site, "accountant"), 6_000)
    assert queries.formula(site.project, clock.now()).now_units == 300_000


def test_only_a_buyer_objects_once_and_then_an_officer_decides(site: Site) -> None:
    buyer = a_person("مینا احمدی")
    site.pay(1_000_000, buyer=buyer)
    certified(site, named(site), 5_000)
    draw = asked(site, 100)
    with pytest.raises(NotFound):
        actions.object_draw(
            as_(a_person(), Role.BUYER), drawdown_id=draw.pk, words="کار عقب است، من دیدم."
        )
    me = as_(buyer, Role.BUYER)
    actions.object_draw(me, drawdown_id=draw.pk, words="کار عقب است، من دیدم.")
    with pytest.raises(refusals.SaidBefore):
        actions.object_draw(me, drawdown_id=draw.pk, words="کار عقب است، من دیدم.")
    assert after_the_window(draw).state == "contested"
    with pytest.raises(NotYours):
        actions.decide_draw(as_(site.finance, Role.FINANCE), drawdown_id=draw.pk)
    assert actions.decide_draw(site.officer, drawdown_id=draw.pk).state == "released"
    sound(site)


def test_a_large_draw_needs_two_people_who_did_not_ask_for_it(site: Site) -> None:
    law.enact("release.two_person_units", 99, valid_from=tehran_day(clock.now()), source="آزمون")
    site.pay(1_000)
    certified(site, named(site), 10_000)
    draw = released(site, 100)
    assert (draw.state, draw.released_units) == ("seconding", 0)
    people.give_hat(
        Act(None, Role.OPERATOR, clock.now()), person_id=site.finance.pk, role=Role.SUPERVISOR
    )
    with pytest.raises(refusals.OwnDraw):
        actions.confirm_draw(as_(site.finance, Role.SUPERVISOR), drawdown_id=draw.pk)
    second = as_(site.shop.parvin, Role.SUPERVISOR)
    assert actions.confirm_draw(second, drawdown_id=draw.pk).released_units == 100
    sound(site)


def test_a_late_decision_goes_up_and_the_money_stays(site: Site) -> None:
    site.pay(1_000)
    certified(site, named(site), 10_000)
    draw = actions.hand_up_draw(by_clock(), drawdown_id=after_the_window(asked(site, 10)).pk)
    assert draw.state == "overdue"
    assert queries.money(site.project).released_units == 0
    boss = staff(Role.SUPERVISOR)
    done = actions.refuse_draw(as_(boss, Role.SUPERVISOR), drawdown_id=draw.pk, words=WORDS)
    assert (done.state, done.reason) == ("refused", WORDS)


def test_a_certifier_has_no_tie_to_the_business_and_did_not_buy(site: Site) -> None:
    buyer = a_person("خریدار")
    site.pay(1_000, buyer=buyer)
    for person in (site.shop.owner, buyer):
        with pytest.raises(ceiling_refusals.LinkedCertifier) as no:
            named(site, person=person)
        assert (no.value.status, no.value.code) == (422, "conflict")
    certifier = named(site)
    site.pay(1_000, buyer=certifier.person)
    with pytest.raises(ceiling_refusals.LinkedCertifier):
        certified(site, certifier, 100)


def test_a_certificate_goes_back_only_with_a_reason_and_takes_the_place_of_the_last(
    site: Site,
) -> None:
    certifier = named(site)
    first = certified(site, certifier, 4_000)
    with pytest.raises(refusals.CertificateBackwards):
        certified(site, certifier, 3_000)
    certified(site, certifier, 3_000, reason="بخشی از دیوار فرو ریخت.")
    first.refresh_from_db()
    assert (first.state, queries.last_certified(site.pk, "inspector")) == ("replaced", 3_000)
    with pytest.raises(refusals.CertificateStale):
        old = tehran_day(clock.now()) - timedelta(31)
        certified(site, certifier, 5_000, issued_on=old)


def test_a_certificate_needs_a_photo_of_the_certifiers_own(site: Site) -> None:
    certifier = named(site)
    for files in ((), (a_photo(site.shop.owner),)):
        progress = actions.Progress(
            100, tehran_day(clock.now()), "دماوند", "کار آغاز شده است.", files
        )
        with pytest.raises((refusals.PhotoNeeded, NotFound)):
            actions.certify(
                as_(certifier.person, Role.PERSON), project_id=site.pk, progress=progress
            )


def test_a_lapsed_certificate_releases_nothing(site: Site) -> None:
    site.pay(1_000)
    certificate = certified(site, named(site), 4_000)
    draw = after_the_window(asked(site, 10))
    actions.lapse_certificate(by_clock(), progress_certificate_id=certificate.pk)
    with pytest.raises(refusals.CertificateMissing):
        actions.decide_draw(as_(site.finance, Role.FINANCE), drawdown_id=draw.pk)


def test_what_an_alert_line_keeps_does_not_leave(site: Site) -> None:
    """20 billion is the ceiling: above a half of it, forty percent of the whole balance stays."""
    site = a_site(shop=site.shop, cost_units=12_000_000_000)
    site.pay(12_000_000_000)
    certified(site, named(site), 10_000)
    draw = released(site, 8_000_000_000)
    assert draw.released_units == 7_200_000_000
    assert room.escrow_share(site.shop.pk, clock.now()).may_leave_units == 0
    sound(site)


def test_a_sale_that_is_over_frees_its_money_first(site: Site) -> None:
    done, other = site.pay(1_000), site.pay(1_000)
    ceilings.deliver(house(), reservation_id=done.reservation_id)
    certified(site, named(site), 10_000)
    released(site, 1_100)
    assert site.standing(done).released_units == 1_000
    assert site.standing(other).released_units == 100
    sound(site)

"""A case of the radar, from a person's yes or no to its end."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction
from django.test import Client

from amanat.capabilities.notices.models import Notice
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import queries, refusals
from amanat.capabilities.radar.models import Sighting
from amanat.capabilities.radar.ports import camera
from amanat.capabilities.radar.tests.town import Broken, Town
from amanat.capabilities.seals.refusals import TwoPerson
from amanat.flows import sweeper
from amanat.kernel import signing
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from amanat.words.refusal import NotFound, NotYours, WrongState
from simulators.shops.street import Shop
from stories.jobs import do_waiting_jobs
from stories.radar_desk import FORGER, HOUR, WORDS, Desk, browser, case, feed, page, signature_of

pytestmark = pytest.mark.django_db


#  A person decides ------------------------------------------------------------------------------


def test_nothing_is_public_before_a_person_confirms(desk: Desk) -> None:
    found = desk.suspected()
    assert FORGER not in page("/radar") and feed()["entries"] == []
    radar.confirm_sighting(desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS)
    assert FORGER in page("/radar") and FORGER in page("/en/radar")
    (entry,) = feed()["entries"]
    assert (entry["domain"], entry["state"]) == (FORGER, "confirmed")


def test_without_two_screenshots_nobody_confirms(desk: Desk) -> None:
    with camera.by_way_of(Broken()):
        found = desk.suspected()
    assert found.no_camera == "missing"
    with pytest.raises(refusals.EvidenceMissing) as no:
        radar.confirm_sighting(
            desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS
        )
    assert (no.value.code, no.value.status) == ("radar.evidence", 409)
    assert "مرورگر روی این سرور نیست" in browser(desk.clerk).get(case(found)).content.decode()
    radar.dismiss_sighting(desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS)


def test_after_a_day_only_the_supervisor_decides(desk: Desk) -> None:
    found = desk.suspected()
    desk.wait(24 * HOUR + HOUR)
    found.refresh_from_db()
    assert found.state == "overdue"
    with pytest.raises(NotYours):
        radar.confirm_sighting(
            desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS
        )
    act = desk.now(Role.SUPERVISOR, desk.chief)
    assert radar.confirm_sighting(act, sighting_id=found.pk, words=WORDS).state == "confirmed"


def test_whoever_wears_no_hat_or_has_a_tie_decides_nothing(trade: Desk, town: Town) -> None:
    seal = trade.suspended()
    town.shops[seal.domain] = Shop(seal.domain, "sealed", 7, code=seal.code)
    found = trade.looked_at(seal.domain)
    assert found is not None
    with pytest.raises(NotFound):
        radar.dismiss_sighting(
            trade.now(Role.OFFICER, trade.owner), sighting_id=found.pk, words=WORDS
        )
    trade.hat(trade.owner)
    with pytest.raises(TwoPerson):
        radar.dismiss_sighting(
            trade.now(Role.OFFICER, trade.owner), sighting_id=found.pk, words=WORDS
        )
    with pytest.raises(refusals.RadarWordsNeeded):
        radar.dismiss_sighting(
            trade.now(Role.OFFICER, trade.clerk), sighting_id=found.pk, words="نه"
        )


#  From the notice to the end --------------------------------------------------------------------


def test_cleaned_after_the_notice_it_is_cleared_and_can_prove_it(desk: Desk, town: Town) -> None:
    found = desk.confirmed()
    do_waiting_jobs()
    found.refresh_from_db()
    assert found.state == "notified" and found.notices.get(channel="public")
    town.shops[FORGER] = replace(town.shops[FORGER], kind="plain")
    link = f"/radar/answer/{found.token}"
    assert Client().post(link, {"verb": "claim_removal", "words": ""}).status_code == 303
    desk.wait(48 * HOUR + HOUR)
    found.refresh_from_db()
    assert found.state == "cleared" and found.cleared_at is not None
    fact = Entry.objects.get(subject=f"sighting:{found.pk}", name="SightingCleared")
    assert len(fact.facts["screenshots"].split()) == 2
    assert queries.figures(clock.now()).median_removal is not None
    assert "برداشته شد" in page("/radar")


@pytest.mark.parametrize("kind", ["copied", "cloaking"])
def test_what_one_network_still_sees_persists(desk: Desk, town: Town, kind: str) -> None:
    """The clean page that one of our networks is shown clears nobody."""
    found = desk.notified()
    town.shops[FORGER] = replace(town.shops[FORGER], kind=kind)
    desk.wait(48 * HOUR + HOUR)
    found.refresh_from_db()
    assert found.state == "persisting"


def test_a_site_that_cannot_be_seen_is_not_cleared(desk: Desk, town: Town) -> None:
    found = desk.notified()
    del town.shops[FORGER]
    desk.wait(48 * HOUR + HOUR)
    found.refresh_from_db()
    assert found.state == "persisting"


def test_when_nobody_could_look_again_it_persists(desk: Desk) -> None:
    found = desk.rechecking()
    clock.advance(2 * HOUR)
    sweeper.sweep()
    found.refresh_from_db()
    assert found.state == "persisting"


def test_an_owner_answers_within_a_day(desk: Desk) -> None:
    found = desk.notified()
    clock.advance(25 * HOUR)
    with pytest.raises(refusals.AnswerTooLate):
        radar.claim_removal(desk.now(Role.PERSON), sighting_id=found.pk)
    assert Client().get("/radar/answer/nobody-has-this").status_code == 404


def test_an_objection_is_decided_by_somebody_else_and_a_retraction_stands_in_public(
    desk: Desk,
) -> None:
    found = desk.objection()
    desk.hat(desk.clerk, Role.SUPERVISOR)
    with pytest.raises(TwoPerson):
        radar.retract_sighting(
            desk.now(Role.SUPERVISOR, desk.clerk), sighting_id=found.pk, words=WORDS
        )
    radar.retract_sighting(desk.now(Role.SUPERVISOR, desk.chief), sighting_id=found.pk, words=WORDS)
    assert "پس گرفته شد: اعلام ما نادرست بود" in page("/radar")
    assert feed()["entries"][0]["state"] == "retracted"
    assert queries.figures(clock.now()).false_share == 10_000


def test_an_objection_nobody_decides_goes_to_the_committee(desk: Desk) -> None:
    found = desk.objection()
    desk.wait(25 * HOUR)
    found.refresh_from_db()
    assert found.state == "with_committee" and found.committee_at is not None
    assert queries.figures(found.committee_at + HOUR).late_committee == 1


def test_the_order_to_a_gateway_is_signed_and_its_provider_says_when_it_is_done(
    desk: Desk,
) -> None:
    order = desk.ordered()
    key = Ed25519PublicKey.from_public_bytes(signing.public_key(radar.ORDER))
    key.verify(signature_of(order.signature), order.body.encode())
    assert json.loads(order.body)["domain"] == FORGER
    with pytest.raises(refusals.OrderedBefore):
        radar.order_gateway_cut(
            desk.now(Role.OFFICER, desk.clerk), sighting_id=order.sighting_id, words=WORDS
        )
    link = f"/radar/order/{order.token}"
    assert order.signature in Client().get(link).content.decode()
    assert Client().post(link).status_code == 303
    order.refresh_from_db()
    assert order.done_at is not None and order.sighting.state == "gateway_cut"


def test_an_order_let_by_is_told_to_the_supervisors_and_counted_in_public(desk: Desk) -> None:
    order = desk.ordered()
    clock.advance(25 * HOUR)
    act = desk.now(Role.HOUSE)
    assert radar.sweep_orders(act) == 1 and radar.sweep_orders(act) == 0
    order.refresh_from_db()
    assert order.late_at is not None
    assert Notice.objects.filter(kind="radar.order_late", person=desk.chief).count() == 1
    assert queries.figures(clock.now()).late_orders == 1


def test_a_block_takes_two_and_never_the_confirmer_alone(desk: Desk) -> None:
    found = desk.persisting()
    second = desk.now(Role.SUPERVISOR, desk.chief)
    with pytest.raises(refusals.BlockNotProposed):
        radar.request_block(second, sighting_id=found.pk, words=WORDS)
    other = desk.hat(desk.owner)
    radar.propose_block(desk.now(Role.OFFICER, other), sighting_id=found.pk, words=WORDS)
    with pytest.raises(refusals.BlockProposedBefore):
        radar.propose_block(desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS)
    for person in (desk.clerk, other):
        act = desk.now(Role.SUPERVISOR, desk.hat(person, Role.SUPERVISOR))
        with pytest.raises(TwoPerson) as no:
            radar.request_block(act, sighting_id=found.pk, words=WORDS)
        assert (no.value.code, no.value.status) == ("two_person", 403)
    radar.request_block(second, sighting_id=found.pk, words=WORDS)
    for same in ("block_proposed_by", "confirmed_by"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sighting.objects.filter(pk=found.pk).update(**{same: desk.chief})


def test_72_hours_after_the_confirmation_the_committee_has_it(desk: Desk) -> None:
    found = desk.confirmed()
    do_waiting_jobs()
    desk.wait(48 * HOUR + HOUR)
    found.refresh_from_db()
    assert found.state == "persisting" and found.confirmed_at is not None
    assert found.due_at == found.confirmed_at + 72 * HOUR
    desk.wait(24 * HOUR)
    found.refresh_from_db()
    assert found.state == "with_committee"


def test_what_is_decided_is_not_decided_again(desk: Desk) -> None:
    found = desk.cleared()
    act = desk.now(Role.OFFICER, desk.clerk)
    with pytest.raises(WrongState):
        radar.confirm_sighting(act, sighting_id=found.pk, words=WORDS)
    radar.close_sighting(act, sighting_id=found.pk, words=WORDS)

"""The radar: a forged seal, or a seller who goes on while suspended, from the first look on."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.evidence.models import File
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import queries, refusals
from amanat.capabilities.radar.models import GatewayOrder, Report, Sighting, Site, Visit
from amanat.capabilities.radar.ports import camera
from amanat.capabilities.radar.states import SIGHTING
from amanat.capabilities.radar.tests.town import Broken, Town, open_town
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals.models import Decision
from amanat.capabilities.seals.refusals import TwoPerson
from amanat.capabilities.seals.tests.cast import Cast, a_cast
from amanat.flows import sweeper
from amanat.kernel import signing
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.machine import BIRTH, Row
from amanat.words.refusal import NotFound, NotYours, WrongState
from simulators.shops.street import STREET, Shop
from stories.jobs import do_waiting_jobs

pytestmark = pytest.mark.django_db
WORDS = "دو تصویر را دیدم؛ نماد در دفتر نیست."
HOUR = timedelta(hours=1)
FORGER = "copied.shops.test"
DECIDERS = (Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE)


@pytest.fixture
def town() -> Iterator[Town]:
    with open_town(STREET) as made:
        yield made


class Desk(Cast):
    """The people around a case; each acts at the moment it is now."""

    def now(self, role: Role, person: Person | None = None) -> Act:
        return Act(person.pk if person else None, role, clock.now())

    def looked_at(self, host: str, url: str = "") -> Sighting | None:
        """This host is watched, and looked at once."""
        site = radar.watch_site(self.now(Role.HOUSE), host=host, source="list")
        asked = radar.ask_visit(self.now(Role.HOUSE), site_id=site.pk, why="schedule", url=url)
        assert asked is not None
        radar.visit(self.now(Role.HOUSE), visit_id=asked.pk)
        return Sighting.objects.filter(site=site).order_by("-pk").first()

    def wait(self, length: timedelta) -> None:
        """Time goes by, and the clock's hand with it."""
        clock.advance(length)
        sweeper.sweep()
        do_waiting_jobs()

    def hat(self, person: Person, role: Role = Role.OFFICER) -> Person:
        people.give_hat(self.now(Role.OPERATOR), person_id=person.pk, role=role)
        return person

    def suspended_now(self) -> None:
        act = self.now(Role.HOUSE)
        seals.suspend_for(act, business_id=self.business.pk, reason="critical_finding")

    #  The stations of a case, each reached by the verbs before it.

    def suspected(self) -> Sighting:
        found = self.looked_at(FORGER)
        assert found is not None
        return found

    def overdue(self) -> Sighting:
        found = self.suspected()
        return radar.pass_to_supervisor(self.now(Role.CLOCK), sighting_id=found.pk)

    def confirmed(self) -> Sighting:
        act, found = self.now(Role.OFFICER, self.clerk), self.suspected()
        return radar.confirm_sighting(act, sighting_id=found.pk, words=WORDS)

    def notified(self) -> Sighting:
        found = self.confirmed()
        return radar.notify_owner(self.now(Role.HOUSE), sighting_id=found.pk)

    def claimed_removed(self) -> Sighting:
        found = self.notified()
        return radar.claim_removal(self.now(Role.PERSON), sighting_id=found.pk)

    def objection(self) -> Sighting:
        found = self.notified()
        return radar.object_to_notice(self.now(Role.PERSON), sighting_id=found.pk, words=WORDS)

    def rechecking(self) -> Sighting:
        found = self.notified()
        return radar.recheck(self.now(Role.CLOCK), sighting_id=found.pk)

    def cleared(self) -> Sighting:
        found = self.rechecking()
        return radar.find_cleared(self.now(Role.HOUSE), sighting_id=found.pk, pages="", shots="")

    def persisting(self) -> Sighting:
        found = self.rechecking()
        return radar.find_persisting(self.now(Role.HOUSE), sighting_id=found.pk)

    def ordered(self) -> GatewayOrder:
        act, found = self.now(Role.OFFICER, self.clerk), self.persisting()
        return radar.order_gateway_cut(act, sighting_id=found.pk, words=WORDS)

    def gateway_cut(self) -> Sighting:
        order = self.ordered()
        return radar.cut_gateway(
            self.now(Role.BANK), sighting_id=order.sighting_id, token=order.token
        )

    def proposed(self) -> Sighting:
        act, found = self.now(Role.OFFICER, self.clerk), self.persisting()
        return radar.propose_block(act, sighting_id=found.pk, words=WORDS)

    def block_requested(self) -> Sighting:
        act, found = self.now(Role.SUPERVISOR, self.chief), self.proposed()
        return radar.request_block(act, sighting_id=found.pk, words=WORDS)

    def with_committee(self) -> Sighting:
        found = self.persisting()
        return radar.hand_to_committee(self.now(Role.CLOCK), sighting_id=found.pk)

    def judicial(self) -> Sighting:
        act, found = self.now(Role.COMMITTEE, self.board), self.persisting()
        return radar.refer_to_court(act, sighting_id=found.pk, words=WORDS)


@pytest.fixture
def desk(town: Town) -> Desk:
    """The people of the desk, and a stranger; no business is needed."""
    clerk, chief, board = (staff(role) for role in DECIDERS)
    return Desk(a_person(), None, clerk, chief, board, clerk, clock.now())


@pytest.fixture
def trade(town: Town) -> Desk:
    """The same, and a business that may have a seal."""
    made = a_cast()
    return Desk(**{name: getattr(made, name) for name in Cast.__dataclass_fields__})


#  Every row of the table ------------------------------------------------------------------------

TERMS: dict[str, dict[str, object]] = {
    "find_cleared": {"pages": "", "shots": ""},
    "find_persisting": {}, "notify_owner": {}, "recheck": {}, "pass_to_supervisor": {},
    "hand_to_committee": {}, "claim_removal": {},
}  # fmt: skip
ROWS = [row for row in SIGHTING if row.old != BIRTH]


def do(desk: Desk, row: Row, found: Sighting) -> None:
    """This row, by the first of those who may."""
    role = sorted(row.who)[0]
    who = {Role.OFFICER: desk.clerk, Role.SUPERVISOR: desk.chief, Role.COMMITTEE: desk.board}
    terms = dict(TERMS.get(row.verb, {"words": WORDS}))
    if row.verb == "cut_gateway":
        order = radar.order_gateway_cut(
            desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS
        )
        terms = {"token": order.token}
    if row.verb == "request_block":
        act = desk.now(Role.OFFICER, desk.clerk)
        radar.propose_block(act, sighting_id=found.pk, words=WORDS)
    getattr(radar, row.verb)(desk.now(role, who.get(role)), sighting_id=found.pk, **terms)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.verb}-{row.old}")
def test_every_row_of_the_table_is_walked(desk: Desk, row: Row) -> None:
    found = getattr(desk, row.old)()
    do(desk, row, found)
    found.refresh_from_db()
    assert found.state == row.new
    assert (found.due_at is not None) == (row.new in SIGHTING.timers)


#  What is found ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "signs"),
    [
        ("copied.shops.test", {"picture", "shop"}),
        ("resized.shops.test", {"picture", "shop"}),
        ("words.shops.test", {"claim", "shop"}),
        ("elsewhere.shops.test", {"picture", "elsewhere", "mention", "shop"}),
        ("borrowed.shops.test", {"picture", "claimed_code", "mention", "shop"}),
        ("cloaking.shops.test", {"picture", "shop", "two_faces"}),
        ("xn--onest-8ze.shops.test", {"picture", "claimed_code", "mention", "shop"}),
    ],
)
def test_a_forgery_is_found_and_every_point_is_explained(
    desk: Desk, host: str, signs: set[str]
) -> None:
    found = desk.looked_at(host)
    assert found is not None and (found.state, found.kind) == ("suspected", "forged_seal")
    assert {name for name, _, _ in found.parts} == signs
    assert found.score > found.threshold == 8_000
    shots = queries.screenshots(found.pk)
    assert [one.network for one in shots] == ["desk", "phone"]
    fact = Entry.objects.get(subject=f"sighting:{found.pk}", name="SightingDetected")
    assert fact.facts["screenshots"].split() == [one.screenshot.sha256 for one in shots]
    assert len(fact.facts["page_sha256"].split()) == 2


@pytest.mark.parametrize(
    "host", ["article.shops.test", "inside.shops.test", "endless.shops.test", "nobody.shops.test"]
)
def test_what_is_no_forgery_or_cannot_be_seen_is_no_case(desk: Desk, host: str) -> None:
    assert desk.looked_at(host) is None
    seen = Visit.objects.latest("pk").observations.order_by("pk")
    words = {"inside.shops.test": "inside", "endless.shops.test": "too_large"}
    wanted = words.get(host, "unknown_name" if host.startswith("nobody") else "")
    assert [one.why_not for one in seen] == [wanted, wanted]


def sealed(desk: Desk, town: Town, *, is_open: bool = True) -> str:
    """The desk's own business, with a seal in force, has this shop."""
    seal = desk.granted()
    shop = Shop(seal.domain, "sealed", 7, code=seal.code, is_open=is_open)
    town.shops[seal.domain] = shop
    return str(seal.domain)


def test_a_sealed_shop_is_left_alone_and_its_seal_on_another_is_a_forgery(
    trade: Desk, town: Town
) -> None:
    host = sealed(trade, town)
    assert trade.looked_at(host) is None
    town.shops["twin.shops.test"] = replace(town.shops[host], host="twin.shops.test")
    found = trade.looked_at("twin.shops.test")
    assert found is not None and found.kind == "forged_seal"
    assert found.register["claimed"][0][2] == "granted", "The seal is true, and another’s."


def test_a_revoked_seal_still_shown_is_a_forgery(trade: Desk, town: Town) -> None:
    seal = trade.revoked()
    town.shops[seal.domain] = Shop(seal.domain, "sealed", 7, code=seal.code)
    found = trade.looked_at(seal.domain)
    assert found is not None and (found.kind, found.register["state"]) == ("forged_seal", "revoked")
    assert found.seal_id == seal.pk


def test_a_suspended_seller_who_goes_on_is_found_and_the_seal_hears_of_it(
    trade: Desk, town: Town
) -> None:
    seal = trade.suspended()
    town.shops[seal.domain] = Shop(seal.domain, "sealed", 7, code=seal.code)
    found = trade.looked_at(seal.domain)
    assert found is not None and found.kind == "suspended_trading"
    assert [name for name, _, _ in found.parts] == ["basket", "payment", "gateway_alive"]
    assert found.gateway == "bpm.shaparak.ir"
    act = trade.now(Role.OFFICER, trade.clerk)
    radar.confirm_sighting(act, sighting_id=found.pk, words=WORDS)
    do_waiting_jobs()
    assert Decision.objects.filter(seal=seal, kind="revoke").exists()
    assert Notice.objects.filter(kind="radar.notice", person=trade.owner).exists()


def test_a_suspended_seller_who_stopped_is_no_case(trade: Desk, town: Town) -> None:
    seal = trade.suspended()
    town.shops[seal.domain] = Shop(seal.domain, "sealed", 7, code=seal.code, is_open=False)
    assert trade.looked_at(seal.domain) is None


def test_new_adverts_while_suspended_weigh(trade: Desk, town: Town) -> None:
    host = sealed(trade, town)
    assert trade.looked_at(host) is None
    trade.suspended_now()
    town.shops[host] = replace(town.shops[host], adverts=5)
    found = trade.looked_at(host)
    assert found is not None and "new_adverts" in [name for name, _, _ in found.parts]


def test_what_is_looked_at_again_feeds_the_open_case(desk: Desk) -> None:
    first, second = desk.looked_at(FORGER), desk.looked_at(FORGER)
    assert first == second
    assert first is not None and first.observations.count() == 4


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


#  Reports from outside --------------------------------------------------------------------------


def test_a_report_opens_a_case_and_a_look_follows(desk: Desk) -> None:
    answer = Client().post("/report/seal", {"address": FORGER, "words": "نشانش ساختگی است"})
    assert answer.status_code == 303
    (found,) = Sighting.objects.filter(source="report")
    assert (found.state, found.score) == ("suspected", 0)
    do_waiting_jobs()
    found.refresh_from_db()
    assert found.score > found.threshold and len(queries.screenshots(found.pk)) == 2


def test_reports_of_one_source_are_grouped_and_then_refused(desk: Desk) -> None:
    act = desk.now(Role.PERSON)
    for number in range(10):
        for _ in range(3):
            radar.report_seal(act, address=f"shop{number}.example.com", network="10.0.0.0/24")
    assert sorted(Report.objects.values_list("count", flat=True)) == [3] * 10
    with pytest.raises(refusals.TooManyReports) as no, transaction.atomic():
        radar.report_seal(act, address="one-more.example.com", network="10.0.0.0/24")
    assert no.value.status == 429
    radar.report_seal(act, address="one-more.example.com", network="10.0.1.0/24")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "radar.address"), ("   ", "radar.address"), ("x" * 501, "radar.address"),
        ("http://127.0.0.1/", "radar.address_inside"), ("localhost", "radar.address_inside"),
        ("http://169.254.169.254/latest", "radar.address_inside"),
        ("http://0x7f.1/", "radar.address_inside"), ("javascript:alert(1)", "radar.address_inside"),
        ("ftp://shop.example", "radar.address_inside"),
    ],
)  # fmt: skip
def test_a_report_without_a_public_address_is_refused_beside_its_field(
    desk: Desk, typed: str, code: str
) -> None:
    answer = Client().post("/report/seal", {"address": typed, "words": "همین"})
    assert answer.status_code == 422
    assert "همین" in answer.content.decode(), "What was typed stays."
    with pytest.raises((refusals.AddressNeeded, refusals.AddressNotPublic)) as no:
        radar.report_seal(desk.now(Role.PERSON), address=typed, network="n")
    assert (no.value.code, no.value.param) == (code, "address")


#  The schedule ----------------------------------------------------------------------------------


def test_suspended_sites_are_looked_at_every_six_hours_and_the_rest_once_a_week(
    trade: Desk, town: Town
) -> None:
    host = sealed(trade, town)
    do_waiting_jobs()
    site = Site.objects.get(host=host)
    radar.sweep(trade.now(Role.HOUSE))
    site.refresh_from_db()
    assert site.pace == "normal" and site.next_at - clock.now() > 167 * HOUR
    trade.suspended_now()
    do_waiting_jobs()
    site.refresh_from_db()
    assert site.pace == "suspended" and site.next_at - clock.now() <= 6 * HOUR
    clock.advance(6 * HOUR)
    assert radar.sweep(trade.now(Role.HOUSE)) == 1
    assert radar.sweep(trade.now(Role.HOUSE)) == 0, "One look is on its way."
    do_waiting_jobs()
    assert Sighting.objects.get(site=site).kind == "suspended_trading"


def test_a_look_that_a_dead_worker_dropped_goes_out_again_and_counts_once(desk: Desk) -> None:
    site = radar.watch_site(desk.now(Role.HOUSE), host=FORGER, source="list")
    asked = radar.ask_visit(desk.now(Role.HOUSE), site_id=site.pk, why="schedule")
    assert asked is not None
    clock.advance(HOUR)
    radar.sweep(desk.now(Role.HOUSE))
    do_waiting_jobs()
    assert Sighting.objects.filter(site=site).count() == 1
    assert asked.observations.count() == 2


def test_a_list_is_taken_whole_or_not_at_all(desk: Desk) -> None:
    act = desk.now(Role.OFFICER, desk.clerk)
    with pytest.raises(refusals.SiteListWrong) as no, transaction.atomic():
        radar.watch_list(act, addresses=["one.example.com", "http://10.0.0.1/"])
    assert no.value.facts == {"line": 2} and not Site.objects.exists()
    answer = browser(desk.clerk).post("/desk/radar", {"addresses": "a.example.com\nb.example.com"})
    assert answer.status_code == 303 and Site.objects.count() == 2


#  Pages and API ---------------------------------------------------------------------------------


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def feed() -> dict:
    """The signed feed, verified with nothing but itself."""
    told = json.loads(page("/radar/feed.json"))
    key = Ed25519PublicKey.from_public_bytes(signature_of(told["key"]))
    key.verify(signature_of(told["signature"]), told["content"].encode())
    return json.loads(told["content"])


def signature_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def case(found: Sighting) -> str:
    return f"/desk/radar/{found.pk}"


def test_the_case_is_decided_on_its_page_with_the_evidence_side_by_side(desk: Desk) -> None:
    found = desk.suspected()
    client = browser(desk.clerk)
    shown = client.get(case(found)).content.decode()
    shots = queries.screenshots(found.pk)
    for one in shots:
        path = f"{case(found)}/shot/{one.pk}"
        assert path in shown and one.screenshot.sha256 in shown
        picture = client.get(path)
        assert hashlib.sha256(picture.content).hexdigest() == one.screenshot.sha256
        assert browser(desk.owner).get(path).status_code == 404
    assert Entry.objects.filter(name="ScreenshotOpened", by=desk.clerk.pk).count() == 2
    assert client.post(case(found), {"verb": "confirm_sighting", "words": WORDS}).status_code == 303
    assert browser(desk.owner).get(case(found)).status_code == 404
    assert client.get("/desk/radar").status_code == 200
    assert client.get("/en/desk/radar").status_code == 200
    assert client.get(f"/en{case(found)}").status_code == 200


def test_the_desk_and_the_list_cost_the_same_with_one_case_and_with_three(desk: Desk) -> None:
    counts: list[list[int]] = []
    for host in (FORGER, "words.shops.test", "resized.shops.test"):
        found = desk.looked_at(host)
        assert found is not None
        radar.confirm_sighting(
            desk.now(Role.OFFICER, desk.clerk), sighting_id=found.pk, words=WORDS
        )
        counts.append([cost(lambda path=path: browser(desk.clerk).get(path)) for path in
                       ("/desk/radar", "/radar", "/radar/feed.json")])  # fmt: skip
    assert counts[0] == counts[1] == counts[2]


def cost(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as told:
        ask()
    return len(told)


def test_photographs_of_the_house_are_nobodys_files(desk: Desk) -> None:
    desk.suspected()
    assert set(File.objects.values_list("person_id", flat=True)) >= {None}

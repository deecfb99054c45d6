"""The people around a case of the radar, and the stations of a case."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar.models import GatewayOrder, Sighting
from amanat.capabilities.radar.tests.town import Town
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals.tests.cast import Cast, a_cast
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from simulators.shops.street import Shop
from stories.jobs import do_waiting_jobs

WORDS = "دو تصویر را دیدم؛ نماد در دفتر نیست."
HOUR = timedelta(hours=1)
FORGER = "copied.shops.test"
DECIDERS = (Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE)


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


def a_desk() -> Desk:
    """The people of the desk, and a stranger; no business is needed."""
    clerk, chief, board = (staff(role) for role in DECIDERS)
    return Desk(a_person(), None, clerk, chief, board, clerk, clock.now())


def a_desk_with_a_business() -> Desk:
    """The same, and a business that may have a seal."""
    made = a_cast()
    return Desk(**{name: getattr(made, name) for name in Cast.__dataclass_fields__})


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


def cost(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as told:
        ask()
    return len(told)


def sealed(desk: Desk, town: Town, *, is_open: bool = True) -> str:
    """The desk's own business, with a seal in force, has this shop."""
    seal = desk.granted()
    shop = Shop(seal.domain, "sealed", 7, code=seal.code, is_open=is_open)
    town.shops[seal.domain] = shop
    return str(seal.domain)

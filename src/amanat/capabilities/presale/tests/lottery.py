"""A lottery of a real permit with its people, for the stories of this room and others.

game = Lottery(permitted(quantity=10)); game.announced(seats=3); game.opened(); game.ticket(buyer)
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from amanat.capabilities.businesses.tests.cast import a_person, staff
from amanat.capabilities.payments.tests.cast import checked_account
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import new_sheba
from amanat.capabilities.permits.tests.cast import Maker
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import Campaign, PresaleOffer
from amanat.capabilities.presale.rules.window import EVERYBODY, PARTIES
from amanat.kernel.clock import time as clock
from amanat.kernel.log.tests.kept import kept
from amanat.words.act import Act, Role

HOURS = timedelta(hours=1)
BORN = date(1985, 5, 5)


@dataclass
class Lottery:
    """One campaign of one maker; the secrets of its five parties, as they keep them."""

    maker: Maker
    campaign_id: int = 0
    keepers: dict[str, Person] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    officer: Person = field(default_factory=lambda: staff(Role.OFFICER, name="سیما راد"))
    chief: Person = field(default_factory=lambda: staff(Role.SUPERVISOR, name="بهرام نیک"))

    @property
    def now(self) -> Campaign:
        return queries.campaign(self.campaign_id)

    def desk(self) -> Act:
        return Act(self.officer.pk, Role.OFFICER, clock.now())

    def supervisor(self) -> Act:
        return Act(self.chief.pk, Role.SUPERVISOR, clock.now())

    def house(self) -> Act:
        return Act(None, Role.HOUSE, clock.now())

    def hand(self) -> Act:
        return Act(None, Role.CLOCK, clock.now())

    # The stations of a campaign, each reached by the verbs before it.

    @kept
    def announced(
        self, *, seats: int = 3, first: dict[str, int] | None = None, kind: str = "lottery",
        maker: str = "ikco",
    ) -> Campaign:  # fmt: skip
        opens = clock.now() + 73 * HOURS
        groups = [actions.Group(rule, count) for rule, count in (first or {}).items()]
        made = actions.announce_campaign(
            self.maker.holder(), permit_id=self.maker.pk, opens_at=opens,
            closes_at=opens + 72 * HOURS, groups=[*groups, actions.Group(EVERYBODY, seats)],
            kind=kind, maker=maker,
        )  # fmt: skip
        self.campaign_id = made.pk
        return made

    @kept
    def locked(self) -> Campaign:
        for party in PARTIES:
            self.keepers[party] = a_person(f"نگه‌دارندهٔ {party}")
            actions.appoint_holder(
                self.desk(), campaign_id=self.campaign_id, party=party,
                phone=self.keepers[party].phone,
            )  # fmt: skip
        for party in PARTIES:
            self.secrets[party] = actions.lock_secret(
                self.keeper(party), campaign_id=self.campaign_id
            )
        return self.now

    def keeper(self, party: str) -> Act:
        return Act(self.keepers[party].pk, Role.PERSON, clock.now())

    @kept
    def opened(self, **terms: object) -> Campaign:
        if not self.campaign_id:
            self.announced(**terms)
        self.locked()
        return self.opened_now()

    def opened_now(self) -> Campaign:
        """Its locks are there, and its time has come."""
        self.wait_until(self.now.opens_at)
        return actions.open_campaign(self.hand(), campaign_id=self.campaign_id)

    def closed(self) -> Campaign:
        self.wait_until(self.now.closes_at)
        return actions.close_campaign(self.hand(), campaign_id=self.campaign_id)

    def fixed(self) -> Campaign:
        self.closed()
        return actions.fix_tickets(self.house(), campaign_id=self.campaign_id)

    def open_secrets(self, *parties: str) -> None:
        for party in parties or PARTIES:
            actions.open_secret(
                self.keeper(party), campaign_id=self.campaign_id, secret=self.secrets[party]
            )

    @kept
    def drawn(self) -> Campaign:
        self.fixed()
        self.open_secrets()
        self.wait_until(self.now.draw_at)
        return actions.draw_campaign(self.house(), campaign_id=self.campaign_id)

    @kept
    def offered(self) -> list[PresaleOffer]:
        self.drawn()
        return self.offers_made()

    def offers_made(self) -> list[PresaleOffer]:
        actions.offer_round(self.house(), campaign_id=self.campaign_id)
        return self.offers()

    def offers(self) -> list[PresaleOffer]:
        return list(PresaleOffer.objects.filter(campaign_id=self.campaign_id).order_by("pk"))

    # What buyers do.

    def ticket(self, buyer: Person) -> str:
        act = Act(buyer.pk, Role.PERSON, clock.now())
        return actions.enlist(act, campaign_id=self.campaign_id)

    @kept
    def tickets(self, count: int) -> list[tuple[Person, str]]:
        people = [a_buyer() for _ in range(count)]
        return [(person, self.ticket(person)) for person in people]

    @staticmethod
    def wait_until(moment: object) -> None:
        by = moment - clock.now()
        if by > timedelta():
            clock.advance(by)


@kept
def a_buyer(
    *, name: str = "خریدار", born_on: date = BORN, plates: int = 0, years: int | None = None,
    account: bool = True,
) -> Person:  # fmt: skip
    """Somebody whose identity and account are checked, and who said what the rules ask."""
    person = a_person(name)
    if account:
        checked_account(person, new_sheba(), clock.now() - timedelta(days=3))
    actions.declare_buyer(
        Act(person.pk, Role.PERSON, clock.now()), born_on=born_on, has_licence=True,
        plates=plates, youngest_vehicle_years=years,
    )  # fmt: skip
    return person

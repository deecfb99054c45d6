"""The demo's businesses: one whose papers are in order, and one that waits for its inquiries."""

from collections.abc import Callable
from datetime import timedelta

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.models import Business
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import Player, national_id, sheba
from amanat.kernel.clock import time as clock
from amanat.words.act import Role

COMPANY, COMPANY_ID = "نوآوران ارس", "14000000018"
SHOP = "گالری خاتم رضا"
DOMAIN = "aras-laser.example"
INQUIRY = "پاسخ نمایشی سامانهٔ استعلام، پیگیری ۱"
GUILD = "اتحادیهٔ کسب‌وکارهای مجازی (دادهٔ نمایشی)"
TERM = timedelta(days=365)
LEFT = timedelta(days=300)


def seed(player: Player, aras: Person, reza: Person, officer: Person, city_id: int | None,
         say: Callable[[str], None]) -> None:  # fmt: skip
    """Play both as their owners and the officer would."""
    say("  کسب‌وکاری با پروانه و دامنه / a business with a licence and a domain")
    one = _company(player, aras, officer)
    holder = player.act(aras, Role.HOLDER)
    businesses.add_activity(holder, business_id=one.pk, class_code="general")
    businesses.add_account(holder, business_id=one.pk, sheba=sheba(4))
    businesses.name_owner(
        holder, business_id=one.pk, name=aras.name, national_id=national_id(int(aras.phone[2:])),
        basis_points=10_000,
    )  # fmt: skip
    if city_id is not None:
        businesses.name_premises(
            holder, business_id=one.pk, city_id=city_id, postal_code="5134856789",
            address="خیابان آزادی، کوی صنعت، پلاک ۶", phone="04133334444",
        )  # fmt: skip
    _licence(player, one, aras, officer)
    _domain(player, one, aras)
    say("  کسب‌وکاری در انتظار استعلام / a business that waits for its inquiry")
    businesses.register_business(
        player.act(reza), kind="natural", name=SHOP,
        identity_number=national_id(int(reza.phone[2:])),
    )  # fmt: skip
    player.settle()


def _company(player: Player, owner: Person, officer: Person) -> Business:
    one = businesses.register_business(
        player.act(owner), kind="legal", name=COMPANY, identity_number=COMPANY_ID,
        founded_on=clock.tehran_day(clock.now()) - 4 * TERM,
    )  # fmt: skip
    act = player.act(officer, Role.OFFICER)
    return businesses.confirm_business(act, business_id=one.pk, source=INQUIRY)


def _licence(player: Player, one: Business, owner: Person, officer: Person) -> None:
    last = clock.tehran_day(clock.now()) + LEFT
    licence = businesses.add_trade_licence(
        player.act(owner, Role.HOLDER), business_id=one.pk, class_code="general",
        issuer_kind="guild", issuer=GUILD, number="DEMO-1404-77", holder_id=COMPANY_ID,
        valid_from=last - TERM, valid_until=last,
    )  # fmt: skip
    businesses.confirm_trade_licence(
        player.act(officer, Role.OFFICER), trade_licence_id=licence.pk, holder_id=COMPANY_ID,
        source=INQUIRY,
    )  # fmt: skip


def _domain(player: Player, one: Business, owner: Person) -> None:
    """The owner publishes two of the three proofs on the site that the simulators play."""
    holder = player.act(owner, Role.HOLDER)
    domain = businesses.add_domain(holder, business_id=one.pk, name=DOMAIN)
    player.outside.publish(domain.name, domain.token)
    check = businesses.ask_for_look(holder, domain_id=domain.pk)
    businesses.look(holder, check_id=check.pk)

"""Every page that lists things, and how to make more of what it lists.

A URL whose name ends like a list must be in `LISTS`; `test_lists.py` holds that, and that the
page costs the same number of queries with one row and with three.
"""

import re
import secrets
from collections.abc import Callable

from amanat.capabilities.contracts.tests.cast import a_sale
from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deliveries.tests.cast import a_line
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.payments.events import PayoutQueued
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.people import actions as hats
from amanat.capabilities.people import queries as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import by, new_national_id
from amanat.capabilities.permits.tests.cast import Maker, a_maker, permitted
from amanat.capabilities.presale.tests.lottery import Lottery
from amanat.capabilities.projects.tests.cast import a_site
from amanat.capabilities.seals.tests.cast import a_cast
from amanat.kernel import sealing
from amanat.kernel.clock import time as clock
from amanat.kernel.log.moves import move
from amanat.words.act import Act, Role
from amanat.words.text import Text

LIST_NAME = re.compile(r"^(?!api:).*:(list|listed|inbox|mine|queue|.*_list)$")


def one_more_deal(owner: Person) -> None:
    deals.begin(by(owner), role=Role.BUYER)


def one_more_notice(owner: Person) -> None:
    notices.queue(
        by(owner),
        phone=owner.phone,
        kind="deal",
        text=Text("کالا رسید.", "The goods arrived."),
        dedupe_key=secrets.token_hex(8),
    )


def one_more_payout(owner: Person) -> Payout:
    """A payout on its way; what it is paid from does not matter to the list."""
    at = clock.now()
    payout = Payout(
        person=owner, units=1_000_000, subject="hold:1", key=secrets.token_hex(8),
        source_account_id=1, reserve_id=secrets.randbits(60), not_before=at, promised_at=at,
        asked_at=at,
    )  # fmt: skip
    event = PayoutQueued(owner.pk, payout.subject, payout.units)
    move(Act(None, Role.HOUSE, at), payout, "queue_payout", event, due_at=at)
    return payout


def one_more_seal(owner: Person) -> None:
    """A seal of another business that waits for its checks; the reader is an officer."""
    _hat(owner, Role.OFFICER)
    a_cast().checking()


def _hat(person: Person, role: Role) -> None:
    if role not in people.hats(person.pk):
        hats.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=person.pk, role=role)


def _known(person: Person) -> Person:
    """The same person, with an identity that is checked."""
    found = Person.objects.get(pk=person.pk)
    if found.identity_checked_at is None:
        number = new_national_id()
        found.national_id_index = people.national_id_mark(number)
        found.national_id_sealed = sealing.seal(number, about=f"person.national_id:{found.pk}")
        found.identity_checked_at = clock.now()
        found.save()
    return found


def _made(owner: Person) -> Maker:
    return a_maker(owner=Person.objects.get(pk=owner.pk))


def one_more_permit(owner: Person) -> None:
    """A permit that the owner's business is still writing."""
    _made(owner).draft()


def one_more_request(owner: Person) -> None:
    """A permit of another business that waits for its check; the reader is an officer."""
    _hat(owner, Role.OFFICER)
    a_maker().requested()


def one_more_project(owner: Person) -> None:
    a_site(shop=_made(owner).shop)


def one_more_contract(owner: Person) -> None:
    sale = a_sale(kind="goods")
    sale.signed(sale.offer(_known(owner)))


def one_more_delivery(owner: Person) -> None:
    line = a_line(kind="goods")
    line.planned(_known(owner))


def one_more_ticket(owner: Person) -> None:
    lottery = Lottery(permitted(kind="goods", quantity=10))
    lottery.announced()
    lottery.locked()
    lottery.opened_now()
    lottery.ticket(_known(owner))


LISTS: dict[str, Callable[[Person], object]] = {
    "deals:money_list": one_more_payout,
    "deals:list": one_more_deal,
    "deals:inbox": one_more_deal,
    "notices:mine": one_more_notice,
    "seals:queue": one_more_seal,
    "permits:mine": one_more_permit,
    "permits:queue": one_more_request,
    "projects:mine": one_more_project,
    "contracts:list": one_more_contract,
    "deliveries:mine": one_more_delivery,
    "presale:queue": one_more_ticket,
}

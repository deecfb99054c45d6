"""Every page that lists things, and how to make more of what it lists.

A URL whose name ends like a list must be in `LISTS`; `test_lists.py` holds that, and that the
page costs the same number of queries with one row and with three.
"""

import re
import secrets
from collections.abc import Callable

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.payments.events import PayoutQueued
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.people import actions as hats
from amanat.capabilities.people import queries as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import by
from amanat.capabilities.seals.tests.cast import a_cast
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
    if Role.OFFICER not in people.hats(owner.pk):
        hats.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=owner.pk, role=Role.OFFICER)
    a_cast().checking()


LISTS: dict[str, Callable[[Person], object]] = {
    "deals:money_list": one_more_payout,
    "deals:list": one_more_deal,
    "deals:inbox": one_more_deal,
    "notices:mine": one_more_notice,
    "seals:queue": one_more_seal,
}

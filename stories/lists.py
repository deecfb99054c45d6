"""Every page that lists things, and how to make more of what it lists.

A URL whose name ends like a list must be in `LISTS`; `test_lists.py` holds that, and that the
page costs the same number of queries with one row and with three.
"""

import re
import secrets
from collections.abc import Callable

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import by
from amanat.words.act import Role
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


LISTS: dict[str, Callable[[Person], None]] = {
    "deals:list": one_more_deal,
    "deals:inbox": one_more_deal,
    "notices:mine": one_more_notice,
}

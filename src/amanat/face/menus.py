"""The menu: the inbox, at most five items by the hats that the reader wears, and help."""

from collections.abc import Collection
from itertools import chain, zip_longest

from amanat.words.act import Role
from amanat.words.text import Text

Entry = tuple[str, Text]  # The name of a page, and what it is called.

MOST_ITEMS = 5
INBOX: Entry = ("deals:inbox", Text("کارتابل", "Inbox"))
HELP: Entry = ("help", Text("راهنما", "Help"))
CITIZEN: tuple[Entry, ...] = (
    ("deals:list", Text("معامله‌ها", "Deals")),
    ("permits:presales", Text("پیش‌فروش‌ها", "Pre-sales")),
    ("businesses:home", Text("کسب‌وکار", "Business")),
)
SEALS: Entry = ("seals:queue", Text("نمادها", "Seals"))
PERMITS: Entry = ("permits:queue", Text("مجوزها", "Permits"))
#  The first of each is where that hat works.
STAFF: dict[Role, tuple[Entry, ...]] = {
    Role.OFFICER: (
        ("desk:desk", Text("میز", "Desk")),
        SEALS,
        PERMITS,
        ("market:desk", Text("بازار", "Market")),
        ("watch:board", Text("هشدارها", "Alarms")),
    ),
    Role.FINANCE: (
        ("reconciliation:today", Text("امور مالی", "Finance")),
        ("reconciliation:match", Text("تطبیق", "Matching")),
        ("reconciliation:payouts", Text("واریزها", "Payouts")),
        ("reconciliation:ledger", Text("دفتر کل", "Ledger")),
    ),
    Role.SUPPORT: (("support:desk", Text("پشتیبانی", "Support")),),
    Role.SUPERVISOR: (SEALS, PERMITS),
    Role.COMMITTEE: (PERMITS, SEALS),
    Role.PANEL: (SEALS,),
}


def of(hats: Collection[str]) -> list[Entry]:
    """The menu of somebody with these hats; of a citizen when there are none."""
    desks = [entries for role, entries in STAFF.items() if role in hats]
    turns = chain.from_iterable(zip_longest(*desks))  # Each hat's first item, then the second ones.
    items = list(dict.fromkeys(one for one in turns if one is not None)) or list(CITIZEN)
    return [INBOX, *items[:MOST_ITEMS], HELP]

"""What a difference is about, in words."""

from amanat.capabilities.reconciliation.rules.keys import BALANCE
from amanat.words.text import Text

KINDS = {
    "line": Text("سطری در بانک که در دفتر ما جایی ندارد",
                 "A line at the bank that has no place in our book"),
    "payout": Text("واریزی که بانک دربارهٔ آن چیز دیگری می‌گوید",
                   "A payout of which the bank says something else"),
    "settlement": Text("تسویهٔ درگاه، کم یا نرسیده", "A gateway’s settlement, short or missing"),
    "order": Text("سفارشی که درگاه دربارهٔ آن چیز دیگری می‌گوید",
                  "An order of which the gateway says something else"),
    BALANCE: Text("ماندهٔ بانک که با سطرهایش و دفتر ما نمی‌خواند",
                  "A bank balance that agrees neither with its lines nor with our book"),
}  # fmt: skip


def about(key: str) -> Text:
    """What this difference is about."""
    return KINDS[key.partition(":")[0]]

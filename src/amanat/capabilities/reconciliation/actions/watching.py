"""The watch over the money: what is wrong stops everything that leaves, by itself."""

from amanat.capabilities.payments import actions as switch
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation import queries
from amanat.kernel.law import parameters as law
from amanat.kernel.transactions import atomic
from amanat.words.act import Act

UNEXPLAINED, FLOAT, BOOK, UNKNOWN = "unexplained", "negative_float", "book", "verify_unknown"
assert {UNEXPLAINED, FLOAT, BOOK, UNKNOWN} <= set(payments.GROUNDS), "Every ground has its words."


def grounds(act: Act) -> list[str]:
    """What is wrong with the money now; empty when nothing is."""
    bank = queries.bank_balance()
    unclear = payments.unclear_attempts(act.at).count()
    wrong = {
        UNEXPLAINED: queries.unexplained().exists(),
        FLOAT: bank is not None and bank < 0,
        BOOK: not payments.conservation().holds,
        UNKNOWN: unclear >= law.whole("halt.unclear_payments", act.at),
    }
    return [name for name, is_so in wrong.items() if is_so]


@atomic
def watch(act: Act) -> list[str]:
    """Look once, and let the halt switch know; answers what is wrong."""
    found = grounds(act)
    switch.heed(act, grounds=found)
    return found

"""One opening with more buyers than units, whose connections die at random moments.

Every hand signs, pays and hears of it in transactions of its own; some are cut by the server in the
middle, some right after their commit. Whoever heard nothing tries again, as buyers and workers do.
Nothing may be sold twice.
"""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from django.db import Error, connection

from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.tests.cast import Sale, a_sale, bank_pays, code_typed
from amanat.capabilities.contracts.tests.test_sums import disagreements
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.presale.models import PresaleOffer
from amanat.kernel.ledger.refusals import OverLimit
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

T = TypeVar("T")
UNITS, BUYERS, HANDS, TRIES = 4, 7, 3, 12


class Unheard(Exception):
    """It was committed, and the answer never came."""


class Rush:
    """The dice of one opening, and how often a connection was cut."""

    def __init__(self, seed: int, cut_of_ten: int = 4) -> None:
        self.dice, self.lock = random.Random(seed), Lock()
        self.cuts, self.cut_of_ten = 0, cut_of_ten

    def is_cut(self) -> bool:
        with self.lock:
            cut = self.dice.randrange(10) < self.cut_of_ten
            self.cuts += cut
            return cut

    def insist(self, do: Callable[[], T], *, may_repeat: bool = False) -> T:
        """Do it in one transaction until it was answered; some are cut before they commit, and,
        of what is harmless to do again, some right after it."""
        for _ in range(TRIES):
            try:
                done = self.once(do)
                if may_repeat and self.is_cut():
                    raise Unheard
                return done
            except (Error, Unheard):
                connection.close()
        return do()

    @atomic
    def once(self, do: Callable[[], T]) -> T:
        done = do()
        if self.is_cut():
            cut_me()
        return done


def cut_me() -> None:
    """The server loses this connection: nothing of its transaction happened."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")


def buy(sale: Sale, rush: Rush) -> str:
    """One buyer's way, from the offer to the contract; the state it ended in."""
    try:
        offer = rush.insist(sale.offer)
        buyer, read = Act(offer.buyer_id, Role.PERSON, sale.at), what_was_read(sale, offer)
        rush.insist(lambda: code_typed(buyer, offer.pk))
        contract = rush.insist(
            lambda: actions.sign(buyer, offer_id=offer.pk, agreed=read), may_repeat=True
        )
        payment_id = queries.instalments_of(contract.pk)[0].payment_id or 0
        rush.insist(lambda: bank_pays(payments.payment(payment_id), sale.at))
        for _ in range(2):  # The worker hears of it, and once more.
            contract = rush.insist(
                lambda: actions.fund(sale.house(), payment_id=payment_id), may_repeat=True
            )
        return contract.state
    except OverLimit:
        return "sold out"
    except Refused as no:
        return no.code
    finally:
        connection.close()


def what_was_read(sale: Sale, offer: PresaleOffer) -> str:
    """The hash of the terms, as it stands in the form that a buyer sends, and sends again."""
    return queries.draft(offer.pk, offer.buyer_id, sale.at).sha256


def play(seed: int) -> int:
    """An opening of four units for seven buyers; answers how many connections were cut."""
    sale, rush = a_sale(quantity=UNITS), Rush(seed)
    with ThreadPoolExecutor(HANDS) as hands:
        ends = list(hands.map(lambda _: buy(sale, rush), range(BUYERS)))
    wrong = oversold(sale, ends)
    assert not wrong, "; ".join(wrong)
    return rush.cuts


def oversold(sale: Sale, ends: list[str]) -> list[str]:
    """One sentence for each way in which this opening did not go as it must."""
    found, sold = [], ends.count("in_force")
    if sold != UNITS or len(ends) - sold != ends.count("sold out"):
        found.append(f"{sold} of {UNITS} units are sold; the ways ended as {sorted(ends)}.")
    if sale.stock != (0, UNITS):
        found.append(f"The stock says {sale.stock}, free and sold.")
    return found + disagreements(sale)

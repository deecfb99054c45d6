"""The main job as a story with figures, told while it is really played."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from rich.console import Console
from rich.table import Table

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.config.demo.idle import until_idle
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.config.demo.proof import Proof, shown, toman
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log import sequencer

Say = Callable[[str], None]
PRICE_UNITS = 320_000_000
HALF_OF_FEE_UNITS = PRICE_UNITS // 200


def tell(say: Say) -> Proof:
    """Play one deal that ends well and one that ends in a refund."""
    player = Player(Outside(settings.SIMULATORS_URL), settle=until_idle)
    say("1. Two strangers sign in by the code in an SMS and prove who they are.")
    sara = player.join("09121110001", "سارا محمدی")
    reza = player.join("09121110002", "رضا کریمی", paid_at=20)
    say("   Sara buys, Reza sells; his Sheba was matched with his national id.")
    deal = player.agree(sara, reza, price_units=PRICE_UNITS)
    say(f"2. They agree on one version of the terms: {toman(PRICE_UNITS)} toman, the fee halved.")
    deal = _told(player.pay(deal, sara), say, "3. Sara pays through the bank’s gateway (SOAP).")
    deal = player.ship(deal, reza)
    say("4. Reza ships; the tracking code is on the deal, Sara has an SMS.")
    deal = player.receive(deal, sara)
    say("5. The parcel arrives; Sara has two days to inspect it.")
    deal = _told(player.approve(deal, sara), say, "6. She approves with a one-time code.")
    began = clock.now()
    deal = player.wait_until(deal, "completed", within=timedelta(days=7))
    hours = (clock.now() - began).total_seconds() / 3600
    say(f"7. Paya carries the money to Reza’s bank, {hours:.1f} hours after the approval.")
    say("8. A second deal goes wrong: the goods are not as agreed, the seller gives in.")
    other = player.pay(player.agree(sara, reza, title="گوشی، دست دوم"), sara)
    other = player.report(
        player.receive(player.ship(other, reza), sara), sara, "صفحه شکسته است و روشن نمی‌شود."
    )
    other = player.give_back(other, reza)
    other = player.wait_until(other, "refunded", within=timedelta(days=7))
    say("   All of it is back on Sara’s card; no fee was taken.")
    return _proof(say, deal, other)


def _told(deal: Deal, say: Say, sentence: str) -> Deal:
    where = holds.position(deal.subject)
    say(sentence)
    say(
        f"   with Sara {toman(where.with_payer_units)} · held {toman(where.held_units)} · "
        f"to Reza {toman(where.with_payee_units)} · fee {toman(where.fee_units)} toman"
    )
    return deal


def _proof(say: Say, good: Deal, bad: Deal) -> Proof:
    """Every rial of every account, the sum, the ledger’s own invariants and the log’s chain."""
    table = Table("account", "rial", title="Every account", show_edge=False)
    for code, units in sorted(payments.balances().items()):
        table.add_row(code, f"{units:,}")
    Console().print(table)
    proof = payments.conservation()
    sequencer.sequence()
    first, second = holds.position(good.subject), holds.position(bad.subject)
    checks = {
        "Σ debits = Σ credits": proof.sum_units == 0,
        "what we owe is covered": proof.is_covered,
        "the seller got price − half the fee": first.with_payee_units
        == PRICE_UNITS - HALF_OF_FEE_UNITS,
        "the fee is one percent": first.fee_units == 2 * HALF_OF_FEE_UNITS,
        "nothing of the finished deals is still held": not first.held_units
        and not second.held_units,
        "the refunded buyer got everything back": second.returned_units == second.total_units,
        "the ledger’s invariants hold": book.broken_invariants() == [],
        "the log’s chain is whole": sequencer.first_broken_leaf() is None,
    }
    return shown(say, checks)

"""An outside script draws a real lottery again from its published files, and sees every change."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.payments.models import Attempt, Payment
from amanat.capabilities.permits.tests.cast import permitted
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale import refusals as no
from amanat.capabilities.presale.models import PresaleOffer
from amanat.capabilities.presale.tests.lottery import Lottery
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book

pytestmark = pytest.mark.django_db
MANY = 20  # Of fewer, another seed draws the same four now and then.
SCRIPT = Path(__file__).parents[5] / "docs/reference/draw.py"


def published(game: Lottery, folder: Path) -> None:
    """Fetch the four files as anybody does."""
    for name in queries.FILES:
        answer = Client().get(f"/draws/{game.campaign_id}/{name}")
        assert answer.status_code == 200
        (folder / name).write_bytes(b"".join(answer.streaming_content))


def checked(folder: Path) -> str:
    """What the sixty lines say, run by an interpreter that knows nothing of the house."""
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(folder)], capture_output=True, text=True, timeout=60
    )
    return done.stdout + done.stderr


def changed(file: Path, old: bytes, new: bytes) -> bytes:
    kept = file.read_bytes()
    assert old in kept
    file.write_bytes(kept.replace(old, new, 1))
    return kept


def test_anybody_draws_the_same_list_and_sees_what_was_changed(tmp_path: Path) -> None:
    game = Lottery(permitted(quantity=10))
    game.opened(first={"first_car": 1}, seats=2)
    codes = [code for _, code in game.tickets(MANY)]
    for name in queries.FILES:
        assert Client().get(f"/draws/{game.campaign_id}/{name}").status_code == 404
    game.drawn()
    published(game, tmp_path)
    said = checked(tmp_path)
    assert said == f"Right: {MANY} tickets, 4 drawn, seed {bytes(game.now.seed).hex()}\n"
    for file, old, new in (
        ("tickets.txt", codes[0][2:].replace("-", "").encode() + b" 1", b"000000000000 1"),
        ("secrets.json", game.secrets["audit"].encode(), b"00" * 32),
        ("draw.json", bytes(game.now.head).hex().encode(), b"11" * 32),
        ("drawn.txt", b"1 ", b"2 "),
    ):
        kept = changed(tmp_path / file, old, new)
        assert "Right" not in checked(tmp_path), file
        (tmp_path / file).write_bytes(kept)
    assert checked(tmp_path) == said
    page = Client().get(f"/draws/{game.campaign_id}").content.decode()
    assert bytes(game.now.seed).hex() in page and bytes(game.now.root).hex() in page


@pytest.mark.parametrize("state", ["returned", "paid"])
def test_an_offer_waits_while_the_bank_is_answering(state: str) -> None:
    """Either the payer is at the bank, or the money came and is not in the contract yet."""
    game = Lottery(permitted(quantity=10))
    game.opened(seats=1)
    game.tickets(1)
    (offer,) = game.offered()
    actions.sign_offer(game.house(), presale_offer_id=offer.pk, subject="contract:77")
    payment = demanded(game, offer)
    if state == "paid":
        Payment.objects.filter(pk=payment.pk).update(state="paid", paid_at=offer.due_at)
    else:
        at_the_bank(payment)
    game.wait_until(offer.due_at)
    with pytest.raises(no.OfferBeingPaid):
        actions.lapse_offer(game.hand(), presale_offer_id=offer.pk)
    assert game.offers()[0].state == "offered"
    assert actions.take_offer(game.house(), presale_offer_id=offer.pk).state == "taken"


def test_an_offer_that_nobody_pays_lapses_though_it_was_signed() -> None:
    game = Lottery(permitted(quantity=10))
    game.opened(seats=1)
    game.tickets(1)
    (offer,) = game.offered()
    actions.sign_offer(game.house(), presale_offer_id=offer.pk, subject="contract:78")
    demanded(game, offer)
    game.wait_until(offer.due_at)
    assert actions.lapse_offer(game.hand(), presale_offer_id=offer.pk).state == "lapsed"
    assert book.hold_state(offer.stock_hold_id).open_units == 0


def demanded(game: Lottery, offer: PresaleOffer) -> Payment:
    return payments.demand(
        game.house(), payer_id=offer.buyer_id, units=1_000_000,
        subject=queries.offer(offer.pk).subject,
        credit_account_id=accounts.payable_account_id(game.maker.owner.pk),
        return_account_id=accounts.refundable_account_id(offer.buyer_id),
        hold_id=book.next_id(), party_id=game.maker.owner.pk, next_path="/",
    )  # fmt: skip


def at_the_bank(payment: Payment) -> None:
    """As if the browser had come back, and the bank had not been asked yet."""
    attempt = Attempt.objects.create(
        payment=payment, gateway="mellat", order_id=1, amount_units=payment.units,
        started_at=clock.now(), state="created",
    )  # fmt: skip
    for state in ("token_issued", "redirected", "returned"):
        Attempt.objects.filter(pk=attempt.pk).update(state=state)

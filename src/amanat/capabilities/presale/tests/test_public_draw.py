"""An outside script draws a real lottery again from its published files, and sees every change."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.permits.tests.cast import permitted
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import PresaleOffer
from amanat.capabilities.presale.tests.lottery import Lottery

pytestmark = pytest.mark.django_db
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
    codes = [code for _, code in game.tickets(7)]
    for name in queries.FILES:
        assert Client().get(f"/draws/{game.campaign_id}/{name}").status_code == 404
    game.drawn()
    published(game, tmp_path)
    said = checked(tmp_path)
    assert said == f"Right: 7 tickets, 4 drawn, seed {bytes(game.now.seed).hex()}\n"
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


def test_an_offer_waits_while_the_bank_is_answering() -> None:
    game = Lottery(permitted(quantity=10))
    game.opened(seats=1)
    ((buyer, code),) = game.tickets(1)
    (offer,) = game.offered()
    actions.sign_offer(game.house(), presale_offer_id=offer.pk, subject="contract:77")
    payment = a_payment(game, offer)
    game.wait_until(offer.due_at)
    assert payments.payments_of("contract:77").get() == payment
    type(payment).objects.filter(pk=payment.pk).update(state="due")
    attempt = payment.attempts.model(payment=payment)
    assert attempt.pk is None
    actions.lapse_offer(game.hand(), presale_offer_id=offer.pk)
    assert queries.ticket_of(buyer.pk, code)


def a_payment(game: Lottery, offer: PresaleOffer) -> object:
    raise NotImplementedError

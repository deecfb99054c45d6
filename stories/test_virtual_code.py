"""A code: sealed before anybody pays, seen once by the one who paid, and never sold twice."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.refusals import BuyerIsPaying, ProviderProofNeeded, SecretWrong
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.evidence.tests.samples import picture
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.vault import queries as vault
from amanat.capabilities.vault.models import Repeat
from amanat.capabilities.vault.refusals import SecretKnown
from amanat.config.demo.player import Player
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from amanat.words.refusal import NotFound, NotYours, WrongState
from stories.market import DAY, HOUR
from stories.virtual import CODE, GIFT, TO_SELLER, TOTAL, VaultMarket

PROOF = "سایت فروشگاه می‌گوید این کد مصرف شده است."


@pytest.fixture
def market(play: Player) -> VaultMarket:
    return VaultMarket(play)


def screenshot(market: VaultMarket) -> int:
    upload = SimpleUploadedFile("answer.jpg", io.BytesIO(picture()).read())
    act = market.act(market.sara, Role.PERSON)
    return evidence.keep(act, person_id=market.sara.pk, upload=upload).pk


def test_a_code_goes_from_seal_to_payout(market: VaultMarket) -> None:
    deal = market.play.agree(market.sara, market.reza, **CODE)
    assert queries.turn(deal) is Role.SELLER, "First the seller seals."
    assert holds.next_unpaid(deal.subject) is None, "Nothing can be paid before."
    deals.seal(market.seller, deal_id=deal.pk, secret=" gift-7k4q-92mx ")
    deal = market.play.pay(market.play.fresh(deal), market.sara)
    assert (deal.state, queries.turn(deal)) == ("shipped", Role.BUYER), "It is ready by itself."
    deals.reveal(market.buyer, deal_id=deal.pk, network="203.0.113.9")
    deal = market.play.fresh(deal)
    assert deal.due_at is not None and deal.received_at is not None
    assert deal.due_at - deal.received_at == 12 * HOUR
    opened = deals.look_again(market.buyer, deal_id=deal.pk)
    assert opened.content == "gift-7k4q-92mx"
    mark = hashlib.sha256(f"{opened.salt}:{opened.content}".encode()).hexdigest()
    assert mark == opened.commitment == market.secret(deal).commitment
    deal = market.play.approve(deal, market.sara)
    market.ends(deal, "completed")
    assert holds.position(deal.subject).with_payee_units == TO_SELLER


def test_the_reveal_says_when_and_from_where_and_every_look_is_noted(market: VaultMarket) -> None:
    deal = market.revealed_code()
    market.content(deal)
    market.content(deal)
    secret = market.secret(deal)
    facts = Entry.objects.filter(subject=f"secret:{secret.pk}").order_by("pk")
    assert [fact.name for fact in facts] == [
        "SecretSealed", "SecretRevealed", "SecretSeenAgain", "SecretSeenAgain",
    ]  # fmt: skip
    assert facts[1].facts["network"] == "203.0.113.9"
    assert secret.looks == 2


def test_nothing_is_revealed_before_the_money_nor_twice_nor_to_another(market: VaultMarket) -> None:
    deal = market.sealed()
    with pytest.raises(WrongState):
        deals.reveal(market.buyer, deal_id=deal.pk)
    deal = market.play.pay(deal, market.sara)
    with pytest.raises(NotYours):
        deals.reveal(market.seller, deal_id=deal.pk)
    with pytest.raises(WrongState):
        deals.look_again(market.buyer, deal_id=deal.pk)
    deals.reveal(market.buyer, deal_id=deal.pk)
    with pytest.raises(WrongState):
        deals.reveal(market.buyer, deal_id=deal.pk)
    with pytest.raises(NotYours):
        deals.look_again(market.seller, deal_id=deal.pk)
    with pytest.raises(NotFound):
        queries.deal_for(market.person("مهمان ناخوانده").pk, deal.code)


def test_the_seller_may_replace_the_code_only_before_payment(market: VaultMarket) -> None:
    deal = market.sealed()
    before = market.secret(deal).commitment
    deals.seal(market.seller, deal_id=deal.pk, secret="GIFT-0000-1111")
    assert market.secret(deal).commitment != before
    part = holds.next_unpaid(deal.subject)
    assert part is not None
    payments.go_to_bank(market.act(market.sara, Role.PERSON), payment_id=part.payment_id)
    with pytest.raises(BuyerIsPaying):
        deals.seal(market.seller, deal_id=deal.pk, secret="GIFT-2222-3333")


def test_the_same_code_is_not_sold_twice_however_it_is_typed(market: VaultMarket) -> None:
    first = market.sealed()
    other = market.play.agree(market.sara, market.reza, **CODE)
    with pytest.raises(SecretKnown) as no:
        deals.seal(market.seller, deal_id=other.pk, secret="gift 7k4q 92mx")
    assert no.value.param == "secret"
    repeat = Repeat.objects.get()
    assert (repeat.secret.subject, repeat.subject) == (first.subject, other.subject)
    assert Entry.objects.filter(name="SecretTriedAgain").count() == 1
    market.play.pay(first, market.sara)
    deals.reveal(market.buyer, deal_id=first.pk)
    with pytest.raises(SecretKnown):
        deals.seal(market.seller, deal_id=other.pk, secret=GIFT)


def test_a_code_nobody_looks_at_goes_back_unseen_and_may_be_sold_again(market: VaultMarket) -> None:
    deal = market.paid_code()
    market.play.wait(71 * HOUR)
    assert market.states(deal) == ("shipped", "sealed")
    market.ends(deal, "refunded", within=10 * DAY)
    secret = market.secret(deal)
    assert (secret.state, bytes(secret.content), bytes(secret.salt)) == ("destroyed", b"", b"")
    assert holds.position(deal.subject).returned_units == TOTAL
    assert market.states(market.sealed()) == ("agreed", "sealed")


def test_a_deal_that_comes_to_nothing_destroys_its_code(market: VaultMarket) -> None:
    deal = market.sealed()
    deals.cancel(market.buyer, deal_id=deal.pk)
    assert market.states(deal) == ("cancelled", "destroyed")


def test_a_used_code_is_reported_with_the_provider_s_own_page(market: VaultMarket) -> None:
    deal = market.revealed_code()
    with pytest.raises(ProviderProofNeeded) as no:
        deals.report(market.buyer, deal_id=deal.pk, kind="code_invalid", words=PROOF,
                     wants="refund")  # fmt: skip
    assert no.value.param == "pictures"
    deals.report(market.buyer, deal_id=deal.pk, kind="code_invalid", words=PROOF,
                 wants="refund", file_ids=(screenshot(market),))  # fmt: skip
    assert market.play.fresh(deal).state == "disputed"


def test_a_code_its_seller_tried_to_sell_again_is_refunded_at_once(market: VaultMarket) -> None:
    deal = market.revealed_code()
    other = market.play.agree(market.sara, market.reza, **CODE)
    with pytest.raises(SecretKnown):
        deals.seal(market.seller, deal_id=other.pk, secret=GIFT)
    deals.report(market.buyer, deal_id=deal.pk, kind="code_invalid", words=PROOF,
                 wants="refund", file_ids=(screenshot(market),))  # fmt: skip
    market.play.settle()
    market.ends(deal, "refunded")
    assert holds.position(deal.subject).returned_units == TOTAL


def test_a_buyer_who_has_the_code_tried_proves_nothing(market: VaultMarket) -> None:
    """Otherwise whoever has seen a code could have a friend seal it, and get the money back."""
    deal = market.revealed_code()
    market.play.wait(timedelta(minutes=5))
    friend, accomplice = market.person("دوست خریدار"), market.person("همدست خریدار")
    other = market.play.agree(accomplice, friend, **CODE)
    with pytest.raises(SecretKnown):
        deals.seal(market.act(friend, Role.SELLER), deal_id=other.pk, secret=GIFT)
    assert not vault.is_sold_twice(deal.subject)


@pytest.mark.parametrize("typed", ["", "ab", "کد هدیه", "x" * 65, "<script>", "-GIFT-"])
def test_what_is_no_code_is_refused_beside_its_field(market: VaultMarket, typed: str) -> None:
    deal = market.play.agree(market.sara, market.reza, **CODE)
    with pytest.raises(SecretWrong) as no:
        deals.seal(market.seller, deal_id=deal.pk, secret=typed)
    assert no.value.param == "secret"

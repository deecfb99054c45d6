"""The cast of a broken parcel: pictures, claims, officers, and a fund with something in it."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Claim, Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.evidence.tests.samples import picture
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.people.models import Person
from amanat.capabilities.protection import queries as fund
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import Thing
from amanat.words.act import Act, Role
from stories.market import DAY, station
from stories.quarrel import PRICE, REASONS, Quarrel

NET = 318_400_000  # What the seller gets of the price: his half of the fee is off.
WORDS = "جعبه له شده و صفحه شکسته است."
MINUTE = timedelta(minutes=1)


def endow(units: int) -> None:
    """Bring the fund to exactly `units`: what is missing comes from the bank, or goes there."""
    bank, own = accounts.bank_account_id(), accounts.fund_account_id()
    missing = units - fund.balance_units()
    if missing:
        sides = (bank, own) if missing > 0 else (own, bank)
        act = Act(None, Role.HOUSE, clock.now())
        book.write(act, book.Transfer(*sides, abs(missing)), key=f"endow/{book.next_id()}")


class Damage(Quarrel):
    """Deals whose goods come to harm on the way."""

    def endow(self, units: int) -> None:
        """Bring the fund to exactly `units`, with the bank on the other side."""
        endow(units)

    def file(self, person: Person, size: tuple[int, int] = (40, 30)) -> int:
        upload = SimpleUploadedFile("parcel.jpg", picture(size=size), "image/jpeg")
        act = self.act(person, Role.PERSON)
        return evidence.keep(act, person_id=person.pk, upload=upload).pk

    @station
    def packed(self, **terms: object) -> Deal:
        """The seller shows the parcel before it leaves."""
        deal = self.funded(**terms)
        file_ids = (self.file(self.reza),)
        deals.pack(
            self.seller, deal_id=deal.pk, weight_grams=2_300, has_word=True, file_ids=file_ids
        )
        return self.play.ship(deal, self.reza)

    @station
    def broken(self, **terms: object) -> Deal:
        return self.play.receive(self.packed(**terms), self.sara)

    @station
    def claim(self, deal: Deal, *missing: str) -> Claim:
        """The buyer claims damage, with the three pictures or without some."""
        given = {
            f"{name}_id": self.file(self.sara)
            for name in ("box", "label", "item")
            if name not in missing
        }
        claim = deals.claim_damage(self.buyer, deal_id=deal.pk, words=WORDS, **given)
        self.play.settle()
        return claim

    @station
    def heard_claim(self, **terms: object) -> Claim:
        """The time for proof is over: an officer decides."""
        return self.hear(self.claim(self.broken(**terms)))

    @station
    def hear(self, claim: Claim) -> Claim:
        deals.hear_claim(self.clock(claim), claim_id=claim.pk)
        return self.again(claim)

    def clock(self, thing: Thing) -> Act:
        """The clock's own act, at the deadline of this thing."""
        thing.refresh_from_db()
        assert thing.due_at is not None
        return Act(None, Role.CLOCK, thing.due_at)

    def decide(self, claim: Claim, officer: Person, **facts: Any) -> Claim:
        self.play.confirm(claim.deal, officer, queries.AWARD)
        act = self.act(officer, Role.OFFICER)
        deals.decide_claim(act, claim_id=claim.pk, reasons=REASONS, **facts)
        self.play.settle()
        return self.again(claim)

    def propose(self, claim: Claim, officer: Person, **outcome: Any) -> Claim:
        self.play.confirm(claim.deal, officer, queries.AWARD)
        act = self.act(officer, Role.OFFICER)
        deals.propose_outcome(act, claim_id=claim.pk, reasons=REASONS, **outcome)
        return self.again(claim)

    def confirm(self, claim: Claim, officer: Person) -> Claim:
        self.play.confirm(claim.deal, officer, queries.AWARD)
        deals.confirm_outcome(self.act(officer, Role.OFFICER), claim_id=claim.pk)
        self.play.settle()
        return self.again(claim)

    def again(self, claim: Claim) -> Claim:
        return Claim.objects.select_related("deal").get(pk=claim.pk)

    def conserved(self, claim: Claim) -> tuple[int, int, int, int]:
        """Seller from escrow, seller from the fund, fee, buyer: all that came in, to the rial."""
        seller, fee, buyer = self.counted(claim.deal)
        from_fund = fund.compensated_units(claim.subject)
        paid_in = sum(part.units for part in holds.plan(claim.deal.subject) if part.is_paid)
        assert paid_in + from_fund == seller + from_fund + fee + buyer
        assert fund.balance_units() >= 0
        assert book.broken_invariants() == []
        assert accounts.conservation().holds
        return seller, from_fund, fee, buyer


__all__ = ["DAY", "NET", "PRICE", "Damage"]

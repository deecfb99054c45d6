"""The cast of what does not travel: codes, accounts and domains, sold through the vault."""

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import POINTS
from amanat.capabilities.vault.models import Secret
from stories.market import Market, station

PRICE, HALF_FEE = 10_000_000, 50_000
TOTAL, TO_SELLER = PRICE + HALF_FEE, PRICE - HALF_FEE
COMMON = {
    "description": "", "price_units": PRICE, "fee_payer": "half", "delivery": "online",
    "checks": [],
}  # fmt: skip
CODE = {
    **COMMON, "kind": "code", "title": "کارت هدیهٔ فروشگاه", "ship_hours": 1,
    "inspection_hours": 12, "more": {"provider": "فروشگاه نمونه"},
}  # fmt: skip
ACCOUNT = {
    **COMMON, "kind": "game_account", "title": "حساب بازی مرحلهٔ صد", "ship_hours": 48,
    "inspection_hours": 72, "more": {"game": "نبرد", "points": list(POINTS)},
}  # fmt: skip
DOMAIN_IR = {
    **COMMON, "kind": "domain_ir", "title": "دامنهٔ نمونه", "ship_hours": 168,
    "inspection_hours": 72,
    "more": {"domain": "nemune-shop.ir", "transfer_cost": "buyer", "renewal_cost": "seller"},
}  # fmt: skip
DOMAIN = {
    **DOMAIN_IR, "kind": "domain", "ship_hours": 240,
    "more": {"domain": "nemune-shop.com", "transfer_cost": "buyer", "renewal_cost": "buyer"},
}  # fmt: skip
GIFT = "GIFT-7K4Q-92MX"
BUNDLE = "user: reza_1370\npassword: s3cret-Word!\nmail: reza@example.com"
PIN = "PIN-84f2a91c"
HANDLE = "sm482-irnic"


class VaultMarket(Market):
    """A market of codes, accounts and domains."""

    @station
    def sealed(self, secret: str = GIFT, **terms: object) -> Deal:
        """An agreed deal about a code whose seller has sealed it."""
        deal = self.play.agree(self.sara, self.reza, **{**CODE, **terms})
        deals.seal(self.seller, deal_id=deal.pk, secret=secret)
        self.play.settle()
        return self.play.fresh(deal)

    @station
    def paid_code(self, secret: str = GIFT) -> Deal:
        return self.play.pay(self.sealed(secret), self.sara)

    @station
    def revealed_code(self, secret: str = GIFT) -> Deal:
        deal = self.paid_code(secret)
        deals.reveal(self.buyer, deal_id=deal.pk, network="203.0.113.9")
        self.play.settle()
        return self.play.fresh(deal)

    @station
    def paid(self, terms: dict[str, object]) -> Deal:
        return self.play.pay(self.play.agree(self.sara, self.reza, **terms), self.sara)

    @station
    def handed_account(self) -> Deal:
        deal = self.paid(ACCOUNT)
        deals.hand_over(self.seller, deal_id=deal.pk, secret=BUNDLE, points=POINTS)
        self.play.settle()
        return self.play.fresh(deal)

    @station
    def tried_account(self) -> Deal:
        """The buyer has looked, and ticked the whole list."""
        deal = self.handed_account()
        deals.reveal(self.buyer, deal_id=deal.pk)
        deals.tick(self.buyer, deal_id=deal.pk, points=POINTS)
        self.play.settle()
        return self.play.fresh(deal)

    @station
    def moving_domain(self, terms: dict[str, object] | None = None) -> Deal:
        """The transfer is open, and the buyer has its code."""
        deal = self.paid(terms or DOMAIN_IR)
        deals.hand_over(self.seller, deal_id=deal.pk, secret=PIN)
        deals.take_code(self.buyer, deal_id=deal.pk, handle=HANDLE)
        self.play.settle()
        return self.play.fresh(deal)

    def secret(self, deal: Deal) -> Secret:
        return Secret.objects.get(subject=deal.subject)

    def content(self, deal: Deal) -> str:
        return deals.look_again(self.buyer, deal_id=deal.pk).content

    def states(self, deal: Deal) -> tuple[str, str]:
        """Where the deal is, and where its secret."""
        seal = queries.handover(deal)
        assert seal is not None and seal.seal is not None
        return self.play.fresh(deal).state, seal.seal.state

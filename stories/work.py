"""The cast of work in stages: a buyer, a seller, and a project of three small deals."""

from typing import Any

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.kernel.ledger import book
from stories.market import Market, station

STAGE_PRICES = (30_000_001, 50_000_003, 20_000_000)


def stages(*prices: int) -> list[dict[str, Any]]:
    titles = ("طرح اولیه", "پیاده‌سازی", "تحویل نهایی")
    return [
        {"title": titles[n % 3], "price_units": price, "days": 5 + n, "test": "با نمونه بخواند."}
        for n, price in enumerate(prices)
    ]


def project(*prices: int, **other: Any) -> dict[str, Any]:
    """The terms of a project whose stages cost this much."""
    more = {"stages": stages(*prices), "revisions": 1, "revision_days": 3}
    return {
        "title": "وب‌سایت فروشگاهی", "description": "", "kind": "work", "delivery": "online",
        "price_units": sum(prices), "inspection_hours": 72, "ship_hours": 24, "more": more,
        "checks": [], **other,
    }  # fmt: skip


class Workshop(Market):
    """A market where work is made to order."""

    @station
    def hired(self, *prices: int, **other: Any) -> Deal:
        return self.play.agree(self.sara, self.reza, **project(*(prices or STAGE_PRICES), **other))

    def stage(self, whole: Deal, place: int) -> Deal:
        return Deal.objects.get(parent=whole, place=place)

    def states(self, whole: Deal) -> list[str]:
        return [stage.state for stage in Deal.objects.filter(parent=whole).order_by("place")]

    @station
    def pay(self, whole: Deal, place: int) -> Deal:
        return self.play.pay(self.stage(whole, place), self.sara)

    @station
    def hand_in(self, whole: Deal, place: int, words: str = "نسخهٔ نخست آماده است.") -> Deal:
        deals.hand_in(self.seller, deal_id=self.stage(whole, place).pk, words=words)
        self.play.settle()
        return self.stage(whole, place)

    @station
    def revise(self, whole: Deal, place: int) -> Deal:
        words = "رنگ‌ها با نمونه نمی‌خواند."
        deals.revise(self.buyer, deal_id=self.stage(whole, place).pk, words=words)
        self.play.settle()
        return self.stage(whole, place)

    @station
    def approve(self, whole: Deal, place: int) -> Deal:
        return self.play.approve(self.stage(whole, place), self.sara)

    @station
    def done(self, whole: Deal, place: int) -> Deal:
        """Paid, handed in, approved."""
        self.pay(whole, place)
        self.hand_in(whole, place)
        return self.approve(whole, place)

    def position(self, whole: Deal) -> holds.Position:
        """Where the project's money is; it is the sum of its stages, and the book is sound."""
        lines = queries.stages_of(whole)
        found = queries.whole_position(lines)
        assert found.total_units == queries.bill(queries.terms(whole)).buyer_pays.units
        assert book.broken_invariants() == []
        return found

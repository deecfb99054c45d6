"""Digital currency: whether it is on, how much was bought, when its seller is paid."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, F, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from amanat.capabilities.deals.models import Deal, Switch, TermsVersion
from amanat.capabilities.deals.rules import COIN, SWITCHED_ON
from amanat.kernel.law import parameters as law
from amanat.kernel.questions import question

NOT_BOUGHT = ("expired", "cancelled", "refunding", "refunded")
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def coin_switch() -> Switch | None:
    """The switch that is proposed or on; None while digital currency is plainly off."""
    return Switch.objects.filter(what=COIN, state__in=["proposed", "on"]).first()


def switches_in(states: Collection[str]) -> QuerySet[Switch]:
    return Switch.objects.filter(state__in=states)


def kinds_on() -> tuple[str, ...]:
    """What somebody may start a deal about today."""
    return (*SWITCHED_ON, COIN) if _on().exists() else SWITCHED_ON


@question
def _on() -> QuerySet[Switch]:
    return Switch.objects.filter(what=COIN, state="on")


def coins_bought_units(buyer_id: int, since: datetime) -> int:
    """What this person's agreed coin deals since then cost; what came to nothing does not count."""
    price = Cast(KeyTextTransform("price_units", "body"), BigIntegerField())
    agreed = TermsVersion.objects.filter(
        deal__buyer=buyer_id, deal__kind=COIN, number=F("deal__version"), agreed_at__gt=since
    ).exclude(deal__state__in=NOT_BOUGHT)
    return agreed.aggregate(units=Sum(price))["units"] or 0


def payout_wait(deal_id: int, at: datetime) -> timedelta:
    """A seller new to coins is paid later: coins cannot be called back when the card was stolen."""
    deal = Deal.objects.filter(pk=deal_id, kind=COIN).first()
    if deal is None:
        return timedelta()
    earlier = Deal.objects.filter(seller=deal.seller_id, kind=COIN, state="completed")
    return timedelta() if earlier.exists() else law.hours("coin.new_seller_hold_hours", at)

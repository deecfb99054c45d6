"""What stands around a deal without being part of it: where to post, what to insure, when money
arrives, and how to tell that this page is ours."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.kind_forms import POINT_WORDS
from amanat.capabilities.deals.pages.sentences.transfer import steps_of
from amanat.capabilities.deals.pages.view import DealView
from amanat.capabilities.deals.rules import Cover, Terms, cover_for, other
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.places import queries as places
from amanat.capabilities.ratings import queries as ratings
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.words.act import Act, Role
from amanat.words.text import Text

MOST_OFFICES = 3
MOVING = frozenset({"funded", "shipped"})  # While a domain changes its holder.
COVERS = {
    Cover.BASIC: Text(
        "بیمهٔ پایهٔ پست برای این بها بس است؛ باز هم رسید را نگه دارید.",
        "The basic cover of the post is enough for this price; still keep the receipt.",
    ),
    Cover.DECLARE: Text(
        "هنگام تحویل به پست، بهای کالا را اظهار کنید و رسید بیمه را نگه دارید.",
        "Declare the value when you hand the parcel in, and keep the insurance receipt.",
    ),
    Cover.ABOVE: Text(
        "بها از سقف بیمهٔ پست بیشتر است: چند بسته بفرستید، یا حمل‌کننده‌ای که همهٔ بها را بیمه می‌کند.",
        "The price is above what the post insures: split the parcel, or take a carrier that "
        "insures all of it.",
    ),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What to insure, the figures it rests on, and how sure we are of them."""

    says: Text
    basic_units: int
    cap_units: int
    source: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an account's hand-over list, and which side has ticked it."""

    says: Text
    by_seller: bool
    by_buyer: bool


def insurance(price_units: int, at: datetime) -> Advice:
    """Postal insurance for goods of this price, by the figures in force."""
    basic_units = law.whole("post.basic_cover_units", at)
    cap_units = law.whole("post.declared_cap_units", at)
    row = law.row_in_force("post.declared_cap_units", tehran_day(at))
    cover = cover_for(price_units, basic_units=basic_units, cap_units=cap_units)
    return Advice(COVERS[cover], basic_units, cap_units, row.source, row.status == "confirmed")


def shipping(deal: Deal, at: datetime) -> dict[str, Any]:
    """For the page on which the seller ships."""
    terms = queries.terms(deal)
    return {
        "offices": queries.offices_for(deal, most=MOST_OFFICES),
        "advice": insurance(terms.price_units, at),
        "at": at,
    }


def beside(deal: Deal, terms: Terms, act: Act, city_id: int | None) -> dict[str, Any]:
    """For the deal's own page; `city_id` is where its reader lives."""
    is_to_ship = terms.is_carried and deal.state == "funded" and act.role is Role.SELLER
    offices = []
    if is_to_ship and city_id is not None:
        offices = places.offices_at_a_glance(city_id, most=MOST_OFFICES)
    other_id = deal.person_of(other(act.role))
    return {
        "payouts": queries.payouts_of_deal(deal, act.at),
        "transfers_back": queries.transfers_back_of_deal(deal, act.at),
        "standing": ratings.standing(other_id, act.at),
        "ratings": queries.ratings_of(deal, act.person, act.at),
        "watchword": queries.watchword_of(deal.code),
        "offices": offices,
        "needs_account": deal.state == "agreed"
        and act.role is Role.SELLER
        and not people.bank_accounts(act.person),
        "transfer_steps": steps_of(deal.kind, act.role) if deal.state in MOVING else (),
    }


def points_of(view: DealView) -> list[Point]:
    """The hand-over list of an account, with who has ticked what."""
    ticked = view.handover.ticked if view.handover else {}
    return [
        Point(
            POINT_WORDS[one],
            one in ticked.get(Role.SELLER, set()),
            one in ticked.get(Role.BUYER, set()),
        )
        for one in view.terms.more.get("points", [])
    ]


def arrival(terms: Terms, at: datetime) -> payments.Eta:
    """If the goods were approved now: how and when the seller's money is there, holidays counted."""
    return payments.eta(queries.bill(terms).seller_gets.units, at)

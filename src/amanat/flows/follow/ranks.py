"""What is noted of a business when something happens elsewhere; and word to its holder."""

from collections.abc import Callable

from amanat.capabilities.businesses import events as business
from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deals import events as deal
from amanat.capabilities.deals import queries as deals
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.ranks import events as rank
from amanat.capabilities.ranks import queries
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event
from amanat.words.moments import tehran_day


def note_the_beginning(act: Act, fact: Fact) -> None:
    """Its identity is confirmed: from its registration on it is known here."""
    one = businesses.business(fact.id)
    ranks.note(
        act, business_id=one.pk, kind="began", day=tehran_day(one.registered_at),
        subject=f"business:{one.pk}",
    )  # fmt: skip


def note_the_delivery(act: Act, fact: Fact) -> None:
    """A deal ended with its goods delivered: in time, or after the day they were promised for."""
    one = deals.deal(fact.id)
    is_late = (
        one.shipped_at is not None and one.ship_by is not None and one.shipped_at > one.ship_by
    )
    _note(act, fact, "sale_late" if is_late else "sale_on_time")


def note_the_failure(act: Act, fact: Fact) -> None:
    """The seller would not or did not deliver in time, and the money went back."""
    _note(act, fact, "sale_undelivered")


def _note(act: Act, fact: Fact, kind: str) -> None:
    """For the one business the seller acts for; with several, the deal does not say for which."""
    one = deals.deal(fact.id)
    buyer, seller = one.sides
    acts_for = businesses.of_person(seller, fact.at)
    if len(acts_for) != 1:
        return
    ranks.note(
        act, business_id=acts_for[0].pk, kind=kind, day=tehran_day(fact.at), subject=one.subject,
        units=deals.terms(one).price_units, shared=queries.shared_marks(buyer, acts_for[0].pk),
    )  # fmt: skip


def tell_of_the_rank(act: Act, fact: Fact) -> None:
    ranks.tell_of_rank(act, rank_id=fact.id, fact=fact.name)


def tell_of_the_objection(act: Act, fact: Fact) -> None:
    ranks.tell_of_objection(act, objection_id=fact.id, fact=fact.name)


ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    business.BusinessConfirmed: (note_the_beginning,),
    deal.DealCompleted: (note_the_delivery,),
    deal.DealSplitClosed: (note_the_delivery,),
    deal.ShipmentDeclined: (note_the_failure,),
    deal.DealCalledOff: (note_the_failure,),
    rank.RankShown: (tell_of_the_rank,),
    rank.RankFell: (tell_of_the_rank,),
    rank.ScoreCorrected: (tell_of_the_objection,),
    rank.ScoreUpheld: (tell_of_the_objection,),
    rank.ObjectionPassedOn: (tell_of_the_objection,),
}

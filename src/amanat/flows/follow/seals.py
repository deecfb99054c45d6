"""What follows for a seal when a licence, a domain or a business changes; and word to its holder."""

from collections.abc import Callable
from datetime import datetime

from amanat.capabilities.businesses import events as business
from amanat.capabilities.ranks import events as rank
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import events as seal
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event


def weigh_the_licences(act: Act, fact: Fact) -> None:
    """A seal that no licence carries any more is suspended that very day."""
    seals.weigh_licences(act, business_id=fact.facts["business_id"])


def suspend_for_the_domain(act: Act, fact: Fact) -> None:
    """Its proof was missing for 72 hours."""
    seals.suspend_for(
        act,
        business_id=fact.facts["business_id"],
        reason="domain_lost",
        domain=fact.facts["name"],
    )


def look_at_the_domain_again(act: Act, fact: Fact) -> None:
    seals.look_again(act, business_id=fact.facts["business_id"])


def look_at_the_licence_again(act: Act, fact: Fact) -> None:
    seals.look_again(act, business_id=fact.facts["business_id"])


def look_at_the_business_again(act: Act, fact: Fact) -> None:
    """Its inquiry is answered: checks that waited for it are, too."""
    seals.look_again(act, business_id=fact.id)


def note_that_the_domain_is_back(act: Act, fact: Fact) -> None:
    seals.clear_cause(
        act,
        business_id=fact.facts["business_id"],
        reason="domain_lost",
        domain=fact.facts["name"],
    )


def follow_the_rank(act: Act, fact: Fact) -> None:
    """Levels from three on are held by as many stars: with fewer, the level falls with notice."""
    stars = fact.facts["stars"] or 0
    seals.follow_rank(act, business_id=fact.facts["business_id"], stars=stars)


def tell_the_seals_holder(act: Act, fact: Fact) -> None:
    """The fact is the seal's own, or a check's, a decision's, an appeal's or a letter's."""
    at = next((fact.facts[name] for name in ("effect_at", "until") if name in fact.facts), "")
    moment = datetime.fromisoformat(at) if "T" in at else None
    seal_id = fact.facts.get("seal_id", fact.id)
    seals.tell(act, seal_id=seal_id, fact=fact.name, until=moment)


TOLD: tuple[type[Event], ...] = (
    seal.SealSubmitted,
    seal.SealDefectFound,
    seal.SealChecksPassed,
    seal.UndertakingSigned,
    seal.SealLeftIncomplete,
    seal.SealGranted,
    seal.SealRefused,
    seal.SealConverted,
    seal.SealLevelKept,
    seal.SealRenewed,
    seal.SealExpired,
    seal.SealSuspended,
    seal.SealLifted,
    seal.SealRevoked,
    seal.SealRestored,
    seal.SealSurrendered,
    seal.SealAppealDenied,
    seal.DecisionAnnounced,
    seal.CentreWrote,
    seal.CentreWarned,
)

ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    business.TradeLicenceConfirmed: (look_at_the_licence_again, weigh_the_licences),
    business.TradeLicenceEnded: (weigh_the_licences,),
    business.DomainLost: (suspend_for_the_domain,),
    business.DomainDropped: (suspend_for_the_domain,),
    business.DomainProven: (look_at_the_domain_again, note_that_the_domain_is_back),
    business.BusinessConfirmed: (look_at_the_business_again,),
    rank.RankFell: (follow_the_rank,),
    **dict.fromkeys(TOLD, (tell_the_seals_holder,)),
}

"""What follows when a business, its licence or its domain changes: word to those who run it."""

from collections.abc import Callable

from django.conf import settings

from amanat.capabilities.businesses import events as business
from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.payments import actions as payments
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event


def tell_who_runs_it(act: Act, fact: Fact) -> None:
    """The fact is the business's own, or its licence's or domain's."""
    business_id = fact.facts.get("business_id", fact.id)
    for letter in businesses.letters_of(
        fact.name, business_id, fact.facts, act.at, settings.SITE_URL
    ):
        notices.queue(
            act,
            phone=letter.phone,
            person_id=letter.person_id,
            kind=f"business.{fact.name}",
            text=letter.text,
            dedupe_key=f"business:{fact.entry_id}:{letter.person_id}",
        )


def look_for_the_account_again(act: Act, fact: Fact) -> None:
    """A company has another account, or one less: what waited for it is looked at now."""
    payments.look_again(act, business_id=fact.facts["business_id"])


def pay_what_stands(act: Act, fact: Fact) -> None:
    """It has an account of its own now: what stood for it goes out."""
    payments.pay_what_stands(act, business_id=fact.facts["business_id"])


TOLD: tuple[type[Event], ...] = (
    business.BusinessConfirmed,
    business.BusinessTurnedDown,
    business.TradeLicenceConfirmed,
    business.TradeLicenceTurnedDown,
    business.TradeLicenceEnded,
    business.DomainProofMissing,
    business.DomainLost,
    business.MandateGiven,
    business.BusinessAccountConfirmed,
)

ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    **dict.fromkeys(TOLD, (tell_who_runs_it,)),
    business.BusinessAccountConfirmed: (
        tell_who_runs_it,
        look_for_the_account_again,
        pay_what_stands,
    ),
    business.BusinessAccountEnded: (look_for_the_account_again,),
}

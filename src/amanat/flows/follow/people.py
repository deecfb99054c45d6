"""What follows when a person asks for a code, or changes where the money goes: word goes out."""

from django.conf import settings

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act


def send_the_code(act: Act, fact: Fact) -> None:
    """A code that ran out while it waited is not sent: nobody could use it."""
    wanted = people.code_for_delivery(fact.id, act.at)
    if wanted is None:
        return
    notices.queue_secret(
        act,
        phone=wanted.phone,
        person_id=wanted.person_id,
        kind=f"code.{wanted.purpose}",
        text=wanted.text,
        dedupe_key=f"code:{fact.id}",
    )


def tell_of_the_key(act: Act, fact: Fact) -> None:
    warning = people.key_warning(fact.id, f"{settings.SITE_URL}/me/keys")
    notices.queue(
        act,
        phone=warning.phone,
        person_id=warning.person_id,
        kind="people.key_made",
        text=warning.text,
        dedupe_key=f"key_made:{fact.id}",
    )


def warn_the_owner(act: Act, fact: Fact) -> None:
    change = people.account_change(fact.id, f"{settings.SITE_URL}/me/iban")
    notices.queue(
        act,
        phone=change.phone,
        person_id=change.person_id,
        kind="people.account_changed",
        text=change.text,
        dedupe_key=f"account_changed:{fact.id}",
    )

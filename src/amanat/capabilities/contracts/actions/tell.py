"""Word goes out to the buyer, to whoever takes over, and to the maker's people."""

from datetime import datetime

from django.conf import settings

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import letters, queries
from amanat.capabilities.contracts.rules.reasons import REASONS
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import spoken_briefly, spoken_date
from amanat.words.text import Text

MOST_TOLD = 5
LONGEST_TITLE_IN_SMS = 16
POWERS = frozenset({"sell", "all"})
NOTHING = Text("—", "—")


@atomic
def tell(act: Act, *, contract_id: int, fact: str) -> None:
    """Tell everybody concerned what happened to a contract, once for each fact."""
    one = queries.contract(contract_id)
    buyers, sellers = f"/contracts/{one.code}", f"/org/orders/{one.code}"
    if fact in letters.TO_BUYER:
        _send(act, one, one.buyer_id, fact, letters.TO_BUYER[fact], buyers)
    if fact in letters.TO_NEW_BUYER:
        found = queries.open_assignment(contract_id)
        if found is not None:
            _send(act, one, found.to_person_id, fact, letters.TO_NEW_BUYER[fact], "/contracts")
    if fact in letters.TO_SELLER:
        for person_id in _holders(act, one.business_id):
            _send(act, one, person_id, f"{fact}.seller", letters.TO_SELLER[fact], sellers)


def _send(
    act: Act, one: queries.Contract, person_id: int, fact: str, letter: Text, path: str
) -> None:
    said = _facts(one) | {"link": Text(*[f"{settings.SITE_URL}{path}"] * 2)}
    text = Text(
        letter.fa.format(**{name: value.fa for name, value in said.items()}),
        letter.en.format(**{name: value.en for name, value in said.items()}),
    )
    notices.queue(
        act, phone=people.phone_of(person_id), person_id=person_id, kind=f"contract.{fact}",
        text=text, dedupe_key=f"contract:{act.cause}:{fact}:{person_id}",
    )  # fmt: skip


def _facts(one: queries.Contract) -> dict[str, Text]:
    title = shortened(queries.terms_of(one).title)
    return {
        "title": Text(title, title),
        "reason": REASONS.get(one.reason, NOTHING),
        "when": _when(one),
    }


def _when(one: queries.Contract) -> Text:
    if one.repay_by is not None:
        return Text(spoken_date(one.repay_by, "fa"), spoken_date(one.repay_by, "en"))
    until: datetime | None = one.due_at
    return Text(spoken_briefly(until, "fa"), spoken_briefly(until, "en")) if until else NOTHING


def shortened(name: str) -> str:
    """A title that leaves room for the rest of an SMS."""
    most = LONGEST_TITLE_IN_SMS
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _holders(act: Act, business_id: int) -> list[int]:
    """Who has a mandate to sell now; a bounded few."""
    found: list[int] = []
    for mandate in businesses.mandates(business_id):
        in_force = businesses.mandate_of(mandate.person_id, business_id, act.at)
        powers = set(in_force.powers.split()) if in_force else set()
        if POWERS & powers and mandate.person_id not in found:
            found.append(mandate.person_id)
    return found[:MOST_TOLD]

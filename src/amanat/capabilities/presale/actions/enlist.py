"""A buyer says what the rules ask about, and takes a ticket: one row, written in one statement."""

from collections.abc import Sequence
from datetime import date

from amanat.capabilities.people import queries as people
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.actions.tell import tell_of_ticket
from amanat.capabilities.presale.models import BuyerFile, Purchase
from amanat.capabilities.presale.queries import tickets
from amanat.capabilities.presale.refusals import (
    CampaignShut,
    DayImpossible,
    EnlistedBefore,
    FileMissing,
    IdentityMissing,
    NotEligible,
)
from amanat.capabilities.presale.rules import window
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.ledger.wire import again
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.codes import new_code
from amanat.words.refusal import Invalid, NotFound, refuse_unless
from amanat.words.text import Text

OLDEST_YEARS = 120
MOST_PLATES, MOST_YEARS = 50, 100
MOST_AT_ONCE = 2_000
MISSING, SHUT, BEFORE, TAKEN = -1, -2, -5, -6


@atomic
def declare_buyer(
    act: Act,
    *,
    born_on: date,
    has_licence: bool,
    plates: int = 0,
    youngest_vehicle_years: int | None = None,
    last_purchase_on: date | None = None,
    last_purchase_maker: str = "",
) -> BuyerFile:
    """Say what the rules of buyers ask about. It is checked again before a contract."""
    today = tehran_day(act.at)
    is_day = born_on <= today and window.full_years(born_on, today) <= OLDEST_YEARS
    refuse_unless(is_day, DayImpossible, "born_on")
    bought = last_purchase_on is None or born_on <= last_purchase_on <= today
    refuse_unless(bought, DayImpossible, "last_purchase_on")
    refuse_unless(0 <= plates <= MOST_PLATES, Invalid, "plates")
    years = youngest_vehicle_years
    refuse_unless(years is None or 0 <= years <= MOST_YEARS, Invalid, "youngest_vehicle_years")
    refuse_unless(plates == 0 or years is not None, Invalid, "youngest_vehicle_years")
    is_maker = last_purchase_on is None or last_purchase_maker in window.MAKERS
    refuse_unless(is_maker, Invalid, "last_purchase_maker")
    file = BuyerFile(
        person_id=act.person, born_on=born_on, has_licence=has_licence, plates=plates,
        youngest_vehicle_years=years if plates else None, last_purchase_on=last_purchase_on,
        last_purchase_maker=last_purchase_maker if last_purchase_on else "", declared_at=act.at,
    )  # fmt: skip
    file.save()
    return file


@atomic
def enlist(act: Act, *, campaign_id: int, choice: int = 0) -> str:
    """Take a ticket of a lottery; answers its code, `Q-…`. Its number is given by chance.

    Two phones of one national id in the same second: the database lets one of them through.
    """
    campaign = queries.campaign(campaign_id)
    found = queries.eligibility(act.person, campaign, act.at)
    refuse_unless(found.is_identified, IdentityMissing)
    refuse_unless(found.has_file, FileMissing)
    if any(one.code == "enlisted_before" for one in found.reasons):
        raise EnlistedBefore("campaign_id")
    if not found.is_eligible:
        raise NotEligible("campaign_id", reasons=_words(found))
    mark = people.marks_of(act.person).national_id_index
    (ticket,) = enlist_all(campaign_id, [(mark, act.person, found.group, choice)])
    tell_of_ticket(act, campaign, ticket)
    return ticket


def enlist_all(campaign_id: int, buyers: Sequence[tuple[str, int, int, int]]) -> list[str]:
    """Enlist many (mark, person, group, choice) in one statement; their codes, in order.

    Buyers were checked before. The first one that cannot enlist refuses all of them.
    """
    assert 0 < len(buyers) <= MOST_AT_ONCE, "Cut it into calls of MOST_AT_ONCE."
    marks, persons, groups, choices = zip(*buyers, strict=True)
    codes = [new_code(tickets.PREFIX) for _ in buyers]
    answers = again(
        lambda: tickets.put(
            campaign_id, [tickets.pseudonym_of(code) for code in codes], marks, persons,
            groups, choices,
        )
    )  # fmt: skip
    refuse_unless(MISSING not in answers, NotFound, "campaign_id")
    refuse_unless(SHUT not in answers, CampaignShut, "campaign_id")
    refuse_unless(BEFORE not in answers, EnlistedBefore, "campaign_id")
    assert TAKEN not in answers, "Two equal codes of 55 random bits: asked again, it goes through."
    return codes


@atomic
def note_purchase(act: Act, *, person_id: int, maker: str, subject: str) -> None:
    """A contract for a vehicle stands: it counts against the next one for some months."""
    Purchase.objects.get_or_create(
        subject=subject, defaults={"person_id": person_id, "maker": maker, "at": act.at}
    )


def _words(found: queries.Eligibility) -> Text:
    """All reasons in one sentence each, in both languages."""
    said = [one.reason for one in found.reasons if one.reason is not None]
    if not said:
        said = [Text("در هیچ گروهی از این نوبت نیستید.", "You belong to none of its groups.")]
    return Text(" ".join(one.fa for one in said), " ".join(one.en for one in said))

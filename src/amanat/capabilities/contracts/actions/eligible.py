"""Whether somebody meets the conditions of a campaign now, by the room that sets them."""

from datetime import datetime

from amanat.capabilities.presale import queries as presale
from amanat.words.text import Text

ENLISTED = "enlisted_before"  # Who took part before may still sign, or take over, what was won.
NOT_IDENTIFIED = Text("هویتش تأیید نشده است", "identity not confirmed")
NO_FILE = Text("پروندهٔ خریدار ندارد", "no buyer's file yet")


def unmet(campaign_id: int | None, person_id: int, at: datetime) -> Text | None:
    """Every condition that this person does not meet now, in words; None when all are met."""
    if campaign_id is None:
        return None
    answer = presale.eligibility(person_id, presale.campaign(campaign_id), at)
    words = [one.reason for one in answer.reasons if one.reason and one.code != ENLISTED]
    if not answer.is_identified:
        words.append(NOT_IDENTIFIED)
    if not answer.has_file:
        words.append(NO_FILE)
    if not words:
        return None
    return Text("؛ ".join(one.fa for one in words), "; ".join(one.en for one in words))

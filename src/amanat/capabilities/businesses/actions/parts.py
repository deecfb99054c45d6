"""What the verbs of this room share: whose it is, who decides, and how lines are kept."""

from amanat.capabilities.businesses import queries, rules
from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.refusals import BusinessNotOpen, BusinessReasonNeeded
from amanat.words.act import Act
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, refuse_unless


def ours(act: Act, business_id: int, power: str) -> Business:
    """The business, locked, for somebody whose mandate holds this power; NotFound for strangers."""
    queries.check_mandate(act, business_id, power)
    return Business.objects.lock(business_id)


def open_one(act: Act, business_id: int, power: str) -> Business:
    """The same where something is added: not to a closed business."""
    one = ours(act, business_id, power)
    refuse_unless(one.is_open, BusinessNotOpen)
    return one


def officer(act: Act) -> None:
    queries.check_officer(act)


def line(typed: str, param: str, longest: int = rules.LONGEST_NAME) -> str:
    """A short text as it is kept."""
    text = " ".join(normalise(typed, param).split())
    refuse_unless(0 < len(text) <= longest, Invalid, param)
    return text


def reason(typed: str, param: str) -> str:
    """Words that somebody else will read."""
    text = normalise(typed, param)
    least, most = rules.LEAST_WORDS, rules.LONGEST_WORDS
    refuse_unless(least <= len(text) <= most, BusinessReasonNeeded, param, least=least, most=most)
    return text

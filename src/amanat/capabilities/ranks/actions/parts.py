"""What the verbs of this room share: who decides, and how words are kept."""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.ranks import queries, rules
from amanat.capabilities.ranks.refusals import ScoreWordsNeeded, SecondPersonNeeded
from amanat.words.act import Act
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless


def check_staff(act: Act, business_id: int) -> None:
    """Whoever decides wears the hat, and has no tie to the business."""
    queries.check_hat(act)
    businesses.check_untied(act, business_id)


def check_second(act: Act, first_id: int) -> None:
    """Two different people with two different national ids."""
    refuse_unless(act.person != first_id, SecondPersonNeeded)
    mine = people.marks_of(act.person).national_id_index
    theirs = people.marks_of(first_id).national_id_index
    refuse_unless(not mine or mine != theirs, SecondPersonNeeded)


def reason(typed: str, param: str = "words") -> str:
    """Words that somebody else will read."""
    text = normalise(typed, param)
    least, most = rules.LEAST_WORDS, rules.LONGEST_WORDS
    refuse_unless(least <= len(text) <= most, ScoreWordsNeeded, param, least=least, most=most)
    return text

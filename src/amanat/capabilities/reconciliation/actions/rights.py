"""Who may, and the reasons they give."""

from amanat.capabilities.people import queries as people
from amanat.capabilities.reconciliation.refusals import WhyNeeded
from amanat.capabilities.reconciliation.rules.keys import LONGEST_WORDS
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, refuse_unless


def finance_only(act: Act) -> None:
    """Whoever says to be finance wears that hat."""
    wears = act.by is not None and Role.FINANCE in people.hats(act.by)
    refuse_unless(wears and act.role is Role.FINANCE, NotYours)


def reason(words: str) -> str:
    """A reason as it is kept; never empty."""
    words = normalise(words, "words")
    refuse_unless(0 < len(words) <= LONGEST_WORDS, WhyNeeded, "words", most=LONGEST_WORDS)
    return words

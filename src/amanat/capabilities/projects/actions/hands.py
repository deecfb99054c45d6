"""Whose hand it is: hats that are worn, ties that forbid, and words that are given."""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.projects import queries
from amanat.capabilities.projects.models import Project
from amanat.capabilities.projects.refusals import WordsTooShort
from amanat.capabilities.projects.rules.terms import LEAST_WORDS, LONGEST_WORDS
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.powers import SELL
from amanat.words.refusal import NotYours, refuse_unless


def wears(act: Act, *hats: Role) -> None:
    """Refuse who does not wear the hat the act says, or says another one."""
    fine = act.by is not None and act.role in hats and act.role in people.hats(act.by)
    refuse_unless(fine, NotYours)


def untied(act: Act, project: Project) -> None:
    """Refuse an official with a tie to the business, or with money or a word in the project."""
    businesses.check_untied(act, project.business_id)
    refuse_unless(not queries.has_part(project, act.person), NotYours)


def officer(act: Act, project: Project) -> None:
    wears(act, Role.OFFICER)
    untied(act, project)


def holder(act: Act, project: Project) -> None:
    businesses.check_mandate(act, project.business_id, SELL)


def said(
    words: str, param: str = "words", *, least: int = LEAST_WORDS, longest: int = LONGEST_WORDS
) -> str:
    """The words, tidied; WordsTooShort beside their field."""
    words = normalise(words)
    refuse_unless(least <= len(words) <= longest, WordsTooShort, param, least=least)
    return words

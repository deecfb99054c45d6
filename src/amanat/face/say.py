"""A Text in the language of the page that is being made."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from amanat.words.text import Text


def language() -> str:
    """ "fa" or "en": the URL decides, nothing else."""
    return "en" if (get_language() or "fa").startswith("en") else "fa"


def say(text: Text | str) -> str:
    """The sentence in the page's language; a plain string is returned as it is."""
    return text.into(language()) if isinstance(text, Text) else text


#  For labels that are written once, at import, and read in whatever language comes.
later = lazy(say, str)

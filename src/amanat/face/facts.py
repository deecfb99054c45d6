"""What facts are called on pages. Each capability teaches its own; every portal may say them."""

from collections.abc import Mapping

from amanat.words.text import Text

_told: dict[str, Text] = {}


def teach(sentences: Mapping[str, Text]) -> None:
    """From now on pages say these sentences for these facts."""
    _told.update(sentences)


def sentence_of(name: str) -> Text | str:
    """The sentence for a fact, or its plain name where nobody taught one."""
    return _told.get(name, name)

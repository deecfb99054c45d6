"""What the verbs of the radar share: whose hat it is, why, and the deadline of each state."""

from datetime import datetime

from amanat.capabilities.radar import queries
from amanat.capabilities.radar.models import Decision, Sighting
from amanat.capabilities.radar.refusals import RadarWordsNeeded
from amanat.capabilities.radar.rules import limits
from amanat.capabilities.seals import refusals as seal
from amanat.kernel.law import parameters as law
from amanat.words.act import Act
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless


def decided(act: Act, sighting_id: int, words: str) -> tuple[Sighting, str]:
    """The case, locked, for somebody of the desk without a tie to it; and the reason as kept."""
    queries.check_hat(act)
    kept = words_of(words)
    sighting = Sighting.objects.lock(sighting_id)
    refuse_unless(not queries.is_tied(act.person, sighting), seal.TwoPerson)
    return sighting, kept


def words_of(words: str, param: str = "words") -> str:
    """A reason as it is kept, or a refusal beside its field."""
    words = normalise(words, param)
    least, most = limits.LEAST_WORDS, limits.LONGEST_WORDS
    refuse_unless(least <= len(words) <= most, RadarWordsNeeded, param, least=least, most=most)
    return words


def note(act: Act, sighting: Sighting, verb: str, words: str) -> None:
    """Write down who decided what, and why."""
    Decision.objects.create(
        sighting=sighting, verb=verb, by_id=act.person, role=act.role, words=words, at=act.at
    )


def refuse_one_person(act: Act, *others: int | None) -> None:
    """Refuse whoever is one of `others`, under another account too."""
    is_other = not any(queries.are_one_person(act.person, one) for one in others)
    refuse_unless(is_other, seal.TwoPerson)


def after(act: Act, name: str) -> datetime:
    """The end of a deadline that begins now, by the parameter in force today."""
    return act.at + law.hours(name, act.at)


def block_at(sighting: Sighting, at: datetime) -> datetime:
    """By when a block should be requested, counted from the confirmation; never in the past."""
    since = sighting.confirmed_at or at
    return max(since + law.hours(limits.BLOCK, since), at)

"""The gate: each planted bug is played on a seed, and has to be noticed there.

The seed is the one its patch names; a search from scratch takes seeds in order until one notices.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from amanat.config.bugs.planting import Bug, DoesNotApply, planted
from amanat.config.seeds.books import Violation
from amanat.config.seeds.history import play
from amanat.config.seeds.people import Cast

MOST_SEEDS = 200  # The search gives a bug up after so many.


@dataclass(frozen=True)
class Verdict:
    """What became of one bug: by which seed it was noticed, and in which words."""

    bug: Bug
    seed: int = 0
    words: str = ""
    is_stale: bool = False

    @property
    def is_caught(self) -> bool:
        return bool(self.words) and not self.is_stale

    def __str__(self) -> str:
        if self.is_stale:
            return f"DOES NOT APPLY  {self.bug.name}: {self.words}"
        if not self.is_caught:
            return f"NOT CAUGHT  {self.bug.name}: {self.bug.loss}"
        return f"caught by seed {self.seed}  {self.bug.name}: {self.words}"


def judge(bug: Bug, seeds: Iterable[int], cast: Cast) -> Verdict:
    """Play the seeds on the house with this bug until one of them notices."""
    for seed in seeds:
        try:
            with planted(bug):
                play(seed, cast)
        except DoesNotApply as stale:
            return Verdict(bug, words=str(stale), is_stale=True)
        except Violation as noticed:
            return Verdict(bug, seed, str(noticed).partition(": ")[2])
    return Verdict(bug)


def score(verdicts: list[Verdict]) -> str:
    caught = sum(one.is_caught for one in verdicts)
    return f"{caught} of {len(verdicts)} planted bugs caught"

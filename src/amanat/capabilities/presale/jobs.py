"""The worker's share: lotteries are drawn, their seats offered, and people told, in batches."""

from procrastinate.contrib.django import app

from amanat.capabilities.presale import actions, queries
from amanat.kernel import rounds
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


def _draws() -> list[int]:
    return queries.to_fix() + queries.to_draw(clock.now())


@rounds.whenever(_draws)
@app.task(name="presale.draw", queue="presale", queueing_lock="presale.draw", lock="presale.draw")
def draw() -> None:
    """Fix closed lists and draw what is due. Killed in the middle, it begins again."""
    actions.run_draws(Act(None, Role.HOUSE, clock.now()))


@rounds.whenever(queries.to_offer)
@app.task(name="presale.offer", queue="presale", queueing_lock="presale.offer",
          lock="presale.offer")  # fmt: skip
def offer() -> None:
    """Offer free seats to the next in line; each round commits by itself and is never repeated."""
    actions.run_offers(Act(None, Role.HOUSE, clock.now()))


@rounds.whenever(queries.to_tell)
@app.task(name="presale.results", queue="presale", queueing_lock="presale.results",
          lock="presale.results")  # fmt: skip
def results() -> None:
    """Tell everybody who took part, a few hundred at a time; killed in the middle, from there on."""
    actions.run_results(Act(None, Role.HOUSE, clock.now()))

"""A licence that lapses takes its seal with it that very day; a new one and two people restore it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from amanat.capabilities.businesses.tests import cast as trade
from amanat.capabilities.businesses.tests.cast import staff
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.tests.cast import a_cast, fresh
from amanat.config.demo.player import Player
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.words.moments import tehran_day
from amanat.words.refusal import Refused
from stories.jobs import do_waiting_jobs

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def refusal(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as no:
        do()
    return no.value.code


def test_a_licence_that_lapses_at_midnight_suspends_the_seal_and_two_people_restore_it(
    play: Player,
) -> None:
    last = tehran_day(clock.now()) + 9 * DAY
    cast = a_cast(licence_until=last)
    seal = cast.granted()
    assert seal.ends_on == last
    midnight = rules.end_of(last)
    clock.advance(midnight - SECOND - clock.now())
    assert queries.is_granted(cast.business.pk, midnight - SECOND), "Its last day is a whole day."
    assert not queries.is_granted(cast.business.pk, midnight), "Also before anybody has moved."
    status = queries.status_at(seal.pk, midnight)
    assert status is not None and (status.state, status.reason) == ("suspended", "licence_ended")

    clock.advance(2 * SECOND)
    sweeper.sweep()
    do_waiting_jobs()
    assert (fresh(seal).state, fresh(seal).reason) == ("suspended", "licence_ended")
    texts = [one["message"] for one in play.outside.inbox(cast.owner.phone)]
    assert any("تعلیق شد" in text for text in texts)

    cast.at = clock.now()
    assert refusal(lambda: cast.propose(seal, "lift")) == "seal.cause_remains"
    today = tehran_day(cast.at)
    trade.with_licence(
        cast.business, cast.owner, staff(), valid_from=today, valid_until=today + 400 * DAY
    )
    do_waiting_jobs()
    cast.at = clock.now()
    seals.ask_lift(cast.holder(), seal_id=seal.pk)
    cast.decide(fresh(seal), "lift")
    assert fresh(seal).state == "granted"
    assert queries.is_granted(cast.business.pk, clock.now())


def test_a_licence_renewed_without_a_gap_carries_the_seal_on() -> None:
    last = tehran_day(clock.now()) + 9 * DAY
    other = a_cast(licence_until=last)
    seal = other.granted()
    trade.with_licence(
        other.business, other.owner, staff(), valid_from=last + DAY, valid_until=last + 300 * DAY
    )
    seals.weigh_licences(other.house(), business_id=other.business.pk)
    assert fresh(seal).ends_on == last + 300 * DAY
    assert queries.is_granted(other.business.pk, rules.end_of(last))


#  The vectors of the guide: the day, and whether the seal stands on it. See `samen_replay`.
VECTORS = {
    date(2018, 5, 21): ((date(2018, 5, 21), True), (date(2018, 5, 22), False)),
    date(2018, 6, 21): ((date(2018, 6, 21), True), (date(2018, 6, 22), False)),
}


@pytest.mark.parametrize("end", VECTORS, ids=str)
def test_the_seal_of_the_replay_lives_as_long_as_its_licence(end: date) -> None:
    """Moved to our days: at the same distance from the licence's end."""
    shift = tehran_day(clock.now()) + 9 * DAY - end
    cast = a_cast(licence_until=end + shift)
    seal = cast.granted()
    for day, stands in VECTORS[end]:
        noon = rules.end_of(day + shift) - timedelta(hours=12)
        status = queries.status_at(seal.pk, noon)
        assert status is not None
        assert status.is_live is stands
        assert status.reason == ("" if stands else "licence_ended")
        assert queries.is_granted(cast.business.pk, noon) is stands

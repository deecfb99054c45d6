"""Every row of the seal's lifecycle table: who takes it from where to where, and what the clock does.

The rows are those of the guide: apply, prove the domain, submit, checks, fix, sign, grant or refuse,
convert, report, renew, suspend, lift, revoke, appeal, give back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Appeal, Seal
from amanat.capabilities.seals.states import SEAL
from amanat.capabilities.seals.tests.cast import WORDS, Cast, a_cast, fresh
from amanat.flows import sweeper
from amanat.kernel.clock import calendar
from amanat.kernel.log.moves import Thing
from amanat.words.act import Role

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def failed(cast: Cast) -> Seal:
    seal = cast.checking()
    cast.settle(seal.checks.get(kind="address"), is_fine=False)
    return fresh(seal)


def with_committee(cast: Cast) -> Seal:
    seal = cast.review()
    assert seal.due_at is not None
    cast.at = seal.due_at
    late(Seal, seal.pk)
    return fresh(seal)


def ready_to_rise(cast: Cast) -> Seal:
    seal = cast.converting()
    cast.pass_all(seal)
    return fresh(seal)


def renewable(cast: Cast) -> Seal:
    """A granted seal in its last days, whose checks have grown old."""
    seal = cast.granted()
    assert seal.period_until is not None
    cast.at = rules.end_of(seal.period_until) - 20 * DAY
    return seal


def noticed(cast: Cast) -> Seal:
    """The public was told thirty days ago that the seal will be given back."""
    seal = cast.granted()
    seals.announce_surrender(cast.holder(), seal_id=seal.pk)
    cast.at += 30 * DAY
    return fresh(seal)


def paid(cast: Cast) -> Seal:
    seal = cast.suspended("order_unpaid")
    seals.clear_cause(cast.house(), business_id=cast.business.pk, reason="order_unpaid")
    return seal


def appealed(station: Callable[[Cast], Seal]) -> Callable[[Cast], Seal]:
    def begin(cast: Cast) -> Seal:
        seal = station(cast)
        cast.at += DAY
        seals.appeal_seal(cast.holder(), seal_id=seal.pk, words=WORDS)
        return fresh(seal)

    begin.__name__ = f"appealed {station.__name__}"
    return begin


def answered(verb: str) -> Callable[[Cast, Seal], object]:
    def do(cast: Cast, seal: Seal) -> object:
        appeal = Appeal.objects.get(seal=seal)
        return getattr(seals, verb)(cast.panel(), seal_appeal_id=appeal.pk, words=WORDS)

    return do


def by_holder(verb: str, **given: object) -> Callable[[Cast, Seal], object]:
    return lambda cast, seal: getattr(seals, verb)(cast.holder(), seal_id=seal.pk, **given)


def decided(kind: str) -> Callable[[Cast, Seal], object]:
    return lambda cast, seal: cast.decide(seal, kind)


@dataclass(frozen=True)
class Step:
    """One row of the guide: the station it starts from, what is done, and where that leads."""

    verb: str
    begin: Callable[[Cast], Seal]
    old: str
    do: Callable[[Cast, Seal], object]
    new: str
    level: int = 0


STEPS = [
    Step("apply", Cast.draft, "draft", lambda *_: None, "draft"),
    Step("submit", Cast.draft, "draft", by_holder("submit_seal"), "checking"),
    Step("pass_check", Cast.checking, "checking", lambda c, s: c.pass_all(s), "signing"),
    Step("fail_check", Cast.checking, "checking", lambda c, s: c.settle(
        s.checks.get(kind="email"), is_fine=False), "defect"),
    Step("fix", failed, "defect", by_holder("fix_defects"), "checking"),
    Step("sign_undertaking", Cast.signing, "signing", lambda c, s: c.sign(s), "review"),
    Step("grant", Cast.review, "review", decided("grant"), "granted", 1),
    Step("refuse", Cast.review, "review", decided("refuse"), "refused"),
    Step("grant by the committee", with_committee, "committee", decided("grant"), "granted", 1),
    Step("refuse by the committee", with_committee, "committee", decided("refuse"), "refused"),
    Step("convert_up asked", Cast.granted, "granted",
         by_holder("ask_conversion", level=2), "converting", 1),
    Step("convert_up", ready_to_rise, "converting", decided("convert_up"), "granted", 1),
    Step("convert_up not wanted", Cast.converting, "converting", by_holder("keep_level"),
         "granted", 0),
    Step("convert_down", Cast.granted, "granted", lambda c, s: seals.convert_down(
        c.house(), seal_id=s.pk, level=0, reason="check_failed"), "granted", 0),
    Step("report_change", Cast.granted, "granted",
         by_holder("report_change", kinds=["address"]), "granted", 1),
    Step("renew", renewable, "granted", by_holder("renew_seal"), "granted", 1),
    Step("suspend by the platform", Cast.granted, "granted", lambda c, s: seals.suspend_for(
        c.house(), business_id=s.business_id, reason="critical_finding"), "suspended", 1),
    Step("suspend by two", Cast.granted, "granted", decided("suspend"), "suspended", 1),
    Step("lift asked", paid, "suspended", by_holder("ask_lift"), "suspended", 1),
    Step("lift", paid, "suspended", decided("lift"), "granted", 1),
    Step("revoke", Cast.suspended, "suspended", decided("revoke"), "revoked", 1),
    Step("appeal a refusal", Cast.refused, "refused",
         by_holder("appeal_seal", words=WORDS), "refused"),
    Step("appeal of a refusal allowed", appealed(Cast.refused), "refused",
         answered("allow_seal_appeal"), "granted", 1),
    Step("appeal of a refusal denied", appealed(Cast.refused), "refused",
         answered("deny_seal_appeal"), "refused"),
    Step("appeal of a suspension allowed", appealed(Cast.suspended), "suspended",
         answered("allow_seal_appeal"), "granted", 1),
    Step("appeal of a suspension denied", appealed(Cast.suspended), "suspended",
         answered("deny_seal_appeal"), "suspended", 1),
    Step("appeal of a revocation allowed", appealed(Cast.revoked), "revoked",
         answered("allow_seal_appeal"), "granted", 1),
    Step("appeal of a revocation denied", appealed(Cast.revoked), "revoked",
         answered("deny_seal_appeal"), "revoked", 1),
    Step("surrender announced", Cast.granted, "granted", by_holder("announce_surrender"),
         "granted", 1),
    Step("surrender withdrawn", noticed, "granted", by_holder("withdraw_surrender"),
         "granted", 1),
    Step("surrender", noticed, "granted", by_holder("surrender_seal"), "closed", 1),
]  # fmt: skip


def by_station() -> dict[str, list[Step]]:
    """The rows in groups that begin at the same station: it is reached once for all of them."""
    found: dict[str, list[Step]] = {}
    for row in STEPS:
        found.setdefault(f"{row.old}: {row.begin.__name__}", []).append(row)
    return found


@pytest.mark.parametrize("rows", by_station().values(), ids=by_station())
def test_a_row_of_the_table_leads_where_the_guide_says(cast: Cast, rows: list[Step]) -> None:
    """Each row is taken from its station, and taken back before the next one."""
    seal = rows[0].begin(cast)
    for row in rows:
        assert seal.state == row.old, row.verb
        before = transaction.savepoint()
        row.do(cast, fresh(seal))
        led = fresh(seal)
        assert (led.state, led.level) == (row.new, row.level), row.verb
        status = queries.status_at(seal.pk, cast.at)
        assert status is not None and (status.state, status.level) == (row.new, row.level)
        is_live = row.new in {"granted", "converting"}
        assert queries.is_granted(cast.business.pk, cast.at) == is_live, row.verb
        transaction.savepoint_rollback(before)


def late(model: type[Thing], pk: int, wait: timedelta = timedelta()) -> bool:
    """Nobody acts: the clock's hand comes when the deadline has passed."""
    thing = model._default_manager.get(pk=pk)
    assert thing.due_at is not None
    return sweeper.fire(model, pk, thing.due_at + wait)


@dataclass(frozen=True)
class Silence:
    """What happens when nobody acts in time: how long that is, and what it leads to."""

    station: str
    begin: Callable[[Cast], Seal]
    length: Callable[[datetime], datetime]
    new: str


def after(days: int) -> Callable[[datetime], datetime]:
    return lambda at: at + days * DAY


SILENCES = [
    Silence("a draft is removed", Cast.draft, after(30), "removed"),
    Silence("a defect closes the application", failed, after(10), "incomplete"),
    Silence("an unsigned undertaking closes it", Cast.signing, after(10), "incomplete"),
    Silence("an undecided one goes to the committee", Cast.review,
            lambda at: calendar.after_working_days(at, 3), "committee"),
    Silence("a conversion stays at its level", Cast.converting, after(4 * 5), "granted"),
    Silence("ninety days suspended end in a revocation", Cast.suspended, after(90), "revoked"),
]  # fmt: skip


@pytest.mark.parametrize("silence", SILENCES, ids=lambda one: one.station)
def test_what_nobody_does_in_time_the_clock_does(cast: Cast, silence: Silence) -> None:
    seal = silence.begin(cast)
    assert seal.due_at == silence.length(cast.at).replace(microsecond=seal.due_at.microsecond)
    assert not late(Seal, seal.pk, -SECOND)
    assert late(Seal, seal.pk)
    assert fresh(seal).state == silence.new


def test_every_timer_of_the_seal_has_its_story() -> None:
    told = {"draft", "defect", "signing", "review", "converting", "suspended", "granted"}
    assert set(SEAL.timers) == told


def test_each_cause_suspends_at_once_and_twice_changes_nothing(cast: Cast) -> None:
    seal = cast.granted()
    for cause in rules.CAUSES:
        before = transaction.savepoint()
        for _ in range(2):
            seals.suspend_for(cast.house(), business_id=seal.business_id, reason=cause)
        assert (fresh(seal).state, fresh(seal).reason) == ("suspended", cause)
        assert seal.causes.filter(reason=cause, gone_at=None).count() == 1
        assert not queries.is_granted(seal.business_id, cast.at)
        transaction.savepoint_rollback(before)


def test_the_clock_has_no_hand_in_what_people_decide() -> None:
    for verb in ("grant_seal", "lift_suspension", "convert_up", "restore_seal"):
        assert not any(Role.CLOCK in row.who for row in SEAL if row.verb == verb)

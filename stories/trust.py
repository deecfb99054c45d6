"""Roads through the rooms of trust, on which every clock of theirs runs once."""

from datetime import timedelta

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings.tests import cast as shops
from amanat.capabilities.market import actions as market
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits.tests.cast import WORDS as PERMIT_WORDS
from amanat.capabilities.permits.tests.cast import a_maker
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals.tests.cast import WORDS, a_cast, fresh
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.radar_desk import Desk
from stories.timers import Watch, forgotten


def every_clock_of_a_seal(watch: Watch) -> None:
    """One seal from its draft to its suspension and an appeal; the end of the licence behind it."""
    cast = a_cast()
    seal = cast.draft()
    watch.look()
    seals.submit_seal(cast.holder(), seal_id=seal.pk)
    watch.look()
    cast.settle(seal.checks.get(kind="address"), is_fine=False)
    watch.look()
    seals.fix_defects(cast.holder(), seal_id=seal.pk)
    cast.pass_all(seal)
    watch.look()
    cast.sign(seal)
    watch.look()
    cast.decide(fresh(seal), "grant")
    watch.look()
    letter = seals.write_letter(cast.officer(), seal_id=seal.pk, words=WORDS)
    watch.look()
    seals.warn_holder(cast.clock(), centre_letter_id=letter.pk)
    watch.look()
    cast.decide(fresh(seal), "suspend", notice_hours=48)
    watch.look()
    seals.suspend_for(cast.house(), business_id=cast.business.pk, reason="critical_finding")
    watch.look()
    seals.appeal_seal(cast.holder(), seal_id=seal.pk, words=WORDS)
    watch.look()
    a_cast().converting()
    watch.look()


def every_clock_of_a_ceiling(watch: Watch) -> None:
    """What is declared, changed by hand, sold and frozen."""
    shop = shops.a_shop()
    found = shop.declare("capacity", 10**9)
    watch.look()
    shop.confirmed(found)
    watch.look()
    ceilings.warn_input(Act(None, Role.CLOCK, clock.now()), ceiling_input_id=found.pk)
    shop.reserve(10**6)
    act = shops.as_(shop.nader, Role.OFFICER)
    change = ceilings.propose_change(
        act, business_id=shop.pk, kind="set", units=10**8, words="آزمون ساعت این تغییر.",
        effective_at=act.at + timedelta(days=3),
    )  # fmt: skip
    watch.look()
    ceilings.approve_change(shops.as_(shop.parvin, Role.SUPERVISOR), ceiling_change_id=change.pk)
    watch.look()
    ceilings.freeze(shops.house(), business_id=shop.pk, reason="burst")
    watch.look()


def every_clock_of_a_stop(watch: Watch) -> None:
    """A stop of a seller that nobody decides."""
    shop = shops.a_shop()
    market.propose_stop(
        shops.as_(shop.nader, Role.OFFICER), business_id=shop.pk, kind="pause",
        words="آزمون ساعت این توقف.",
    )  # fmt: skip
    watch.look()


def every_clock_of_a_permit(watch: Watch) -> None:
    """An application by each road to the committee, and a permit with a change and a suspension."""
    maker = a_maker()
    maker.filled(price_units=10**11)
    watch.look()
    maker.requested()
    watch.look()
    with forgotten():
        permits.hand_up_permit(maker.clock(), permit_id=maker.pk)
        watch.look()
    permits.return_permit(maker.desk(), permit_id=maker.pk, defects={"title": PERMIT_WORDS})
    watch.look()
    maker.checked()
    watch.look()
    permits.propose_grant(maker.other(), permit_id=maker.pk, quantity=50, words=PERMIT_WORDS)
    watch.look()
    permits.grant_permit(maker.committee(), permit_id=maker.pk)
    watch.look()
    asked = permits.ask_permit_change(
        maker.holder(), permit_id=maker.pk, kind="amend", words=PERMIT_WORDS, quantity=40
    )
    watch.look()
    permits.support_permit_change(maker.other(), permit_change_id=asked.pk)
    watch.look()
    permits.suspend_permit(maker.house(), permit_id=maker.pk, reason="market")
    watch.look()


def every_clock_of_the_radar(watch: Watch, desk: Desk) -> None:
    """A forgery from its finding to the committee, by each road."""
    for station in ("suspected", "confirmed", "notified", "claimed_removed", "objection", "rechecking",
                    "persisting", "gateway_cut"):  # fmt: skip
        with forgotten():
            getattr(desk, station)()
            watch.look()

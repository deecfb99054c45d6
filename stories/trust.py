"""Roads through the rooms of trust, on which every clock of theirs runs once."""

from datetime import timedelta

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings.tests import cast as shops
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.tests.cast import a_line
from amanat.capabilities.market import actions as market
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits.tests.cast import WORDS as PERMIT_WORDS
from amanat.capabilities.permits.tests.cast import a_maker, permitted
from amanat.capabilities.presale.tests.lottery import Lottery
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects.tests import cast as sites
from amanat.capabilities.projects.tests import steps
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals.tests.cast import WORDS, a_cast, fresh
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
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


def every_clock_of_a_lottery(watch: Watch) -> None:
    """Announced, opened, drawn, and what the drawn are offered."""
    game = Lottery(permitted(quantity=10))
    game.announced(seats=1)
    game.locked()
    watch.look()
    game.opened_now()
    watch.look()
    game.tickets(2)
    game.drawn()
    watch.look()
    game.offers_made()


def every_clock_of_a_project(watch: Watch) -> None:
    """Certified and drawn on both roads, completed, and in another ending shared out."""
    site = sites.a_site(last_delivery=tehran_day(clock.now()))
    paid = site.pay(1_000)
    with forgotten():
        late = Act(None, Role.CLOCK, clock.now() + timedelta(32))
        projects.look_at_milestone(late, project_id=site.pk)
        watch.look()
        act = sites.as_(site.committee, Role.COMMITTEE)
        projects.default_project(act, project_id=site.pk, words=steps.WORDS)
        watch.look()
        projects.resolve_project(sites.by_clock(), project_id=site.pk)
        watch.look()
    steps.certified(site, steps.named(site), 10_000)
    watch.look()
    draw = steps.asked(site, 10)
    watch.look()
    with forgotten():
        steps.after_the_window(draw)
        watch.look()
    buyer = sites.as_(paid.buyer, Role.BUYER)
    projects.object_draw(buyer, drawdown_id=draw.pk, words=steps.WORDS)
    watch.look()
    steps.after_the_window(draw)
    watch.look()
    projects.complete_project(site.officer, project_id=site.pk)
    watch.look()


def every_clock_of_the_radar(watch: Watch, desk: Desk) -> None:
    """A forgery from its finding to the committee, by each road."""
    for station in ("suspected", "confirmed", "notified", "claimed_removed", "objection", "rechecking",
                    "persisting", "gateway_cut"):  # fmt: skip
        with forgotten():
            getattr(desk, station)()
            watch.look()


def every_clock_of_a_delivery(watch: Watch) -> None:
    """Planned, called and paid, handed over in time; and late, complained of, still owed."""
    line = a_line(method="custom", prepayment=10_000, collateral=50_000_000_000)
    one, late = line.planned(), line.planned()
    watch.look()
    one = line.called(one)
    watch.look()
    line.handed(one)
    watch.look()
    late = line.late_by(late, 1)
    deliveries.complain_of_delay(line.buyer(late), delivery_id=late.pk)
    watch.look()
    line.handed(line.called(late))
    Delivery.objects.filter(pk=late.pk).update(accrued_units=10**12)
    watch.look()

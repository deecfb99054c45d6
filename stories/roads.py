"""The roads into the timed states of claims, returns, accounts, holds, tasks and conversations.

Each leads there by the real verbs; where several roads leave one place, each but the last is
forgotten again, so that one deal serves them all.
"""

from datetime import timedelta

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Claim, Deal
from amanat.capabilities.support import actions as support
from amanat.capabilities.watch import actions as tasks
from amanat.capabilities.watch import queries as watched
from amanat.capabilities.watch.models import Task
from amanat.config.demo.player import Player, tracking_code
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.damage import Damage
from stories.quarrel import REASONS
from stories.timers import Watch, forgotten
from stories.virtual import VaultMarket

HELD_BACK = 1_000  # What a fund that is short still has.
ADMITTED = {"is_packed_right": True, "has_minutes": True, "declared_units": 320_000_000}
WHOLE = {"is_packed_right": True, "is_proven_intact": True}
LETTER = "نامهٔ شمارهٔ ۱۲۳ پلیس فتا دربارهٔ کارت پرداخت‌کننده"


def goods_that_go_back_or_break(play: Player, watch: Watch) -> None:
    damage = Damage(play)
    deal = damage.broken()
    with forgotten():
        back_to_the_seller(damage, deal, watch)
    with forgotten():
        an_official_hold(damage, deal, watch)
    claim = damage.claim(deal, "item")
    watch.look()
    deals.complete_claim(damage.buyer, claim_id=claim.pk, item_id=damage.file(damage.sara))
    watch.look()
    decided_in_each_way(damage, damage.hear(claim), watch)


def back_to_the_seller(damage: Damage, deal: Deal, watch: Watch) -> None:
    offer = deals.make_offer(
        damage.buyer, deal_id=deal.pk, price_units=0, return_freight_by="seller"
    )
    deals.accept_offer(damage.seller, offer_id=offer.pk)
    watch.look()
    back = tracking_code(10**10 + deal.pk)
    deals.send_return(damage.buyer, deal_id=deal.pk, carrier="post", code=back)
    watch.look()
    deals.prove_return(damage.buyer, deal_id=deal.pk, file_id=damage.file(damage.sara))
    watch.look()


def decided_in_each_way(damage: Damage, claim: Claim, watch: Watch) -> None:
    watch.look()
    officer = damage.officer()
    with forgotten():
        damage.decide(claim, officer, **WHOLE)
        watch.look()
    with forgotten():
        damage.endow(HELD_BACK)
        damage.decide(claim, officer, **ADMITTED)
        watch.look()
    damage.propose(claim, officer, price_units=160_000_000)
    watch.look()


def an_official_hold(damage: Damage, deal: Deal, watch: Watch) -> None:
    one, two = damage.officer(), damage.officer("مینا شریفی")
    hold = deals.propose_hold(
        damage.act(one, Role.OFFICER), deal_id=deal.pk, kind="legal", reason="police_order",
        words=LETTER,
    )  # fmt: skip
    watch.look()
    deals.confirm_hold(damage.act(two, Role.OFFICER), official_hold_id=hold.pk)
    watch.look()
    deals.propose_lift(damage.act(one, Role.OFFICER), official_hold_id=hold.pk, words=REASONS)
    watch.look()


def an_account_that_may_be_taken_back(play: Player, watch: Watch) -> None:
    market = VaultMarket(play)
    play.approve(market.tried_account(), market.sara)
    watch.look()


def work_of_the_desks(play: Player, watch: Watch) -> None:
    """A call that is put off, and a question that is answered."""
    market = Damage(play)
    clerk = play.hat(market.person("لیلا نوری"), Role.SUPPORT)
    at = clock.now() + timedelta(seconds=1)
    act = Act(clerk.pk, Role.SUPPORT, at)
    finding = watched.Finding(
        "person:1", "parked", deal_id=None, person_id=None, phone=market.sara.phone
    )
    tasks.open_task(act, finding=finding)
    task = Task.objects.latest("pk")
    tasks.take_task(act, task_id=task.pk)
    tasks.reschedule(act, task_id=task.pk, hours=4)
    asked = support.open_conversation(
        market.act(market.sara, Role.PERSON), phone=market.sara.phone, words="پول من کجاست؟",
        deal_id=None,
    )  # fmt: skip
    support.answer(act, conversation_id=asked.pk, words="نزد امانت است.")
    watch.look()

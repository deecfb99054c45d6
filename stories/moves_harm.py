"""What may happen to goods that break or go back: the moves of claims and returns."""

from typing import Any

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Claim, Offer
from amanat.config.demo.player import tracking_code
from amanat.kernel.ledger import book
from amanat.words.act import Role
from stories.damage import WORDS as HARM
from stories.damage import Damage
from stories.moves import LONG_WALK, MOVES, Walk, move
from stories.quarrel import WORDS

FACTS: tuple[dict[str, Any], ...] = (
    {},
    {"is_packed_right": True},
    {"is_packed_right": True, "has_minutes": True, "declared_units": 500_000_000},
    {"is_packed_right": True, "is_proven_intact": True},
)
FUNDS = (0, 10_000, 2_000_000_000)


def cast(walk: Walk) -> Damage:
    assert isinstance(walk.quarrel, Damage)
    return walk.quarrel


def picture(walk: Walk, role: Role) -> int:
    people = {Role.BUYER: walk.quarrel.sara, Role.SELLER: walk.quarrel.reza}
    return cast(walk).file(people[role])


def claim_on(walk: Walk) -> Claim:
    return Claim.objects.get(deal=walk.deal)


# ---- the goods go back ---------------------------------------------------------------------


@move("inspection", "disputed", "review")
def agree_on_a_return(walk: Walk) -> None:
    """Offered by the buyer, accepted by the seller: goods first, money after."""
    if walk.deal.kind != "goods":
        return walk.offer()
    payer = walk.dice.choice(["buyer", "seller"])
    now = Offer.objects.filter(deal=walk.deal, state="open").first()
    if now is not None:
        deals.lapse_offer(walk.clock(now), offer_id=now.pk)
    offer = deals.make_offer(
        walk.side(Role.BUYER), deal_id=walk.deal.pk, price_units=0, return_freight_by=payer
    )
    deals.accept_offer(walk.side(Role.SELLER), offer_id=offer.pk)
    return None


@move("returning")
def keep_goods(walk: Walk) -> None:
    deals.keep_goods(walk.clock(walk.deal), deal_id=walk.deal.pk)


@move("returning", "returning")
def send_return(walk: Walk) -> None:
    code = tracking_code(10**13 + book.next_id())
    deals.send_return(walk.side(Role.BUYER), deal_id=walk.deal.pk, carrier="post", code=code)


@move("return_sent", "return_here")
def take_return(walk: Walk) -> None:
    deals.take_return(walk.side(Role.SELLER), deal_id=walk.deal.pk)


@move("return_here")
def take_by_silence(walk: Walk) -> None:
    deals.take_return(walk.clock(walk.deal), deal_id=walk.deal.pk)


@move("return_sent")
def prove_return(walk: Walk) -> None:
    file_id = picture(walk, Role.BUYER)
    deals.prove_return(walk.side(Role.BUYER), deal_id=walk.deal.pk, file_id=file_id)


@move("return_sent")
def lose_return(walk: Walk) -> None:
    deals.lose_return(walk.clock(walk.deal), deal_id=walk.deal.pk)


@move("return_sent", "return_here")
def contest_return(walk: Walk) -> None:
    deals.contest_return(walk.side(Role.SELLER), deal_id=walk.deal.pk, words=WORDS)


# ---- damage on the way ---------------------------------------------------------------------


@move("shipped", "inspection")
def claim_damage(walk: Walk) -> None:
    """With all three pictures, or with one missing; of one deal once."""
    if Claim.objects.filter(deal=walk.deal).exists():
        return MOVES[walk.deal.state][0](walk)
    names = ("box", "label", "item")[: walk.dice.choice([2, 3])]
    given = {f"{name}_id": picture(walk, Role.BUYER) for name in names}
    deals.claim_damage(walk.side(Role.BUYER), deal_id=walk.deal.pk, words=HARM, **given)
    return None


@move("damage_claim", "damage_claim", "damage_claim")
def weigh_the_claim(walk: Walk) -> None:
    """The next step of the claim, whichever it is."""
    moves = MOVES[f"claim {claim_on(walk).state}"]
    chosen = moves[0] if len(walk.trail) > LONG_WALK else walk.dice.choice(moves)
    walk.trail[-1] += f"/{chosen.__name__}"
    chosen(walk)


MOVES["damage_claim"] += [Walk.approve, Walk.give_back]


@move("claim incomplete")
def drop_claim(walk: Walk) -> None:
    claim = claim_on(walk)
    deals.drop_claim(walk.clock(claim), claim_id=claim.pk)


@move("claim incomplete", "claim incomplete")
def complete_claim(walk: Walk) -> None:
    file_id = picture(walk, Role.BUYER)
    deals.complete_claim(walk.side(Role.BUYER), claim_id=claim_on(walk).pk, item_id=file_id)


@move("claim evidence")
def hear_claim(walk: Walk) -> None:
    cast(walk).hear(claim_on(walk))


@move("claim evidence")
def answer_claim(walk: Walk) -> None:
    act, claim = walk.either(), claim_on(walk)
    if claim.answers.filter(role=act.role).count() < 2:
        deals.answer_claim(act, claim_id=claim.pk, words=WORDS)


@move("claim hearing", "claim hearing")
def decide_claim(walk: Walk) -> None:
    cast(walk).endow(walk.dice.choice(FUNDS))
    facts = walk.dice.choice(FACTS)
    cast(walk).decide(claim_on(walk), walk.officer(), **facts)


@move("claim short", "claim hearing")
def propose_outcome(walk: Walk) -> None:
    share = walk.share()
    cast(walk).propose(claim_on(walk), walk.officer(), price_units=share)


@move("claim hearing", "claim short", "claim proposed")
def pass_claim_on(walk: Walk) -> None:
    claim = claim_on(walk)
    deals.pass_claim_on(walk.clock(claim), claim_id=claim.pk)


@move("claim proposed", "claim proposed")
def confirm_outcome(walk: Walk) -> None:
    cast(walk).confirm(claim_on(walk), walk.officer("پروین اعتصامی"))


@move("claim proposed")
def refuse_outcome(walk: Walk) -> None:
    act = walk.quarrel.act(walk.officer("پروین اعتصامی"), Role.OFFICER)
    deals.refuse_outcome(act, claim_id=claim_on(walk).pk)


@move("claim intact")
def enforce_claim(walk: Walk) -> None:
    claim = claim_on(walk)
    deals.enforce_claim(walk.clock(claim), claim_id=claim.pk)


@move("claim intact")
def appeal_claim(walk: Walk) -> None:
    deals.appeal_claim(walk.side(Role.BUYER), claim_id=claim_on(walk).pk)


MOVES["claim proposed"].append(MOVES["claim proposed"].pop(0))  # First what ends it.

"""What follows when two people have agreed, shipped, approved or quarrelled: word goes out."""

from amanat.capabilities.deals import actions as deals
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act


def invite_the_other_side(act: Act, fact: Fact) -> None:
    deals.invite(act, deal_id=fact.id)


def tell_both_sides(act: Act, fact: Fact) -> None:
    deals.tell(act, deal_id=fact.id, fact=fact.name)


def tell_of_the_quarrel(act: Act, fact: Fact) -> None:
    """The fact is an offer's or a case's; the word is about the deal."""
    deals.tell(act, deal_id=fact.facts["deal_id"], fact=fact.name)


def go_on_with_the_work(act: Act, fact: Fact) -> None:
    """A stage is settled, or its money has arrived: the next one opens, or the project ends."""
    deals.go_on(act, deal_id=fact.id)

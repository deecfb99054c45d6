"""What is measured when something happened. A sign is raised; nobody is stopped by it."""

from datetime import timedelta

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.risk import actions as risk
from amanat.kernel.law import parameters as law
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act

DAY = timedelta(days=1)


def count_the_deals(act: Act, fact: Fact) -> None:
    """New deals of one person in a day."""
    deal = queries.deal(fact.id)
    starter = deal.starter_id
    count = queries.begun_since(starter, act.at - DAY)
    risk.measure(act, rule="deals_per_day", person_id=starter, value=count)


def weigh_the_newcomer(act: Act, fact: Fact) -> None:
    """How much somebody new buys in a day."""
    deal = queries.deal(fact.id)
    new_since = act.at - timedelta(days=law.whole("risk.new_person_days", act.at))
    if deal.buyer_id is None or people.person(deal.buyer_id).created_at < new_since:
        return
    units = queries.bought_since(deal.buyer_id, act.at - DAY)
    risk.measure(
        act, rule="new_person_units", person_id=deal.buyer_id, value=units,
        subject=deal.subject, about=deal.sides,
    )  # fmt: skip


def look_for_a_ring(act: Act, fact: Fact) -> None:
    """The same two again and again, or with a card or Sheba in common."""
    deal = queries.deal(fact.id)
    buyer, seller = deal.sides
    shared = len(payments.cards_of(buyer) & payments.cards_of(seller))
    shared += len(set(people.marks_of(buyer).shebas) & set(people.marks_of(seller).shebas))
    often = queries.deals_between(buyer, seller, act.at - 90 * DAY)
    value = often + law.whole("risk.ring", act.at) * bool(shared)
    risk.measure(
        act, rule="ring", person_id=seller, value=value, subject=deal.subject, about=deal.sides
    )


def count_the_cards(act: Act, fact: Fact) -> None:
    """Cards with which one person has paid."""
    payer = payments.payment(fact.facts["payment_id"]).payer_id
    cards = payments.cards_of(payer)
    risk.measure(act, rule="cards_per_person", person_id=payer, value=len(cards))


def count_the_people_on_the_card(act: Act, fact: Fact) -> None:
    """People who have paid with the same card."""
    payer = payments.payment(fact.facts["payment_id"]).payer_id
    others = payments.people_on_card_of(fact.facts["payment_id"])
    risk.measure(
        act, rule="people_per_card", person_id=payer, value=len(others), about=tuple(others)
    )


def count_the_people_on_the_sheba(act: Act, fact: Fact) -> None:
    """People who have named the same Sheba."""
    others = people.people_on_sheba_of(fact.id)
    risk.measure(
        act, rule="people_per_sheba", person_id=fact.facts["person_id"], value=len(others),
        about=tuple(others),
    )  # fmt: skip


def count_the_wrong_codes(act: Act, fact: Fact) -> None:
    """Codes of one number mistyped in a day; of a number nobody has here, there is nobody to see."""
    owner, tries = people.wrong_codes(fact.id, act.at - DAY)
    if owner is not None:
        risk.measure(act, rule="code_attempts", person_id=owner, value=tries)


def propose_to_keep_the_money(act: Act, fact: Fact) -> None:
    """An officer decided so on the desk of risks: he proposes, a second one confirms."""
    deals.propose_hold(
        act, deal_id=fact.facts["deal_id"], kind="fraud", reason="risk_signs",
        words=fact.facts["words"], proposer_id=fact.facts["officer_id"],
    )  # fmt: skip

"""Contracts by the thousand: signed in the house's name for who agreed elsewhere, paid by a file."""

from collections.abc import Sequence

from django.db import transaction

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.paying import fund
from amanat.capabilities.contracts.actions.signing import sign
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.refusals import TooManyAtOnce
from amanat.capabilities.payments import actions as payments
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

MOST_AT_ONCE = 1_000


@transaction.atomic
def sign_many(act: Act, *, offer_ids: Sequence[int]) -> list[Contract]:
    """Sign these offers, all or none, in their order."""
    refuse_unless(len(offer_ids) <= MOST_AT_ONCE, TooManyAtOnce, "offers", most=MOST_AT_ONCE)
    house = act.wearing(Role.HOUSE)
    return [sign(house, offer_id=offer_id) for offer_id in offer_ids]


@transaction.atomic
def fund_many(act: Act, *, contract_ids: Sequence[int], reference: str) -> list[Contract]:
    """Their first payments came in one file of the bank: each comes into force, or goes back.

    The same file again changes nothing more.
    """
    refuse_unless(len(contract_ids) <= MOST_AT_ONCE, TooManyAtOnce, "contracts", most=MOST_AT_ONCE)
    firsts = queries.first_payments(contract_ids)
    payments.receive_file(
        act.wearing(Role.BANK), payment_ids=list(firsts.values()), reference=reference
    )
    house = act.wearing(Role.HOUSE)
    return [fund(house, payment_id=firsts[contract_id]) for contract_id in contract_ids]

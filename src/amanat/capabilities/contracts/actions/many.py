"""Contracts by the thousand: signed in the house's name for who agreed elsewhere, paid by a file."""

from collections.abc import Sequence

from django.db import transaction

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.paying import fund
from amanat.capabilities.contracts.actions.signing import sign
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.refusals import TooManyAtOnce
from amanat.capabilities.contracts.states import SIGNED
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
    house, bank = act.wearing(Role.HOUSE), act.wearing(Role.BANK)
    done, open_ids, turn = dict[int, Contract](), list(contract_ids), 1
    while open_ids:
        asked = queries.first_payments(open_ids)
        key = reference if turn == 1 else f"{reference}/{turn}"
        payments.receive_file(bank, payment_ids=list(asked.values()), reference=key)
        done |= {one: fund(house, payment_id=asked[one]) for one in open_ids}
        open_ids = [one for one in open_ids if done[one].state == SIGNED]
        turn += 1  # What is above the cap of a gateway stands in the file part by part.
    return [done[one] for one in contract_ids]

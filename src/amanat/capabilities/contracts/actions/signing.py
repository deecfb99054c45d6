"""From an offer to a contract that waits for its first payment."""

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.documents import write_document
from amanat.capabilities.contracts.actions.eligible import unmet
from amanat.capabilities.contracts.actions.portions import ask
from amanat.capabilities.contracts.events import ContractSigned
from amanat.capabilities.contracts.models import Contract, Instalment
from amanat.capabilities.contracts.refusals import (
    CeilingFull,
    NoLongerEligible,
    NotYourOffer,
    TermsChanged,
)
from amanat.capabilities.contracts.rules.terms import PREFIX, Part
from amanat.capabilities.contracts.states import ENDED
from amanat.capabilities.people import actions as people
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.projects import queries as projects
from amanat.kernel.log.moves import move, subject_of
from amanat.kernel.transactions import atomic
from amanat.words import codes
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

FIRST_VERSION = 1
SIGN = "contract"  # The purpose of the one-time code.


@atomic
def sign(act: Act, *, offer_id: int, agreed: str = "") -> Contract:
    """Agree to the terms of an offer and ask for the first payment until the offer ends.

    `agreed` is the hash of what the buyer has read; TermsChanged when it is not the hash of what
    would be signed. The buyer has just confirmed a one-time code for it. The same offer again is
    the same contract, as long as it is open. Weeks may lie between a ticket and its offer, so the
    conditions of the campaign are asked once more; the house signs for those whom the maker's own
    file of orders names, and asks nobody.
    """
    known = queries.of_offer(offer_id)
    if known is not None and known.state not in ENDED:
        refuse_unless(act.role is Role.HOUSE or known.buyer_id == act.by, NotYourOffer)
        return known
    reader = None if act.role is Role.HOUSE else act.person
    draft = queries.draft(offer_id, reader, act.at)
    refuse_unless(not agreed or agreed == draft.sha256, TermsChanged)
    if reader is not None:
        said = unmet(draft.campaign_id, reader, act.at)
        refuse_unless(said is None, NoLongerEligible, reasons=said)
    free = ceilings.in_force(draft.business_id, act.at).headroom_units
    refuse_unless(draft.terms.first_units <= free, CeilingFull)
    if reader is not None:
        people.spend_confirmation(act, purpose=SIGN, subject=code_subject(offer_id))
    return signed(act, draft, projects.account_id_of(draft.permit_id))


def code_subject(offer_id: int) -> str:
    """What the one-time code of a signature is for."""
    return f"offer:{offer_id}"


def signed(act: Act, draft: queries.Draft, project_account_id: int) -> Contract:
    """Write the contract down, ask for its first payment, and tell the offer."""
    agreed = draft.terms
    contract = Contract(
        code=codes.new_code(PREFIX), permit_id=draft.permit_id, campaign_id=draft.campaign_id,
        offer_id=draft.offer_id, business_id=draft.business_id, buyer_id=draft.buyer_id,
        quantity=agreed.quantity, method=agreed.method, price_units=agreed.price_units,
        contract_day=agreed.contract_day, delivery_day=agreed.delivery_day,
        terms=draft.text, terms_sha256=draft.sha256, stock_account_id=draft.stock_account_id,
        sold_account_id=draft.sold_account_id, stock_hold_id=draft.stock_hold_id,
        project_account_id=project_account_id, signed_at=act.at,
        most_assignments=agreed.most_assignments,
    )  # fmt: skip
    event = ContractSigned(
        draft.permit_id, draft.business_id, draft.buyer_id, draft.offer_id,
        agreed.first_units, draft.sha256,
    )  # fmt: skip
    move(act, contract, "sign", event, due_at=draft.pay_by)
    write_document(act, contract, FIRST_VERSION)
    plan(contract, agreed.parts)
    ask(act, contract, contract.instalments.get(number=1))
    house = act.wearing(Role.HOUSE)
    presale.sign_offer(house, presale_offer_id=draft.offer_id, subject=subject_of(contract))
    return contract


def plan(contract: Contract, parts: tuple[Part, ...]) -> None:
    """The instalments as they were agreed; each is asked for when the one before it came."""
    Instalment.objects.bulk_create(
        Instalment(
            contract=contract, number=one.number, kind=one.kind, units=one.units, due_on=one.due_on
        )
        for one in parts
    )

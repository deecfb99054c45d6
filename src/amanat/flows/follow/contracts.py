"""What follows for contracts: money that came, offers that ended; and word to both sides."""

from collections.abc import Callable

from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.contracts import events as contract
from amanat.capabilities.contracts import queries as known
from amanat.capabilities.payments import events as payment
from amanat.capabilities.presale import actions as verbs
from amanat.capabilities.presale import events as presale
from amanat.capabilities.presale import queries as campaigns
from amanat.capabilities.projects import events as project
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event

VEHICLE = "vehicle"


def fund_the_contract(act: Act, fact: Fact) -> None:
    """Money of anything else is followed elsewhere."""
    if fact.facts["subject"].startswith("contract:"):
        contracts.fund(act, payment_id=fact.id)


def note_the_purchase(act: Act, fact: Fact) -> None:
    """A vehicle bought here counts against its buyer's next one for some months."""
    one = known.contract(fact.id)
    if one.campaign_id is None or known.terms_of(one).kind != VEHICLE:
        return
    maker = campaigns.campaign(one.campaign_id).maker
    verbs.note_purchase(act, person_id=one.buyer_id, maker=maker, subject=fact.subject)


def lapse_the_contract(act: Act, fact: Fact) -> None:
    """The offer went on to the next; nobody may pay for it any more."""
    contracts.lapse_with_its_offer(act, offer_id=fact.id)


def give_the_contract_more_time(act: Act, fact: Fact) -> None:
    """Its permit was suspended meanwhile: the offer has its whole time again."""
    contracts.extend_contract(act, offer_id=fact.id)


def refund_the_contracts(act: Act, fact: Fact) -> None:
    """A batch of a failed project's refund plan was paid."""
    told = fact.facts
    contracts.refund_by_plan(
        act, plan_id=told["plan_id"], first_id=told["first_id"], last_id=told["last_id"]
    )


def tell_of_the_contract(act: Act, fact: Fact) -> None:
    """The fact is the contract's own, or an assignment's."""
    contract_id = int(fact.facts.get("contract_id", fact.id))
    contracts.tell(act, contract_id=contract_id, fact=fact.name)


TOLD: tuple[type[Event], ...] = (
    contract.ContractSigned,
    contract.ContractFunded,
    contract.ContractTurnedBack,
    contract.ContractLapsed,
    contract.InstalmentDemanded,
    contract.InstalmentPaid,
    contract.InstalmentTurnedBack,
    contract.AssignmentAsked,
    contract.AssignmentAccepted,
    contract.AssignmentRefused,
    contract.AssignmentLapsed,
    contract.ContractAssigned,
    contract.ContractCalled,
    contract.ContractFulfilled,
    contract.ContractWithdrawn,
    contract.RepaymentOrdered,
    contract.ContractRepaid,
    contract.ContractRefunded,
)

ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    payment.PaymentSettled: (fund_the_contract,),
    presale.PresaleOfferExtended: (give_the_contract_more_time,),
    presale.PresaleOfferLapsed: (lapse_the_contract,),
    presale.PresaleOfferDeclined: (lapse_the_contract,),
    project.RefundsPaid: (refund_the_contracts,),
    **{event: (tell_of_the_contract,) for event in TOLD},
    contract.ContractFunded: (note_the_purchase, tell_of_the_contract),
}

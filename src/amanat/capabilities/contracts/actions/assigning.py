"""A contract goes to another buyer: offered by the first, accepted by the second, agreed by the
maker. What was paid stays where it is, and protects whoever holds the contract now."""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.documents import write_document
from amanat.capabilities.contracts.actions.eligible import unmet
from amanat.capabilities.contracts.actions.portions import ask_of_another
from amanat.capabilities.contracts.events import (
    AssignmentAccepted,
    AssignmentAsked,
    AssignmentCalledOff,
    AssignmentDone,
    AssignmentLapsed,
    AssignmentRefused,
    ContractAssigned,
)
from amanat.capabilities.contracts.models import Assignment, Contract
from amanat.capabilities.contracts.refusals import (
    AssignmentOpen,
    BankIsAnswering,
    NoMoreAssignments,
    NoSuchBuyer,
    NotEligible,
    OwnContract,
)
from amanat.capabilities.contracts.states import IN_FORCE, OPEN_ASSIGNMENTS
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.people import queries as people
from amanat.capabilities.projects import actions as projects
from amanat.kernel.clock import calendar
from amanat.kernel.log.moves import move, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.powers import SELL
from amanat.words.refusal import NotFound, WrongState, refuse, refuse_unless


@atomic
def ask_assignment(act: Act, *, contract_id: int, phone: str) -> Assignment:
    """The buyer offers the contract to somebody who meets the conditions of its campaign."""
    contract = Contract.objects.lock(contract_id)
    refuse_unless(contract.buyer_id == act.by, NotFound)
    if contract.state != IN_FORCE:
        raise WrongState(verb="ask_assignment", state=contract.state)
    most = contract.most_assignments
    refuse_unless(contract.assignments < most, NoMoreAssignments, most=most)
    refuse_unless(queries.open_assignment(contract_id) is None, AssignmentOpen)
    found = people.by_phone(phone) or refuse(NoSuchBuyer, "phone")
    refuse_unless(found.pk != contract.buyer_id, OwnContract, "phone")
    check_eligible(act, contract, found.pk)
    made = Assignment(
        contract=contract, from_person_id=contract.buyer_id, to_person_id=found.pk,
        asked_at=act.at,
    )  # fmt: skip
    until = calendar.after_working_days(act.at, queries.terms_of(contract).assign_days)
    event = AssignmentAsked(contract_id, found.pk)
    move(act, made, "ask_assignment", event, due_at=until)
    return made


def check_eligible(act: Act, contract: Contract, person_id: int) -> None:
    """The conditions of the campaign, as they are now, for another buyer; all reasons at once."""
    said = unmet(contract.campaign_id, person_id, act.at)
    refuse_unless(said is None, NotEligible, "phone", reasons=said)


@atomic
def accept_assignment(act: Act, *, assignment_id: int) -> Assignment:
    """The new buyer takes it over, as far as it is theirs to say."""
    found = Assignment.objects.lock(assignment_id)
    refuse_unless(found.to_person_id == act.by, NotFound)
    check_eligible(act, found.contract, found.to_person_id)
    found.accepted_at = act.at
    event = AssignmentAccepted(found.contract_id)
    move(act, found, "accept_assignment", event, due_at=found.due_at)
    return found


@atomic
def consent_assignment(act: Act, *, assignment_id: int) -> Assignment:
    """The maker consents: from now on it is the new buyer's contract, with all its money."""
    contract, found = _both(assignment_id)
    businesses.check_mandate(act, contract.business_id, SELL)
    check_eligible(act, contract, found.to_person_id)
    found.consented_by_id, found.ended_at = act.by, act.at
    move(act, found, "consent_assignment", AssignmentDone(contract.pk))
    assign_contract(act, contract_id=contract.pk, to_id=found.to_person_id)
    return found


@atomic
def assign_contract(act: Act, *, contract_id: int, to_id: int) -> Contract:
    """Another buyer from now on: open demands, the receipts of the project and the document."""
    contract = Contract.objects.lock(contract_id)
    subject = subject_of(contract)
    refuse_unless(not accounts.is_subject_being_paid(subject), BankIsAnswering)
    before, contract.buyer_id = contract.buyer_id, to_id
    contract.assignments += 1
    event = ContractAssigned(
        contract.permit_id, contract.business_id, before, to_id, contract.assignments
    )
    move(act.wearing(Role.HOUSE), contract, "assign_contract", event)
    waiting = queries.open_instalment(contract_id)
    if waiting is not None:
        ask_of_another(act, contract, waiting)
    projects.pass_receipts(act.wearing(Role.HOUSE), subject=subject, buyer_id=to_id)
    write_document(act, contract, contract.assignments + 1)
    return contract


@atomic
def refuse_assignment(act: Act, *, assignment_id: int) -> Assignment:
    """The new buyer or the maker says no, and the contract stays where it is."""
    contract, found = _both(assignment_id)
    if act.role is Role.HOLDER:
        businesses.check_mandate(act, contract.business_id, SELL)
    else:
        refuse_unless(found.to_person_id == act.by, NotFound)
    found.ended_at = act.at
    move(act, found, "refuse_assignment", AssignmentRefused(contract.pk, act.role.value))
    return found


@atomic
def call_off_assignment(act: Act, *, assignment_id: int) -> Assignment:
    """Whoever offered it keeps it."""
    contract, found = _both(assignment_id)
    refuse_unless(found.from_person_id == act.by, NotFound)
    found.ended_at = act.at
    move(act, found, "call_off_assignment", AssignmentCalledOff(contract.pk))
    return found


@atomic
def lapse_assignment(act: Act, *, assignment_id: int) -> Assignment:
    """Nobody answered in time, or the contract itself is over."""
    contract, found = _both(assignment_id)
    found.ended_at = act.at
    move(act, found, "lapse_assignment", AssignmentLapsed(contract.pk))
    return found


def end_assignment(act: Act, contract: Contract) -> None:
    """The contract goes another way: what was under way to a new buyer is over."""
    found = queries.open_assignment(contract.pk)
    if found is not None:
        lapse_assignment(act.wearing(Role.HOUSE), assignment_id=found.pk)


def _both(assignment_id: int) -> tuple[Contract, Assignment]:
    """The contract and its assignment, locked in this order as the clock does."""
    contract = Contract.objects.lock(queries.assignment(assignment_id).contract_id)
    found = Assignment.objects.lock(assignment_id)
    assert found.state in OPEN_ASSIGNMENTS or found.ended_at, "An end has its moment."
    return contract, found

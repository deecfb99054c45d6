"""Contracts for machines: read and sign, the live statement, leaving, passing on, orders."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.rules.terms import LONGEST_HASH
from amanat.capabilities.contracts.states import ASSIGNMENT, CONTRACT
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.permits import queries as permits
from amanat.face.machines import (
    Given,
    InPath,
    Refusals,
    Rial,
    act_of,
    change,
    change_in_steps,
    page_of,
)
from amanat.face.one_of import OneOf, states_of
from amanat.words.act import Role

router = Router(tags=["contracts"])
ContractState = Annotated[str, OneOf("ContractState", states_of(CONTRACT))]
AssignmentState = Annotated[str, OneOf("AssignmentState", states_of(ASSIGNMENT))]
SaleMethod = Annotated[str, OneOf("ContractMethod", permits.METHOD_LABELS)]
Code = Annotated[str, Field(max_length=40)]
TypedCode = Annotated[str, Field(max_length=20, examples=["123456"])]
Phone = Annotated[str, Field(max_length=20, examples=["09120000001"])]
Hash = Annotated[
    str, Field(min_length=LONGEST_HASH, max_length=LONGEST_HASH, examples=["0" * LONGEST_HASH])
]
PAGE = 50


class ClauseOut(Schema):
    fa: str
    en: str


class ContractDraftOut(Schema):
    """What would be signed. Send `sha256` back as `agreed`, and these very clauses are signed."""

    offer: str
    sha256: str
    price_units: Rial
    first_units: Rial
    delivery_day: date
    pay_by: datetime
    clauses: list[ClauseOut]


class SignIn(Given):
    """`code` came by SMS to the buyer, who asked for it."""

    agreed: Hash
    code: TypedCode


class ContractCodeSent(Schema):
    sent: bool


class ContractPartOut(Schema):
    number: int
    kind: str
    units: Rial
    due_on: date | None
    payment: str | None
    paid_at: datetime | None


class ContractOut(Schema):
    """`due_at` is until when the first payment or the repayment may come."""

    code: str
    state: ContractState
    method: SaleMethod
    permit: str
    business: str
    quantity: int
    price_units: Rial
    paid_units: Rial
    delivery_day: date
    terms_sha256: str
    due_at: datetime | None
    repay_by: date | None
    profit_units: Rial
    given_units: Rial
    reason: str
    instalments: list[ContractPartOut]


class ContractsOut(Schema):
    contracts: list[ContractOut]
    next_before: str | None


class ContractSumOut(Schema):
    units: Rial
    formula: ClauseOut


class IfLateOut(Schema):
    days: int
    sum: ContractSumOut


class ContractStatementOut(Schema):
    """Each sum with its formula, from the functions that pay it. Nothing is due at the price of the
    sign-up once a call has settled the price: see the instalments."""

    at: datetime
    paid_units: Rial
    preserved_units: Rial
    released_units: Rial
    delivery_day: date
    place: int | None
    waiting: int
    if_you_leave_today: ContractSumOut | None
    if_late: list[IfLateOut]
    late_until_today: ContractSumOut | None
    partnership_profit: ContractSumOut | None
    due_at_signup_price: ContractSumOut | None


class AssignIn(Given):
    phone: Phone


class AssignmentOut(Schema):
    id: str
    contract: str
    state: AssignmentState
    due_at: datetime | None


class ContractCheckOut(Schema):
    """What anybody may know of a contract."""

    code: str
    state: ContractState
    business: str
    permit: str
    terms_sha256: str
    document_sha256: str
    versions: int


class ContractListIn(Schema):
    before: int | None = None
    state: str = ""


def _out(one: queries.Contract) -> ContractOut:
    said = queries.terms_of(one)
    rows = sorted(one.instalments.all(), key=lambda part: part.number)
    return ContractOut(
        code=one.code, state=one.state, method=one.method, permit=said.permit,
        business=said.business, quantity=one.quantity, price_units=str(one.price_units),
        paid_units=str(one.paid_units), delivery_day=one.delivery_day,
        terms_sha256=one.terms_sha256, due_at=one.due_at, repay_by=one.repay_by,
        profit_units=str(one.profit_units), given_units=str(one.given_units), reason=one.reason,
        instalments=[
            ContractPartOut(
                number=part.number, kind=part.kind, units=str(part.units), due_on=part.due_on,
                payment=str(part.payment_id) if part.payment_id else None, paid_at=part.paid_at,
            )
            for part in rows
        ],
    )  # fmt: skip


def _listed(rows: Any, given: ContractListIn) -> ContractsOut:
    if given.state:
        rows = rows.filter(state=given.state)
    page, following = page_of(queries.with_instalments(rows), given.before, PAGE)
    return ContractsOut(contracts=[_out(one) for one in page], next_before=following)


def _given(one: queries.Assignment) -> AssignmentOut:
    code = queries.contract(one.contract_id).code
    return AssignmentOut(id=str(one.pk), contract=code, state=one.state, due_at=one.due_at)


def _sum(one: Any) -> ContractSumOut:
    return ContractSumOut(
        units=str(one.units), formula=ClauseOut(fa=one.formula.fa, en=one.formula.en)
    )


def _sum_if(one: Any) -> ContractSumOut | None:
    return None if one is None else _sum(one)


@router.get("/offers/{offer_id}/contract", response={200: ContractDraftOut, **Refusals},
            summary="What an offer of yours would bind you to")  # fmt: skip
def contract_draft(request: HttpRequest, offer_id: InPath) -> ContractDraftOut:
    act = act_of(request)
    draft = queries.draft(offer_id, act.person, act.at)
    return ContractDraftOut(
        offer=str(offer_id), sha256=draft.sha256, price_units=str(draft.terms.price_units),
        first_units=str(draft.terms.first_units), delivery_day=draft.terms.delivery_day,
        pay_by=draft.pay_by,
        clauses=[ClauseOut(fa=one.fa, en=one.en) for one in draft.clauses],
    )  # fmt: skip


@router.post("/offers/{offer_id}/code", response={200: ContractCodeSent, **Refusals},
             summary="Send the one-time code that signs a contract")  # fmt: skip
def send_contract_code(request: HttpRequest, offer_id: InPath) -> HttpResponse:
    def do() -> ContractCodeSent:
        act = act_of(request)
        queries.draft(offer_id, act.person, act.at)  # NotFound for others, and when it is over.
        subject, phone = actions.code_subject(offer_id), persons.phone_of(act.person)
        people.send_code(act, phone=phone, purpose=actions.SIGN, subject=subject)
        return ContractCodeSent(sent=True)

    return change(request, ContractCodeSent, do)


@router.post("/offers/{offer_id}/sign", response={201: ContractOut, **Refusals},
             summary="Sign the contract you have read")  # fmt: skip
def sign(request: HttpRequest, offer_id: InPath, body: SignIn) -> HttpResponse:
    """Its first payment is then asked for, until the offer ends. A wrong code stays counted."""

    def first() -> None:
        act = act_of(request)
        subject, phone = actions.code_subject(offer_id), persons.phone_of(act.person)
        if queries.draft(offer_id, act.person, act.at).sha256 == body.agreed:
            people.confirm_code(
                act, phone=phone, purpose=actions.SIGN, code=body.code, subject=subject
            )

    def then(_: None) -> ContractOut:
        return _out(actions.sign(act_of(request), offer_id=offer_id, agreed=body.agreed))

    return change_in_steps(request, ContractOut, first, then, status=201)


@router.get("/contracts", response={200: ContractsOut, **Refusals}, summary="Your contracts")
def contracts(request: HttpRequest, given: Query[ContractListIn]) -> ContractsOut:
    return _listed(queries.of_buyer(act_of(request).person), given)


@router.get("/contracts/check/{code}", response={200: ContractCheckOut, **Refusals}, auth=None,
            summary="Check a contract by its code")  # fmt: skip
def contract_check(request: HttpRequest, code: Code) -> ContractCheckOut:
    one = queries.by_code(code)
    found, said = queries.document(one.pk), queries.terms_of(one)
    return ContractCheckOut(
        code=one.code, state=one.state, business=said.business, permit=said.permit,
        terms_sha256=one.terms_sha256, document_sha256=found.sha256, versions=found.version,
    )  # fmt: skip


@router.get("/contracts/{code}", response={200: ContractOut, **Refusals},
            summary="One contract of yours")  # fmt: skip
def contract(request: HttpRequest, code: Code) -> ContractOut:
    return _out(queries.for_buyer(code, act_of(request).person))


@router.get("/contracts/{code}/document", response={200: dict[str, Any], **Refusals},
            summary="The signed contract as data")  # fmt: skip
def contract_document(request: HttpRequest, code: Code) -> dict[str, Any]:
    one = queries.for_buyer(code, act_of(request).person)
    return queries.twin(queries.document(one.pk))


@router.get("/contracts/{code}/statement", response={200: ContractStatementOut, **Refusals},
            summary="What it is worth today, with formulas")  # fmt: skip
def contract_statement(request: HttpRequest, code: Code) -> ContractStatementOut:
    act = act_of(request)
    says = queries.live_statement(queries.for_buyer(code, act.person), act.at)
    return ContractStatementOut(
        at=says.at, paid_units=str(says.paid_units), preserved_units=str(says.preserved_units),
        released_units=str(says.released_units), delivery_day=says.delivery_day,
        place=says.place, waiting=says.waiting, if_you_leave_today=_sum_if(says.leave),
        if_late=[IfLateOut(days=one.days, sum=_sum(one.sum)) for one in says.late],
        late_until_today=_sum_if(says.late_now), partnership_profit=_sum_if(says.participation),
        due_at_signup_price=_sum_if(says.due_at_signup_price),
    )  # fmt: skip


@router.post("/contracts/{code}/withdraw_contract", response={200: ContractOut, **Refusals},
             summary="Leave: principal and profit come back")  # fmt: skip
def withdraw_contract(request: HttpRequest, code: Code) -> HttpResponse:
    def do() -> ContractOut:
        act = act_of(request)
        one = queries.for_buyer(code, act.person)
        return _out(actions.withdraw_contract(act, contract_id=one.pk))

    return change(request, ContractOut, do)


@router.post("/contracts/{code}/ask_assignment", response={201: AssignmentOut, **Refusals},
             summary="Offer the contract to another buyer")  # fmt: skip
def ask_assignment(request: HttpRequest, code: Code, body: AssignIn) -> HttpResponse:
    def do() -> AssignmentOut:
        act = act_of(request)
        one = queries.for_buyer(code, act.person)
        return _given(actions.ask_assignment(act, contract_id=one.pk, phone=body.phone))

    return change(request, AssignmentOut, do, status=201)


def _of_assignment(request: HttpRequest, verb: str, assignment_id: int, role: Role) -> HttpResponse:
    def do() -> AssignmentOut:
        return _given(getattr(actions, verb)(act_of(request, role), assignment_id=assignment_id))

    return change(request, AssignmentOut, do)


@router.post("/assignments/{assignment_id}/accept_assignment",
             response={200: AssignmentOut, **Refusals}, summary="Take a contract over")  # fmt: skip
def accept_assignment(request: HttpRequest, assignment_id: InPath) -> HttpResponse:
    return _of_assignment(request, "accept_assignment", assignment_id, Role.PERSON)


@router.post("/assignments/{assignment_id}/call_off_assignment",
             response={200: AssignmentOut, **Refusals}, summary="Keep it after all")  # fmt: skip
def call_off_assignment(request: HttpRequest, assignment_id: InPath) -> HttpResponse:
    return _of_assignment(request, "call_off_assignment", assignment_id, Role.PERSON)


@router.post("/assignments/{assignment_id}/consent_assignment",
             response={200: AssignmentOut, **Refusals}, summary="Consent, as the maker")  # fmt: skip
def consent_assignment(request: HttpRequest, assignment_id: InPath) -> HttpResponse:
    return _of_assignment(request, "consent_assignment", assignment_id, Role.HOLDER)


@router.post("/assignments/{assignment_id}/refuse_assignment",
             response={200: AssignmentOut, **Refusals}, summary="Refuse to take it, or to consent")  # fmt: skip
def refuse_assignment(request: HttpRequest, assignment_id: InPath) -> HttpResponse:
    """The new buyer refuses what was offered, the maker what was accepted."""
    is_mine = queries.assignment(assignment_id).to_person_id == act_of(request).by
    role = Role.PERSON if is_mine else Role.HOLDER
    return _of_assignment(request, "refuse_assignment", assignment_id, role)


@router.get("/businesses/{code}/orders", response={200: ContractsOut, **Refusals},
            summary="Contracts of your business")  # fmt: skip
def orders(request: HttpRequest, code: Code, given: Query[ContractListIn]) -> ContractsOut:
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    return _listed(queries.of_business(business.pk), given)


def _of_order(request: HttpRequest, verb: str, code: str) -> HttpResponse:
    def do() -> ContractOut:
        act = act_of(request, Role.HOLDER)
        one = queries.for_seller(act, code)
        return _out(getattr(actions, verb)(act, contract_id=one.pk))

    return change(request, ContractOut, do)


@router.post("/orders/{code}/repay", response={200: ContractOut, **Refusals},
             summary="Repay a buyer who left, out of the project's account")  # fmt: skip
def repay(request: HttpRequest, code: Code) -> HttpResponse:
    return _of_order(request, "repay", code)


@router.post("/orders/{code}/bring_repayment", response={200: ContractOut, **Refusals},
             summary="Bring what the account lacks: a payment is asked of you")  # fmt: skip
def bring_repayment(request: HttpRequest, code: Code) -> HttpResponse:
    return _of_order(request, "bring_repayment", code)

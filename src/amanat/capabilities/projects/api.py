"""Projects for machines: what is public, what a buyer may ask, what each side and the desk do."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from amanat.capabilities.projects import actions, queries
from amanat.capabilities.projects.models import Certifier, Drawdown, ProgressCertificate, Project
from amanat.capabilities.projects.rules import terms
from amanat.capabilities.projects.states import CERTIFICATE, DRAWDOWN, PROJECT
from amanat.face.machines import Given, Id, InPath, Refusals, Rial, act_of, caller, change
from amanat.face.one_of import OneOf, states_of
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse_unless

router = Router(tags=["projects"])
ProjectState = Annotated[str, OneOf("ProjectState", states_of(PROJECT))]
CertificateState = Annotated[str, OneOf("ProgressCertificateState", states_of(CERTIFICATE))]
DrawdownState = Annotated[str, OneOf("DrawdownState", states_of(DRAWDOWN))]
ProjectKind = Annotated[str, OneOf("ProjectKind", terms.KINDS)]
CertifierKind = Annotated[str, OneOf("CertifierKind", terms.CERTIFIERS)]
Words = Annotated[str, Field(max_length=terms.LONGEST_WORDS)]
Number = Annotated[str, Field(max_length=terms.LONGEST_NUMBER)]
Place = Annotated[str, Field(max_length=terms.LONGEST_PLACE)]
Code = Annotated[str, Field(max_length=40)]
Share = Annotated[int, Field(ge=0, le=terms.WHOLE, description="Basis points")]
Days = Annotated[int, Field(ge=1, le=365)]
Day = Annotated[date, Field(examples=["2026-11-22"])]
Phone = Annotated[str, Field(max_length=20)]


class ProjectOut(Schema):
    """`account_units` is the ledger's own word; `certified` the lowest share that counts."""

    code: str
    permit: str
    kind: ProjectKind
    title: str
    state: ProjectState
    cost_units: Rial
    collected_units: Rial
    released_units: Rial
    returned_units: Rial
    refunded_units: Rial
    held_units: Rial
    account_units: Rial
    is_confirmed: bool
    certified: Share
    last_delivery: date


class CertificateOut(Schema):
    """`text` is what is signed, byte for byte; photos by the hash of what we keep."""

    code: str
    kind: CertifierKind
    state: CertificateState
    basis_points: Share
    issued_on: date
    place: str
    words: str
    reason: str
    text: str
    signature: str


class ProjectCertificates(Schema):
    certificates: list[CertificateOut]


class DrawdownOut(Schema):
    """`formula` has every number of the decision."""

    id: str
    number: int
    state: DrawdownState
    asked_units: Rial
    released_units: Rial
    words: str
    reason: str
    formula: dict[str, Any]
    due_at: datetime | None


class Drawdowns(Schema):
    drawdowns: list[DrawdownOut]


class PreservedOut(Schema):
    """`statement` is signed in canonical JSON: sorted keys, no spaces, UTF-8."""

    statement: dict[str, Any]
    signature: dict[str, str]


class DrawIn(Given):
    units: Rial
    words: Words


class ProjectWordsIn(Given):
    words: Words


class MoreDaysIn(Given):
    days: Days
    words: Words


class CollateralIn(Given):
    units: Rial
    source: Number


class CertifierIn(Given):
    phone: Phone
    kind: CertifierKind
    licence_number: Number
    licence_until: Day


class CertifierOut(Schema):
    id: str
    kind: CertifierKind
    licence_number: str
    licence_until: date
    ended_at: datetime | None


class CertifyIn(Given):
    """`photos` are ids of files that the certifier sent before."""

    basis_points: Share
    issued_on: Day
    place: Place
    words: Words
    reason: Words = ""
    photos: Annotated[list[Id], Field(max_length=terms.MOST_PHOTOS)]


class AuditIn(Given):
    until: Day
    paper: Id
    words: Words


def _project(one: Project) -> ProjectOut:
    money = queries.money(one)
    return ProjectOut(
        code=one.code, permit=one.permit_code, kind=one.kind, title=one.title, state=one.state,
        cost_units=str(one.cost_units), collected_units=str(money.collected_units),
        released_units=str(money.released_units), returned_units=str(money.returned_units),
        refunded_units=str(money.refunded_units), held_units=str(money.held_units),
        account_units=str(money.account_units), is_confirmed=money.is_confirmed,
        certified=queries.certified(one), last_delivery=one.last_delivery,
    )  # fmt: skip


def _certificate(one: ProgressCertificate) -> CertificateOut:
    return CertificateOut(
        code=one.code, kind=one.kind, state=one.state, basis_points=one.basis_points,
        issued_on=one.issued_on, place=one.place, words=one.words, reason=one.reason,
        text=one.text, signature=one.signature,
    )  # fmt: skip


def _drawdown(one: Drawdown) -> DrawdownOut:
    return DrawdownOut(
        id=str(one.pk), number=one.number, state=one.state, asked_units=str(one.asked_units),
        released_units=str(one.released_units), words=one.words, reason=one.reason,
        formula=one.formula, due_at=one.due_at,
    )  # fmt: skip


def _certifier(one: Certifier) -> CertifierOut:
    return CertifierOut(
        id=str(one.pk), kind=one.kind, licence_number=one.licence_number,
        licence_until=one.licence_until, ended_at=one.ended_at,
    )  # fmt: skip


def _staff(request: HttpRequest, role: Role) -> Act:
    """An act of the desk; NotFound for who has no business here."""
    queries.check_staff(caller(request))
    return act_of(request, role)


def _on(request: HttpRequest, drawdown_id: int, verb: str) -> Act:
    """The same, under the hat that the drawdown's state asks for."""
    worn = queries.check_staff(caller(request))
    row = DRAWDOWN.find(verb, queries.drawdown(drawdown_id).state)
    hats = [hat for hat in row.who if hat in worn] if row is not None else []
    return act_of(request, hats[0] if hats else Role.OFFICER)


@router.get("/projects/{code}", response={200: ProjectOut, **Refusals}, auth=None,
            summary="A project: collected, certified, released, held")  # fmt: skip
def project(request: HttpRequest, code: Code) -> ProjectOut:
    return _project(queries.by_code(code))


@router.get("/projects/{code}/certificates", response={200: ProjectCertificates, **Refusals},
            auth=None, summary="Everything that was certified, signed")  # fmt: skip
def certificates(request: HttpRequest, code: Code) -> ProjectCertificates:
    found = queries.certificates(queries.by_code(code).pk)
    return ProjectCertificates(certificates=[_certificate(one) for one in found])


@router.get("/projects/{code}/draws", response={200: Drawdowns, **Refusals}, auth=None,
            summary="Money asked out of a project, with the formula of each decision")  # fmt: skip
def draws(request: HttpRequest, code: Code) -> Drawdowns:
    found = queries.drawdowns(queries.by_code(code).pk)
    return Drawdowns(drawdowns=[_drawdown(one) for one in found])


@router.get("/projects/{code}/statements/{contract}", response={200: PreservedOut, **Refusals},
            summary="Where the rials of your contract are, signed")  # fmt: skip
def statement(request: HttpRequest, code: Code, contract: Code) -> dict[str, Any]:
    one = queries.by_code(code)
    mine = queries.contracts_of(one.pk, caller(request))
    refuse_unless(contract in mine, NotFound)
    return queries.statement(contract, clock.now())


@router.post("/projects/{code}/request_draw", response={201: DrawdownOut, **Refusals},
             summary="Ask for money by the formula")  # fmt: skip
def request_draw(request: HttpRequest, code: Code, body: DrawIn) -> HttpResponse:
    """Buyers have some days to object; then the formula decides."""

    def do() -> DrawdownOut:
        act, one = act_of(request, Role.HOLDER), queries.by_code(code)
        made = actions.request_draw(act, project_id=one.pk, units=int(body.units), words=body.words)
        return _drawdown(made)

    return change(request, DrawdownOut, do, status=201)


@router.post("/drawdowns/{drawdown_id}/withdraw_draw", response={200: DrawdownOut, **Refusals},
             summary="Take the request back")  # fmt: skip
def withdraw_draw(request: HttpRequest, drawdown_id: InPath) -> HttpResponse:
    def do() -> DrawdownOut:
        act = act_of(request, Role.HOLDER)
        return _drawdown(actions.withdraw_draw(act, drawdown_id=drawdown_id))

    return change(request, DrawdownOut, do)


@router.post("/drawdowns/{drawdown_id}/object_draw", response={200: DrawdownOut, **Refusals},
             summary="Object to a draw, as a buyer")  # fmt: skip
def object_draw(request: HttpRequest, drawdown_id: InPath, body: ProjectWordsIn) -> HttpResponse:
    def do() -> DrawdownOut:
        act = act_of(request, Role.BUYER)
        return _drawdown(actions.object_draw(act, drawdown_id=drawdown_id, words=body.words))

    return change(request, DrawdownOut, do)


@router.post("/drawdowns/{drawdown_id}/decide_draw", response={200: DrawdownOut, **Refusals},
             summary="Release by the formula, or agree as the first of two")  # fmt: skip
def decide_draw(request: HttpRequest, drawdown_id: InPath) -> HttpResponse:
    def do() -> DrawdownOut:
        act = _on(request, drawdown_id, "decide_draw")
        return _drawdown(actions.decide_draw(act, drawdown_id=drawdown_id))

    return change(request, DrawdownOut, do)


@router.post("/drawdowns/{drawdown_id}/confirm_draw", response={200: DrawdownOut, **Refusals},
             summary="Confirm a large draw as the second person")  # fmt: skip
def confirm_draw(request: HttpRequest, drawdown_id: InPath) -> HttpResponse:
    def do() -> DrawdownOut:
        act = _staff(request, Role.SUPERVISOR)
        return _drawdown(actions.confirm_draw(act, drawdown_id=drawdown_id))

    return change(request, DrawdownOut, do)


@router.post("/drawdowns/{drawdown_id}/refuse_draw", response={200: DrawdownOut, **Refusals},
             summary="Refuse a draw, with the reason")  # fmt: skip
def refuse_draw(request: HttpRequest, drawdown_id: InPath, body: ProjectWordsIn) -> HttpResponse:
    def do() -> DrawdownOut:
        act = _on(request, drawdown_id, "refuse_draw")
        return _drawdown(actions.refuse_draw(act, drawdown_id=drawdown_id, words=body.words))

    return change(request, DrawdownOut, do)


@router.post("/projects/{code}/certify", response={201: CertificateOut, **Refusals},
             summary="Certify progress")  # fmt: skip
def certify(request: HttpRequest, code: Code, body: CertifyIn) -> HttpResponse:
    def do() -> CertificateOut:
        progress = actions.Progress(
            body.basis_points, body.issued_on, body.place, body.words, tuple(body.photos),
            body.reason,
        )  # fmt: skip
        one = queries.by_code(code)
        made = actions.certify(act_of(request), project_id=one.pk, progress=progress)
        return _certificate(made)

    return change(request, CertificateOut, do, status=201)


@router.post("/projects/{code}/audit_project", response={200: ProjectOut, **Refusals},
             summary="Record an audit of the books")  # fmt: skip
def audit_project(request: HttpRequest, code: Code, body: AuditIn) -> HttpResponse:
    def do() -> ProjectOut:
        one = queries.by_code(code)
        actions.audit_project(
            act_of(request), project_id=one.pk, until=body.until, file_id=body.paper,
            words=body.words,
        )  # fmt: skip
        return _project(queries.project(one.pk))

    return change(request, ProjectOut, do)


@router.post("/projects/{code}/name_certifier", response={201: CertifierOut, **Refusals},
             summary="Name who certifies a project")  # fmt: skip
def name_certifier(request: HttpRequest, code: Code, body: CertifierIn) -> HttpResponse:
    def do() -> CertifierOut:
        act, one = _staff(request, Role.OFFICER), queries.by_code(code)
        return _certifier(actions.name_certifier(act, project_id=one.pk, **body.dict()))

    return change(request, CertifierOut, do, status=201)


@router.post("/certifiers/{certifier_id}/end_certifier", response={200: CertifierOut, **Refusals},
             summary="This person certifies no more")  # fmt: skip
def end_certifier(request: HttpRequest, certifier_id: InPath) -> HttpResponse:
    def do() -> CertifierOut:
        act = _staff(request, Role.OFFICER)
        return _certifier(actions.end_certifier(act, certifier_id=certifier_id))

    return change(request, CertifierOut, do)


def _desk(request: HttpRequest, code: str, verb: str, role: Role, **given: Any) -> HttpResponse:
    """One verb of the desk about a project."""

    def do() -> ProjectOut:
        act, one = _staff(request, role), queries.by_code(code)
        return _project(getattr(actions, verb)(act, project_id=one.pk, **given))

    return change(request, ProjectOut, do)


@router.post("/projects/{code}/hand_to_committee", response={200: ProjectOut, **Refusals},
             summary="Behind its plan: hand it to the committee")  # fmt: skip
def hand_to_committee(request: HttpRequest, code: Code) -> HttpResponse:
    return _desk(request, code, "hand_to_committee", Role.OFFICER)


@router.post("/projects/{code}/complete_project", response={200: ProjectOut, **Refusals},
             summary="All of it is certified: only the retention stays")  # fmt: skip
def complete_project(request: HttpRequest, code: Code) -> HttpResponse:
    return _desk(request, code, "complete_project", Role.OFFICER)


@router.post("/projects/{code}/let_go_on", response={200: ProjectOut, **Refusals},
             summary="Give a late project some more days")  # fmt: skip
def let_go_on(request: HttpRequest, code: Code, body: MoreDaysIn) -> HttpResponse:
    return _desk(request, code, "let_go_on", Role.COMMITTEE, **body.dict())


@router.post("/projects/{code}/default_project", response={200: ProjectOut, **Refusals},
             summary="Declare that the maker failed")  # fmt: skip
def default_project(request: HttpRequest, code: Code, body: ProjectWordsIn) -> HttpResponse:
    return _desk(request, code, "default_project", Role.COMMITTEE, **body.dict())


@router.post("/projects/{code}/resolve_project", response={200: ProjectOut, **Refusals},
             summary="Share out what is in the account")  # fmt: skip
def resolve_project(request: HttpRequest, code: Code) -> HttpResponse:
    return _desk(request, code, "resolve_project", Role.COMMITTEE)


@router.post("/projects/{code}/keep_retention", response={200: ProjectOut, **Refusals},
             summary="Keep the retention until defects are mended")  # fmt: skip
def keep_retention(request: HttpRequest, code: Code, body: MoreDaysIn) -> HttpResponse:
    return _desk(request, code, "keep_retention", Role.COMMITTEE, **body.dict())


@router.post("/projects/{code}/bring_collateral", response={200: ProjectOut, **Refusals},
             summary="Share out money of a collateral that came")  # fmt: skip
def bring_collateral(request: HttpRequest, code: Code, body: CollateralIn) -> HttpResponse:
    given = body.dict() | {"units": int(body.units)}
    return _desk(request, code, "bring_collateral", Role.FINANCE, **given)

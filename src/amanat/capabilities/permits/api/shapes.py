"""What goes in and comes out. Amounts are whole rial in strings of digits."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.queries import view
from amanat.capabilities.permits.rules import tasks, terms
from amanat.capabilities.permits.rules.methods import Method
from amanat.capabilities.permits.states import CHANGE, PERMIT
from amanat.face.machines import Given, Rial
from amanat.face.one_of import OneOf, states_of

PermitState = Annotated[str, OneOf("PermitState", states_of(PERMIT))]
PermitChangeState = Annotated[str, OneOf("PermitChangeState", states_of(CHANGE))]
PermitKind = Annotated[str, OneOf("PermitKind", terms.KINDS)]
PermitMethod = Annotated[str, OneOf("PermitMethod", [one.value for one in Method])]
PermitChangeKind = Annotated[str, OneOf("PermitChangeKind", terms.CHANGES)]
PermitReason = Annotated[str, OneOf("PermitReason", terms.REASONS)]
GuaranteeKind = Annotated[str, OneOf("PermitGuaranteeKind", terms.GUARANTEES)]
Code = Annotated[str, Field(max_length=40)]
Line = Annotated[str, Field(max_length=terms.LONGEST_TITLE * 2)]
Words = Annotated[str, Field(max_length=terms.LONGEST_WORDS)]
Units = Annotated[int, Field(ge=1, le=terms.MOST_QUANTITY)]
Count = Annotated[int, Field(ge=0, le=terms.MOST_QUANTITY)]
BasisPoints = Annotated[int, Field(ge=0, le=terms.WHOLE_SHARE)]
Months = Annotated[int, Field(ge=0, le=terms.MOST_INSTALMENT_MONTHS)]
Day = Annotated[date, Field(examples=["2027-03-20"])]


class InstalmentShape(Given):
    """A share of the price, so many Jalali months after the contract; 0: with it."""

    basis_points: BasisPoints
    months: Months


class WeekShape(Given):
    """What is made in the week that begins on this Saturday."""

    starts_on: Day
    units: Units


class StageShape(Given):
    title: Line
    basis_points: BasisPoints


class GoodsIn(Given):
    kind: PermitKind
    method: PermitMethod
    title: Line = ""
    model: Line = ""
    trim: Line = ""
    colours: Annotated[list[Line], Field(max_length=terms.MOST_COLOURS)] = []
    description: Words = ""
    is_imported: bool = False
    place: Line = ""


class PermitPriceIn(Given):
    quantity: Units | None = None
    price_units: Rial | None = None
    instalments: Annotated[list[InstalmentShape], Field(max_length=terms.MOST_INSTALMENTS)] = []
    participation_basis_points: BasisPoints = 0
    withdrawal_basis_points: BasisPoints = 0


class ProductionIn(Given):
    """`certifier_id` is a national or legal id; it is kept sealed, and empty keeps the old one."""

    sale_from: Day | None = None
    sale_until: Day | None = None
    first_delivery: Day | None = None
    last_delivery: Day | None = None
    certified_capacity: Units | None = None
    certifier: Line = ""
    certifier_id: Line = ""
    certificate_number: Line = ""
    weeks: Annotated[list[WeekShape], Field(max_length=terms.MOST_WEEKS)] = []
    cost_units: Rial | None = None
    stages: Annotated[list[StageShape], Field(max_length=terms.MOST_STAGES)] = []


class GuaranteeIn(Given):
    guarantee_kind: GuaranteeKind
    guarantee_issuer: Line = ""
    guarantee_number: Line = ""
    guarantee_units: Rial | None = None
    guarantee_until: Day | None = None


class DraftPermitIn(Given):
    kind: PermitKind
    method: PermitMethod
    title: Line


class ChangePermitIn(Given):
    """Any of the parts; each is saved whole as it is given, half-filled or not."""

    goods: GoodsIn | None = None
    price: PermitPriceIn | None = None
    production: ProductionIn | None = None
    guarantee: GuaranteeIn | None = None


class SignPermitIn(Given):
    """`sha256` is that of the application; `code` came by SMS."""

    sha256: Annotated[str, Field(max_length=64)]
    code: Annotated[str, Field(max_length=16)]


class AskPermitChangeIn(Given):
    kind: PermitChangeKind
    words: Words
    quantity: Units | None = None
    price_units: Rial | None = None
    sale_until: Day | None = None
    last_delivery: Day | None = None


class CheckCapacityIn(Given):
    capacity: Count
    other_backlog: Count = 0
    words: Words


class ReturnPermitIn(Given):
    """What is to be corrected, field by field."""

    defects: Annotated[dict[str, Words], Field(max_length=40)]


class GrantPermitIn(Given):
    """`quantity` may be lower than asked; a proposal of another member is granted as it is."""

    quantity: Units | None = None
    words: Words = ""


class ProposeGrantIn(Given):
    quantity: Units
    words: Words


class PermitWordsIn(Given):
    words: Words


class SuspendPermitIn(Given):
    reason: PermitReason


class PermitOut(Schema):
    """A permit or an application, for whoever acts for the business, and for the desk."""

    code: str
    business: str
    state: PermitState
    due_at: datetime | None
    kind: PermitKind
    method: PermitMethod
    title: str
    quantity: int | None
    price_units: Rial | None
    sale_until: date | None
    last_delivery: date | None
    capacity: int | None
    backlog: int | None
    missing: list[str]
    defects: dict[str, str]
    application_sha256: str
    decision: str
    was_late: bool


class PermitsOut(Schema):
    permits: list[PermitOut]


class PermitChangeOut(Schema):
    id: str
    permit: str
    kind: PermitChangeKind
    state: PermitChangeState
    due_at: datetime | None
    answer: str


class PresaleOut(Schema):
    """A permit as the public sees it; `sha256` is that of the newest terms, which stand in `terms`."""

    code: str
    business: str
    seller: str
    state: PermitState
    is_in_force: bool
    quantity: int
    sold: int
    free: int
    delivered: int
    version: int
    sha256: str
    terms: dict[str, Any]


class PresalesOut(Schema):
    presales: list[PresaleOut]


class AdvertOut(Schema):
    """`claims` says of each thing the advert says whether it is true; `is_true` all of it."""

    code: str
    is_in_force: bool
    claims: dict[str, bool]
    is_true: bool


def permit(one: Permit) -> PermitOut:
    is_whole = one.requested_at is not None
    return PermitOut(
        code=one.code, business=one.business.code, state=one.state, due_at=one.due_at,
        kind=one.kind, method=one.method, title=one.title, quantity=one.quantity,
        price_units=None if one.price_units is None else str(one.price_units),
        sale_until=one.sale_until, last_delivery=one.last_delivery, capacity=one.capacity,
        backlog=one.backlog, missing=[] if is_whole else sorted(queries.missing(one)),
        defects=one.defects, application_sha256=queries.application_sha256(one),
        decision=one.decision_words, was_late=one.was_late,
    )  # fmt: skip


def asked(one: PermitChange) -> PermitChangeOut:
    return PermitChangeOut(
        id=str(one.pk), permit=one.permit.code, kind=one.kind, state=one.state,
        due_at=one.due_at, answer=one.answer,
    )  # fmt: skip


def presale(one: Permit, at: datetime) -> PresaleOut:
    stock, now = queries.stock(one), view.terms_now(one)
    return PresaleOut(
        code=one.code, business=one.business.code, seller=one.business.name, state=one.state,
        is_in_force=queries.is_in_force(one, at), quantity=stock.quantity, sold=stock.sold,
        free=stock.free, delivered=stock.delivered, version=now.version, sha256=now.sha256,
        terms=now.body,
    )  # fmt: skip


def parts_of(body: ChangePermitIn) -> list[tasks.Part]:
    """The parts that were given, as the verbs take them."""
    found: list[tasks.Part] = []
    if body.goods is not None:
        found.append(tasks.Goods(**body.goods.dict() | {"colours": tuple(body.goods.colours)}))
    if body.price is not None:
        found.append(tasks.Price(**body.price.dict() | {
            "price_units": _whole(body.price.price_units),
            "instalments": tuple(
                terms.Instalment(basis_points=one.basis_points, months=one.months)
                for one in body.price.instalments
            ),
        }))  # fmt: skip
    if body.production is not None:
        found.append(tasks.Production(**body.production.dict() | {
            "cost_units": _whole(body.production.cost_units),
            "weeks": tuple((one.starts_on, one.units) for one in body.production.weeks),
            "stages": tuple(
                tasks.Stage(one.title, one.basis_points) for one in body.production.stages
            ),
        }))  # fmt: skip
    if body.guarantee is not None:
        given = body.guarantee.dict() | {"guarantee_units": _whole(body.guarantee.guarantee_units)}
        found.append(tasks.Guarantee(**given))
    return found


def _whole(units: str | None) -> int | None:
    return None if units is None else int(units)

"""What goes in and comes out. National ids go in and never come out."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from amanat.capabilities.businesses import queries, rules
from amanat.capabilities.businesses.models import (
    Account,
    Business,
    Conflict,
    Domain,
    Mandate,
    Owner,
    Premises,
    TradeLicence,
)
from amanat.capabilities.businesses.queries import portal
from amanat.capabilities.businesses.states import BUSINESS, DOMAIN, TRADE_LICENCE
from amanat.face.machines import Given, Id
from amanat.face.one_of import OneOf, states_of
from amanat.words import identity

Day = Annotated[date, Field(examples=["2026-11-22"])]
Kind = Annotated[str, OneOf("BusinessKind", rules.KINDS)]
ClassCode = Annotated[str, OneOf("ActivityClass", rules.CLASSES)]
IssuerKind = Annotated[str, OneOf("IssuerKind", rules.ISSUERS)]
Power = Annotated[str, OneOf("MandatePower", rules.POWERS)]
TurnDownReason = Annotated[str, OneOf("TurnDownReason", rules.TURN_DOWN_REASONS)]
RuleStatus = Annotated[str, OneOf("ActivityStatus", rules.STATUSES)]
BusinessState = Annotated[str, OneOf("BusinessState", states_of(BUSINESS))]
TradeLicenceState = Annotated[str, OneOf("TradeLicenceState", states_of(TRADE_LICENCE))]
DomainState = Annotated[str, OneOf("DomainState", states_of(DOMAIN))]


class BusinessIn(Given):
    """`identity_number`: eleven digits of a legal person, or your own national id."""

    kind: Kind
    name: str
    identity_number: str
    founded_on: Day | None = None


class LicenceIn(Given):
    class_code: ClassCode
    issuer_kind: IssuerKind
    issuer: str
    number: str
    holder_id: str
    valid_from: Day
    valid_until: Day


class LicenceRef(Given):
    trade_licence_id: Id


class DomainIn(Given):
    name: str


class DomainRef(Given):
    domain_id: Id


class MandateIn(Given):
    phone: str
    powers: list[Power]
    last_day: Day | None = None


class MandateRef(Given):
    mandate_id: Id


class ActivityIn(Given):
    class_code: ClassCode
    words: str = ""


class ActivityRef(Given):
    activity_id: Id


class PremisesIn(Given):
    city_id: Id
    postal_code: str
    address: str
    phone: str


class AccountIn(Given):
    sheba: str


class AccountRef(Given):
    account_id: Id


class OwnerIn(Given):
    """`basis_points`: hundredths of a percent; all owners together at most 10,000."""

    name: str
    national_id: str
    basis_points: int


class OwnerRef(Given):
    owner_id: Id


class SourceIn(Given):
    source: str


class WhyIn(Given):
    why: TurnDownReason


class ConfirmLicenceIn(LicenceRef):
    """`holder_id`: as the issuer answered; it must be the business's own."""

    holder_id: str
    source: str


class LicenceWhyIn(LicenceRef):
    why: str


class TieIn(Given):
    words: str


class BusinessLine(Schema):
    code: str
    kind: Kind
    name: str
    state: BusinessState
    legal_id: str | None
    registered_at: datetime


class Businesses(Schema):
    businesses: list[BusinessLine]


class LicenceOut(Schema):
    id: str
    class_code: ClassCode
    issuer: str
    number: str
    valid_from: date
    valid_until: date
    state: TradeLicenceState
    end_reason: str


class DomainOut(Schema):
    """`token` and what to publish where; two of the three are enough."""

    id: str
    name: str
    shown: str
    state: DomainState
    token: str
    dns_name: str
    dns_value: str
    file_url: str
    meta_tag: str
    looked_at: datetime | None
    lost_at: datetime | None


class MandateOut(Schema):
    id: str
    name: str
    powers: list[Power]
    given_at: datetime
    until: datetime | None
    ended_at: datetime | None


class ActivityOut(Schema):
    id: str
    class_code: ClassCode
    words: str
    rule: RuleStatus


class PremisesOut(Schema):
    city: str
    province: str
    postal_code: str
    address: str
    phone: str


class AccountOut(Schema):
    """`active_from`: from when on money goes into it; null while the bank has not said that it is
    the company's own. `owner_checked_at`: when the bank answered."""

    id: str
    sheba: str
    owner_checked_at: datetime | None
    active_from: datetime | None


class OwnerOut(Schema):
    id: str
    name: str
    basis_points: int


class BusinessOut(BusinessLine):
    founded_on: date | None
    licence_end: date | None
    licences: list[LicenceOut]
    domains: list[DomainOut]
    mandates: list[MandateOut]
    activities: list[ActivityOut]
    premises: PremisesOut | None
    accounts: list[AccountOut]
    owners: list[OwnerOut]


class EndedOut(Schema):
    id: str
    ended_at: datetime


class TieOut(Schema):
    id: str
    declared_at: datetime


class QueueOut(Schema):
    businesses: list[BusinessLine]
    licences: list["WaitingOut"]


class WaitingOut(LicenceOut):
    business: str


class ClassOut(Schema):
    """`is_law` is true only for a confirmed rule; anything else is reported or a default."""

    class_code: ClassCode
    status: RuleStatus
    valid_from: date
    source: str
    confidence: str
    is_law: bool


class ClassesOut(Schema):
    day: date
    classes: list[ClassOut]


def line(one: Business) -> BusinessLine:
    return BusinessLine(
        code=one.code, kind=one.kind, name=one.name, state=one.state,
        legal_id=one.legal_id or None, registered_at=one.registered_at,
    )  # fmt: skip


def licence(one: TradeLicence) -> LicenceOut:
    return LicenceOut(
        id=str(one.pk), class_code=one.class_code, issuer=one.issuer, number=one.number,
        valid_from=one.valid_from, valid_until=one.valid_until, state=one.state,
        end_reason=one.end_reason,
    )  # fmt: skip


def domain(one: Domain) -> DomainOut:
    return DomainOut(
        id=str(one.pk), name=one.name, shown=one.shown, state=one.state, token=one.token,
        dns_name=f"{rules.DNS_LABEL}.{one.name}", dns_value=rules.dns_value(one.token),
        file_url=f"https://{one.name}{rules.FILE_PATH}", meta_tag=rules.meta_tag(one.token),
        looked_at=one.looked_at, lost_at=one.due_at,
    )  # fmt: skip


def mandate(one: Mandate, name: str) -> MandateOut:
    return MandateOut(
        id=str(one.pk), name=name, powers=one.powers.split(), given_at=one.given_at,
        until=one.until, ended_at=one.ended_at,
    )  # fmt: skip


def account(one: Account) -> AccountOut:
    return AccountOut(
        id=str(one.pk), sheba=identity.masked_sheba(one.sheba),
        owner_checked_at=one.owner_checked_at, active_from=one.active_from,
    )  # fmt: skip


def owner(one: Owner) -> OwnerOut:
    return OwnerOut(id=str(one.pk), name=one.name, basis_points=one.basis_points)


def premises(one: Premises) -> PremisesOut:
    return PremisesOut(
        city=one.city.name, province=one.city.province.name, postal_code=one.postal_code,
        address=one.address, phone=one.phone,
    )  # fmt: skip


def tie(one: Conflict) -> TieOut:
    return TieOut(id=str(one.pk), declared_at=one.declared_at)


def whole(one: Business, day: date) -> BusinessOut:
    """Everything a holder may see."""
    found = queries.activities(one.pk)
    known = queries.activity_rules((row.class_code for row in found), day)
    team = queries.mandates(one.pk)
    names = portal.names_of(row.person_id for row in team)
    where = portal.premises(one.pk)
    return BusinessOut(
        **line(one).model_dump(),
        founded_on=one.founded_on,
        licence_end=queries.licence_end(one.pk, day),
        licences=[licence(row) for row in queries.trade_licences(one.pk)],
        domains=[domain(row) for row in queries.domains(one.pk)],
        mandates=[mandate(row, names.get(row.person_id, "")) for row in team],
        activities=[
            ActivityOut(
                id=str(row.pk), class_code=row.class_code, words=row.words,
                rule=known[row.class_code].status,
            )
            for row in found
        ],
        premises=premises(where) if where else None,
        accounts=[account(row) for row, _, _ in portal.accounts(one.pk)],
        owners=[owner(row) for row in portal.owners(one.pk)],
    )  # fmt: skip

"""What goes in and comes out of the routes of seals."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StrictInt

from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Seal
from amanat.capabilities.seals.queries import desk, portal
from amanat.capabilities.seals.states import CHECK, SEAL
from amanat.face.machines import Given, Id, Refusals
from amanat.face.one_of import OneOf, states_of, verbs_of
from amanat.words.act import Role

SealState = Annotated[str, OneOf("SealState", states_of(SEAL))]
CheckState = Annotated[str, OneOf("CheckState", states_of(CHECK))]
CheckKind = Annotated[str, OneOf("CheckKind", rules.KINDS)]
CheckMethod = Annotated[str, OneOf("CheckMethod", rules.BY_HAND)]
Changeable = Annotated[str, OneOf("ReportedChange", seals.CHANGEABLE)]
DecisionKind = Annotated[str, OneOf("SealDecisionKind", desk.ROW_OF)]
HolderVerb = Annotated[str, OneOf("SealHolderVerb", verbs_of(SEAL, Role.HOLDER))]
Words = Annotated[str, Field(max_length=rules.LONGEST_WORDS)]
Source = Annotated[str, Field(max_length=rules.LONGEST_SOURCE)]
Level = Annotated[StrictInt, Field(ge=0, le=rules.MOST_LEVEL)]
Notice = Annotated[StrictInt, Field(ge=0, le=48)]


class SealWishIn(Given):
    """`domain` is one of the business's; the seal is checked up to `level`."""

    domain: Annotated[str, Field(max_length=rules.LONGEST_DOMAIN)]
    level: Level


class SealApplyIn(SealWishIn):
    business: str


class UndertakingIn(Given):
    """`sha256` is of the undertaking that was read; `code` came by SMS."""

    code: Annotated[str, Field(max_length=16)]
    sha256: Annotated[str, Field(max_length=64)]


class SealLevelIn(Given):
    level: Level


class SealChangeIn(Given):
    kinds: list[Changeable]


class SealWordsIn(Given):
    words: Words


class SealLetterIn(SealWordsIn):
    letter_id: Id


class SealCheckIn(Given):
    """How and where it was looked at; `words` tell the holder what to mend."""

    check_id: Id
    method: CheckMethod
    source: Source
    words: Words = ""


class SealProposeIn(Given):
    """`words` are public. `notice_hours` of a suspension: 0, or what the dated rule says."""

    kind: DecisionKind
    words: Words
    level: Level | None = None
    notice_hours: Notice = 0


class SealDecisionIn(Given):
    decision_id: Id


class SealAppealIn(SealWordsIn):
    appeal_id: Id


class SealCheckOut(Schema):
    """`evidence_sha256` is in the public log, too."""

    id: str
    kind: CheckKind
    state: CheckState
    due_at: datetime | None
    method: str
    source: str
    evidence_sha256: str
    checked_at: datetime | None
    valid_until: date | None


class SealOut(Schema):
    """`ends_on` is its last day: of its own period, or of the first licence behind it."""

    code: str
    business: str
    domain: str
    state: SealState
    level: int
    asked_level: int
    reason: str
    due_at: datetime | None
    granted_at: datetime | None
    ends_on: date | None
    may: list[HolderVerb]
    checks: list[SealCheckOut]
    undertaking_sha256: str


class SealLine(Schema):
    code: str
    domain: str
    state: SealState
    level: int


class Seals(Schema):
    seals: list[SealLine]


class SealWaitingOut(Schema):
    """What waits, and until when."""

    code: str
    domain: str
    says: str
    due_at: datetime | None
    is_late: bool


class SealQueue(Schema):
    rows: list[SealWaitingOut]


class SealWaitOut(Schema):
    """`middle_seconds` and the rest are empty while there were fewer than five."""

    step: str
    count: int
    middle_seconds: int | None
    late: int


class SealWaits(Schema):
    waits: list[SealWaitOut]


class SealCodeOut(Schema):
    expires_at: datetime


def line(one: Seal) -> SealLine:
    return SealLine(code=one.code, domain=one.domain, state=one.state, level=one.level)


def shown(seal_id: int, at: datetime) -> SealOut:
    one = queries.seal(seal_id)
    checks = [
        SealCheckOut(
            id=str(check.pk), kind=check.kind, state=check.state, due_at=check.due_at,
            method=check.method, source=check.source, evidence_sha256=check.evidence_sha256,
            checked_at=check.checked_at, valid_until=check.valid_until,
        )
        for check in queries.checks_of(one.pk)
    ]  # fmt: skip
    may = sorted(portal.verbs_of(one, at) & set(verbs_of(SEAL, Role.HOLDER)))
    return SealOut(
        code=one.code, business=one.business.code, domain=one.domain, state=one.state,
        level=one.level, asked_level=one.asked_level, reason=one.reason, due_at=one.due_at,
        granted_at=one.granted_at, ends_on=one.ends_on, may=may, checks=checks,
        undertaking_sha256=rules.undertaking_sha256(),
    )  # fmt: skip


OUT: dict[Any, Any] = {200: SealOut, **Refusals}

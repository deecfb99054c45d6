"""What stands about a business now: who runs it, its licences, activities and domains."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from amanat.capabilities.businesses import rules, states
from amanat.capabilities.businesses.models import (
    Account,
    Activity,
    Business,
    Conflict,
    Domain,
    DomainCheck,
    DomainProof,
    Mandate,
    Owner,
    Premises,
    TradeLicence,
)
from amanat.capabilities.businesses.refusals import OwnBusiness, PowerMissing, UnknownClass
from amanat.capabilities.people import queries as people
from amanat.kernel import sealing
from amanat.kernel.law import parameters as law
from amanat.kernel.law.parameters import Parameter
from amanat.kernel.questions import question
from amanat.words import codes
from amanat.words.act import Act, Role
from amanat.words.powers import MONEY
from amanat.words.refusal import NotFound, NotYours, refuse, refuse_unless
from amanat.words.text import Text

CODE_PREFIX = "B"
LEGAL_INDEX = "business.legal_id"
LEGAL_DIGITS = 11
MOST_LOOKS = 40  # In one round of the worker.
LOOK_LASTS = timedelta(minutes=10)


def business(business_id: int) -> Business:
    """The business, or NotFound."""
    found = _business(business_id).first()
    return found if found is not None else refuse(NotFound, "business_id")


@question
def _business(business_id: int) -> QuerySet[Business]:
    return Business.objects.filter(pk=business_id)


def by_code(code: str) -> Business:
    """The business with this code, however it was typed, or NotFound."""
    known = codes.read_code(CODE_PREFIX, code)
    found = Business.objects.filter(code=known).first() if known else None
    return found if found is not None else refuse(NotFound, "code")


def by_legal_id(legal_id: str) -> Business | None:
    """The confirmed company with this id."""
    return Business.objects.filter(legal_id=legal_id, state=states.CONFIRMED).first()


def many(business_ids: Iterable[int]) -> dict[int, Business]:
    """Businesses by id, in one query."""
    return Business.objects.in_bulk(list(business_ids))


def mandates_in_force(at: datetime) -> QuerySet[Mandate]:
    fresh = Q(until=None) | Q(until__gt=at)
    return Mandate.objects.filter(fresh, given_at__lte=at).filter(
        Q(ended_at=None) | Q(ended_at__gt=at)
    )


def mandate_of(person_id: int | None, business_id: int, at: datetime) -> Mandate | None:
    """What this person may do for the business at `at`, if anything."""
    if person_id is None:
        return None
    return _mandate(person_id, business_id, at).first()


@question
def _mandate(person_id: int, business_id: int, at: datetime) -> QuerySet[Mandate]:
    rows = mandates_in_force(at).filter(person_id=person_id, business_id=business_id)
    return rows.order_by("-pk")


def mandates(business_id: int) -> list[Mandate]:
    """Everybody who ever had a mandate, the newest first."""
    rows = Mandate.objects.filter(business_id=business_id).order_by("-pk")
    return list(rows[: rules.MOST_OF_A_KIND])


def of_person(person_id: int, at: datetime) -> list[Business]:
    """Businesses this person may act for at `at`, the newest first."""
    ids = mandates_in_force(at).filter(person_id=person_id).values("business_id")
    return list(Business.objects.filter(pk__in=ids).order_by("-pk")[: rules.MOST_OF_A_KIND])


@dataclass(frozen=True, slots=True)
class Mandated:
    """A business that somebody acts for, and with which powers."""

    business: Business
    powers: frozenset[str]


def mandated(person_id: int, at: datetime) -> dict[int, Mandated]:
    """The businesses this person may act for at `at`, by id; what a closed one owes, it owes."""
    rows = mandates_in_force(at).filter(person_id=person_id)
    found = rows.select_related("business").order_by("-pk")[: rules.MOST_OF_A_KIND]
    return {
        one.business_id: Mandated(one.business, rules.held(one.powers)) for one in reversed(found)
    }


def check_mandate(act: Act, business_id: int, power: str = "") -> Business:
    """The business, for somebody with a mandate in force.

    NotFound for strangers; PowerMissing when the mandate does not hold `power` (see rules.POWERS).
    """
    mandate = mandate_of(act.by, business_id, act.at)
    refuse_unless(mandate is not None, NotFound)
    assert mandate is not None, "Refused above."
    refuse_unless(rules.covers(mandate.powers, power), PowerMissing)
    return business(business_id)


def payable_account(business_id: int, at: datetime) -> Account | None:
    """Where a company is paid at `at`: the newest of its own accounts that counts already."""
    return _own_accounts(business_id).filter(active_from__lte=at).first()


def waiting_account(business_id: int, at: datetime) -> Account | None:
    """The changed account whose day has not come: until then nothing is paid out."""
    return _own_accounts(business_id).filter(active_from__gt=at).first()


def _own_accounts(business_id: int) -> QuerySet[Account]:
    rows = Account.objects.filter(business_id=business_id, ended_at=None)
    return rows.order_by("-active_from", "-pk")


def money_people(business_id: int, at: datetime) -> list[int]:
    """Who may speak for the company's money at `at`, the first to be trusted first."""
    rows = mandates_in_force(at).filter(business_id=business_id).order_by("pk")
    found = [row.person_id for row in rows if rules.covers(row.powers, MONEY)]
    return list(dict.fromkeys(found))


def trade_licences(business_id: int) -> list[TradeLicence]:
    """All licences ever written down, the newest first."""
    rows = TradeLicence.objects.filter(business_id=business_id).order_by("-pk")
    return list(rows[: rules.MOST_OF_A_KIND])


def valid_licences(business_id: int, day: date) -> list[TradeLicence]:
    """Confirmed licences whose days hold this one, the first to end first."""
    rows = _confirmed(business_id).filter(valid_from__lte=day, valid_until__gte=day)
    return list(rows.order_by("valid_until", "pk"))


def licence_end(business_id: int, day: date) -> date | None:
    """The day on which the first of the needed licences ends; None when one is missing on `day`.

    Needed is a licence for each class of activity; a renewed licence without a gap carries on.
    """
    return rules.first_end(_spans(business_id), classes(business_id), day)


def uncovered_classes(business_id: int, day: date) -> set[str]:
    """Classes of activity that no licence covers on this day."""
    return rules.uncovered(_spans(business_id), classes(business_id), day)


def _confirmed(business_id: int) -> QuerySet[TradeLicence]:
    return TradeLicence.objects.filter(business_id=business_id, state=states.IN_FORCE)


def _spans(business_id: int) -> list[rules.Span]:
    return [one.span for one in _confirmed(business_id)]


def trade_licence(trade_licence_id: int) -> TradeLicence:
    found = TradeLicence.objects.filter(pk=trade_licence_id).first()
    return found if found is not None else refuse(NotFound, "trade_licence_id")


def activities(business_id: int) -> list[Activity]:
    """What the business does now, in the order it was written down."""
    rows = Activity.objects.filter(business_id=business_id, ended_at=None).order_by("pk")
    return list(rows[: rules.MOST_OF_A_KIND])


def classes(business_id: int) -> set[str]:
    """The classes of what the business does now."""
    return {one.class_code for one in activities(business_id)}


@dataclass(frozen=True, slots=True)
class ActivityRule:
    """What a day's rule says about a class, and the dated row that says it.

    Only a row whose status is "confirmed" may be shown as law.
    """

    class_code: str
    status: str  # allowed, restricted or prohibited
    label: Text
    parameter: Parameter

    @property
    def is_law(self) -> bool:
        return self.parameter.status == "confirmed"


def activity_rule(class_code: str, day: date) -> ActivityRule:
    """Whether a class of activity is allowed, restricted or prohibited on this day."""
    refuse_unless(class_code in rules.CLASSES, UnknownClass, "class_code")
    row = law.row_in_force(f"activity.{class_code}", day)
    status = row.value["status"]
    return ActivityRule(class_code, status, rules.STATUSES[status], row)


def activity_rules(class_codes: Iterable[str], day: date) -> dict[str, ActivityRule]:
    """The same for many classes, in one query."""
    wanted = sorted(set(class_codes))
    rows = law.rows_in_force((f"activity.{name}" for name in wanted), day)
    found = {name: rows[f"activity.{name}"] for name in wanted}
    return {
        name: ActivityRule(name, row.value["status"], rules.STATUSES[row.value["status"]], row)
        for name, row in found.items()
    }


def domains(business_id: int) -> list[Domain]:
    """Domains that are not dropped, the newest first."""
    rows = Domain.objects.filter(business_id=business_id, state__in=states.LIVE_DOMAINS)
    return list(rows.order_by("-pk")[: rules.MOST_OF_A_KIND])


def proven_domains(business_id: int, at: datetime) -> list[Domain]:
    """Domains that are the business's since `at` or longer; in the 72 hours of a missing proof too."""
    rows = Domain.objects.filter(business_id=business_id, state__in=states.HELD, proven_at__lte=at)
    return list(rows.order_by("name"))


def domain(domain_id: int) -> Domain:
    found = Domain.objects.filter(pk=domain_id).first()
    return found if found is not None else refuse(NotFound, "domain_id")


def check(check_id: int) -> DomainCheck:
    """One look, with its domain."""
    found = DomainCheck.objects.select_related("domain").filter(pk=check_id).first()
    return found if found is not None else refuse(NotFound, "check_id")


def due_looks(at: datetime) -> list[int]:
    """Domains to be looked at again, those that wait longest first; a bounded number."""
    due = Domain.objects.filter(check_at__lte=at).order_by("check_at", "pk")
    return list(due.values_list("pk", flat=True)[:MOST_LOOKS])


def unanswered_looks(at: datetime) -> list[int]:
    """Looks whose worker died on the way."""
    late = DomainCheck.objects.filter(answered_at=None, asked_at__lte=at - LOOK_LASTS)
    return list(late.order_by("pk").values_list("pk", flat=True)[:MOST_LOOKS])


def last_proofs(domain_ids: Iterable[int]) -> dict[int, list[DomainProof]]:
    """What the latest answered look at each domain found, in two queries."""
    looks = DomainCheck.objects.filter(domain__in=list(domain_ids), answered_at__isnull=False)
    last = dict(
        looks.order_by("domain_id", "-pk").distinct("domain_id").values_list("pk", "domain_id")
    )
    found: dict[int, list[DomainProof]] = {}
    for proof in DomainProof.objects.filter(check_made__in=list(last)).order_by("method"):
        found.setdefault(last[proof.check_made_id], []).append(proof)
    return found


def holder_of(name: str) -> Business | None:
    """Whose this domain, by its kept name, is proven to be."""
    row = Domain.objects.select_related("business").filter(name=name, state__in=states.HELD)
    found = row.first()
    return found.business if found else None


def look_alike(name: str, skeleton: str, business_id: int) -> Domain | None:
    """A proven domain of somebody else that the eye takes for this one."""
    rows = Domain.objects.filter(skeleton=skeleton, state__in=states.HELD)
    return rows.exclude(name=name).exclude(business_id=business_id).first()


def province_of(business_id: int) -> int | None:
    """The province where it is found now; None while it named no premises."""
    rows = Premises.objects.filter(business_id=business_id).order_by("-pk")
    return rows.values_list("city__province_id", flat=True).first()


def linked_people(business_id: int) -> set[int]:
    """Whoever has or had a mandate, registered it, or owns a share of it and has joined here."""
    one = business(business_id)
    linked = {one.registered_by_id, *([one.person_id] if one.person_id else [])}
    had = Mandate.objects.filter(business_id=business_id).values_list("person_id", flat=True)
    owners = Owner.objects.filter(business_id=business_id)
    marks = owners.values_list("national_id_index", flat=True)
    return linked | set(had) | people.of_national_id_marks(marks)


def sister_businesses(business_id: int) -> list[int]:
    """Other open businesses with an owner in common, by id."""
    one = business(business_id)
    mine = _owner_marks(business_id) | ({one.identity_index} if one.kind == "natural" else set())
    owned = Owner.objects.filter(national_id_index__in=mine, ended_at=None)
    found = Business.objects.filter(
        Q(pk__in=owned.values("business_id")) | Q(kind="natural", identity_index__in=mine),
        state__in=states.LIVE,
    )
    return list(found.exclude(pk=business_id).order_by("pk").values_list("pk", flat=True))


def _owner_marks(business_id: int) -> set[str]:
    rows = Owner.objects.filter(business_id=business_id, ended_at=None)
    return set(rows.values_list("national_id_index", flat=True))


def is_in_conflict(person_id: int, business_id: int) -> bool:
    """Whether this person has a tie to the business: declared, or found in its papers."""
    declared = Conflict.objects.filter(
        business_id=business_id, officer_id=person_id, ended_at=None
    ).exists()
    return declared or person_id in linked_people(business_id)


def tied_to(person_id: int) -> frozenset[int]:
    """The businesses to which this person has a tie, in one look: see `is_in_conflict`."""
    mark = people.person(person_id).national_id_index
    owned = Owner.objects.filter(national_id_index=mark) if mark else Owner.objects.none()
    had = Mandate.objects.filter(person_id=person_id)
    declared = Conflict.objects.filter(officer_id=person_id, ended_at=None)
    tied = Q(registered_by=person_id) | Q(person=person_id)
    for rows in (owned, had, declared):
        tied |= Q(pk__in=rows.values("business_id"))
    return frozenset(Business.objects.filter(tied).values_list("pk", flat=True))


def check_untied(act: Act, business_id: int) -> None:
    """Refuse an officer who has a tie to the business."""
    refuse_unless(not is_in_conflict(act.person, business_id), OwnBusiness)


def check_officer(act: Act) -> None:
    """Whoever says to be an officer wears that hat."""
    wears = act.by is not None and Role.OFFICER in people.hats(act.by)
    refuse_unless(wears and act.role is Role.OFFICER, NotYours)


def identity_mark(number: str) -> str:
    """The blind index of a normalised national or legal id: equal ids, equal marks."""
    if len(number) == LEGAL_DIGITS:
        return sealing.blind_index(number, about=LEGAL_INDEX)
    return people.national_id_mark(number)

"""What the portal and the desk show of one business: everything at once, in a bounded number of reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from amanat.capabilities.businesses import rules, states
from amanat.capabilities.businesses.models import (
    Account,
    Business,
    Conflict,
    Domain,
    DomainProof,
    Mandate,
    Owner,
    Premises,
    TradeLicence,
)
from amanat.capabilities.businesses.queries import reading
from amanat.capabilities.people import queries as people
from amanat.words import identity
from amanat.words.act import Act
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, refuse, refuse_unless
from amanat.words.text import Text

MOST_QUEUED = 100
UNSEEN = (states.UNPROVEN, states.MISSING)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the portal's task list."""

    page: str
    label: Text
    hint: Text
    is_done: bool


@dataclass(frozen=True, slots=True)
class ShownLicence:
    licence: TradeLicence
    issuer_kind: Text
    state: Text
    days_left: int | None
    why: Text | None


@dataclass(frozen=True, slots=True)
class ShownDomain:
    """A domain, what the last look found, and what its holder must publish."""

    domain: Domain
    state: Text
    proofs: tuple[DomainProof, ...]
    dns_name: str
    dns_value: str
    file_url: str
    meta_tag: str


@dataclass(frozen=True, slots=True)
class ShownMandate:
    mandate: Mandate
    name: str
    powers: tuple[Text, ...]
    is_in_force: bool
    is_mine: bool


def ours(act: Act, code: str) -> Business:
    """The business with this code, for somebody with a mandate; NotFound for everybody else."""
    return reading.check_mandate(act, reading.by_code(code).pk)


def powers_of(act: Act, business_id: int) -> frozenset[str]:
    """What this person may do for the business, every power spelled out."""
    mandate = reading.mandate_of(act.by, business_id, act.at)
    held = mandate.powers if mandate else ""
    return frozenset(name for name in rules.POWERS if held and rules.covers(held, name))


def licences_of(business_id: int, day: date) -> list[ShownLicence]:
    return [shown_licence(one, day) for one in reading.trade_licences(business_id)]


def shown_licence(one: TradeLicence, day: date) -> ShownLicence:
    left = (one.valid_until - day).days if one.is_valid_on(day) else None
    reasons = rules.END_REASONS | rules.TURN_DOWN_REASONS
    state = one.MACHINE.states[one.state]
    return ShownLicence(
        one, rules.ISSUERS[one.issuer_kind], state, left, reasons.get(one.end_reason)
    )


def domains_of(business_id: int) -> list[ShownDomain]:
    found = reading.domains(business_id)
    proofs = reading.last_proofs(one.pk for one in found)
    return [
        ShownDomain(
            domain=one,
            state=one.MACHINE.states[one.state],
            proofs=tuple(proofs.get(one.pk, ())),
            dns_name=f"{rules.DNS_LABEL}.{one.name}",
            dns_value=rules.dns_value(one.token),
            file_url=f"https://{one.name}{rules.FILE_PATH}",
            meta_tag=rules.meta_tag(one.token),
        )
        for one in found
    ]


def team(act: Act, business_id: int) -> list[ShownMandate]:
    """Everybody with a mandate, those in force first."""
    rows = reading.mandates(business_id)
    names = people.names(one.person_id for one in rows)
    live = set(reading.mandates_in_force(act.at).filter(business_id=business_id)
               .values_list("pk", flat=True))  # fmt: skip
    shown = [
        ShownMandate(
            one, names.get(one.person_id, ""),
            tuple(rules.POWERS[name] for name in one.powers.split()),
            one.pk in live, one.person_id == act.by,
        )
        for one in rows
    ]  # fmt: skip
    return sorted(shown, key=lambda one: not one.is_in_force)


def accounts(business_id: int) -> list[tuple[Account, str, Text | str]]:
    """Accounts in use: the row, the Sheba as it may be shown, and the bank's name if known."""
    rows = Account.objects.filter(business_id=business_id, ended_at=None).order_by("-pk")
    found: list[tuple[Account, str, Text | str]] = []
    for one in rows[: rules.MOST_OF_A_KIND]:
        bank = identity.bank_of(one.sheba)
        found.append((one, identity.masked_sheba(one.sheba), bank.name if bank else ""))
    return found


def owners(business_id: int) -> list[Owner]:
    """Beneficial owners now, the largest share first; their ids stay sealed."""
    rows = Owner.objects.filter(business_id=business_id, ended_at=None)
    return list(rows.order_by("-basis_points", "pk")[: rules.MOST_OF_A_KIND])


def premises(business_id: int) -> Premises | None:
    """Where the business is found now."""
    rows = Premises.objects.select_related("city__province").filter(business_id=business_id)
    return rows.order_by("-pk").first()


def tasks(one: Business, at: datetime) -> list[Task]:
    """What a seal will ask for, and what is there already."""
    day = tehran_day(at)
    done = {
        "activities": bool(reading.classes(one.pk)),
        "licences": reading.licence_end(one.pk, day) is not None,
        "premises": premises(one.pk) is not None,
        "domains": bool(reading.proven_domains(one.pk, at)),
        "accounts": bool(accounts(one.pk)),
        "owners": one.kind == "natural" or bool(owners(one.pk)),
    }
    return [
        Task(f"businesses:{name}", label, hint, done[name]) for name, (label, hint) in TASKS.items()
    ]


TASKS: dict[str, tuple[Text, Text]] = {
    "activities": (
        Text("فعالیت‌ها", "Activities"),
        Text("چه می‌فروشید و قاعدهٔ امروزِ آن", "What you sell, and the rule of today for it"),
    ),
    "licences": (
        Text("پروانه‌ها", "Licences"),
        Text("برای هر رده یک پروانهٔ تأییدشده", "One confirmed licence for each class"),
    ),
    "premises": (
        Text("نشانی و تلفن", "Premises and phone"),
        Text("جایی که مشتری شما را می‌یابد", "Where customers find you"),
    ),
    "domains": (
        Text("دامنه‌ها", "Domains"),
        Text("دو نشانه از سه نشانه", "Two proofs of three"),
    ),
    "accounts": (
        Text("حساب‌های بانکی", "Bank accounts"),
        Text("به نام همین کسب‌وکار", "In the name of this business"),
    ),
    "owners": (
        Text("مالکان نهایی", "Beneficial owners"),
        Text("هر کس با سهمش؛ کد ملی مهرشده می‌ماند", "Each with a share; ids stay sealed"),
    ),
}


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for an officer, the oldest first."""

    businesses: tuple[Business, ...]
    licences: tuple[TradeLicence, ...]


def queue() -> Queue:
    """Registrations and licences without an answer."""
    return Queue(tuple(registered()), tuple(waiting_licences()))


def registered(wanted: Collection[str] = (states.REGISTERED,)) -> list[Business]:
    rows = Business.objects.filter(state__in=wanted)
    return list(rows.order_by("pk")[:MOST_QUEUED])


def waiting_licences(wanted: Collection[str] = (states.WAITING,)) -> list[TradeLicence]:
    rows = TradeLicence.objects.filter(state__in=wanted).select_related("business")
    return list(rows.order_by("pk")[:MOST_QUEUED])


def unproven_of(business_ids: Iterable[int]) -> list[Domain]:
    """Domains of the open ones whose proof is not seen, or not seen any more."""
    mine = Domain.objects.filter(business_id__in=list(business_ids), state__in=UNSEEN)
    rows = mine.filter(business__state__in=states.LIVE)
    return list(rows.select_related("business").order_by("-pk")[:MOST_QUEUED])


def conflicts(business_id: int) -> list[tuple[Conflict, str]]:
    """Declared ties in force, with the officer's name."""
    rows = list(Conflict.objects.filter(business_id=business_id, ended_at=None).order_by("pk"))
    names = people.names(one.officer_id for one in rows)
    return [(one, names.get(one.officer_id, "")) for one in rows]


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    return people.names(pk for pk in person_ids if pk is not None)


def check_same(business_id: int, other_id: int) -> None:
    """NotFound where a row belongs to another business than the address says."""
    refuse_unless(business_id == other_id, NotFound)


def business_of(kind: type[models.Model], row_id: int) -> int:
    """To which business a row belongs, or NotFound."""
    rows = kind._default_manager.filter(pk=row_id)
    found: int | None = rows.values_list("business_id", flat=True).first()
    return found if found is not None else refuse(NotFound)

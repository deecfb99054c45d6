"""The desk: what waits, by deadline; and one application with its rules, each with its source."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.queries import checks, reading
from amanat.capabilities.permits.queries import law as presale_law
from amanat.capabilities.permits.refusals import NoSetForDate
from amanat.capabilities.permits.rules.room import Room, room_for
from amanat.capabilities.permits.rules.terms import WHOLE_SHARE
from amanat.capabilities.permits.states import CHANGE, PERMIT, WAITING
from amanat.capabilities.seals import queries as seals
from amanat.kernel.law import parameters as law
from amanat.words.act import Role
from amanat.words.exact import exact
from amanat.words.machine import Machine
from amanat.words.moments import spoken_date, tehran_day
from amanat.words.persian import persian_digits
from amanat.words.refusal import NotFound, refuse, refuse_unless
from amanat.words.text import Text

STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE})
PLATFORM = Text("سامانهٔ امانت", "Amanat’s own records")
MOST_QUEUED = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on the decision page: what it asks, what was found, whose rule it is."""

    label: Text
    says: Text
    source: str | Text
    is_met: bool
    is_confirmed: bool = True


def check_staff(person_id: int | None) -> frozenset[Role]:
    """The hats of the desk; NotFound for everybody else."""
    worn = STAFF & people.hats(person_id) if person_id is not None else frozenset[Role]()
    refuse_unless(bool(worn), NotFound)
    return frozenset(worn)


def role_for(machine: Machine, verb: str, state: str, hats: frozenset[Role]) -> Role:
    """The hat with which somebody of the desk does this; any worn one where none fits."""
    row = machine.find(verb, state)
    fitting = sorted(row.who & hats) if row else []
    return fitting[0] if fitting else sorted(hats)[0]


def queue() -> list[Permit]:
    """Applications and suspended permits that wait for somebody, the first to be late first."""
    rows = Permit.objects.filter(state__in=sorted(WAITING | {"suspended"}))
    return list(rows.select_related("business").order_by("due_at", "pk")[:MOST_QUEUED])


def change_queue() -> list[PermitChange]:
    """Changes that wait for the committee."""
    rows = PermitChange.objects.filter(state__in=["asked", "supported"])
    return list(rows.select_related("permit__business").order_by("due_at", "pk")[:MOST_QUEUED])


def for_desk(code: str) -> Permit:
    """A permit that was sent, by its number; drafts are nobody else's business."""
    rows = Permit.objects.select_related("business").filter(code=code, requested_at__isnull=False)
    return rows.first() or refuse(NotFound, "code")


def verbs_for(one: Permit, hats: frozenset[Role]) -> list[str]:
    """What these hats may do with it now."""
    return [row.verb for row in PERMIT if row.old == one.state and row.who & hats]


def change_verbs(asked: PermitChange, hats: frozenset[Role]) -> list[str]:
    return [row.verb for row in CHANGE if row.old == asked.state and row.who & hats]


def room_of(one: Permit, at: datetime) -> Room:
    """Its advance payments against what is free of the ceiling now."""
    free = ceilings.in_force(one.business_id, at).headroom_units
    basis_points = one.prepayment_basis_points
    return room_for(free, one.quantity or 0, one.price_units or 0, basis_points)


def rules_of(one: Permit, at: datetime) -> list[Rule]:
    """Every rule with its verdict and source, those of law first."""
    return [*_of_method(one, at), *_of_money(one, at), *_of_capacity(one), *_of_business(one, at)]


def _of_method(one: Permit, at: datetime) -> list[Rule]:
    label = Text("تحویل در مهلت روش", "Delivery within the method’s limit")
    day = tehran_day(at)
    name = presale_law.WAYS.get(one.kind, presale_law.OTHER_WAYS)
    try:
        said, latest = presale_law.row(name, day), checks.latest_for(one, day)
    except NoSetForDate as no:
        return [Rule(label, no.sentence, name, is_met=False)]
    last = one.last_delivery or latest
    words = Text(
        f"{spoken_date(last, 'fa')}؛ حداکثر {spoken_date(latest, 'fa')}",
        f"{spoken_date(last, 'en')}; at the latest {spoken_date(latest, 'en')}",
    )
    is_sure = said.status == law.Status.CONFIRMED
    return [Rule(label, words, said.source, last <= latest, is_sure)]


def _of_money(one: Permit, at: datetime) -> list[Rule]:
    room = room_of(one, at)
    said = law.row_in_force("vehicle.price_share", tehran_day(at))
    found = [
        Rule(
            Text("قیمت تعیین شده است", "The price is set"),
            _number(one.price_units or 0, "ریال", "rial"),
            said.source, bool(one.price_units), said.status == law.Status.CONFIRMED,
        ),
        Rule(
            Text("پیش‌پرداخت همه زیر سقف آزاد جا می‌شود",
                 "All advance payments fit under the free ceiling"),
            Text(f"{_fa(room.advance_units)} از {_fa(room.free_units)} ریال؛ سقف هنگام هر فروش هم سنجیده می‌شود",
                 f"{room.advance_units:,} of {room.free_units:,} rial; asked again at each sale"),
            PLATFORM, room.fits,
        ),
    ]  # fmt: skip
    if one.kind == "vehicle":
        most = law.row_in_force(checks.PREPAYMENT, tehran_day(at))
        share = exact(most.value["max_prepayment_share"]) * WHOLE_SHARE
        found.append(Rule(
            Text("پیش‌پرداخت حداکثر نیمی از قیمت", "At most half of the price in advance"),
            _number(one.prepayment_basis_points // 100, "درصد", "percent"),
            most.source, one.prepayment_basis_points <= share,
            most.status == law.Status.CONFIRMED,
        ))  # fmt: skip
    end, last = one.guarantee_until, one.last_delivery
    lasts = end is not None and last is not None and end >= last
    found.append(Rule(
        Text("تضمین تا پایان تحویل معتبر است", "The guarantee lasts until delivery ends"),
        _number(one.guarantee_units or 0, "ریال", "rial"), PLATFORM, lasts,
    ))  # fmt: skip
    return found


def _of_capacity(one: Permit) -> list[Rule]:
    known = reading.backlog(one.business_id, one.pk) if one.backlog is None else one.backlog
    capacity = one.certified_capacity if one.capacity is None else one.capacity
    most = max(0, (capacity or 0) - known)
    plan = sum(week.units for week in reading.programme(one.pk))
    quantity = one.quantity or 0
    return [
        Rule(
            Text("تعداد از ظرفیت آزاد بیشتر نیست", "No more units than free capacity"),
            Text(f"{_fa(quantity)} خواسته؛ ظرفیت {_fa(capacity or 0)}، تعهد پیشین {_fa(known)}، آزاد {_fa(most)}",
                 f"{quantity:,} asked; capacity {capacity or 0:,}, backlog {known:,}, free {most:,}"),
            one.certifier or PLATFORM, quantity <= most,
        ),
        Rule(
            Text("برنامهٔ تولید همه را می‌سازد", "The programme makes all of them"),
            Text(f"{_fa(plan)} در برنامه", f"{plan:,} in the programme"), PLATFORM,
            plan >= quantity,
        ),
    ]  # fmt: skip


def _of_business(one: Permit, at: datetime) -> list[Rule]:
    sisters = businesses.sister_businesses(one.business_id)
    level = seals.granted_level(one.business_id, at)
    none = Text("نماد برقرار نیست", "no seal in force")
    return [
        Rule(
            Text("نماد برقرار است", "The seal is in force"),
            none if level is None else Text(f"سطح {_fa(level)}", f"level {level}"),
            PLATFORM, level is not None,
        ),
        Rule(
            Text("پروانهٔ این نوع معتبر است", "A licence covers this kind"),
            one.kind_label, PLATFORM, checks.is_covered(one, at),
        ),
        Rule(
            Text("تأییدکنندهٔ ظرفیت مستقل است", "Who certified the capacity is independent"),
            Text(f"با {_fa(len(sisters))} شرکت خواهر هم سنجیده شد",
                 f"compared with {len(sisters)} sister firms too"),
            PLATFORM, bool(one.certifier_index),
        ),
    ]  # fmt: skip


def _number(value: int, fa: str, en: str) -> Text:
    return Text(f"{_fa(value)} {fa}", f"{value:,} {en}")


def _fa(value: int) -> str:
    return persian_digits(f"{value:,}".replace(",", "٬"))

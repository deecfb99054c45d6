"""What the applicant does: write in parts, save at any time, sign once, send."""

from datetime import timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import refusals as ceiling
from amanat.capabilities.evidence import queries as files
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.permits import queries
from amanat.capabilities.permits.actions.staff import after, ours
from amanat.capabilities.permits.events import (
    PermitChanged,
    PermitDrafted,
    PermitDropped,
    PermitEnded,
    PermitRequested,
)
from amanat.capabilities.permits.models import Permit, PermitWeek
from amanat.capabilities.permits.refusals import (
    PermitTextChanged,
    TooManyPermits,
)
from amanat.capabilities.permits.rules import tasks, terms
from amanat.capabilities.permits.states import OPEN, WAITING
from amanat.kernel import signing
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words import codes, identity
from amanat.words.act import Act, Role
from amanat.words.powers import SELL
from amanat.words.refusal import refuse_unless

SIGN = "permit"  # The purpose of the one-time code.
PAPER = "permit application"


@atomic
def draft_permit(act: Act, *, business_id: int, kind: str, method: str, title: str) -> Permit:
    """Begin an application; nobody else sees it until it is sent."""
    businesses.check_mandate(act, business_id, SELL)
    goods = tasks.sound(tasks.Goods(kind, method, title))
    assert isinstance(goods, tasks.Goods), "What goes in comes out."
    open_ones = Permit.objects.filter(business_id=business_id, state__in=sorted(OPEN | WAITING))
    few = open_ones.count() < terms.MOST_OPEN_PERMITS
    refuse_unless(few, TooManyPermits, most=terms.MOST_OPEN_PERMITS)
    one = Permit(
        business_id=business_id, code=codes.new_code(terms.CODE_PREFIX), kind=kind, method=method,
        title=goods.title, drafted_by_id=act.person, drafted_at=act.at,
    )  # fmt: skip
    due_at = act.at + timedelta(days=queries.clocks(act.at)["draft_days"])
    move(act, one, "draft_permit", PermitDrafted(business_id, kind), due_at=due_at)
    return one


@atomic
def change_permit(act: Act, *, permit_id: int, part: tasks.Part) -> Permit:
    """Save one part, whole or half-filled. What was returned keeps its deadline."""
    one = ours(act, permit_id)
    saved = tasks.sound(part)
    due_at = one.due_at
    match saved:
        case tasks.Production():
            _save_production(act, one, saved)
        case tasks.Goods():
            _fill(one, saved)
            one.colours = list(saved.colours)
        case tasks.Price():
            _fill(one, saved)
            one.instalments = [dict(one_part) for one_part in saved.instalments]
        case tasks.Guarantee():
            _fill(one, saved)
    name = tasks.PARTS[type(saved)]
    one.defects = {key: words for key, words in one.defects.items()
                   if key not in tasks.TASK_FIELDS[name]}  # fmt: skip
    move(act, one, "change_permit", PermitChanged(one.business_id, name), due_at=due_at)
    return one


def _fill(one: Permit, part: tasks.Part) -> None:
    for name in tasks.TASK_FIELDS[tasks.PARTS[type(part)]]:
        setattr(one, name, getattr(part, name))


def _save_production(act: Act, one: Permit, part: tasks.Production) -> None:
    for name in (
        "sale_from", "sale_until", "first_delivery", "last_delivery", "certified_capacity",
        "certifier", "certificate_number", "cost_units",
    ):  # fmt: skip
        setattr(one, name, getattr(part, name))
    if part.certifier_id:
        one.certifier_index = independent(one.business_id, part.certifier_id)
    if part.certificate_file_id is not None:
        files.open_file(part.certificate_file_id, act.person)
        one.certificate_file_id = part.certificate_file_id
    one.cost_plan = [{"title": s.title, "basis_points": s.basis_points} for s in part.stages]
    one.weeks.all().delete()
    PermitWeek.objects.bulk_create(
        PermitWeek(permit=one, starts_on=day, units=units) for day, units in part.weeks
    )


def independent(business_id: int, typed: str) -> str:
    """The mark of who certified; LinkedCertifier when it is the business itself, a sister of it, or
    somebody who acts for it or owns it."""
    is_legal = len(typed) == businesses.LEGAL_DIGITS
    read = identity.legal_id if is_legal else identity.national_id
    mark = businesses.identity_mark(read(typed, "certifier_id"))
    firms = businesses.many([business_id, *businesses.sister_businesses(business_id)])
    linked = {one.identity_index for one in firms.values()}
    for person_id in businesses.linked_people(business_id):
        linked.add(persons.marks_of(person_id).national_id_index)
    refuse_unless(mark not in linked, ceiling.LinkedCertifier, "certifier_id")
    return mark


@atomic
def drop_permit(act: Act, *, permit_id: int) -> Permit:
    """Give the application up; or nobody went on with it in time."""
    is_clock = act.role is Role.CLOCK
    one = Permit.objects.lock(permit_id) if is_clock else ours(act, permit_id)
    move(act, one, "drop_permit", PermitDropped(one.business_id))
    return one


@atomic
def request_permit(act: Act, *, permit_id: int, sha256: str) -> Permit:
    """Sign, with a one-time code just confirmed, the very text that was shown, and send it."""
    one = ours(act, permit_id)
    refuse_unless(sha256 == queries.application_sha256(one), PermitTextChanged, "sha256")
    queries.check_whole(one, act.at)
    people.spend_confirmation(act, purpose=SIGN, subject=one.code)
    one.requested_by_id, one.requested_at = act.person, act.at
    one.asked_quantity, one.signed_sha256 = one.quantity, sha256
    paper = f"{one.code}\n{sha256}\n{act.person}\n{act.at.isoformat()}"
    one.signature = signing.sign(paper.encode(), kind=PAPER)
    one.defects, one.proposed_by_id, one.proposed_quantity = {}, None, None
    one.checked_by_id, one.checked_at, one.check_words = None, None, ""
    one.capacity, one.backlog, one.decision_words = None, None, ""
    until = after("check_working_days", act.at)
    event = PermitRequested(one.business_id, one.quantity or 0, sha256, until.isoformat())
    move(act, one, "request_permit", event, due_at=until)
    return one


@atomic
def end_permit(act: Act, *, permit_id: int) -> Permit:
    """The holder sells no more under it, though units are left. Contracts stand."""
    one = ours(act, permit_id)
    event = PermitEnded(one.business_id, one.code, queries.stock(one).free)
    move(act, one, "end_permit", event)
    return one

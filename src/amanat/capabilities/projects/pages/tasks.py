"""What projects ask of buyers, of who certifies the work, and of the desk, as lines of the inbox."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from amanat.capabilities.projects import queries
from amanat.capabilities.projects.models import Certifier, Drawdown, Project
from amanat.capabilities.projects.pages.money import TONES
from amanat.capabilities.projects.states import IN_WINDOW, LATE
from amanat.face.tasks import ON_DESK, Pile, Reader, Task
from amanat.words.act import Role
from amanat.words.moments import last_second_of
from amanat.words.text import Text

LOOK = Text(
    "ببینید سازنده چه می‌خواهد بردارد؛ اگر نادرست است اعتراض کنید",
    "See what the maker wants to draw down, and object if it is wrong",
)
YOURS = Text("دربارهٔ برداشت شما تصمیم می‌گیرند", "Your drawdown is being decided")
THEN = Text("سپس دربارهٔ برداشت تصمیم می‌گیرند.", "After that it is decided.")
CERTIFY = Text("پیشرفت کار را گواهی کنید", "Certify the progress of the work")
AUDIT = Text("حساب پروژه را حسابرسی کنید", "Audit the project's account")
UNAUDITED = Text("پس از مهلت، برداشت‌ها می‌ایستد.", "After that nothing may be drawn down.")
PAGE = "projects:projects"
DRAWS = Pile[Drawdown](
    what=Text("دربارهٔ {n} برداشت تصمیم بگیرید", "Decide about drawdowns: {n}"),
    page=PAGE,
    find=queries.to_decide,
    whose={
        "deciding": {Role.FINANCE},
        "contested": {Role.OFFICER},
        "overdue": {Role.SUPERVISOR},
        "seconding": {Role.SUPERVISOR},
    },
    first=lambda one: (one.asked_by_id, one.proposed_by_id),
    about=lambda one: one.project.business_id,
    late={"overdue"},
)
BEHIND = Pile[Project](
    what=Text("دربارهٔ {n} پروژهٔ عقب‌مانده تصمیم بگیرید", "Decide about projects behind plan: {n}"),
    page=PAGE,
    find=queries.in_states,
    whose={LATE: {Role.COMMITTEE}},
    first=lambda one: (one.late_by_id,),
    about=lambda one: one.business_id,
)
COMPLETE = Text("پایان {n} پروژه را ثبت کنید", "Record that projects are complete: {n}")
NAME = Text("صادرکنندهٔ گواهی {n} پروژه را نام ببرید", "Name who certifies projects: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    """Drawdowns that buyers may object to, or that their holder waits for; certificates; the desk."""
    person_id, at = reader.act.person, reader.act.at
    for one in queries.draws_before(person_id, at):
        yield _draw(one, LOOK, reverse("projects:my_money", args=[one.project.code]))
    for one in queries.open_draws_of(reader.businesses):
        page = reverse("projects:request_draw", args=[one.project.code])
        yield _draw(one, YOURS, page, is_mine=False)
    for asked in queries.asked_of_certifier(person_id, at):
        yield _certificate(asked.certifier, asked.audit_by)
    yield from DRAWS.lines(reader)
    yield from BEHIND.lines(reader)
    if Role.OFFICER in reader.hats:
        yield from _to_go_on(reader)


def _to_go_on(reader: Reader) -> Iterator[Task]:
    found = queries.for_officer(reader.act.at)
    for what, projects in ((NAME, found.unnamed), (COMPLETE, found.done)):
        if mine := [one for one in projects if one.business_id not in reader.tied]:
            yield Task(what=what.fill(n=len(mine)), url=reverse(PAGE), state=ON_DESK, tone="due")


def _draw(one: Drawdown, what: Text, page: str, *, is_mine: bool = True) -> Task:
    return Task(
        what=what,
        url=page,
        title=one.project.title,
        with_whom=one.project.business.name,
        units=one.asked_units,
        state=one.state_label,
        tone=TONES.get(one.state, "due"),
        due_at=one.due_at,
        at_zero=THEN if one.state in IN_WINDOW else None,
        is_mine=is_mine,
    )


def _certificate(named: Certifier, audit_by: date | None) -> Task:
    project = named.project
    page = "projects:audit_project" if audit_by else "projects:certify"
    return Task(
        what=AUDIT if audit_by else CERTIFY,
        url=reverse(page, args=[project.code]),
        title=project.title,
        with_whom=project.business.name,
        state=project.state_label,
        tone="due",
        due_at=last_second_of(audit_by) if audit_by else None,
        at_zero=UNAUDITED if audit_by else None,
    )

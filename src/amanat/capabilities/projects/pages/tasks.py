"""What projects ask of buyers, of who certifies the work, and of the desk, as lines of the inbox."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from amanat.capabilities.projects import queries
from amanat.capabilities.projects.models import Certifier, Drawdown
from amanat.capabilities.projects.pages.money import TONES
from amanat.capabilities.projects.states import DEFAULTED, IN_WINDOW, LATE
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

LOOK = Text(
    "ببینید سازنده چه می‌خواهد بردارد؛ اگر نادرست است اعتراض کنید",
    "See what the builder wants to draw, and object if it is wrong",
)
YOURS = Text("برداشتی که خواسته‌اید", "The draw that you asked for")
THEN = Text("سپس دربارهٔ برداشت تصمیم می‌گیرند.", "Then the draw is decided about.")
CERTIFY = Text("پیشرفت کار را گواهی کنید", "Certify the progress of the work")
AUDIT = Text("حساب پروژه را حسابرسی کنید", "Audit the project's account")
DECIDE = Text("دربارهٔ {n} برداشت تصمیم بگیرید", "Decide about draws: {n}")
JUDGE = Text("دربارهٔ {n} پروژهٔ عقب‌مانده تصمیم بگیرید", "Decide about projects that are behind: {n}")
DRAWS = {"deciding": Role.FINANCE, "contested": Role.OFFICER, "overdue": Role.SUPERVISOR,
         "seconding": Role.SUPERVISOR}  # fmt: skip
BEHIND = {LATE: Role.COMMITTEE, DEFAULTED: Role.COMMITTEE}
PAGE = "projects:projects"


def waiting(reader: Reader) -> Iterator[Task]:
    """Draws that buyers may object to, or that their holder waits for; certificates; the desk."""
    person_id = reader.act.person
    for one in queries.draws_before(person_id):
        yield _draw(one, LOOK, reverse("projects:my_money", args=[one.project.code]))
    for one in queries.open_draws_of(reader.businesses):
        page = reverse("projects:request_draw", args=[one.project.code])
        yield _draw(one, YOURS, page, is_mine=False)
    for named, is_audit in queries.asked_of_certifier(person_id, reader.act.at):
        yield _certificate(named, is_audit=is_audit)
    yield from pile(reader, queries.to_decide, DRAWS, DECIDE, PAGE, _first)
    yield from pile(reader, queries.before_committee, BEHIND, JUDGE, PAGE)


def _first(one: Drawdown) -> Collection[int | None]:
    return one.asked_by_id, one.proposed_by_id


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


def _certificate(named: Certifier, *, is_audit: bool) -> Task:
    return Task(
        what=AUDIT if is_audit else CERTIFY,
        url=reverse(f"projects:{'audit_project' if is_audit else 'certify'}",
                    args=[named.project.code]),
        title=named.project.title,
        with_whom=named.project.business.name,
        state=named.project.state_label,
        tone="due",
    )  # fmt: skip

"""How a project stands to its plan."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef

from amanat.capabilities.projects.models import Certifier, Project, Stage
from amanat.capabilities.projects.queries import law, people
from amanat.capabilities.projects.states import LATE
from amanat.words.moments import tehran_day

MOST_SHOWN = 100


def certified(project: Project) -> int:
    """The lowest share that everybody needed certified last; zero while somebody did not yet."""
    kinds = law.terms_on(project.kind, tehran_day(project.opened_at)).certifiers
    return min(people.last_certified(project.pk, kind) for kind in kinds)


def reached(project: Project, basis_points: int) -> int:
    """The number of the last stage that is done; zero before the first."""
    rows = project.stages.filter(basis_points__lte=basis_points)
    found = rows.order_by("-number").values_list("number", flat=True).first()
    return found if found is not None else 0


def missed(project: Project, at: datetime) -> Stage | None:
    """The first stage that should have been certified so many days ago, and is not."""
    latest = tehran_day(at - law.days("milestone", at))
    rows = project.stages.filter(due_on__lt=latest, basis_points__gt=certified(project))
    return rows.order_by("number").first()


def behind(project: Project, at: datetime) -> Stage | None:
    """The first stage whose day is over, with or without days of grace."""
    rows = project.stages.filter(due_on__lt=tehran_day(at), basis_points__gt=certified(project))
    return rows.order_by("number").first()


def before_committee() -> list[Project]:
    return in_states([LATE])


def in_states(states: Collection[str]) -> list[Project]:
    """Projects at one of these steps, the first due on top."""
    rows = Project.objects.select_related("business").filter(state__in=states)
    return list(rows.order_by("due_at", "pk")[:MOST_SHOWN])


def without_certifier(states: Collection[str]) -> list[Project]:
    """The same, of those for which nobody is named: nothing can be certified, nor drawn."""
    named = Certifier.objects.filter(project=OuterRef("pk"), ended_at=None)
    rows = Project.objects.filter(~Exists(named), state__in=states)
    return list(rows.order_by("pk")[:MOST_SHOWN])


def running() -> list[Project]:
    """Every project on the desk, the newest first."""
    rows = Project.objects.select_related("business").order_by("-pk")
    return list(rows[:MOST_SHOWN])

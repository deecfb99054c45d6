"""How a project stands to its plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.projects.models import Certifier, ProgressCertificate, Project, Stage
from amanat.capabilities.projects.queries import law, people
from amanat.capabilities.projects.rules import terms
from amanat.capabilities.projects.states import FUNDED, LATE, VALID
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


@dataclass(frozen=True, slots=True)
class ForOfficer:
    """Running projects that an officer goes on with: those where somebody whose word the rules need
    is not named, or whose licence is over; and those of which all is certified."""

    unnamed: list[Project]
    done: list[Project]


def for_officer(at: datetime) -> ForOfficer:
    """In three reads, however many there are; a bounded number of projects."""
    day = tehran_day(at)
    found = list(Project.objects.filter(state=FUNDED).order_by("pk")[:MOST_SHOWN])
    live = Certifier.objects.filter(project__in=found, ended_at=None, licence_until__gte=day)
    named = set(live.values_list("project_id", "kind"))
    whole = ProgressCertificate.objects.filter(
        project__in=found, state=VALID, basis_points=terms.WHOLE
    )
    certified = set(whole.values_list("project_id", "kind"))
    needed = {kind: law.terms_on(kind, day).certifiers for kind in {one.kind for one in found}}

    def lacks(one: Project, known: set[tuple[int, str]]) -> bool:
        return any((one.pk, kind) not in known for kind in needed[one.kind])

    done = [one for one in found if not lacks(one, certified)]
    return ForOfficer([one for one in found if lacks(one, named) and one not in done], done)


def running() -> list[Project]:
    """Every project on the desk, the newest first."""
    rows = Project.objects.select_related("business").order_by("-pk")
    return list(rows[:MOST_SHOWN])

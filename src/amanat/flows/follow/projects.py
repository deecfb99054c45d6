"""A project opens with its permit; word to its holder, its buyers and its certifiers."""

from collections.abc import Callable

from amanat.capabilities.permits import events as permit
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects import events as project
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event


def open_the_project(act: Act, fact: Fact) -> None:
    """Where the buyers' money will stand: an account of its own, before anybody pays."""
    one = permits.permit(fact.id)
    stages = [projects.PlannedStage(row["title"], row["basis_points"]) for row in one.cost_plan]
    assert one.last_delivery is not None, "A granted permit names its last delivery."
    projects.open_project(
        act, permit_id=one.pk, permit_code=one.code, business_id=one.business_id, kind=one.kind,
        title=one.title, cost_units=one.cost_units or one.total_units, stages=stages,
        last_delivery=one.last_delivery,
    )  # fmt: skip


def _project_id(fact: Fact) -> int:
    found: int = fact.facts.get("project_id", fact.id)
    return found


def tell_the_holder(act: Act, fact: Fact) -> None:
    projects.tell_holder(act, project_id=_project_id(fact), fact=fact.name)


def tell_the_buyers(act: Act, fact: Fact) -> None:
    projects.tell_buyers(act, project_id=_project_id(fact), fact=fact.name)


def tell_the_certifier(act: Act, fact: Fact) -> None:
    projects.tell_certifier(act, certifier_id=fact.id)


ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    permit.PermitGranted: (open_the_project,),
    project.ProjectOpened: (tell_the_holder,),
    project.CertifierNamed: (tell_the_certifier,),
    project.CertificateLapsed: (tell_the_holder,),
    project.DrawRequested: (tell_the_buyers,),
    project.DrawObjected: (tell_the_holder,),
    project.DrawReleased: (tell_the_holder, tell_the_buyers),
    project.DrawRefused: (tell_the_holder,),
    project.MilestoneMissed: (tell_the_holder,),
    project.ProjectDefaulted: (tell_the_holder, tell_the_buyers),
    project.RetentionReleased: (tell_the_holder,),
}

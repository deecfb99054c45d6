"""Projects by permit, by code, by business."""

from collections.abc import Collection

from amanat.capabilities.projects.models import Project
from amanat.capabilities.projects.refusals import NoAccountYet
from amanat.words import codes
from amanat.words.refusal import NotFound, refuse

PREFIX = "PJ"
MOST_SHOWN = 100


def new_code() -> str:
    return codes.new_code(PREFIX)


def find(permit_id: int) -> Project | None:
    return Project.objects.filter(permit_id=permit_id).first()


def project_of(permit_id: int) -> Project:
    """The project of a permit; NoAccountYet until its account is open."""
    found = find(permit_id)
    return found if found is not None else refuse(NoAccountYet)


def account_id_of(permit_id: int) -> int:
    """The ledger account in which the money of this permit's contracts stands."""
    return project_of(permit_id).account_id


def project(project_id: int) -> Project:
    found = Project.objects.select_related("business").filter(pk=project_id).first()
    return found if found is not None else refuse(NotFound, "project_id")


def by_code(code: str) -> Project:
    """The project with this code, however it was typed, or NotFound."""
    known = codes.read_code(PREFIX, code)
    rows = Project.objects.select_related("business")
    found = rows.filter(code=known).first() if known else None
    return found if found is not None else refuse(NotFound, "code")


def of_business(business_id: int) -> list[Project]:
    """The projects of a business, the newest first."""
    return of_businesses([business_id])


def of_businesses(business_ids: Collection[int]) -> list[Project]:
    """The same of several, in one look."""
    rows = Project.objects.select_related("business").filter(business_id__in=business_ids)
    return list(rows.order_by("-pk")[:MOST_SHOWN])

"""Who has to do with a project: certifiers, buyers, and ties between them."""

from collections.abc import Iterable, Iterator

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.projects.models import (
    Certifier,
    Photo,
    ProgressCertificate,
    Project,
    Receipt,
)
from amanat.capabilities.projects.states import VALID
from amanat.words import codes
from amanat.words.act import Role
from amanat.words.refusal import NotFound, refuse

CERTIFICATE_PREFIX = "PG"
MOST_CERTIFICATES = 100
PAGE = 1_000
STAFF = frozenset({Role.OFFICER, Role.FINANCE, Role.SUPERVISOR, Role.COMMITTEE})


def new_certificate_code() -> str:
    return codes.new_code(CERTIFICATE_PREFIX)


def is_linked(project: Project, person_id: int) -> bool:
    """Whether this person has a tie to the business, or bought from the project."""
    tied = businesses.is_in_conflict(person_id, project.business_id)
    return tied or is_buyer(project.pk, person_id)


def is_buyer(project_id: int, person_id: int | None) -> bool:
    rows = Receipt.objects.filter(project_id=project_id, buyer_id=person_id or 0)
    return rows.exists()


def has_part(project: Project, person_id: int) -> bool:
    """Whether this person bought from the project, or certifies it."""
    certifies = Certifier.objects.filter(project=project, person_id=person_id)
    return is_buyer(project.pk, person_id) or certifies.exists()


def certifier_of(project_id: int, person_id: int | None) -> Certifier:
    """This person's naming for the project, or NotFound."""
    rows = Certifier.objects.filter(project_id=project_id, person_id=person_id or 0, ended_at=None)
    return rows.first() or refuse(NotFound)


def certifier(certifier_id: int) -> Certifier:
    rows = Certifier.objects.select_related("project").filter(pk=certifier_id)
    return rows.first() or refuse(NotFound)


def certifiers(project_id: int) -> list[Certifier]:
    rows = Certifier.objects.filter(project_id=project_id, ended_at=None)
    return list(rows.order_by("kind"))


def named_for(person_id: int) -> list[Certifier]:
    """Projects this person may certify now."""
    rows = Certifier.objects.filter(person_id=person_id, ended_at=None)
    return list(rows.select_related("project__business").order_by("-pk")[:MOST_CERTIFICATES])


def last_certified(project_id: int, kind: str) -> int:
    """The share that this kind of certifier certified last; zero before the first time."""
    rows = ProgressCertificate.objects.filter(project_id=project_id, kind=kind)
    found = rows.order_by("-pk").values_list("basis_points", flat=True).first()
    return found if found is not None else 0


def certificates(project_id: int) -> list[ProgressCertificate]:
    """Everything that was certified, the newest first, with its photos."""
    rows = ProgressCertificate.objects.filter(project_id=project_id).order_by("-pk")
    return list(rows.prefetch_related("photos__file")[:MOST_CERTIFICATES])


def valid_certificates(project_id: int) -> list[ProgressCertificate]:
    rows = ProgressCertificate.objects.filter(project_id=project_id, state=VALID)
    return list(rows.order_by("kind"))


def certified_kinds(project_ids: Iterable[int]) -> set[tuple[int, str]]:
    """Of these projects, which kinds of certifiers have given a certificate that is valid."""
    rows = ProgressCertificate.objects.filter(project_id__in=list(project_ids), state=VALID)
    return set(rows.values_list("project_id", "kind"))


def certificate(code: str) -> ProgressCertificate:
    known = codes.read_code(CERTIFICATE_PREFIX, code)
    rows = ProgressCertificate.objects.select_related("project").filter(code=known)
    found = rows.first() if known else None
    return found if found is not None else refuse(NotFound, "code")


def certificates_by_id(pks: list[int]) -> dict[int, ProgressCertificate]:
    return ProgressCertificate.objects.in_bulk(pks)


def buyers(project_id: int) -> Iterator[int]:
    """Everybody whose money is or was in the project, each once, page by page."""
    last = 0
    while True:
        rows = Receipt.objects.filter(project_id=project_id, buyer_id__gt=last)
        page = list(rows.order_by("buyer_id").values_list("buyer_id", flat=True).distinct()[:PAGE])
        if not page:
            return
        yield from page
        last = page[-1]


def photo_ids(project_id: int) -> set[int]:
    """Files that are public with the certificates of a project."""
    rows = Photo.objects.filter(certificate__project_id=project_id)
    return set(rows.values_list("file_id", flat=True))


def contracts_of(project_id: int, person_id: int | None) -> list[str]:
    """The contracts for which this person paid into the project, by subject."""
    rows = Receipt.objects.filter(project_id=project_id, buyer_id=person_id or 0)
    return sorted(set(rows.values_list("subject", flat=True)))


def check_staff(person_id: int | None) -> frozenset[Role]:
    """The hats with which somebody decides about projects; NotFound for everybody else."""
    worn = STAFF & people.hats(person_id) if person_id is not None else frozenset()
    return worn or refuse(NotFound)

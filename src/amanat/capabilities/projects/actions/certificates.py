"""Independent certifiers: named by an officer, each certifies alone, linked to nobody."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from amanat.capabilities.businesses import refusals as known
from amanat.capabilities.ceilings import refusals as no
from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.people import queries as people
from amanat.capabilities.projects import queries
from amanat.capabilities.projects.actions.hands import officer, said
from amanat.capabilities.projects.events import (
    CertificateLapsed,
    CertificateReplaced,
    CertifierEnded,
    CertifierNamed,
    ProgressCertified,
)
from amanat.capabilities.projects.models import Certifier, Photo, ProgressCertificate, Project
from amanat.capabilities.projects.refusals import (
    CertifierLicenceOver,
    CertifierTaken,
    PhotoNeeded,
    ShareUnsound,
)
from amanat.capabilities.projects.rules import release, terms
from amanat.capabilities.projects.states import VALID
from amanat.kernel import signing
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import last_second_of, tehran_day
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, NotFound, NotYours, refuse, refuse_unless

PAPER = "progress certificate"  # The kind of the house's signature.


@dataclass(frozen=True, slots=True)
class Progress:
    """What a certifier saw: how much is done, where, when, and the photos of it."""

    basis_points: int
    issued_on: date
    place: str
    words: str
    file_ids: tuple[int, ...]
    reason: str = ""


@atomic
def name_certifier(
    act: Act,
    *,
    project_id: int,
    phone: str,
    kind: str,
    licence_number: str,
    licence_until: date,
) -> Certifier:
    """An officer without a tie names who certifies; LinkedCertifier for who has one."""
    project = Project.objects.lock(project_id)
    officer(act, project)
    refuse_unless(kind in terms.CERTIFIERS, Invalid, "kind")
    person = people.by_phone(phone) or refuse(known.NobodyWithThisPhone, "phone")
    refuse_unless(person.pk != act.by, no.LinkedCertifier, "phone")
    refuse_unless(not queries.is_linked(project, person.pk), no.LinkedCertifier, "phone")
    refuse_unless(licence_until >= tehran_day(act.at), CertifierLicenceOver, "licence_until")
    number = normalise(licence_number)
    refuse_unless(0 < len(number) <= terms.LONGEST_NUMBER, Invalid, "licence_number")
    live = Certifier.objects.filter(project=project, ended_at=None)
    refuse_unless(not live.filter(kind=kind).exists(), CertifierTaken, "kind")
    refuse_unless(not live.filter(person=person).exists(), CertifierTaken, "phone")
    made = Certifier.objects.create(
        project=project, person=person, kind=kind, licence_number=number,
        licence_until=licence_until, named_by_id=act.person, named_at=act.at,
    )  # fmt: skip
    record(act, CertifierNamed(project.pk, kind), subject=made)
    return made


@atomic
def end_certifier(act: Act, *, certifier_id: int) -> Certifier:
    """This person certifies no more; what was certified stands until it is too old."""
    found = Certifier.objects.filter(pk=certifier_id).first() or refuse(NotFound)
    officer(act, Project.objects.lock(found.project_id))
    certifier = Certifier.objects.select_for_update().get(pk=certifier_id)
    refuse_unless(certifier.ended_at is None, NotFound)
    certifier.ended_at = act.at
    certifier.save(update_fields=["ended_at"])
    record(act, CertifierEnded(certifier.project_id, certifier.kind), subject=certifier)
    return certifier


@atomic
def certify(act: Act, *, project_id: int, progress: Progress) -> ProgressCertificate:
    """A named certifier signs what is done, by their own account; it takes the place of the last.

    LinkedCertifier when a tie came up since the naming; CertificateStale when it was issued too
    long ago; CertificateBackwards below the last certified share without a reason.
    """
    project = Project.objects.lock(project_id)
    certifier = queries.certifier_of(project_id, act.by)
    day = tehran_day(act.at)
    refuse_unless(not queries.is_linked(project, act.person), no.LinkedCertifier)
    refuse_unless(certifier.licence_until >= day, CertifierLicenceOver)
    last = queries.last_certified(project_id, certifier.kind)
    reason = normalise(progress.reason)
    _check(progress, last, project, day, reason)
    photos = _photos(act, progress.file_ids)
    made = ProgressCertificate(
        project=project, certifier=certifier, kind=certifier.kind, at=act.at,
        code=queries.new_certificate_code(), licence_number=certifier.licence_number,
        basis_points=progress.basis_points, last_basis_points=last,
        issued_on=progress.issued_on, reason=reason,
        place=said(progress.place, "place", least=3, longest=terms.LONGEST_PLACE),
        words=said(progress.words, "words"),
    )  # fmt: skip
    _sign(act, made, photos.values())
    _replace(act, project_id, certifier.kind)
    text_sha256 = hashlib.sha256(made.text.encode()).hexdigest()
    event = ProgressCertified(
        project_id, made.kind, made.basis_points, last, made.code, text_sha256,
        " ".join(photos.values()),
    )  # fmt: skip
    move(act, made, "certify", event, due_at=_until(project, made))
    Photo.objects.bulk_create(Photo(certificate=made, file_id=pk) for pk in photos)
    return made


def _check(progress: Progress, last: int, project: Project, day: date, reason: str) -> None:
    sound = 0 <= progress.basis_points <= terms.WHOLE
    refuse_unless(sound, ShareUnsound, "basis_points")
    release.check_certificate(
        Fraction(progress.basis_points, terms.WHOLE),
        Fraction(last, terms.WHOLE),
        issued=progress.issued_on,
        day=day,
        most_days=queries.terms_on(project.kind, day).certificate_days,
        has_reason=len(reason) >= terms.LEAST_WORDS,
    )


def _photos(act: Act, file_ids: Sequence[int]) -> dict[int, str]:
    """The certifier's own pictures, kept before: each with its hash."""
    wanted = sorted(set(file_ids))
    fine = 0 < len(wanted) <= terms.MOST_PHOTOS
    refuse_unless(fine, PhotoNeeded, "photos", most=terms.MOST_PHOTOS)
    found = [evidence.open_file(pk, act.by) for pk in wanted]
    pictures = all(one.kind in terms.PHOTO_KINDS for one in found)
    refuse_unless(pictures, PhotoNeeded, "photos", most=terms.MOST_PHOTOS)
    return {one.pk: one.sha256 for one in found}


def _sign(act: Act, made: ProgressCertificate, photos: Collection[str]) -> None:
    """The text in one way only, and the house's signature under who signed in, and what."""
    content = {
        "form": "amanat progress certificate 1",
        "code": made.code,
        "project": made.project.code,
        "kind": made.kind,
        "licence": made.licence_number,
        "certifier": str(made.certifier_id),
        "basis_points": str(made.basis_points),
        "last_basis_points": str(made.last_basis_points),
        "issued_on": made.issued_on.isoformat(),
        "place": made.place,
        "words": made.words,
        "reason": made.reason,
        "photos": list(photos),
        "signed_at": act.at.isoformat(),
    }
    made.text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    made.signature = signing.base64url(signing.sign(made.text.encode(), kind=PAPER))


def _replace(act: Act, project_id: int, kind: str) -> None:
    rows = ProgressCertificate.objects.filter(project_id=project_id, kind=kind, state=VALID)
    for pk in rows.values_list("pk", flat=True):
        replace_certificate(act, progress_certificate_id=pk)


@atomic
def replace_certificate(act: Act, *, progress_certificate_id: int) -> ProgressCertificate:
    """A newer one of the same kind came: only its named certifier brings it."""
    found = ProgressCertificate.objects.lock(progress_certificate_id)
    refuse_unless(queries.certifier_of(found.project_id, act.by).kind == found.kind, NotYours)
    move(act, found, "replace_certificate", CertificateReplaced(found.project_id, found.kind))
    return found


def _until(project: Project, made: ProgressCertificate) -> datetime:
    days = queries.terms_on(project.kind, tehran_day(made.at)).certificate_days
    return last_second_of(made.issued_on + timedelta(days))


@atomic
def lapse_certificate(act: Act, *, progress_certificate_id: int) -> ProgressCertificate:
    """Too old: nothing is released on it any more."""
    found = ProgressCertificate.objects.lock(progress_certificate_id)
    move(act, found, "lapse_certificate", CertificateLapsed(found.project_id, found.kind))
    return found

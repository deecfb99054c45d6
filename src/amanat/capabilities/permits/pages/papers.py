"""The certificate of capacity as a file: kept with the application, opened by holder and desk."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.evidence import queries as files
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.pages import typed
from amanat.capabilities.permits.queries import desk, portal
from amanat.capabilities.permits.rules.tasks import Part, Production
from amanat.face.files import as_data
from amanat.face.web import act_of, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound

FIELD = "certificate_file"


def part_of(act: Act, task: str, data: dict[str, Any]) -> Part:
    """The part that was typed, with the file that came along; without one, the old file stays."""
    upload = data.pop(FIELD, None)
    part = typed.READ[task](data)
    if upload is None or not isinstance(part, Production):
        return part
    kept = evidence.keep(act, person_id=act.person, upload=upload, param=FIELD)
    return replace(part, certificate_file_id=kept.pk)


def paper_of(one: Permit) -> files.File | None:
    """The file without its bytes."""
    number = one.certificate_file_id
    return files.files([number]).get(number) if number is not None else None


@never_cache
@signed_in
def mine(request: HttpRequest, code: str, permit_code: str) -> HttpResponse:
    """For whoever may sell for the business."""
    return _answer(portal.our_permit(act_of(request, Role.HOLDER), code, permit_code))


@never_cache
@signed_in
def of_desk(request: HttpRequest, code: str) -> HttpResponse:
    """For the desk."""
    desk.check_staff(request.user.pk)
    return _answer(desk.for_desk(code))


def _answer(one: Permit) -> HttpResponse:
    if one.certificate_file_id is None:
        raise NotFound
    opened = files.read(one.certificate_file_id)
    return as_data(opened.content, name=opened.file.name, media_type=opened.file.media_type)

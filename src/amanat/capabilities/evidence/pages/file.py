"""A file, for its owner. Everybody else reaches files through the pages they belong to."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.evidence import queries
from amanat.face.files import as_data
from amanat.face.web import signed_in


@signed_in
def file(request: HttpRequest, file_id: int) -> HttpResponse:
    """The owner's own file."""
    owned = queries.open_file(file_id, request.user.pk)
    opened = queries.read(owned.pk)
    return as_data(opened.content, name=owned.name, media_type=owned.media_type)

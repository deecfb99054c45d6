"""Parts that a higher room adds to a page of a lower one, without the lower one knowing it.

A place is a name such as "permit"; what is added is a function from the request and the thing's id
to HTML. All of them are placed in `config.parts`.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

Part = Callable[[HttpRequest, int], SafeString]
_PARTS: dict[str, dict[str, Part]] = {}


def add(place: str, name: str, part: Part) -> None:
    """Put `part` on every page of `place`; the same name again replaces it."""
    _PARTS.setdefault(place, {})[name] = part


def of(place: str, request: HttpRequest, thing_id: int) -> list[SafeString]:
    """What the rooms above add to this page, in the order of the rooms."""
    return [part(request, thing_id) for part in _PARTS.get(place, {}).values()]

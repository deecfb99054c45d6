"""What every page knows: its language, its twin in the other language, and the menu."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from amanat.face import menus
from amanat.face.say import language
from amanat.words.text import Text

ENGLISH_PREFIX = "/en/"


@dataclass(frozen=True, slots=True)
class Item:
    label: Text
    url: str
    is_here: bool


def other_language(path: str) -> str:
    """The same page in the other language."""
    if path.startswith(ENGLISH_PREFIX):
        return path.removeprefix(ENGLISH_PREFIX[:-1])
    return ENGLISH_PREFIX[:-1] + path


def everywhere(request: HttpRequest) -> dict[str, Any]:
    items, user = [], getattr(request, "user", None)
    for name, label in menus.of(getattr(user, "worn", ())):
        url = reverse(name)
        items.append(Item(label, url, request.path == url))
    return {
        "language": language(),
        "other_language_url": other_language(request.path),
        "menu": items,
        "site_host": urlsplit(settings.SITE_URL).netloc,
        "sandbox": settings.SANDBOX,
        "simulators_url": settings.SIMULATORS_URL,
        "user": user,
    }

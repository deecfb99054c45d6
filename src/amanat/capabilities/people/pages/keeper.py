"""Who reads a page: the person of the session, with the hats they wear, in one look."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from amanat.capabilities.people import queries
from amanat.capabilities.people.models import Person


class Keeper(ModelBackend):
    """Knows the readers of pages. Nobody has a password: `people.pages.door` lets them in."""

    def get_user(self, user_id: Any) -> Person | None:
        person = queries.reader(int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None

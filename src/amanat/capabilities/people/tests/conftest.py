from collections.abc import Iterator

import pytest
from django.conf import settings

from amanat.capabilities.people.tests.outside import Outside, open_outside


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """The inquiries, answered by a server in this process."""
    with open_outside() as world:
        monkeypatch.setattr(settings, "INQUIRY", {"address": world.address, "key": "test"})
        yield world

from collections.abc import Iterator

import pytest
from django.conf import settings

from amanat.capabilities.notices.tests.provider import KEY, Provider, open_provider


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The SMS service, played by a server in this process."""
    with open_provider() as played:
        account = {"address": played.address, "key": KEY, "sender": "1000"}
        monkeypatch.setattr(settings, "KAVENEGAR", account)
        yield played

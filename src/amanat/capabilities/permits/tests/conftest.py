"""One maker for all stories of a file: its road here is long, and no story changes another's."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A maker in a transaction around the whole file; each story rolls back to it."""
    from amanat.capabilities.permits.tests.cast import a_maker  # Once Django is set up.

    around = transaction.atomic()
    around._from_testcase = True  # As Django's own: what must commit alone may run within.
    with django_db_blocker.unblock(), around:
        yield a_maker()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def granted_stage(stage: Any, django_db_blocker: Any) -> Any:
    """The same with a permit for a hundred vehicles in force."""
    with django_db_blocker.unblock():
        made = replace(stage, permit=None)
        made.granted()
    return made


@pytest.fixture
def maker(stage: Any, db: None) -> Any:
    """A maker with no permit of this story yet."""
    return replace(stage, permit=None, signed=1)


@pytest.fixture
def granted(granted_stage: Any, db: None) -> Any:
    """A maker with a permit in force."""
    return replace(granted_stage)

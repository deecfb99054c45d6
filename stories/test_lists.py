"""A list page costs the same number of queries with one row and with three."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import joined
from stories.house_facts import url_names
from stories.lists import LIST_NAME, LISTS


@pytest.fixture
def owner(db: None) -> Person:
    return joined()


@pytest.mark.parametrize(("name", "one_more"), LISTS.items(), ids=list(LISTS))
def test_a_list_costs_the_same_with_one_row_and_with_three(
    name: str, one_more: Callable[[Person], None], owner: Person, client: Client
) -> None:
    client.force_login(owner)
    one_more(owner)
    cost(client, name)  # The first visit fills caches.
    with_one = cost(client, name)
    one_more(owner)
    one_more(owner)
    assert cost(client, name) == with_one, f"{name}: fetch what belongs to all rows at once."


def cost(client: Client, name: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(reverse(name))
    assert answer.status_code == 200
    return len(queries)


def test_every_list_page_is_held_to_this() -> None:
    lists = {name for name in url_names(get_resolver()) if LIST_NAME.search(name)}
    assert lists <= set(LISTS), (
        f"Say in stories/lists.py how to make one more: {lists - set(LISTS)}"
    )

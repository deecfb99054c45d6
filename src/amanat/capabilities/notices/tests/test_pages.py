"""My SMS history, as its reader sees it."""

import random

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.people.models import Person
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.text import Text

pytestmark = pytest.mark.django_db


def somebody() -> Person:
    phone = f"09{random.randrange(10**9):09d}"
    return Person.objects.create(phone=phone, created_at=clock.now())


def queued(person: Person, text: str) -> Notice:
    return notices.queue(
        Act(None, Role.HOUSE, at=clock.now()),
        phone=person.phone,
        kind="test",
        text=Text(text, text),
        dedupe_key=f"test:{random.random()}",
    )


def test_i_see_my_sms_and_nobody_elses(client: Client) -> None:
    me, other = somebody(), somebody()
    queued(me, "پول رسید https://amanat.example/deals/D-1")
    queued(other, "رازِ دیگری")
    client.force_login(me)
    page = client.get("/me/notices").content.decode()
    assert "پول رسید" in page and "رازِ دیگری" not in page
    assert '<a href="https://amanat.example/deals/D-1"' in page


def test_a_code_is_not_shown_again(client: Client) -> None:
    me = somebody()
    notices.queue_secret(
        Act(None, Role.HOUSE, at=clock.now()),
        phone=me.phone,
        kind="code.sign_in",
        text=Text("کد 123456", "code 123456"),
        dedupe_key=f"test:{random.random()}",
    )
    client.force_login(me)
    page = client.get("/en/me/notices").content.decode()
    assert "123456" not in page and "A one-time code" in page


def test_the_page_costs_the_same_with_one_sms_and_with_ten(
    client: Client, django_assert_max_num_queries: "object"
) -> None:
    me = somebody()
    client.force_login(me)
    for _ in range(10):
        queued(me, "سلام")
    with django_assert_max_num_queries(8):
        client.get("/me/notices")


def test_the_database_refuses_a_state_that_skips_the_way() -> None:
    notice = queued(somebody(), "سلام")
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state="delivered")

"""What is sealed is nowhere to be read: not in any table, page, answer, log or SMS but the one."""

import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.rules import POINTS
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import Player
from stories.virtual import ACCOUNT, BUNDLE, CODE, DOMAIN_IR, HANDLE, PIN, VaultMarket

SECRETS = ("SEAL-ME-7K4Q-92MX", BUNDLE.split("password: ")[1].split("\n")[0], PIN)
PAGES = ("", "/receipt", "/report")
API = ("", "/history")


@pytest.fixture
def market(play: Player) -> VaultMarket:
    return VaultMarket(play)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        return [row[0] for row in cursor.fetchall()]


def rows_with(table: str, secret: str) -> int:
    """Rows that hold the secret in any column: as text, inside JSON, or as the bytes of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'select count(*) from "{table}" t where position(%s in t::text) > 0'
            " or position(%s in t::text) > 0",
            [secret, secret.encode().hex()],
        )
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def three_deals(market: VaultMarket) -> list[Any]:
    """One of each way, over pages and API, up to the moment when the buyer has looked."""
    sara, reza = Program.of(market.sara), Program.of(market.reza)
    code = market.play.agree(market.sara, market.reza, **CODE)
    reza.did(f"/api/deals/{code.code}/seal", {"secret": SECRETS[0]})
    again = market.play.agree(market.sara, market.reza, **CODE)
    assert reza.post(f"/api/deals/{again.code}/seal", {"secret": SECRETS[0]}).status_code == 409
    market.play.pay(code, market.sara)
    sara.did(f"/api/deals/{code.code}/reveal")
    account = market.paid(ACCOUNT)
    form = {"secret": BUNDLE, "form_token": "t" * 32, **dict.fromkeys(POINTS, "on")}
    sent = client_of(market.reza).post(f"/deals/{account.code}/hand_over", form)
    assert sent.status_code == 303
    assert client_of(market.sara).post(f"/deals/{account.code}/reveal", {}).status_code == 303
    domain = market.paid(DOMAIN_IR)
    reza.did(f"/api/deals/{domain.code}/hand_over", {"secret": PIN})
    sara.did(f"/api/deals/{domain.code}/take_code", {"handle": HANDLE})
    market.play.settle()
    return [market.play.fresh(deal) for deal in (code, account, domain)]


def test_what_was_sealed_is_read_by_its_buyer_alone(
    market: VaultMarket, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    three, stranger = three_deals(market), market.person("مهمان ناخوانده")
    sara, reza, other = (client_of(one) for one in (market.sara, market.reza, stranger))
    programs = [Program.of(one) for one in (market.sara, market.reza, stranger)]
    for deal, secret in zip(three, SECRETS, strict=True):
        mine, shown = f"/deals/{deal.code}", f"/api/deals/{deal.code}"
        assert secret in sara.get(f"{mine}/secret").content.decode()
        assert secret in programs[0].get(f"{shown}/secret").json()["content"]
        for client, program in ((reza, programs[1]), (other, programs[2])):
            assert client.get(f"{mine}/secret").status_code == 404
            assert program.get(f"{shown}/secret").status_code == 404
        said = [client.get(mine + page) for client in (sara, reza) for page in PAGES]
        said += [program.get(shown + path) for program in programs[:2] for path in API]
        assert [secret for one in said if secret in one.content.decode()] == []
    found = [(table, one) for table in tables() for one in SECRETS if rows_with(table, one)]
    assert found == []
    texts = [
        caplog.text,
        *(str(market.play.outside.inbox(one.phone)) for one in (market.sara, market.reza)),
    ]
    assert [one for one in SECRETS for text in texts if one in text] == []


def test_a_look_is_never_printed_by_accident(market: VaultMarket) -> None:
    deal = market.revealed_code(SECRETS[0])
    opened = deals.look_again(market.buyer, deal_id=deal.pk)
    assert SECRETS[0] not in repr(opened)
    assert opened.salt not in repr(opened)

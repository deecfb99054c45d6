"""What a buyer and a maker see and press, and what stands on paper."""

import io
import json
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.pages.printing import print_contract
from amanat.capabilities.contracts.tests.cast import Sale, a_sale
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.models import OneTimeCode, Person
from amanat.capabilities.presale.tests.lottery import a_buyer

pytestmark = pytest.mark.django_db
PERSIAN_START = re.compile(r"[^A-Za-z0-9:]*")


@pytest.fixture
def sale() -> Sale:
    return a_sale()


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_buyer_reads_every_clause_and_signs_what_was_read(sale: Sale) -> None:
    buyer = a_buyer(name="مینا احمدی")
    offer = sale.offer(buyer)
    client, path = as_(buyer), f"/contracts/sign/{offer.pk}"
    assert f"/contracts/sign/{offer.pk}" in client.get("/contracts").content.decode()
    page = client.get(path).content.decode()
    draft = queries.draft(offer.pk, buyer.pk, sale.at)
    assert all(PERSIAN_START.match(clause.fa)[0] in page for clause in draft.clauses[:3])
    refused = client.post(path, {"agreed": draft.sha256})
    assert refused.status_code == 422 and "بپذیرید" in refused.content.decode()
    code = sent_code(client, f"{path}/code")
    old = client.post(path, {"agreed": "0" * 64, "i_agree": "on", "code": code})
    assert old.status_code == 422 and draft.sha256 in old.content.decode()
    typed = {"agreed": draft.sha256, "i_agree": "on"}
    wrong = client.post(path, typed | {"code": str((int(code) + 1) % 10**6).zfill(6)})
    assert wrong.status_code == 422 and queries.of_offer(offer.pk) is None
    done = client.post(path, typed | {"code": code})
    contract = queries.of_offer(offer.pk)
    assert contract is not None and done.url == f"/contracts/{contract.code}"
    assert client.get(path).url == done.url, "Signed already."
    stranger = as_(a_person("دیگری"))
    assert stranger.get(path).status_code == stranger.post(f"{path}/code").status_code == 404


def sent_code(client: Client, path: str) -> str:
    """Ask for the code of a signature, and read it as the worker would."""
    assert client.post(path).status_code == 303
    row = OneTimeCode.objects.latest("pk")
    sent = persons.code_for_delivery(row.pk, row.created_at)
    assert sent is not None
    return sent.code


def test_the_live_statement_and_its_buttons(sale: Sale) -> None:
    contract = sale.in_force()
    client, path = as_(contract.buyer), f"/contracts/{contract.code}"
    page = client.get(path).content.decode()
    shown = queries.live_statement(contract, sale.at)
    assert shown.leave is not None and shown.leave.formula.fa in page
    assert shown.late[0].sum.formula.fa in page
    assert "/withdraw" in page and "/assign" in page
    assert as_(a_person("دیگری")).get(path).status_code == 404
    assert "٪" not in page
    english = client.get(f"/en{path}").content.decode()
    assert shown.late[0].sum.formula.en in english
    assert client.get(f"{path}/withdraw").status_code == 200
    assert client.post(f"{path}/withdraw").url == path
    assert sale.now(contract).state == "withdrawn"
    assert client.post(f"{path}/withdraw").status_code == 422


def test_the_maker_filters_orders_and_repays(sale: Sale) -> None:
    contract, other = sale.in_force(), sale.signed()
    client = as_(sale.maker.owner)
    page = client.get("/org/orders?state=signed").content.decode()
    assert other.code in page and contract.code not in page
    assert contract.code in client.get(f"/org/orders?find={contract.code}").content.decode()
    actions.withdraw_contract(sale.by(contract.buyer), contract_id=contract.pk)
    path = f"/org/orders/{contract.code}"
    assert f"{path}/repay" in client.get(path).content.decode()
    assert client.post(f"{path}/repay").url == path
    assert sale.now(contract).state == "repaid"
    assert as_(contract.buyer).get(path).status_code == 404


def test_anybody_checks_a_contract_and_sees_no_buyer(sale: Sale) -> None:
    contract = sale.in_force(sale.signed(sale.offer(a_buyer(name="مینا احمدی"))))
    client = Client()
    found = client.get("/contracts/verify", {"code": contract.code.lower()})
    assert found.url == f"/contracts/verify/{contract.code}"
    page = client.get(found.url).content.decode()
    assert queries.document(contract.pk).sha256 in page
    assert "مینا احمدی" not in page
    assert client.get("/contracts/verify", {"code": "PC-0000"}).status_code == 200


def test_the_paper_holds_its_twin_and_the_twin_its_signature(sale: Sale) -> None:
    contract = sale.in_force()
    client = as_(contract.buyer)
    reader = PdfReader(io.BytesIO(client.get(f"/contracts/{contract.code}.pdf").content))
    assert len(reader.pages) == 2
    inside = json.loads(reader.attachments[f"{contract.code}.json"][0])
    assert inside["contract"]["terms_sha256"] == contract.terms_sha256
    assert queries.is_signed(inside)
    inside["contract"]["terms"]["price_units"] = "1"
    assert not queries.is_signed(inside)
    assert client.get(f"/contracts/{contract.code}.json").json()["sha256"]
    assert as_(a_person("دیگری")).get(f"/contracts/{contract.code}.pdf").status_code == 404
    print_contract(queries.document(contract.pk))

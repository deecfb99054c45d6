"""Whose a site is: proven by two of three ways, looked at every day, lost after 72 hours."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses import jobs, queries, refusals
from amanat.capabilities.businesses.models import Business, Domain, DomainProof
from amanat.capabilities.businesses.tests.cast import (
    a_business,
    a_person,
    holder,
    new_domain,
    prove,
    registered,
    see,
)
from amanat.capabilities.people.models import Person
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.kernel.log.history import history
from amanat.words.refusal import NotFound
from simulators.main import Simulators

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def sara() -> Person:
    return a_person("سارا محمدی")


@pytest.fixture
def reza() -> Person:
    return a_person("رضا کریمی")


@pytest.fixture
def outside(tmp_path: Path, settings: Any) -> Iterator[httpx.Client]:
    """Sites and records that the simulators play."""
    server = Simulators("127.0.0.1", 0, tmp_path, None)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.SITES = {"address": server.address, "resolver": ""}
    with httpx.Client(base_url=server.address, trust_env=False) as client:
        yield client
    server.shutdown()
    thread.join()
    server.close()


def named(one: Business, owner: Person, name: str = "") -> Domain:
    return businesses.add_domain(holder(owner), business_id=one.pk, name=name or new_domain())


def looked(domain: Domain, owner: Person) -> Domain:
    """The holder asks, and our crawler looks."""
    clock.advance(2 * MINUTE)
    check = businesses.ask_for_look(holder(owner), domain_id=domain.pk)
    jobs.look(check_id=check.pk)
    return queries.domain(domain.pk)


def publish(outside: httpx.Client, domain: Domain, *ways: str) -> None:
    """What the owner of a site does."""
    if "dns" in ways:
        record = {"name": f"_amanat.{domain.name}", "value": f"amanat={domain.token}"}
        outside.post("/sites/records.json", json=record).raise_for_status()
    tag = f'<meta name="amanat" content="{domain.token}">' if "meta" in ways else ""
    home = {"domain": domain.name, "path": "/", "body": f"<head>{tag}</head>"}
    outside.post("/sites.json", json=home).raise_for_status()
    if "file" in ways:
        file = {"domain": domain.name, "path": "/.well-known/amanat.txt", "body": domain.token}
        outside.post("/sites.json", json=file).raise_for_status()


def found_in(domain: Domain) -> dict[str, str]:
    """What the last look says of each way: nothing where it was seen."""
    return {one.method: one.why for one in queries.last_proofs([domain.pk])[domain.pk]}


def facts_of(domain: Domain) -> list[str]:
    return [line.name for line in history(f"domain:{domain.pk}")]


@pytest.mark.parametrize(("ways", "state"), [
    ((), "unproven"), (("dns",), "unproven"), (("file",), "unproven"), (("meta",), "unproven"),
    (("dns", "file"), "proven"), (("dns", "meta"), "proven"), (("file", "meta"), "proven"),
    (("dns", "file", "meta"), "proven"),
])  # fmt: skip
def test_two_of_three_ways_prove_a_domain(
    outside: httpx.Client, sara: Person, ways: tuple[str, ...], state: str
) -> None:
    domain = named(registered(sara), sara)
    publish(outside, domain, *ways)
    assert looked(domain, sara).state == state
    assert {way for way, why in found_in(domain).items() if not why} == set(ways)


def test_what_is_missing_is_said_way_by_way(outside: httpx.Client, sara: Person) -> None:
    domain = named(registered(sara), sara)
    publish(outside, domain)
    looked(domain, sara)
    assert found_in(domain) == {"dns": "no_token", "file": "not_there", "meta": "no_token"}
    client = Client()
    client.force_login(sara)
    page = client.get(f"/org/{domain.business.code}/domains").content.decode()
    assert "آنجا نشانهٔ ما نبود" in page
    assert f"_amanat.{domain.name}" in page


def test_another_site_s_page_proves_nothing(outside: httpx.Client, sara: Person) -> None:
    """A site that forwards to a stranger's page, even one with the token, shows nothing of its own."""
    domain = named(registered(sara), sara)
    publish(outside, domain, "dns")
    copy = {"domain": "elsewhere.example", "path": "/t", "body": domain.token}
    outside.post("/sites.json", json=copy).raise_for_status()
    away = {"domain": domain.name, "path": "/.well-known/amanat.txt",
            "location": "http://elsewhere.example/t"}  # fmt: skip
    outside.post("/sites.json", json=away).raise_for_status()
    assert looked(domain, sara).state == "unproven"
    assert found_in(domain)["file"] == "elsewhere"


@pytest.mark.parametrize("location", [
    "http://127.0.0.1:8000/", "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:127.0.0.1]/", "http://2130706433/", "file:///etc/passwd",
])  # fmt: skip
def test_a_site_that_leads_inside_is_left_at_the_door(
    outside: httpx.Client, sara: Person, location: str
) -> None:
    """The sandbox's own server is the one inside address that is open, by its name only."""
    domain = named(registered(sara), sara)
    inside = {"domain": domain.name, "path": "/", "location": location}
    outside.post("/sites.json", json=inside).raise_for_status()
    looked(domain, sara)
    assert found_in(domain)["meta"] in {"inside", "bad_address", "bad_port", "elsewhere"}


@pytest.mark.parametrize("name", ["10.0.0.1", "co.ir", "shop", "localhost", "\u0440aypal.com"])
def test_what_is_no_domain_is_refused_by_its_code(sara: Person, name: str) -> None:
    with pytest.raises(refusals.DomainBad) as no:
        named(registered(sara), sara, name)
    assert (no.value.code, no.value.status, no.value.param) == ("seal.domain_bad", 422, "name")


def test_a_proven_domain_is_taken_and_its_twin_is_bad(sara: Person, reza: Person) -> None:
    a_business(sara, domain="apple-of-shiraz.com")
    other = registered(reza)
    with pytest.raises(refusals.DomainTaken) as no:
        named(other, reza, "https://www.Apple-of-Shiraz.com/")
    assert (no.value.code, no.value.status) == ("seal.domain_taken", 409)
    with pytest.raises(refusals.DomainBad):
        named(other, reza, "app1e-of-shiraz.com")


def test_of_two_who_name_one_domain_the_first_to_prove_it_has_it(
    sara: Person, reza: Person
) -> None:
    name = new_domain()
    mine, yours = named(registered(sara), sara, name), named(registered(reza), reza, name)
    see(yours.pk, "dns", "file")
    see(mine.pk, "dns", "file", "meta")
    states = [queries.domain(one.pk).state for one in (mine, yours)]
    assert states == ["unproven", "proven"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Domain.objects.filter(pk=mine.pk).update(state="proven")


def test_a_proof_that_is_gone_for_72_hours_loses_the_domain(sara: Person) -> None:
    one = a_business(sara)
    (domain,) = queries.proven_domains(one.pk, clock.now())
    see(domain.pk, "dns")
    missing = queries.domain(domain.pk)
    assert (missing.state, missing.due_at) == ("missing", missing.missing_at + 72 * HOUR)
    assert queries.proven_domains(one.pk, clock.now()), "For 72 hours it still counts."
    for _ in range(2):
        clock.advance(24 * HOUR)
        see(domain.pk)
        sweeper.sweep()
    assert queries.domain(domain.pk).state == "missing"
    clock.advance(24 * HOUR)
    sweeper.sweep()
    assert queries.domain(domain.pk).state == "lost"
    assert queries.proven_domains(one.pk, clock.now()) == []
    see(domain.pk, "file", "meta")
    assert queries.domain(domain.pk).state == "proven"
    assert facts_of(domain) == [
        "DomainAdded", "DomainProven", "DomainProofMissing", "DomainLost", "DomainProven",
    ]  # fmt: skip


def test_a_proof_that_comes_back_in_time_changes_nothing(sara: Person) -> None:
    one = a_business(sara)
    (domain,) = queries.proven_domains(one.pk, clock.now())
    see(domain.pk)
    see(domain.pk, "dns", "meta")
    back = queries.domain(domain.pk)
    assert (back.state, back.due_at, back.proven_at) == ("proven", None, domain.proven_at)


def test_nothing_is_lost_while_our_own_crawler_did_not_look(sara: Person) -> None:
    one = a_business(sara)
    (domain,) = queries.proven_domains(one.pk, clock.now())
    see(domain.pk)
    clock.advance(80 * HOUR)
    sweeper.sweep()
    assert queries.domain(domain.pk).state == "missing"
    see(domain.pk)
    sweeper.sweep()
    assert queries.domain(domain.pk).state == "lost"


def test_every_domain_is_looked_at_once_a_day(outside: httpx.Client, sara: Person) -> None:
    domain = named(registered(sara), sara)
    publish(outside, domain, "dns", "file")
    jobs.sweep(0)
    assert queries.domain(domain.pk).looked_at is None
    clock.advance(24 * HOUR)
    jobs.sweep(0)
    jobs.sweep(0)
    assert facts_of(domain) == ["DomainAdded", "DomainProven"]
    clock.advance(24 * HOUR)
    jobs.sweep(0)
    assert facts_of(domain)[2:] == ["DomainStillProven"]


def test_a_look_whose_worker_died_is_done_again(outside: httpx.Client, sara: Person) -> None:
    domain = named(registered(sara), sara)
    publish(outside, domain, "dns", "file")
    businesses.ask_for_look(holder(sara), domain_id=domain.pk)
    clock.advance(queries.LOOK_LASTS)
    jobs.sweep(0)
    assert queries.domain(domain.pk).state == "proven"


def test_the_holder_cannot_make_us_hammer_a_site(sara: Person) -> None:
    domain = named(registered(sara), sara)
    businesses.ask_for_look(holder(sara), domain_id=domain.pk)
    with pytest.raises(refusals.DomainCheckedJustNow):
        businesses.ask_for_look(holder(sara), domain_id=domain.pk)


def test_a_dropped_domain_is_free_for_others_and_looked_at_no_more(
    sara: Person, reza: Person
) -> None:
    one, name = a_business(sara), new_domain()
    prove(one, sara, name)
    domain = next(row for row in queries.domains(one.pk) if row.name == name)
    businesses.drop_domain(holder(sara), domain_id=domain.pk)
    assert queries.domain(domain.pk).check_at is None
    with pytest.raises(NotFound):
        businesses.ask_for_look(holder(sara), domain_id=domain.pk)
    assert named(registered(reza), reza, name).state == "unproven"


def test_what_a_look_found_is_never_rewritten(sara: Person) -> None:
    domain = named(registered(sara), sara)
    see(domain.pk, "dns")
    with pytest.raises(DatabaseError), transaction.atomic():
        DomainProof.objects.filter(check_made__domain=domain).update(is_found=True)

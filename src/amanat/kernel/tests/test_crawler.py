"""The crawler is never turned against the inside network, and never kept waiting."""

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from amanat.kernel import crawler
from amanat.kernel.crawler import NotFetched
from amanat.kernel.tests.tripwire import (
    EVERY,
    INSIDE,
    OPEN_ADDRESS,
    OPEN_HOST,
    REFUSED,
    TURNING_HOST,
    Net,
    net,
)
from amanat.words import targets

SITE = f"http://{OPEN_HOST}"


@pytest.fixture(scope="module")
def running() -> Iterator[Net]:
    with net() as one:
        yield one


@pytest.fixture
def here(running: Net) -> Net:
    """The small internet with nothing heard yet."""
    running.hits.clear()
    running.asked.clear()
    running.names = {OPEN_HOST: [OPEN_ADDRESS]}
    return running


def fetched(here: Net, url: str, **limits: Any) -> crawler.Page:
    return crawler.fetch(url, way=here.way(crawler), **limits)


def refusal(here: Net, url: str, **limits: Any) -> str:
    with pytest.raises(NotFetched) as caught:
        fetched(here, url, **limits)
    return caught.value.reason


def test_the_set_is_as_large_as_was_promised() -> None:
    assert len(set(EVERY)) == len(EVERY) >= 120


@pytest.mark.parametrize("url", EVERY, ids=range(len(EVERY)))
def test_no_writing_of_an_inside_address_is_called(here: Net, url: str) -> None:
    assert refusal(here, url) in REFUSED
    assert here.hits == []


@pytest.mark.parametrize("url", EVERY, ids=range(len(EVERY)))
def test_no_redirect_leads_there_either(here: Net, url: str) -> None:
    try:
        fetched(here, f"{SITE}/to?u={quote(url)}")  # Some are harmless beside a public address.
    except NotFetched as no:
        assert no.reason in REFUSED | {"too_many_redirects"}
    assert here.hits == []


@pytest.mark.parametrize("address", INSIDE)
def test_no_name_leads_there_alone_or_beside_a_public_address(here: Net, address: str) -> None:
    for found in ([address], [OPEN_ADDRESS, address], [address, OPEN_ADDRESS]):
        here.names["evil.example"] = found
        assert refusal(here, "https://evil.example/") == "inside"
    assert here.hits == []


def test_a_name_that_turns_inside_after_the_first_answer_is_asked_only_once(here: Net) -> None:
    page = fetched(here, f"http://{TURNING_HOST}/what")
    assert page.body.startswith(TURNING_HOST.encode())
    assert (here.asked, here.hits) == ([TURNING_HOST], [])


def test_each_redirect_asks_anew_so_a_turned_name_is_refused(here: Net) -> None:
    url = f"http://{TURNING_HOST}/to?u=http://{TURNING_HOST}/"
    assert refusal(here, url) == "inside"
    assert here.hits == []


def test_a_public_page_comes_with_its_way(here: Net) -> None:
    page = fetched(here, f"{SITE}/loop?n=2")
    assert (page.status, page.text, page.host, len(page.hops)) == (200, "home", OPEN_HOST, 4)


def test_the_fourth_redirect_is_one_too_many(here: Net) -> None:
    assert refusal(here, f"{SITE}/loop?n=3") == "too_many_redirects"


def test_nothing_about_us_travels_with_a_question(here: Net, monkeypatch: Any) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    for _ in range(2):
        said = fetched(here, f"{SITE}/what").text.split()
        assert said == [OPEN_HOST, "accept", "accept-encoding", "connection", "host", "user-agent"]


@pytest.mark.parametrize(("path", "why"), [
    ("drip", "too_slow"), ("slow-body", "too_slow"), ("endless", "too_large"),
    ("bomb", "too_large"), ("deflate", "unreadable"), ("garbage", "unreadable"),
])  # fmt: skip
def test_a_page_that_misbehaves_is_cut_off(here: Net, path: str, why: str) -> None:
    assert refusal(here, f"{SITE}/{path}", seconds=0.4, limit_bytes=10**6) == why


def test_a_packed_page_is_unpacked(here: Net) -> None:
    assert fetched(here, f"{SITE}/packed").text == "packed"


def test_a_name_without_an_address_and_a_site_that_is_silent(here: Net) -> None:
    assert refusal(here, "http://nobody.example/") == "unknown_name"
    shut = crawler.Way(resolve=here.resolve, connect=refuse)
    with pytest.raises(NotFetched, match="unreachable"):
        crawler.fetch(SITE, way=shut)


def refuse(address: str, port: int, seconds: float) -> Any:
    raise ConnectionRefusedError(address, port, seconds)


def test_an_inside_address_is_open_only_where_somebody_names_it(here: Net) -> None:
    url = f"http://127.0.0.1:{here.site}/"
    near = crawler.ipaddress.ip_network("127.0.0.0/8")
    way = crawler.Way(nearby=(near,), ports=frozenset({here.site}))
    assert crawler.fetch(url, way=way).text == "home"
    with pytest.raises(NotFetched, match="bad_port"):
        crawler.fetch(url, way=crawler.Way(nearby=(near,)))
    with pytest.raises(NotFetched, match="inside"):
        crawler.fetch(url, way=crawler.Way(ports=frozenset({here.site})))


#  A checker is proved by a bug that it catches: one line of the source, written wrongly.
BUGS = {
    "only the first hop is looked at": (
        crawler,
        "        addresses = open_addresses(target.host, way, until)\n",
        "        addresses = open_addresses(target.host, way, until) if len(hops) == 1 else "
        "[target.host]\n",
    ),
    "the name is resolved a second time to connect": (
        crawler,
        "return way.connect(address, target.port, _left(until))",
        "return way.connect(target.host, target.port, _left(until))",
    ),
    "only the first address is looked at": (
        crawler,
        "    for one in found:\n        address",
        "    for one in found[-1:]:\n        address",
    ),
    "an address in an address is taken for a public one": (
        targets, 'IPv6Network("2000::/3")', 'IPv6Network("::/0")',
    ),
    "6to4 is forgotten": (targets, '"2002::/16", ', ""),
    "link-local is forgotten": (targets, '"169.254.0.0/16",', ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BUGS)
def test_the_wire_catches_a_planted_bug(here: Net, name: str) -> None:
    planted = plant(*BUGS[name])
    urls = [f"http://{TURNING_HOST}/", *EVERY, *(f"{SITE}/to?u={quote(url)}" for url in EVERY)]
    for number, address in enumerate(INSIDE):
        here.names[f"evil{number}.example"] = [address, OPEN_ADDRESS]
        urls.append(f"http://evil{number}.example/")
    for url in urls:
        try:
            planted.fetch(url, way=here.way(planted))
        except Exception:  # What it says does not matter here, only where it went.
            continue
        if here.hits:
            break
    assert here.hits, "Nobody would have noticed this bug."


def plant(module: types.ModuleType, right: str, wrong: str) -> types.ModuleType:
    """The crawler over a copy of one of its two files in which one thing is wrong."""
    source = Path(module.__file__ or "").read_text("utf-8")
    assert source.count(right) == 1, "The planted bug does not fit today's source."
    copy = types.ModuleType(f"planted_{module.__name__}")
    exec(compile(source.replace(right, wrong), "planted", "exec"), copy.__dict__)
    if module is crawler:
        return copy
    above = types.ModuleType("planted_crawler")
    exec(compile(Path(crawler.__file__).read_text("utf-8"), "above", "exec"), above.__dict__)
    for word in ("target_of", "is_public", "address_of", "NotFetched"):
        setattr(above, word, getattr(copy, word))
    return above

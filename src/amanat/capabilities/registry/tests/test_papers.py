"""What is published of seals, read by strangers: our hundred lines, and a public library."""

import base64
import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.rules import Entry
from amanat.capabilities.registry.tests.strangers import VERIFIER, verify_seal
from amanat.kernel import signing

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
A_YEAR = timedelta(days=365)
CODE, PLACE, SHOP = "S-7K4Q-92MX-5TB3", 94_567, "shop.ir"
Files = dict[str, str]


def entry(state: str = rules.VALID, until: datetime = AT + A_YEAR, level: int = 2) -> Entry:
    return Entry(CODE, (SHOP,), state, level, AT - timedelta(days=9), until)


def papers(one: Entry, issued_at: datetime = AT, sequence: int = 7) -> Files:
    """All the files a stranger fetches, for a register of one seal."""
    site = settings.SITE_URL
    listed = rules.seal_list(rules.did(site), sequence, issued_at, [one])
    paper = rules.credential(site, one, PLACE, AT - timedelta(days=9))
    return {
        "jwks.json": json.dumps(queries.jwks()),
        "list.json": queries.signed_list(listed),
        "credential.jwt": queries.signed(rules.CREDENTIAL_KEY, paper),
        "revocation.jwt": bits("revocation", one.state == rules.REVOKED, issued_at),
        "suspension.jwt": bits("suspension", one.state == rules.SUSPENDED, issued_at),
    }


def bits(purpose: str, is_set: bool, issued_at: datetime) -> str:
    encoded = f"u{signing.base64url(rules.packed([PLACE] if is_set else []))}"
    paper = rules.status_list(settings.SITE_URL, purpose, encoded, issued_at)
    return queries.signed(rules.STATUS_KEY, paper)


def told(files: Files, at: datetime = AT, domain: str = SHOP, seen: int = 0) -> str:
    return verify_seal.verify(files, domain, at, seen)[0]


def test_the_verifier_is_a_hundred_lines_of_one_file() -> None:
    assert len(VERIFIER.read_text("utf-8").splitlines()) <= 100


@pytest.mark.parametrize("state", [rules.VALID, rules.SUSPENDED, rules.REVOKED, rules.EXPIRED])
def test_a_stranger_reads_the_state_from_the_files_alone(state: str) -> None:
    until = AT - timedelta(days=1) if state == rules.EXPIRED else AT + A_YEAR
    assert told(papers(entry(state, until))) == state


def test_a_seal_that_ends_after_the_list_was_made_is_expired_at_once() -> None:
    ends = AT + timedelta(minutes=5)
    assert told(papers(entry(until=ends)), ends + timedelta(seconds=1)) == "expired"


def replaced(files: Files, name: str, old: str, new: str) -> Files:
    assert old in files[name]
    return {**files, name: files[name].replace(old, new, 1)}


def flipped(token: str, part: int) -> str:
    """The same token with one bit of one part turned."""
    parts = token.split(".")
    raw = bytearray(verify_seal.decoded(parts[part]))
    raw[len(raw) // 2] ^= 1
    parts[part] = signing.base64url(bytes(raw))
    return ".".join(parts)


def by_another_key(files: Files) -> Files:
    """The same credential, signed by somebody else under our key's name."""
    head, body, _ = files["credential.jwt"].split(".")
    forged = Ed25519PrivateKey.generate().sign(f"{head}.{body}".encode())
    return {**files, "credential.jwt": f"{head}.{body}.{signing.base64url(forged)}"}


def without_signature(files: Files) -> Files:
    """ "alg": "none", the oldest trick."""
    _, body, _ = files["credential.jwt"].split(".")
    head = json.dumps({"alg": "none", "kid": json.loads(files["jwks.json"])["keys"][0]["kid"]})
    return {**files, "credential.jwt": f"{signing.base64url(head.encode())}.{body}."}


BUGS = {
    "a level in the list was raised": lambda f: replaced(f, "list.json", '"level": 2', '"level": 5'),
    "a domain was added to the list": lambda f: replaced(f, "list.json", SHOP, "evil.ir"),
    "the time of the list was moved": lambda f: replaced(f, "list.json", "T09:30", "T23:30"),
    "one bit of the status list turned": lambda f: {
        **f, "suspension.jwt": flipped(f["suspension.jwt"], 1)},
    "one bit of a signature turned": lambda f: {
        **f, "credential.jwt": flipped(f["credential.jwt"], 2)},
    "another key signed": by_another_key,
    "nobody signed": without_signature,
    "the two status lists were exchanged": lambda f: {
        **f, "suspension.jwt": f["revocation.jwt"]},
    "a list stands in for the credential": lambda f: {**f, "credential.jwt": f["revocation.jwt"]},
    "the list is from before the suspension": lambda f: {
        **f, "suspension.jwt": papers(entry(rules.SUSPENDED))["suspension.jwt"]},
    "the bits are from before the suspension": lambda f: {
        **f, "list.json": papers(entry(rules.SUSPENDED))["list.json"]},
    "the credential has an older level": lambda f: {
        **f, "credential.jwt": papers(entry(level=1))["credential.jwt"]},
    "the list is not there": lambda f: {n: t for n, t in f.items() if n != "list.json"},
    "the list is no JSON": lambda f: {**f, "list.json": "<html>"},
    "the keys are another house's": lambda f: {**f, "jwks.json": '{"keys": []}'},
}  # fmt: skip


@pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS)
def test_no_path_of_failure_ends_in_valid(bug: Callable[[Files], Files]) -> None:
    whole = papers(entry())
    assert told(whole) == "valid"
    answer, cause, _ = verify_seal.verify(bug(whole), SHOP, AT)
    assert answer == "cannot tell"
    assert cause


def test_an_old_list_cannot_tell_and_says_why() -> None:
    late = AT + rules.LIST_LASTS + timedelta(seconds=1)
    answer, cause, _ = verify_seal.verify(papers(entry()), SHOP, late)
    assert (answer, cause.partition(":")[0]) == ("cannot tell", "list.stale")


def test_a_list_older_than_one_seen_before_cannot_tell() -> None:
    _, _, seen = verify_seal.verify(papers(entry(), sequence=8), SHOP, AT)
    assert seen == 8
    assert told(papers(entry(), sequence=7), seen=seen) == "cannot tell"


def test_a_list_from_the_future_cannot_tell() -> None:
    assert told(papers(entry(), issued_at=AT + timedelta(hours=1))) == "cannot tell"


def test_a_seal_shown_on_another_site_cannot_tell() -> None:
    assert told(papers(entry()), domain="shop-ir.example") == "cannot tell"


def test_a_public_library_reads_the_same_credential() -> None:
    files = papers(entry())
    keys = jwt.PyJWKSet.from_json(files["jwks.json"])
    token = files["credential.jwt"]
    header = jwt.get_unverified_header(token)
    read = jwt.decode(token, keys[header["kid"]], algorithms=["EdDSA"])
    assert (header["typ"], header["cty"]) == ("vc+jwt", "vc")
    assert read["credentialSubject"]["domains"] == [SHOP]
    for status in read["credentialStatus"]:
        listed = files[f"{status['statusPurpose']}.jwt"]
        kid = jwt.get_unverified_header(listed)["kid"]
        subject = jwt.decode(listed, keys[kid], algorithms=["EdDSA"])["credentialSubject"]
        packed = base64.urlsafe_b64decode(subject["encodedList"][1:] + "==")
        whole = gzip.decompress(packed)
        assert len(whole) * 8 >= 131_072
        assert whole == bytes(len(whole))
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(flipped(token, 2), keys[header["kid"]], algorithms=["EdDSA"])


def test_a_public_library_reads_the_signed_list_with_its_content_beside_it() -> None:
    files = papers(entry())
    outer, keys = json.loads(files["list.json"]), jwt.PyJWKSet.from_json(files["jwks.json"])
    kid = json.loads(verify_seal.decoded(outer["protected"]))["kid"]
    body = signing.base64url(rules.canonical(outer["list"]))
    token = f"{outer['protected']}.{body}.{outer['signature']}"
    read = jwt.api_jws.PyJWS().decode(token, keys[kid], algorithms=["EdDSA"])
    assert json.loads(read) == outer["list"]


@pytest.mark.parametrize("place", [0, 1, 7, 8, 131_071])
def test_the_first_bit_is_the_highest_of_the_first_byte(place: int) -> None:
    whole = gzip.decompress(rules.packed([place]))
    assert whole[place // 8] == 0x80 >> place % 8
    assert sum(whole) == whole[place // 8]


def test_the_did_document_holds_the_same_keys() -> None:
    document = queries.did_document()
    assert document["id"] == rules.did(settings.SITE_URL)
    methods = {one["id"]: one["publicKeyJwk"]["x"] for one in document["verificationMethod"]}
    assert methods == {one["kid"]: one["x"] for one in queries.jwks()["keys"]}
    assert set(document["assertionMethod"]) == set(methods)

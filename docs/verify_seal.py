"""Is this seal valid? Told from published files alone, offline: `python verify_seal.py DIR shop.ir`.

Reads FILES in DIR; remembers in DIR/seen the newest list. Get jwks.json once, where you trust it:
whoever gives you keys decides what is true. Says valid, suspended, revoked, expired, cannot tell.
"""

import base64
import json
import sys
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FILES = ("jwks.json", "list.json", "credential.jwt", "revocation.jwt", "suspension.jwt")
BROKEN = (LookupError, ValueError, TypeError, AttributeError, InvalidSignature, zlib.error)
LEAST_BITS, MOST_BYTES, SKEW = 131_072, 16 * 1024 * 1024, timedelta(minutes=5)


def demand(holds: bool, cause: str) -> None:
    if not holds:
        raise ValueError(cause)


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed(token: str, keys: dict[str, str], kind: str, at: datetime) -> dict[str, Any]:
    """What a JWS of ours says, once its signature, its kind and its first moment are checked."""
    head, body, signature = token.strip().split(".")
    header = json.loads(decoded(head))
    known = header["kid"] in keys and header["alg"] == "EdDSA"
    demand(known, f"{kind}: signed by an unknown key")
    public = Ed25519PublicKey.from_public_bytes(decoded(keys[header["kid"]]))
    public.verify(decoded(signature), f"{head}.{body}".encode())
    paper: dict[str, Any] = json.loads(decoded(body))
    demand(kind in paper["type"], f"this is not a {kind}")
    begins = datetime.fromisoformat(paper.get("validFrom") or paper["issued_at"])
    demand(begins <= at + SKEW, f"{kind}: not yet valid")
    return paper


def bit_of(entry: dict[str, Any], paper: dict[str, Any], at: datetime) -> bool:
    subject, purpose = paper["credentialSubject"], entry["statusPurpose"]
    demand(at <= datetime.fromisoformat(paper["validUntil"]), f"{purpose} list: stale")
    same = (paper["id"], subject["statusPurpose"])
    demand(same == (entry["statusListCredential"], purpose), f"another list than of {purpose}")
    bits = zlib.decompressobj(31).decompress(decoded(subject["encodedList"][1:]), MOST_BYTES)
    place = int(entry["statusListIndex"])
    demand(LEAST_BITS <= len(bits) * 8 > place >= 0, f"{purpose} list too short")
    return bool(bits[place // 8] & 0x80 >> place % 8)


def judged(files: dict[str, str], domain: str, at: datetime, seen: int) -> tuple[str, str, int]:
    keys = {key["kid"]: key["x"] for key in json.loads(files["jwks.json"])["keys"]}
    outer, papers = json.loads(files["list.json"]), {}
    said = json.dumps(outer["list"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    body = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
    token = f"{outer['protected']}.{body}.{outer['signature']}"
    listed = signed(token, keys, "AmanatSealList", at)
    demand(at <= datetime.fromisoformat(listed["next_update"]), "list.stale: get a new list")
    demand(listed["sequence"] >= seen, "list.stale: a newer list was seen before")
    seal = signed(files["credential.jwt"], keys, "AmanatSealCredential", at)
    for entry in seal["credentialStatus"]:
        status = files[f"{entry['statusPurpose']}.jwt"]
        paper = signed(status, keys, "BitstringStatusListCredential", at)
        demand(paper["issuer"] == seal["issuer"] == listed["issuer"], "different issuers")
        papers[entry["statusPurpose"]] = bit_of(entry, paper, at)
    alive = "expired" if at > datetime.fromisoformat(seal["validUntil"]) else "valid"
    word, subject = "suspended" if papers["suspension"] else alive, seal["credentialSubject"]
    word = "revoked" if papers["revocation"] else word
    line = {one["code"]: one for one in listed["seals"]}[subject["code"]]
    state = alive if line["state"] == "valid" else line["state"]
    demand(state == word, "the papers disagree: get all of them anew")
    same = (line["domains"], line["level"]) == (subject["domains"], subject["level"])
    demand(same, "this credential was replaced by a newer one")
    demand(domain in subject["domains"], f"the seal is for {', '.join(subject['domains'])}")
    return word, "", max(seen, listed["sequence"])


def verify(files: dict[str, str], domain: str, at: datetime, seen: int = 0) -> tuple[str, str, int]:
    """The word, its cause, and the number of the newest list; whatever fails cannot tell."""
    try:
        return judged(files, domain, at, seen)
    except BROKEN as why:
        return "cannot tell", str(why) or "a signature is wrong", seen


if __name__ == "__main__":
    folder, memory = Path(sys.argv[1]), Path(sys.argv[1]) / "seen"
    papers = {name: (folder / name).read_text() for name in FILES if (folder / name).exists()}
    last = int(memory.read_text()) if memory.exists() else 0
    answer, cause, last = verify(papers, sys.argv[2], datetime.now(UTC), last)
    memory.write_text(str(last))
    print(answer, cause)
    sys.exit(answer != "valid")

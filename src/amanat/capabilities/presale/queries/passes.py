"""Passes and addresses of an opening, stamped: read in memory, never looked up.

A stamp and not a signature: only the house reads them again, at an opening hour some thousand times
a second, and an Ed25519 signature costs fifty times as much to verify as the stamp.
"""

import base64
import binascii
from datetime import timedelta

from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.rules.passes import Address, NotOurs, Pass, seconds_of
from amanat.kernel import signing

PASS_KIND, ADDRESS_KIND = "opening pass", "opening address"
STAMP_BYTES = 16
LONGEST_PASS = 100  # Letters; longer ones are not looked at.
READS_ON = timedelta(days=1)  # Who sends the same again after the close still gets the ticket.


def pass_for(line: Opening, buyer_id: int) -> str:
    """The pass of this buyer, for the form of the opening's page. Who is eligible was asked before."""
    opens, expires = seconds_of(line.opens_at), seconds_of(line.closes_at + READS_ON)
    paper = Pass(line.pk, buyer_id, line.most_units, opens, expires)
    return _stamped(paper.packed(), PASS_KIND)


def read_pass(text: str) -> Pass:
    """The pass in `text`; NotOurs when one letter of it was changed."""
    return Pass.unpacked(_unstamped(text, PASS_KIND))


def address_of(opening_id: int, buyer_id: int, ticket: int) -> str:
    """The last part of the address at which this application is followed."""
    return _stamped(Address(opening_id, buyer_id, ticket).packed(), ADDRESS_KIND)


def read_address(text: str) -> Address:
    """The same back; NotOurs for a ticket that was edited in its address."""
    return Address.unpacked(_unstamped(text, ADDRESS_KIND))


def _stamped(data: bytes, kind: str) -> str:
    return signing.base64url(data + signing.stamp(data, kind=kind)[:STAMP_BYTES])


def _unstamped(text: str, kind: str) -> bytes:
    if len(text) > LONGEST_PASS or not text.isascii():
        raise NotOurs
    try:
        both = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise NotOurs from error
    data, stamp = both[:-STAMP_BYTES], both[-STAMP_BYTES:]
    if not signing.is_stamp(stamp, data, kind=kind) or signing.base64url(both) != text:
        raise NotOurs
    return data

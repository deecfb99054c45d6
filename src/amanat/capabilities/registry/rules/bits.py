"""The bits of a W3C Bitstring Status List: which seals are suspended, which are revoked.

https://www.w3.org/TR/vc-bitstring-status-list/ · A list is never shorter than 131,072 bits, so
that asking for one's own does not tell which seal is asked about.
"""

import gzip
from collections.abc import Iterable

LEAST_BITS = 131_072
BITS_IN_A_BYTE = 8
HIGHEST_BIT = 0x80


def packed(places: Iterable[int], length: int = LEAST_BITS) -> bytes:
    """The list with these bits set, compressed; the first bit is the highest of the first byte."""
    assert length >= LEAST_BITS and length % BITS_IN_A_BYTE == 0
    bits = bytearray(length // BITS_IN_A_BYTE)
    for place in places:
        bits[place // BITS_IN_A_BYTE] |= HIGHEST_BIT >> place % BITS_IN_A_BYTE
    return gzip.compress(bytes(bits), mtime=0)

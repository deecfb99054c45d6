"""Addresses of digital currencies, checked by their own checksums. Pure, small, and with vectors.

Base58Check (Bitcoin, Tron), Bech32 and Bech32m (BIP 173, BIP 350), and the mixed case of EIP-55,
which needs the Keccak-256 of before the SHA-3 standard.
"""

import hashlib
import re

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CHECKSUM_BYTES = 4
BITCOIN_VERSIONS = frozenset({0x00, 0x05})  # Pay to a key's hash, and to a script's.
TRON_VERSION = 0x41
PAYLOAD_BYTES = 21
LONGEST = 90
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
BECH32_CONSTANT, BECH32M_CONSTANT = 1, 0x2BC830A3
PROGRAM_BYTES = range(2, 41)
HIGHEST_WITNESS = 16
HEX_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
MASK = (1 << 64) - 1
RATE_BYTES = 136
ROUNDS = 24
ROTATIONS = (
    1,
    3,
    6,
    10,
    15,
    21,
    28,
    36,
    45,
    55,
    2,
    14,
    27,
    41,
    56,
    8,
    25,
    43,
    62,
    18,
    39,
    61,
    20,
    44,
)
LANES = (10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1)


def is_bitcoin(address: str) -> bool:
    """A Bitcoin address of the main network: old style, or segwit."""
    payload = base58check(address)
    if payload is not None:
        return len(payload) == PAYLOAD_BYTES and payload[0] in BITCOIN_VERSIONS
    return is_segwit(address, "bc")


def is_tron(address: str) -> bool:
    payload = base58check(address)
    return payload is not None and len(payload) == PAYLOAD_BYTES and payload[0] == TRON_VERSION


def is_ethereum(address: str) -> bool:
    """In mixed case by EIP-55 only: an address in one case has no checksum, so we do not take it."""
    return bool(HEX_ADDRESS.fullmatch(address)) and address == with_case(address)


def with_case(address: str) -> str:
    """The address with the capitals that EIP-55 gives it."""
    plain = address[2:].lower()
    marks = keccak256(plain.encode()).hex()
    letters = (s.upper() if int(m, 16) >= 8 else s for s, m in zip(plain, marks, strict=False))
    return "0x" + "".join(letters)


def base58check(text: str) -> bytes | None:
    """What stands before the checksum; None when a letter or the checksum is wrong."""
    if not text or len(text) > LONGEST or any(sign not in BASE58 for sign in text):
        return None
    number = 0
    for sign in text:
        number = number * len(BASE58) + BASE58.index(sign)
    zeros = len(text) - len(text.lstrip(BASE58[0]))
    whole = bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    payload, check = whole[:-CHECKSUM_BYTES], whole[-CHECKSUM_BYTES:]
    right = hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:CHECKSUM_BYTES]
    return payload if payload and check == right else None


def is_segwit(address: str, network: str) -> bool:
    """Bech32 for version 0, Bech32m for the later ones; never in two cases."""
    if address not in {address.lower(), address.upper()} or len(address) > LONGEST:
        return False
    human, mark, data = address.lower().rpartition("1")
    if human != network or not mark or any(sign not in BECH32 for sign in data):
        return False
    values = [BECH32.index(sign) for sign in data]
    if len(values) < 7 or values[0] > HIGHEST_WITNESS:
        return False
    constant = BECH32_CONSTANT if values[0] == 0 else BECH32M_CONSTANT
    if _polymod(_expanded(human) + values) != constant:
        return False
    program = _bytes_of(values[1:-6])
    if program is None or len(program) not in PROGRAM_BYTES:
        return False
    return values[0] != 0 or len(program) in {20, 32}


def _expanded(human: str) -> list[int]:
    return [ord(sign) >> 5 for sign in human] + [0] + [ord(sign) & 31 for sign in human]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check


def _bytes_of(fives: list[int]) -> bytes | None:
    """Groups of five bits as bytes; None when the padding is not zero or too long."""
    number = 0
    for five in fives:
        number = number << 5 | five
    spare = len(fives) * 5 % 8
    if spare > 4 or number & (1 << spare) - 1:
        return None
    return (number >> spare).to_bytes(len(fives) * 5 // 8, "big")


def keccak256(data: bytes) -> bytes:
    """Keccak-256 with the padding of before SHA-3, as Ethereum uses it."""
    padded = data + b"\x01" + bytes(-(len(data) + 1) % RATE_BYTES)
    padded = padded[:-1] + bytes([padded[-1] | 0x80])
    lanes = [0] * 25
    for start in range(0, len(padded), RATE_BYTES):
        block = padded[start : start + RATE_BYTES]
        for place in range(RATE_BYTES // 8):
            lanes[place] ^= int.from_bytes(block[place * 8 : place * 8 + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _permuted(lanes: list[int]) -> list[int]:
    """Keccak-f[1600]: theta, rho and pi, chi, iota, twenty-four times."""
    register = 1
    for _ in range(ROUNDS):
        sums = [
            lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
            for x in range(5)
        ]
        lanes = [
            lane ^ sums[(n + 4) % 5] ^ _turned(sums[(n + 1) % 5], 1) for n, lane in enumerate(lanes)
        ]
        carried = lanes[1]
        for lane, by in zip(LANES, ROTATIONS, strict=True):
            carried, lanes[lane] = lanes[lane], _turned(carried, by)
        rows = [lanes[y : y + 5] for y in range(0, 25, 5)]
        lanes = [
            row[x] ^ (~row[(x + 1) % 5] & MASK & row[(x + 2) % 5]) for row in rows for x in range(5)
        ]
        for bit in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) % 256
            if register & 2:
                lanes[0] ^= 1 << (1 << bit) - 1
    return lanes


def _turned(lane: int, by: int) -> int:
    return (lane << by | lane >> (64 - by)) & MASK
